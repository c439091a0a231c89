// What the voxel centres near a complex ask of its vertices: to have each of them in its own part.
import type { Feet } from './fair-feet.js';
import type { Rows } from './fair-rows.js';
import type { RegionCentres } from './label-regions.js';
import type { LabelsComplex } from './labels-complex.js';
import { kinds, type LabelsNet } from './labels-net.js';

/** A foot whose way to the centre runs along the surface rather than along its normal tells nothing of the side. */
const leastCosine = 0.5;
/** Shorter ways have no direction, mm. */
const shortest = 1e-4;

/** For vertices that move along their unit `normals`, which are zero where they are held. */
export function labelsRows(
  p: Float64Array,
  { triangles: t, back, front }: Pick<LabelsComplex, 'triangles' | 'back' | 'front'>,
  { kind }: LabelsNet,
  normals: Float64Array,
  { part, places }: RegionCentres,
  { corner, weights }: Feet,
): Rows {
  const to = new Uint32Array(3 * part.length);
  const pull = new Float64Array(3 * part.length);
  const margin = new Float64Array(part.length);
  const of = [0, 0, 0];
  let count = 0;
  for (let m = 0; m < part.length; m++) {
    const h = corner[m];
    if (h < 0) continue;
    const f = h / 3;
    const side = part[m] === back[f] ? -1 : part[m] === front[f] ? 1 : 0;
    if (side === 0) continue;
    const on = front[f] === 0 ? kinds.outer : kinds.inner;
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
      const v = t[h + c];
      const o = 3 * v;
      x -= of[c] * p[o];
      y -= of[c] * p[o + 1];
      z -= of[c] * p[o + 2];
      // A little of each, that a corner itself has a normal too.
      const share = kind[v] === on ? of[c] + 1e-3 : 0;
      nx += share * normals[o];
      ny += share * normals[o + 1];
      nz += share * normals[o + 2];
    }
    const length = Math.sqrt(nx * nx + ny * ny + nz * nz);
    const way = Math.sqrt(x * x + y * y + z * z);
    const height = length > 0 ? (x * nx + y * ny + z * nz) / length : 0;
    if (length === 0 || (way > shortest && Math.abs(height) < leastCosine * way)) continue;
    for (let c = 0; c < 3; c++) {
      const v = t[h + c];
      const along = (normals[3 * v] * nx + normals[3 * v + 1] * ny + normals[3 * v + 2] * nz) / length;
      to[3 * count + c] = v;
      pull[3 * count + c] = -side * of[c] * along;
    }
    margin[count++] = side * height;
  }
  return { to, pull, margin: margin.subarray(0, count) };
}
