// Cuts a triangle along the borders between the target triangles below it, and proves each piece against its own. In plain JavaScript: the oracle of assembly/cover.ts.
// The distance to a convex set is convex (S. Boyd, L. Vandenberghe, Convex Optimization, 2004, §3.2.5): over a convex
// piece, its distance to one target triangle is greatest at a corner.

import type { TargetSurface } from '../../../src/kernel/target-surface.js';
import { squaredDistance } from './nearest-triangle.js';

/**
 * Starts over target `slot` and walks on from neighbour to neighbour. Pieces within `limit` (mm) are proven; the bound
 * over all of these is returned. The others are put into `rest`, as triangles of nine coordinates.
 */
export type CoverByCells = (triangle: Float64Array, slot: number, limit: number, rest: number[]) => number;

const mostCorners = 16;
const mostPieces = 96;
/** Pieces looked at before the walk is given up. */
const patience = 400;
const room = 3 * mostCorners;

export function coverByCells({ tree, neighbours, normals }: TargetSurface): CoverByCells {
  const c = tree.corners;
  const pieces = new Float64Array(mostPieces * room);
  const sizes = new Int32Array(mostPieces);
  const slots = new Int32Array(mostPieces);
  let inner = new Float64Array(room);
  let spare = new Float64Array(room);
  const sides = new Float64Array(mostCorners);

  /** The farthest corner, squared; some corner beyond `enough` where there is one. */
  const farthest = (
    polygon: Float64Array,
    at: number,
    size: number,
    slot: number,
    enough: number,
  ): number => {
    let far = 0;
    for (let k = at; k < at + 3 * size && far <= enough; k += 3)
      far = Math.max(far, squaredDistance(c, 9 * slot, polygon[k], polygon[k + 1], polygon[k + 2]));
    return far;
  };

  /** Sides of `inner`'s corners of the plane that halves the angle at edge k of `slot`: positive = beyond it. */
  const judge = (size: number, slot: number, k: number, beyond: number): number => {
    const a = 9 * slot + 3 * k;
    const b = 9 * slot + (k === 2 ? 0 : 3 * k + 3);
    const mx = normals[3 * slot] + normals[3 * beyond];
    const my = normals[3 * slot + 1] + normals[3 * beyond + 1];
    const mz = normals[3 * slot + 2] + normals[3 * beyond + 2];
    const ex = c[b] - c[a];
    const ey = c[b + 1] - c[a + 1];
    const ez = c[b + 2] - c[a + 2];
    const wx = ey * mz - ez * my;
    const wy = ez * mx - ex * mz;
    const wz = ex * my - ey * mx;
    const hair = 1e-9 * Math.sqrt(wx * wx + wy * wy + wz * wz);
    let out = 0;
    for (let i = 0; i < size; i++) {
      const side =
        (inner[3 * i] - c[a]) * wx + (inner[3 * i + 1] - c[a + 1]) * wy + (inner[3 * i + 2] - c[a + 2]) * wz;
      sides[i] = side > hair ? side : side < -hair ? side : 0;
      if (sides[i] > 0) out++;
    }
    return out;
  };

  /** Parts `inner` at the plane: what lies beyond goes to piece `to`, the rest stays. The sizes: kept, beyond. */
  const part = (size: number, to: number): readonly [number, number] => {
    let kept = 0;
    let gone = 0;
    const base = to * room;
    for (let i = 0; i < size; i++) {
      const j = i + 1 === size ? 0 : i + 1;
      const [si, sj] = [sides[i], sides[j]];
      for (let x = 0; x < 3; x++) {
        const p = inner[3 * i + x];
        if (si <= 0) spare[3 * kept + x] = p;
        if (si >= 0) pieces[base + 3 * gone + x] = p;
      }
      if (si <= 0) kept++;
      if (si >= 0) gone++;
      if ((si < 0 && sj > 0) || (si > 0 && sj < 0)) {
        const s = si / (si - sj);
        for (let x = 0; x < 3; x++) {
          const q = inner[3 * i + x] + s * (inner[3 * j + x] - inner[3 * i + x]);
          spare[3 * kept + x] = q;
          pieces[base + 3 * gone + x] = q;
        }
        kept++;
        gone++;
      }
    }
    [inner, spare] = [spare, inner];
    return [kept, gone];
  };

  const giveUp = (polygon: Float64Array, at: number, size: number, rest: number[]): void => {
    for (let k = 1; k + 1 < size; k++)
      for (const i of [0, k, k + 1]) rest.push(...polygon.subarray(at + 3 * i, at + 3 * i + 3));
  };

  return (triangle, first, limit, rest) => {
    const enough = limit * limit;
    let bound = 0;
    let looked = 0;
    let top = 0;
    pieces.set(triangle);
    sizes[0] = 3;
    slots[0] = first;
    top = 1;
    while (top > 0) {
      top--;
      let size = sizes[top];
      const slot = slots[top];
      const far = farthest(pieces, top * room, size, slot, enough);
      if (far <= enough) {
        bound = Math.max(bound, far);
        continue;
      }
      if (++looked > patience || top + 3 > mostPieces || size + 3 > mostCorners) {
        giveUp(pieces, top * room, size, rest);
        continue;
      }
      for (let k = 0; k < 3 * size; k++) inner[k] = pieces[top * room + k];
      for (let k = 0; k < 3 && size > 0; k++) {
        const beyond = neighbours[3 * slot + k];
        if (beyond < 0 || judge(size, slot, k, beyond) === 0) continue;
        const [kept, gone] = part(size, top);
        sizes[top] = gone;
        slots[top++] = beyond;
        size = kept;
      }
      if (size === 0) continue;
      const left = farthest(inner, 0, size, slot, enough);
      if (left <= enough) bound = Math.max(bound, left);
      else giveUp(inner, 0, size, rest);
    }
    return Math.sqrt(bound);
  };
}
