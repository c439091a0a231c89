// Interpolates along a straight run of places that lie well inside an evenly sampled volume, 4 samples an axis.
import type { Affine, Vec3 } from '../core/grid.js';

/** Samples 0 … n − 1 an axis, x fastest. `cubics`: the weights of samples −1 … 2 of a cell, 4 coefficients each. */
export interface CubicRun {
  readonly samples: Int16Array | Float32Array;
  readonly size: Vec3;
  readonly cubics: Float64Array;
}

/** Kept clear of the cells at the ends, so that float noise does not reach for a sample beyond them. */
const clear = 1e-6;

/** Voxels [first, beyond) of the row that starts at `start` and goes on by `step` whose 64 samples all exist. */
export function runInside(size: Vec3, start: Vec3, step: Vec3, count: number): readonly [number, number] {
  let [first, beyond] = [0, count];
  for (let a = 0; a < 3; a++) {
    const [low, high] = [1 + clear - start[a], size[a] - 2 - clear - start[a]];
    if (Math.abs(step[a]) * count < clear) {
      if (low > -clear || high < clear) return [0, 0];
      continue;
    }
    first = Math.max(first, Math.ceil((step[a] > 0 ? low : high) / step[a]));
    beyond = Math.min(beyond, Math.floor((step[a] > 0 ? high : low) / step[a]) + 1);
  }
  return first < beyond ? [first, beyond] : [0, 0];
}

/** Values of voxels [first, beyond) of a row, i ↦ start + i·(the map's first column), in double precision. */
export function cubicRun(
  { samples, size, cubics }: CubicRun,
  map: Affine,
  start: Vec3,
  first: number,
  beyond: number,
  row: Float32Array,
): void {
  const [a0, a1, a2, a3, b0, b1, b2, b3, c0, c1, c2, c3, d0, d1, d2, d3] = cubics;
  const nx = size[0];
  const plane = nx * size[1];
  const [dx, dy, dz] = [map[0], map[4], map[8]];
  const [sx, sy, sz] = start;
  const depth = new Float64Array(4);
  for (let i = first; i < beyond; i++) {
    const [x, y, z] = [dx * i + sx, dy * i + sy, dz * i + sz];
    const [p, q, r] = [Math.floor(x), Math.floor(y), Math.floor(z)];
    const [u, v, w] = [x - p, y - q, z - r];
    const u0 = a0 + u * (a1 + u * (a2 + u * a3));
    const u1 = b0 + u * (b1 + u * (b2 + u * b3));
    const u2 = c0 + u * (c1 + u * (c2 + u * c3));
    const u3 = d0 + u * (d1 + u * (d2 + u * d3));
    const v0 = a0 + v * (a1 + v * (a2 + v * a3));
    const v1 = b0 + v * (b1 + v * (b2 + v * b3));
    const v2 = c0 + v * (c1 + v * (c2 + v * c3));
    const v3 = d0 + v * (d1 + v * (d2 + v * d3));
    depth[0] = a0 + w * (a1 + w * (a2 + w * a3));
    depth[1] = b0 + w * (b1 + w * (b2 + w * b3));
    depth[2] = c0 + w * (c1 + w * (c2 + w * c3));
    depth[3] = d0 + w * (d1 + w * (d2 + w * d3));
    let at = p - 1 + nx * (q - 1) + plane * (r - 1);
    let sum = 0;
    for (let t = 0; t < 4; t++, at += plane) {
      const f = at + nx;
      const g = f + nx;
      const h = g + nx;
      sum +=
        depth[t] *
        (v0 * (u0 * samples[at] + u1 * samples[at + 1] + u2 * samples[at + 2] + u3 * samples[at + 3]) +
          v1 * (u0 * samples[f] + u1 * samples[f + 1] + u2 * samples[f + 2] + u3 * samples[f + 3]) +
          v2 * (u0 * samples[g] + u1 * samples[g + 1] + u2 * samples[g + 2] + u3 * samples[g + 3]) +
          v3 * (u0 * samples[h] + u1 * samples[h + 1] + u2 * samples[h + 2] + u3 * samples[h + 3]));
    }
    row[i] = sum;
  }
}
