// Finds the boxes of a label map that hold one label alone, and the voxels that lie in any such box.
import type { Vec3 } from '../core/grid.js';
import type { LabelBlock } from './label-block.js';

export interface UniformBoxes {
  /** How many voxels from here on along x have the same label, at most 255. */
  readonly runs: Uint8Array;
  /** 1 where the box that begins at this voxel holds one label alone; 0 where it reaches beyond the block. */
  readonly flags: Uint8Array;
}

/** Boxes of `width` voxels (1 … 255 an axis). */
export function uniformBoxes({ numbers, size }: LabelBlock, width: Vec3): UniformBoxes {
  const [nx, ny, nz] = size;
  const plane = nx * ny;
  const runs = new Uint8Array(numbers.length);
  const flags = new Uint8Array(numbers.length);
  for (let end = numbers.length - 1; end >= 0; end -= nx)
    for (let v = end, run = 0; v > end - nx; v--) {
      run = v < end && numbers[v] === numbers[v + 1] ? Math.min(255, run + 1) : 1;
      runs[v] = run;
      flags[v] = run >= width[0] ? 1 : 0;
    }
  const alongY = new Int32Array(nx);
  const alongZ = new Int32Array(plane);
  for (let k = nz - 1; k >= 0; k--) {
    for (let j = ny - 1; j >= 0; j--)
      for (let i = 0, v = nx * (j + ny * k); i < nx; i++, v++) {
        const more = j + 1 < ny && numbers[v] === numbers[v + nx];
        alongY[i] = flags[v] === 0 ? 0 : more ? alongY[i] + 1 : 1;
        flags[v] = alongY[i] >= width[1] ? 1 : 0;
      }
    for (let p = 0, v = plane * k; p < plane; p++, v++) {
      const more = k + 1 < nz && numbers[v] === numbers[v + plane];
      alongZ[p] = flags[v] === 0 ? 0 : more ? alongZ[p] + 1 : 1;
      flags[v] = alongZ[p] >= width[2] ? 1 : 0;
    }
  }
  return { runs, flags };
}

/** Turns flags of boxes into flags of all voxels that lie in a flagged box; in place. */
export function spreadBoxes(flags: Uint8Array, [nx, ny, nz]: Vec3, width: Vec3): void {
  // `left` lines side by side, each spread along its length of `count` voxels.
  const spread = (start: number, count: number, stride: number, left: Int32Array, reach: number): void => {
    left.fill(0);
    for (let n = 0; n < count; n++)
      for (let p = 0, v = start + n * stride; p < left.length; p++, v++) {
        left[p] = flags[v] === 1 ? reach : left[p] - 1;
        flags[v] = left[p] > 0 ? 1 : 0;
      }
  };
  const line = new Int32Array(1);
  for (let row = 0; row < flags.length; row += nx) spread(row, nx, 1, line, width[0]);
  const lines = new Int32Array(nx);
  for (let k = 0; k < nz; k++) spread(nx * ny * k, ny, nx, lines, width[1]);
  spread(0, nz, nx * ny, new Int32Array(nx * ny), width[2]);
}
