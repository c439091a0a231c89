// A body without its cavities.
import type { Body } from '../core/print-model.js';
import { keepBody } from './keep-body.js';
import { nestedShells } from './nested-shells.js';

/** Only the shells that lie in no other are left: what a cavity held is gone too. Every triangle keeps its origin. */
export function filledBody(body: Body): Body {
  const { all, of, places, around } = nestedShells(body.mesh);
  if (all.length === 1) return body;
  const outermost = all.map(({ volume }, n) => volume > 0 && around(places[n], n).length === 0);
  return keepBody(body, (t) => outermost[of[t]]);
}
