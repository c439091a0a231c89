// Where on a surface the nearest point to each of many places lies: triangle and weights of its corners.
import { invert } from '../core/grid.js';
import { centreFrom, nodeFrom, type Sides } from './fair-sides.js';
import { pointToTriangle } from './point-to-triangle.js';

export interface Feet {
  /** First corner (h) of the nearest triangle within reach of each place; −1 where there is none. */
  readonly corner: Int32Array;
  /** Of its second and third corner, two a place; the first has the rest. */
  readonly weights: Float64Array;
}

/** The nearest points within `reach` (mm). Of two as near it is that of the earlier triangle. */
export function fairFeet(p: Float64Array, t: Uint32Array, sides: Sides, reach: number): Feet {
  const { first, along, places, nodes } = sides;
  const [atI, atJ, atK] = nodes;
  const ny = atJ.length;
  const inverse = invert(sides.grid.affine);
  const rows = [0, 4, 8];
  const margin = rows.map((r) => reach * Math.hypot(inverse[r], inverse[r + 1], inverse[r + 2]));
  const corner = new Int32Array(along.length).fill(-1);
  const weights = new Float64Array(2 * along.length);
  const nearest = new Float64Array(along.length).fill(reach * reach);
  const foot = { second: 0, third: 0 };
  const low = new Float64Array(3);
  const high = new Float64Array(3);
  for (let h = 0; h < t.length; h += 3) {
    low.fill(Number.POSITIVE_INFINITY);
    high.fill(Number.NEGATIVE_INFINITY);
    for (let c = h; c < h + 3; c++)
      for (let axis = 0; axis < 3; axis++) {
        const [r, o] = [4 * axis, 3 * t[c]];
        const at = inverse[r] * p[o] + inverse[r + 1] * p[o + 1] + inverse[r + 2] * p[o + 2] + inverse[r + 3];
        if (at < low[axis]) low[axis] = at;
        if (at > high[axis]) high[axis] = at;
      }
    const i0 = nodeFrom(atI, low[0] - margin[0]);
    const i1 = nodeFrom(atI, high[0] + margin[0]);
    const j0 = nodeFrom(atJ, low[1] - margin[1]);
    const j1 = nodeFrom(atJ, high[1] + margin[1]);
    const k1 = nodeFrom(atK, high[2] + margin[2]);
    for (let k = nodeFrom(atK, low[2] - margin[2]); k < k1; k++)
      for (let j = j0; j < j1; j++) {
        const end = first[j + ny * k + 1];
        for (let n = centreFrom(sides, j + ny * k, i0); n < end && along[n] < i1; n++) {
          const squared = pointToTriangle(p, t, h, places[3 * n], places[3 * n + 1], places[3 * n + 2], foot);
          if (!(squared < nearest[n])) continue;
          nearest[n] = squared;
          corner[n] = h;
          weights[2 * n] = foot.second;
          weights[2 * n + 1] = foot.third;
        }
      }
  }
  return { corner, weights };
}
