// A box of a label map with the margin that a filter needs, its labels numbered from 0: what one job works on.
import type { Vec3 } from '../core/grid.js';

/** Voxel (i, j, k) of the box, x fastest, is voxel `from` + (i, j, k) of the map. */
export interface LabelBlock {
  readonly from: Vec3;
  readonly size: Vec3;
  /** Numbers into `ids`. */
  readonly numbers: Uint16Array;
  /** The labels of the box, ascending. */
  readonly ids: Int16Array;
}

const lowest = -32768;

/** The voxels [from, beyond) of a map of `size`; beyond its ends the nearest voxel comes again. */
export function labelBlock(voxels: Int16Array, size: Vec3, from: Vec3, beyond: Vec3): LabelBlock {
  const [mx, my, mz] = [beyond[0] - from[0], beyond[1] - from[1], beyond[2] - from[2]];
  const [nx, ny, nz] = size;
  const numbers = new Uint16Array(mx * my * mz);
  const number = new Uint16Array(65536);
  const held = (i: number, n: number): number => Math.min(n - 1, Math.max(0, i));
  const columns = Int32Array.from({ length: mx }, (_, i) => held(from[0] + i, nx));
  let v = 0;
  for (let k = 0; k < mz; k++)
    for (let j = 0; j < my; j++) {
      const row = nx * (held(from[1] + j, ny) + ny * held(from[2] + k, nz));
      for (let i = 0; i < mx; i++, v++) {
        const id = voxels[row + columns[i]] - lowest;
        numbers[v] = id;
        number[id] = 1;
      }
    }
  let count = 0;
  const ids = new Int16Array(65536);
  for (let id = 0; id < 65536; id++)
    if (number[id] === 1) {
      ids[count] = id + lowest;
      number[id] = count++;
    }
  for (v = 0; v < numbers.length; v++) numbers[v] = number[numbers[v]];
  return { from, size: [mx, my, mz], numbers, ids: ids.slice(0, count) };
}
