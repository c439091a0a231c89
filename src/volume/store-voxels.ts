// Computes every value of a volume into one array, over the run's threads.
import type { Context } from '../core/context.js';
import { UserError } from '../core/errors.js';
import { voxelCount } from '../core/grid.js';
import type { Volume } from '../core/volume.js';
import { type Faces, facesOf } from '../kernel/scan-faces.js';
import { slabsOf } from '../kernel/slabs.js';
import type { Finish, StoreSlicesResult } from '../kernel/store-slices.js';

const memoryFor = (bytes: number): SharedArrayBuffer => {
  try {
    return new SharedArrayBuffer(bytes);
  } catch {
    throw new UserError(
      `There is no memory for a grid of ${(bytes / 2 ** 30).toFixed(1)} GiB.`,
      'Give a coarser --spacing, or crop the scan first.',
    );
  }
};

export interface Stored extends StoreSlicesResult {
  readonly voxels: Int16Array | Float32Array;
}

/** The voxels of the volume's grid, x fastest; `short` = Int16, where the caller knows that every value fits. */
export async function storeVoxels(
  volume: Volume,
  finish: Finish,
  short: boolean,
  { each, signal }: Pick<Context, 'each' | 'signal'>,
): Promise<Stored> {
  const n = voxelCount(volume.grid);
  const voxels = short ? new Int16Array(memoryFor(2 * n)) : new Float32Array(memoryFor(4 * n));
  const faces: Faces = [facesOf(volume.scan, 0), facesOf(volume.scan, 1), facesOf(volume.scan, 2)];
  const jobs = slabsOf(volume.grid).map((slab) => ({ volume, to: voxels, finish, faces, ...slab }));
  const parts = await each('storeSlices', jobs);
  signal.throwIfAborted();
  const range = (of: 'computed' | 'stored'): readonly [number, number] => [
    Math.min(...parts.map((part) => part[of][0])),
    Math.max(...parts.map((part) => part[of][1])),
  ];
  const outside = parts.reduce((sum, part) => sum + part.outside, 0);
  return { voxels, computed: range('computed'), stored: range('stored'), outside };
}
