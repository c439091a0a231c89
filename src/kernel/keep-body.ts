// Some triangles of a body as a body of its own.
import type { Body } from '../core/print-model.js';
import { keepTriangles } from './keep-triangles.js';

/** In their old order; the body itself where that is all of it. */
export function keepBody(body: Body, isKept: (t: number) => boolean): Body {
  const { mesh, from } = keepTriangles(body.mesh, isKept);
  return from.length === body.origin.length
    ? body
    : { mesh, origin: Uint8Array.from(from, (t) => body.origin[t]) };
}
