// Where on a surface the nearest point to each of many places lies: triangle and weights of its corners.
// C. Ericson, "Real-Time Collision Detection", 2004, §5.1.5.
import { invert } from '../core/grid.js';
import { centreFrom, nodeFrom, type Sides } from './fair-sides.js';

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
          const squared = footOn(p, t, h, places, n);
          if (!(squared < nearest[n])) continue;
          nearest[n] = squared;
          corner[n] = h;
          weights[2 * n] = found.second;
          weights[2 * n + 1] = found.third;
        }
      }
  }
  return { corner, weights };
}

/** Of the last foot. */
const found = { second: 0, third: 0 };

/** Squared distance of place n to the triangle whose first corner is t[h]; NaN if it has no area. */
function footOn(p: Float64Array, t: Uint32Array, h: number, places: Float64Array, n: number): number {
  const a = 3 * t[h];
  const b = 3 * t[h + 1];
  const c = 3 * t[h + 2];
  const ux = p[b] - p[a];
  const uy = p[b + 1] - p[a + 1];
  const uz = p[b + 2] - p[a + 2];
  const vx = p[c] - p[a];
  const vy = p[c + 1] - p[a + 1];
  const vz = p[c + 2] - p[a + 2];
  const wx = places[3 * n] - p[a];
  const wy = places[3 * n + 1] - p[a + 1];
  const wz = places[3 * n + 2] - p[a + 2];
  const d1 = ux * wx + uy * wy + uz * wz;
  const d2 = vx * wx + vy * wy + vz * wz;
  const uu = ux * ux + uy * uy + uz * uz;
  const uv = ux * vx + uy * vy + uz * vz;
  const vv = vx * vx + vy * vy + vz * vz;
  const vc = d1 * (d2 - uv) - (d1 - uu) * d2;
  const vb = (d1 - uv) * d2 - d1 * (d2 - vv);
  const va = (d1 - uu) * (d2 - vv) - (d1 - uv) * (d2 - uv);
  let r = 0;
  let s = 0;
  if (d1 <= 0 && d2 <= 0) {
    r = 0;
  } else if (d1 >= uu && d2 - uv <= d1 - uu) {
    r = 1;
  } else if (vc <= 0 && d1 >= 0 && d1 <= uu) {
    r = d1 / uu;
  } else if (d2 >= vv && d1 - uv <= d2 - vv) {
    s = 1;
  } else if (vb <= 0 && d2 >= 0 && d2 <= vv) {
    s = d2 / vv;
  } else if (va <= 0 && d2 - uv >= d1 - uu && d1 - uv >= d2 - vv) {
    const along = d2 - uv - (d1 - uu);
    s = along / (along + (d1 - uv - (d2 - vv)));
    r = 1 - s;
  } else {
    const sum = va + vb + vc;
    r = vb / sum;
    s = vc / sum;
  }
  found.second = r;
  found.third = s;
  const qx = wx - r * ux - s * vx;
  const qy = wy - r * uy - s * vy;
  const qz = wz - r * uz - s * vz;
  return qx * qx + qy * qy + qz * qz;
}
