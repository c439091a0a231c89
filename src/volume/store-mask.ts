// Computes a resampled mask for good: a voxel is inside where the interpolated share reaches the threshold.
import { UserError } from '../core/errors.js';
import { voxelCount } from '../core/grid.js';
import { number } from '../core/option.js';
import type { Scan } from '../core/scan.js';
import { step } from '../core/step.js';
import type { Volume } from '../core/volume.js';
import { storeVoxels } from './store-voxels.js';

/** A half is a half in spite of the noise of single precision ("0.4999…", a named pitfall of the IBSI). */
const noise = 1e-6;

function refuseOthers({ voxels }: Scan): void {
  for (let v = 0; v < voxels.length; v++)
    if (!(voxels[v] >= 0 && voxels[v] <= 1))
      throw new UserError(
        `The mask holds the value ${voxels[v]}; only 0 (outside) to 1 (inside) make a mask.`,
        'Give a mask of 0 and 1, or choose one label of a label map.',
      );
}

/** Thresholds a volume of a mask (0 … 1): 1 inside, 0 elsewhere and outside the scan. */
export const storeMask = step(
  {
    name: 'storeMask',
    does: 'Compute the mask on the new grid',
    options: {
      threshold: number(0.5, [0.01, 1], 'share of the mask at which a voxel is inside', {
        flag: 'mask-threshold',
      }),
    },
    says: ({ threshold }) =>
      `A voxel of the new grid is inside the mask where its interpolated share is at least ${threshold} (less ${noise} for rounding noise); voxels whose centre lies outside the mask’s own grid are outside.`,
  },
  async (volume: Volume, { threshold }, context): Promise<Scan> => {
    refuseOthers(volume.scan);
    const finish = { threshold: threshold - noise, clamp: null, whole: true, outside: 0 };
    const { voxels, outside } = await storeVoxels(volume, finish, true, context);
    let inside = 0;
    for (let v = 0; v < voxels.length; v++) inside += voxels[v];
    context.note('voxels inside', inside);
    context.note('voxels outside the scan', (100 * outside) / voxelCount(volume.grid), '%');
    return { grid: volume.grid, voxels, facts: { ...volume.scan.facts, labels: true } };
  },
);
