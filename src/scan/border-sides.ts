// At which sides of a scan a structure runs out of the picture.
import type { Scan } from '../core/scan.js';

/** A side of the patient's box, and how many voxels on it reach the level. */
export interface BorderSide {
  readonly side: 'right' | 'left' | 'front' | 'back' | 'bottom' | 'top';
  readonly voxels: number;
}

const sides = ['right', 'left', 'front', 'back', 'bottom', 'top'] as const;

/** The sides where any voxel is `level` or more, in the order of the axes. */
export function borderSides({ voxels, grid }: Scan, level: number): BorderSide[] {
  const [nx, ny, nz] = grid.size;
  const counts = [0, 0, 0, 0, 0, 0];
  const look = (side: number, start: number, n: readonly number[], step: readonly number[]): void => {
    for (let b = 0; b < n[1]; b++)
      for (let a = 0; a < n[0]; a++) if (voxels[start + a * step[0] + b * step[1]] >= level) counts[side]++;
  };
  const sheet = nx * ny;
  look(0, 0, [ny, nz], [nx, sheet]);
  look(1, nx - 1, [ny, nz], [nx, sheet]);
  look(2, 0, [nx, nz], [1, sheet]);
  look(3, sheet - nx, [nx, nz], [1, sheet]);
  look(4, 0, [nx, ny], [1, nx]);
  look(5, (nz - 1) * sheet, [nx, ny], [1, nx]);
  return sides.map((side, n) => ({ side, voxels: counts[n] })).filter(({ voxels: n }) => n > 0);
}
