// The faces of a body that were made and not grown, which edits should leave flat.
import type { Vec3 } from '../core/grid.js';
import { originNumber } from '../core/print-model.js';
import { cross, dot, lengthOf, minus, plus, scaled } from '../core/vec3.js';
import { type LocalEdits, placeOf } from './local-edits.js';

/** mm: as flat as float32 holds it. */
const flatness = 1e-5;
/** Triangles lower than this (mm) say nothing of the face that they lie in. */
const lowest = 0.001;
const anatomy = originNumber('anatomy');

const doubled = (edits: LocalEdits, t: number): Vec3 => {
  const [a, b, c] = [0, 1, 2].map((k) => placeOf(edits, edits.corners[3 * t + k]));
  return cross(minus(b, a), minus(c, a));
};

/** Of length 1; zeros where the triangle has no area. */
export function normalOf(edits: LocalEdits, t: number): Vec3 {
  const n = doubled(edits, t);
  const length = lengthOf(n);
  return length > 0 ? scaled(n, 1 / length) : n;
}

/** At a vertex, by the areas of its triangles; of length 1, or zeros. */
export function normalAt(edits: LocalEdits, v: number): Vec3 {
  const sum = edits.around(v).reduce((all: Vec3, t) => plus(all, doubled(edits, t)), [0, 0, 0]);
  const length = lengthOf(sum);
  return length > 0 ? scaled(sum, 1 / length) : sum;
}

/** The normals of the made faces at a vertex. */
function facesAt(edits: LocalEdits, v: number): readonly Vec3[] {
  return edits.around(v).flatMap((t) => {
    if (edits.origin[t] === anatomy) return [];
    const [a, b, c] = [0, 1, 2].map((k) => placeOf(edits, edits.corners[3 * t + k]));
    const long = Math.max(lengthOf(minus(a, b)), lengthOf(minus(b, c)), lengthOf(minus(c, a)));
    return lengthOf(doubled(edits, t)) > lowest * long ? [normalOf(edits, t)] : [];
  });
}

/** Is a vertex in a face that was made? */
export const isMade = (edits: LocalEdits, v: number): boolean =>
  edits.around(v).some((t) => edits.origin[t] !== anatomy);

/** Might a made face be dented if that vertex went there? */
export function dents(edits: LocalEdits, v: number, place: Vec3): boolean {
  const by = minus(place, placeOf(edits, v));
  const faces = facesAt(edits, v);
  if (faces.length === 0) return isMade(edits, v) && lengthOf(by) > flatness;
  return faces.some((normal) => Math.abs(dot(normal, by)) > flatness);
}

/** What is left of a way if the vertex stays in all made faces that it lies in. */
export function alongFaces(edits: LocalEdits, v: number, way: Vec3): Vec3 {
  const taken: Vec3[] = [];
  let left = way;
  for (const normal of facesAt(edits, v)) {
    const rest = taken.reduce((n, t) => minus(n, scaled(t, dot(n, t))), normal);
    const length = lengthOf(rest);
    // The same face again, but for rounding.
    if (length < 1e-3) continue;
    const own = scaled(rest, 1 / length);
    taken.push(own);
    left = minus(left, scaled(own, dot(left, own)));
  }
  return taken.length < 3 ? left : [0, 0, 0];
}
