// How much of a mask is left on another grid, and what is to be said of it.
import { type Finding, UserError } from '../core/errors.js';
import { determinant, spacingOf } from '../core/grid.js';
import { lengthsText } from '../core/lengths-text.js';
import type { Scan } from '../core/scan.js';

export interface MaskSize {
  readonly voxels: number;
  readonly millilitres: number;
}

export interface MaskKept {
  readonly before: MaskSize;
  readonly after: MaskSize;
  readonly findings: readonly Finding[];
}

/** How much of the mask's volume may be lost before it is said. */
const mostLost = 0.1;

/** Steps of the grid that each sample of an axis stands for; on uneven nodes up to half-way to its neighbours. */
function widthsOf({ grid, nodes }: Scan, axis: 0 | 1 | 2): Float64Array {
  const n = grid.size[axis];
  const widths = new Float64Array(n).fill(1);
  if (nodes?.axis !== axis || n < 2) return widths;
  const { at } = nodes;
  for (let i = 0; i < n; i++) {
    const before = i === 0 ? at[1] - at[0] : at[i] - at[i - 1];
    const after = i === n - 1 ? before : at[i + 1] - at[i];
    widths[i] = (before + after) / 2;
  }
  return widths;
}

/** Shares of voxels count as such in the volume; a voxel counts from a half on. */
function sizeOfMask(mask: Scan): MaskSize {
  const { grid, voxels } = mask;
  const [nx, ny, nz] = grid.size;
  const [wx, wy, wz] = [widthsOf(mask, 0), widthsOf(mask, 1), widthsOf(mask, 2)];
  let count = 0;
  let volume = 0;
  for (let k = 0, v = 0; k < nz; k++)
    for (let j = 0; j < ny; j++)
      for (let i = 0; i < nx; i++, v++) {
        if (voxels[v] === 0) continue;
        if (voxels[v] >= 0.5) count++;
        volume += voxels[v] * wx[i] * wy[j] * wz[k];
      }
  return { voxels: count, millilitres: (volume * Math.abs(determinant(grid.affine))) / 1000 };
}

/**
 * A mask of shares from 0 to 1, and the same on another grid. Throws a UserError where nothing is left; a warning where
 * more than a tenth is lost.
 */
export function maskKept(before: Scan, after: Scan): MaskKept {
  const [own, left] = [sizeOfMask(before), sizeOfMask(after)];
  const spacing = `${lengthsText(spacingOf(after.grid.affine))} mm`;
  const shares = before.voxels instanceof Float32Array;
  if (left.voxels === 0)
    throw new UserError(
      `No voxel of the new grid (${spacing}) lies in the mask.`,
      `The grid may be too coarse for it (give a finer --spacing), or the mask may lie elsewhere (give one of this scan)${shares ? ', or its shares may lie below --mask-threshold' : ''}.`,
    );
  if (left.millilitres >= (1 - mostLost) * own.millilitres) return { before: own, after: left, findings: [] };
  return {
    before: own,
    after: left,
    findings: [
      {
        severity: 'warning',
        code: 'mask-lost',
        message: `Of the mask's ${own.millilitres.toFixed(2)} ml ${left.millilitres.toFixed(2)} ml are left on the new grid: it reaches beyond it, or is thinner than voxels of ${spacing}${shares ? ', or holds shares below --mask-threshold' : ''}.`,
      },
    ],
  };
}
