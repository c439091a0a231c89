// Where on a surface the nearest point to each of many places lies: triangle and weights of its corners.
import { invert } from '../core/grid.js';
import { type Centres, centreFrom, nodeFrom } from './fair-sides.js';
import { pointToTriangle } from './point-to-triangle.js';

export interface Feet {
  /** First corner (h) of the nearest triangle within reach of each place; −1 where there is none. */
  readonly corner: Int32Array;
  /** Of its second and third corner, two a place; the first has the rest. */
  readonly weights: Float64Array;
}

/** A triangle's box is taken for larger by this share of its side: its nearest point is found but nearly. */
const wider = 0.01;

/** The nearest points within `reach` (mm). Of two as near it is that of the earlier triangle. */
export function fairFeet(p: Float64Array, t: Uint32Array, sides: Centres, reach: number): Feet {
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
  const at = onGrid(p, inverse);
  for (let h = 0; h < t.length; h += 3) {
    const a = 3 * t[h];
    const b = 3 * t[h + 1];
    const c = 3 * t[h + 2];
    const i0 = nodeFrom(atI, Math.min(at[a], at[b], at[c]) - margin[0]);
    const i1 = nodeFrom(atI, Math.max(at[a], at[b], at[c]) + margin[0]);
    const j0 = nodeFrom(atJ, Math.min(at[a + 1], at[b + 1], at[c + 1]) - margin[1]);
    const j1 = nodeFrom(atJ, Math.max(at[a + 1], at[b + 1], at[c + 1]) + margin[1]);
    const k0 = nodeFrom(atK, Math.min(at[a + 2], at[b + 2], at[c + 2]) - margin[2]);
    const k1 = nodeFrom(atK, Math.max(at[a + 2], at[b + 2], at[c + 2]) + margin[2]);
    const lx = Math.min(p[a], p[b], p[c]);
    const ly = Math.min(p[a + 1], p[b + 1], p[c + 1]);
    const lz = Math.min(p[a + 2], p[b + 2], p[c + 2]);
    const hx = Math.max(p[a], p[b], p[c]);
    const hy = Math.max(p[a + 1], p[b + 1], p[c + 1]);
    const hz = Math.max(p[a + 2], p[b + 2], p[c + 2]);
    const slack = wider * Math.max(hx - lx, hy - ly, hz - lz);
    for (let k = k0; k < k1; k++)
      for (let j = j0; j < j1; j++) {
        const end = first[j + ny * k + 1];
        for (let n = centreFrom(sides, j + ny * k, i0); n < end && along[n] < i1; n++) {
          const x = places[3 * n];
          const y = places[3 * n + 1];
          const z = places[3 * n + 2];
          const dx = Math.max(lx - x, x - hx) - slack;
          const dy = Math.max(ly - y, y - hy) - slack;
          const dz = Math.max(lz - z, z - hz) - slack;
          if (dx > 0 && dx * dx > nearest[n]) continue;
          if (dy > 0 && dy * dy > nearest[n]) continue;
          if (dz > 0 && dz * dz > nearest[n]) continue;
          const squared = pointToTriangle(p, t, h, x, y, z, foot);
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

/** In steps of the grid, three a vertex. */
function onGrid(p: Float64Array, m: ArrayLike<number>): Float64Array {
  const at = new Float64Array(p.length);
  for (let o = 0; o < p.length; o += 3) {
    const x = p[o];
    const y = p[o + 1];
    const z = p[o + 2];
    at[o] = m[0] * x + m[1] * y + m[2] * z + m[3];
    at[o + 1] = m[4] * x + m[5] * y + m[6] * z + m[7];
    at[o + 2] = m[8] * x + m[9] * y + m[10] * z + m[11];
  }
  return at;
}
