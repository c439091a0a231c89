// Label maps made by dice with a seed, for the tests: blobs, with lone voxels among them.
import type { Vec3 } from '../../src/core/grid.js';

/** Numbers from 0 to 1 (Mulberry32). */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Each voxel has the label of the nearest of some points, about `blob` voxels apart; 1 in 100 has any label. */
export function randomLabels(
  [nx, ny, nz]: Vec3,
  labels: readonly number[],
  blob: number,
  seed: number,
): Int16Array {
  const roll = dice(seed);
  const any = (): number => labels[Math.floor(roll() * labels.length)];
  const points = Array.from({ length: Math.ceil((nx * ny * nz) / blob ** 3) }, () => ({
    at: [roll() * nx, roll() * ny, roll() * nz],
    label: any(),
  }));
  const voxels = new Int16Array(new SharedArrayBuffer(2 * nx * ny * nz));
  for (let k = 0, v = 0; k < nz; k++)
    for (let j = 0; j < ny; j++)
      for (let i = 0; i < nx; i++, v++) {
        let best = Number.POSITIVE_INFINITY;
        for (const { at, label } of points) {
          const d = (at[0] - i) ** 2 + (at[1] - j) ** 2 + (at[2] - k) ** 2;
          if (d < best) [best, voxels[v]] = [d, label];
        }
        if (roll() < 0.01) voxels[v] = any();
      }
  return voxels;
}
