// How much of a surface hangs over, for many ways up at once.
import type { Vec3 } from '../core/grid.js';
import type { Mesh } from '../core/mesh.js';

/** Seven numbers a triangle: its middle (mm), its area as a vector, and the length of that (mm²). */
export const facetNumbers = 7;

/** Cosine: what faces down more steeply than 45° needs support. */
export const overhanging: number = Math.SQRT1_2;
/** What lies no higher than this rests on the plate, mm. */
export const resting = 0.3;

export interface OverhangsJob {
  /** Over shared memory. */
  readonly facets: Float32Array;
  /** Unit vectors, and the lowest place of the body along each. */
  readonly ups: readonly Vec3[];
  readonly bottoms: readonly number[];
  /** Steps are measured on what faces this way, within 45°; null: nowhere. */
  readonly marked: Vec3 | null;
}

/** One for each way up. */
export interface Overhangs {
  /** mm² that hang over. */
  readonly areas: Float64Array;
  /** mm³ below them, down to the plate: what supports take at most. */
  readonly below: Float64Array;
  /** Of the marked surface: the mean of how a layer steps on it, as a share of the layer; 2 where supports leave scars. */
  readonly steps: Float64Array;
}

export function facetsOf({ positions: p, triangles: t }: Mesh): Float32Array {
  const count = t.length / 3;
  const facets = new Float32Array(new SharedArrayBuffer(4 * facetNumbers * count));
  for (let f = 0; f < count; f++) {
    const [a, b, c] = [3 * t[3 * f], 3 * t[3 * f + 1], 3 * t[3 * f + 2]];
    const [ux, uy, uz] = [p[b] - p[a], p[b + 1] - p[a + 1], p[b + 2] - p[a + 2]];
    const [vx, vy, vz] = [p[c] - p[a], p[c + 1] - p[a + 1], p[c + 2] - p[a + 2]];
    const [nx, ny, nz] = [(uy * vz - uz * vy) / 2, (uz * vx - ux * vz) / 2, (ux * vy - uy * vx) / 2];
    const o = facetNumbers * f;
    facets[o] = (p[a] + p[b] + p[c]) / 3;
    facets[o + 1] = (p[a + 1] + p[b + 1] + p[c + 1]) / 3;
    facets[o + 2] = (p[a + 2] + p[b + 2] + p[c + 2]) / 3;
    facets[o + 3] = nx;
    facets[o + 4] = ny;
    facets[o + 5] = nz;
    facets[o + 6] = Math.sqrt(nx * nx + ny * ny + nz * nz);
  }
  return facets;
}

/** So many facets stay in the cache while all ways up look at them. */
const block = 1024;

/** About 3 ns a facet and way up. */
export function overhangs({ facets, ups, bottoms, marked }: OverhangsJob): Overhangs {
  const areas = new Float64Array(ups.length);
  const below = new Float64Array(ups.length);
  for (let from = 0; from < facets.length; from += block * facetNumbers) {
    const end = Math.min(facets.length, from + block * facetNumbers);
    for (let n = 0; n < ups.length; n++) {
      const [x, y, z] = ups[n];
      const bottom = bottoms[n];
      let [area, under] = [0, 0];
      for (let o = from; o < end; o += facetNumbers) {
        const toward = x * facets[o + 3] + y * facets[o + 4] + z * facets[o + 5];
        const whole = facets[o + 6];
        if (toward > -overhanging * whole) continue;
        const height = x * facets[o] + y * facets[o + 1] + z * facets[o + 2] - bottom;
        if (height <= resting) continue;
        area += whole;
        under -= toward * height;
      }
      areas[n] += area;
      below[n] += under;
    }
  }
  return {
    areas,
    below,
    steps: marked === null ? new Float64Array(ups.length) : stepsOf(facets, ups, marked),
  };
}

/** Of a layer: none where the surface is upright or level, less than one between; two where supports stand on it. */
function stepsOf(facets: Float32Array, ups: readonly Vec3[], [mx, my, mz]: Vec3): Float64Array {
  const steps = new Float64Array(ups.length);
  let all = 0;
  for (let o = 0; o < facets.length; o += facetNumbers) {
    const whole = facets[o + 6];
    const [nx, ny, nz] = [facets[o + 3], facets[o + 4], facets[o + 5]];
    if (mx * nx + my * ny + mz * nz < overhanging * whole) continue;
    all += whole;
    for (let n = 0; n < ups.length; n++) {
      const toward = ups[n][0] * nx + ups[n][1] * ny + ups[n][2] * nz;
      if (toward < -overhanging * whole) steps[n] += 2 * whole;
      else if (toward < 0.9998 * whole) steps[n] += Math.abs(toward);
    }
  }
  return all === 0 ? steps : steps.map((sum) => sum / all);
}
