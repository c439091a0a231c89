// What the voxel centres near a surface ask of its vertices: to have them on the side on which they are.
import type { Feet } from './fair-feet.js';
import type { Sides } from './fair-sides.js';

/** Margin of centre n, mm: margin[n] + Σ_c pull[3n + c]·f[to[3n + c]], c = 0, 1, 2; negative on the wrong side. */
export interface Rows {
  readonly to: Uint32Array;
  readonly pull: Float64Array;
  readonly margin: Float64Array;
}

/** A foot whose way to the centre runs along the surface rather than along its normal tells nothing of the side. */
const leastCosine = 0.5;
/** Shorter ways have no direction, mm. */
const shortest = 1e-4;

/** For vertices that move along their unit `normals`. */
export function fairRows(
  p: Float64Array,
  t: Uint32Array,
  normals: Float64Array,
  { side, places }: Sides,
  { corner, weights }: Feet,
): Rows {
  const to = new Uint32Array(3 * side.length);
  const pull = new Float64Array(3 * side.length);
  const margin = new Float64Array(side.length);
  const of = [0, 0, 0];
  let count = 0;
  for (let m = 0; m < side.length; m++) {
    const h = corner[m];
    if (h < 0) continue;
    of[0] = 1 - weights[2 * m] - weights[2 * m + 1];
    of[1] = weights[2 * m];
    of[2] = weights[2 * m + 1];
    let x = places[3 * m];
    let y = places[3 * m + 1];
    let z = places[3 * m + 2];
    let nx = 0;
    let ny = 0;
    let nz = 0;
    for (let c = 0; c < 3; c++) {
      const o = 3 * t[h + c];
      x -= of[c] * p[o];
      y -= of[c] * p[o + 1];
      z -= of[c] * p[o + 2];
      nx += of[c] * normals[o];
      ny += of[c] * normals[o + 1];
      nz += of[c] * normals[o + 2];
    }
    const length = Math.sqrt(nx * nx + ny * ny + nz * nz);
    const way = Math.sqrt(x * x + y * y + z * z);
    const height = length > 0 ? (x * nx + y * ny + z * nz) / length : 0;
    if (length === 0 || (way > shortest && Math.abs(height) < leastCosine * way)) continue;
    for (let c = 0; c < 3; c++) {
      const v = t[h + c];
      const along = (normals[3 * v] * nx + normals[3 * v + 1] * ny + normals[3 * v + 2] * nz) / length;
      to[3 * count + c] = v;
      pull[3 * count + c] = -side[m] * of[c] * along;
    }
    margin[count++] = side[m] * height;
  }
  return { to, pull, margin: margin.subarray(0, count) };
}
