// The end of every step that works with booleans: a solid as a body that is fit to be a part.
import type { Body } from '../core/print-model.js';
import type { Booleans, Solid } from './booleans.js';
import { mended } from './mend-body.js';

/**
 * The solid as triangles, `mended`. `what` names it in errors. Throws a UserError where nothing is left, or where walls or
 * gaps are too thin to be told apart.
 */
export const finished = (booleans: Pick<Booleans, 'body'>, solid: Solid, what: string): Body =>
  mended(booleans.body(solid, what), what);
