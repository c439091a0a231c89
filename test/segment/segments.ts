// Segments and volumes to test steps on, and a context that remembers.
import type { Bits } from '../../src/core/bits.js';
import { type Context, quietContext } from '../../src/core/context.js';
import type { Finding } from '../../src/core/errors.js';
import type { Affine, Vec3 } from '../../src/core/grid.js';
import type { Scan, ScanFacts } from '../../src/core/scan.js';
import type { Segment } from '../../src/core/segment.js';
import type { Volume } from '../../src/core/volume.js';
import { resample } from '../../src/volume/resample.js';
import { scanFacts } from '../fixtures/scan-facts.js';

/** Axis i points to the back, j to the left, k to the head, at this spacing: a rotation that swaps two axes and a shift. */
export const turned = (spacing: number): Affine => [0, -spacing, 0, 7, spacing, 0, 0, -3, 0, 0, spacing, 11];

/** A scan of whole numbers on a straight grid. */
export function scanOf(
  size: Vec3,
  value: (i: number, j: number, k: number) => number,
  more: Partial<ScanFacts> = {},
  spacing: Vec3 = [1, 1, 1],
): Scan {
  const n = size[0] * size[1] * size[2];
  const voxels = new Int16Array(new SharedArrayBuffer(2 * n));
  for (let p = 0; p < n; p++)
    voxels[p] = Math.round(
      value(p % size[0], Math.floor(p / size[0]) % size[1], Math.floor(p / size[0] / size[1])),
    );
  const affine: Affine = [spacing[0], 0, 0, 0, 0, spacing[1], 0, 0, 0, 0, spacing[2], 0];
  return { grid: { size, affine }, voxels, facts: { ...scanFacts, ...more } };
}

/** The scan as it is, at its own spacing. */
export const volumeOf = (scan: Scan, spacing = 1): Promise<Volume> =>
  resample(scan, { spacing, kernel: 'nearest' });

/** A segment whose mask came from nowhere. */
export async function segmentOf(inside: Bits, spacing = 1, affine = turned(spacing)): Promise<Segment> {
  const scan = { ...scanOf(inside.size, () => 0), grid: { size: inside.size, affine } };
  const volume = await volumeOf(scan, spacing);
  return { volume, range: { from: 0, to: Number.POSITIVE_INFINITY }, grey: inside, inside, contrast: 1 };
}

export interface Heard {
  readonly context: Context;
  readonly notes: Map<string, number | string>;
  readonly findings: Finding[];
  readonly progress: number[];
}

/** A context and what it was told. */
export function listening(): Heard {
  const notes = new Map<string, number | string>();
  const findings: Finding[] = [];
  const progress: number[] = [];
  const context: Context = {
    ...quietContext,
    note: (name, value) => notes.set(name, value),
    find: (finding) => findings.push(finding),
    progress: (done) => progress.push(done),
  };
  return { context, notes, findings, progress };
}
