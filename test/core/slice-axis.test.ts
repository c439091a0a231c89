// Which axis slices lie across: by the file's kind, else by its spacing, else by its order.

import { expect, it } from 'vitest';
import type { Vec3 } from '../../src/core/grid.js';
import type { ScanFacts } from '../../src/core/scan.js';
import { sliceAxis } from '../../src/core/slice-axis.js';
import { scanFacts } from '../fixtures/scan-facts.js';

const facts = (
  storedAxes: string,
  storedSpacing: Vec3,
  format: ScanFacts['format'] = 'NIfTI-1',
): ScanFacts => ({ ...scanFacts, format, storedAxes, storedSize: [10, 10, 10], storedSpacing });

it.each([
  ['thick slices stored first', 'IPL', [3, 0.9, 0.9], 'NIfTI-1', 2, 'spacing'],
  ['thick slices stored second', 'RIA', [0.9, 3, 0.9], 'NIfTI-1', 2, 'spacing'],
  ['thin slices stored first', 'AIR', [0.6, 0.9, 0.9], 'NIfTI-2', 1, 'spacing'],
  ['pixels not square, slices thicker', 'SLP', [1.25, 0.8, 1], 'NIfTI-1', 2, 'spacing'],
  ['pixels not square, slices not thicker by a fifth', 'SLP', [1.15, 0.8, 1], 'NIfTI-1', 1, 'assumption'],
  ['all alike', 'PSR', [1, 1.005, 1], 'NIfTI-1', 0, 'assumption'],
  ['DICOM, whatever the spacing', 'PIL', [0.9, 3, 0.9], 'DICOM', 0, 'file'],
] as const)('%s', (_, axes, spacing, format, axis, by) => {
  expect(sliceAxis(facts(axes, spacing, format))).toEqual({ axis, by });
});
