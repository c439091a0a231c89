// Near a cut the structure goes on beyond it: what a voxel's share of it would be without the cut.
import { acrossSlices, type Blur } from '../core/blur.js';
import type { CutPlane } from '../core/mesh.js';
import { reachSigmas, type Window } from './locate-window.js';
import { at, cumulative } from './profile.js';
import type { ScanLattice } from './scan-lattice.js';

/** Marks a voxel that lies beyond a cut. */
const beyond = -1;

/** `share`: of the window's voxels, x fastest; changed. Voxels beyond the cut get less than 0. The cut is in the lattice's frame. */
export function restoreCut(
  { normal, at: height }: CutPlane,
  { steps, heights, lean }: ScanLattice,
  blur: Blur,
  { i0, i1, j0, j1, k0, k1 }: Window,
  share: Float32Array,
): void {
  const flat = blur.inPlane * blur.inPlane * (normal[0] * normal[0] + normal[1] * normal[1]);
  const upright = acrossSlices(blur) * normal[2];
  const sigma = Math.sqrt(flat + upright * upright);
  const reach = reachSigmas * sigma;
  const below = cumulative(sigma, reach);
  const [nx, ny] = [i1 - i0, j1 - j0];
  for (let k = k0; k < k1; k++)
    for (let j = j0; j < j1; j++) {
      const row = nx * (ny * (k - k0) + j - j0);
      const start =
        height -
        normal[0] * lean[0] * heights[k] -
        normal[1] * (j * steps[1] + lean[1] * heights[k]) -
        normal[2] * heights[k];
      const slope = -normal[0] * steps[0];
      if (start + slope * i0 > reach && start + slope * (i1 - 1) > reach) continue;
      for (let i = i0; i < i1; i++) {
        const depth = start + slope * i;
        if (depth > reach) continue;
        const o = row + i - i0;
        if (share[o] === beyond) continue;
        share[o] = depth < 0 ? beyond : Math.min(1, share[o] / at(below, depth));
      }
    }
}
