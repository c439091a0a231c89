// A phantom, or any voxels on a grid in LPS order, as a Scan without a file in between.

import type { Affine, Vec3 } from '../src/core/grid.js';
import type { Scan } from '../src/core/scan.js';
import { scanFacts } from '../test/fixtures/scan-facts.js';

export function scanFrom(volume: { voxels: Int16Array; size: Vec3; affine: Affine }): Scan {
  const voxels = new Int16Array(new SharedArrayBuffer(2 * volume.voxels.length));
  voxels.set(volume.voxels);
  return {
    grid: { size: volume.size, affine: volume.affine },
    voxels,
    facts: { ...scanFacts, modality: 'CT', storedSize: volume.size },
  };
}
