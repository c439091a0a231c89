// A rendered phantom as a scan: what a reader would give of its file.

import type { Scan } from '../../src/core/scan.js';
import type { PhantomOptions } from '../../src/phantom/phantom-options.js';
import { renderPhantom } from '../../src/phantom/render-phantom.js';
import { finishScan } from '../../src/scan/finish-scan.js';
import { scanFacts } from '../fixtures/scan-facts.js';

export function phantomScan(name: string, options: Partial<PhantomOptions>): Scan {
  const { voxels, size, affine } = renderPhantom(name, options);
  const shared = new Int16Array(new SharedArrayBuffer(2 * voxels.length));
  shared.set(voxels);
  return finishScan({ grid: { size, affine }, voxels: shared, saysLabels: false, facts: scanFacts });
}
