// A body without the triangles that are gone, and without vertices that none of the others has.
import type { Body } from '../core/print-model.js';
import { noVertex } from './corner-mesh.js';

export interface Compacted {
  readonly body: Body;
  /** New number of a triangle → old. */
  readonly faces: Uint32Array;
}

/** Triangles whose corners are `noVertex` are gone. What stays keeps its order. */
export function compactBody(positions: Float32Array, corners: Uint32Array, origin: Uint8Array): Compacted {
  const number = new Uint32Array(positions.length / 3).fill(noVertex);
  for (const v of corners) if (v !== noVertex) number[v] = 0;
  const kept = new Float32Array(positions.length);
  let vertices = 0;
  for (let v = 0; v < number.length; v++) {
    if (number[v] === noVertex) continue;
    for (let d = 0; d < 3; d++) kept[3 * vertices + d] = positions[3 * v + d];
    number[v] = vertices++;
  }
  const triangles = new Uint32Array(corners.length);
  const faces = new Uint32Array(origin.length);
  let count = 0;
  for (let t = 0; t < origin.length; t++) {
    if (corners[3 * t] === noVertex) continue;
    for (let k = 0; k < 3; k++) triangles[3 * count + k] = number[corners[3 * t + k]];
    faces[count++] = t;
  }
  const mesh = { positions: kept.slice(0, 3 * vertices), triangles: triangles.slice(0, 3 * count) };
  const old = faces.slice(0, count);
  return { body: { mesh, origin: Uint8Array.from(old, (t) => origin[t]) }, faces: old };
}
