// Turns voxels round along their own axes, in place.
import type { Vec3 } from '../core/grid.js';

/** Row by row, each with the one that it changes places with. */
export function flipVoxels(
  voxels: Int16Array | Float32Array,
  [nx, ny, nz]: Vec3,
  flipped: readonly [boolean, boolean, boolean],
): void {
  const kept = voxels.slice(0, nx);
  const row = (at: number): Int16Array | Float32Array => voxels.subarray(nx * at, nx * (at + 1));
  for (let k = 0; k < nz; k++)
    for (let j = 0; j < ny; j++) {
      const here = j + ny * k;
      const there = (flipped[1] ? ny - 1 - j : j) + ny * (flipped[2] ? nz - 1 - k : k);
      if (there < here) continue;
      const [one, other] = [row(here), row(there)];
      if (there > here) {
        kept.set(one);
        one.set(other);
        other.set(kept);
      }
      if (!flipped[0]) continue;
      one.reverse();
      if (there > here) other.reverse();
    }
}
