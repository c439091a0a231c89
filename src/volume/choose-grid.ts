// Lays the grid that the options ask for upon a scan.
import { UserError } from '../core/errors.js';
import { type Grid, spacingOf, type Vec3, voxelCount } from '../core/grid.js';
import { lengthsText } from '../core/lengths-text.js';
import type { Scan } from '../core/scan.js';
import { sliceFrame } from '../core/slice-frame.js';
import type { GridChoice } from './grid-options.js';
import { finestSpacing, type GridRule, parallelGrid, type TargetGrid, targetGrid } from './target-grid.js';
import { uprightGrid } from './upright-grid.js';

/** The new grid; `along` says how it lies on the scan's axes, null where it stands askew to them. */
export interface ChosenGrid {
  readonly grid: Grid;
  readonly along: TargetGrid | null;
}

/** A mask of as many is 1 GB, and its rows and words are far from outgrowing 32-bit numbers. */
const mostVoxels = 2 ** 33;

function spacingIn(scan: Scan, { spacing }: GridChoice): Vec3 {
  if (typeof spacing === 'object') return spacing;
  if (spacing === 'finest' || spacing === 0) {
    const finest = finestSpacing(scan, spacing === 0 ? 0.5 : Number.POSITIVE_INFINITY);
    return [finest, finest, finest];
  }
  return [spacing, spacing, spacing];
}

/** Along the scan's own axes; where these are slanted, in the frame of its slices. */
function ruledGrid(scan: Scan, rule: GridRule): ChosenGrid {
  if (sliceFrame(scan).sheared) return { grid: uprightGrid(scan, rule), along: null };
  const along = targetGrid(scan, rule);
  return { grid: along.grid, along };
}

function refuseTooMany(scan: Scan, size: Vec3, rule: GridRule | null): void {
  const n = size[0] * size[1] * size[2];
  if (n <= mostVoxels) return;
  const trouble = `the grid would have ${n < 1e13 ? `${size.join(' × ')} voxels (${(n / 1e9).toFixed(1)} thousand million)` : 'more than a million million voxels'}, more than the 8.6 thousand million that are possible.`;
  if (rule === null) throw new UserError(`With this reference ${trouble}`, 'Give a smaller reference.');
  const { spacing } = rule;
  const scaled = (share: number): Vec3 => {
    const s = (a: 0 | 1 | 2): number => Math.ceil(spacing[a] * share * 1000) / 1000;
    return [s(0), s(1), s(2)];
  };
  let share = 1.02;
  while (voxelCount(ruledGrid(scan, { ...rule, spacing: scaled(share) }).grid) > mostVoxels) share *= 1.02;
  const alike = spacing[0] === spacing[1] && spacing[1] === spacing[2];
  const fits = alike ? scaled(share)[0] : scaled(share).join(',');
  throw new UserError(
    `At ${alike ? spacing[0] : lengthsText(spacing)} mm ${trouble}`,
    `Give --spacing ${fits} or more, or crop the scan first.`,
  );
}

/** Throws a UserError where the grid would be too large. */
export function chooseGrid(scan: Scan, options: GridChoice): ChosenGrid {
  if (options.grid !== null) {
    refuseTooMany(scan, options.grid.size, null);
    return { grid: options.grid, along: parallelGrid(scan, options.grid) };
  }
  const rule = { ...options, spacing: spacingIn(scan, options) };
  const chosen = ruledGrid(scan, rule);
  refuseTooMany(scan, chosen.grid.size, rule);
  return chosen;
}

const alignmentText = {
  centre: 'grid centres aligned',
  corner: 'outer corners of the first voxels (as stored) aligned',
  origin: 'centres of the first voxels (as stored) aligned',
} as const;

const sizeText = {
  ceil: 'rounded up',
  round: 'rounded to the nearest whole number (a half up)',
  floor: 'rounded down',
} as const;

function spacingText({ spacing }: GridChoice): string {
  if (spacing === 0) return 'isotropic voxels of its finest spacing (0.5 mm at most)';
  if (spacing === 'finest') return 'isotropic voxels of its finest spacing';
  if (typeof spacing === 'number') return `isotropic voxels of ${spacing} mm`;
  return `voxels of ${lengthsText(spacing)} mm (left, back, head)`;
}

/** What the methods sentence says of the grid: [resampled to …, how it was laid]. */
export function gridText(options: GridChoice): readonly [string, string] {
  const { grid, alignment, sizeRule } = options;
  if (grid !== null)
    return [
      `the voxels of a reference grid (${grid.size.join(' × ')} at ${lengthsText(spacingOf(grid.affine))} mm)`,
      'at the centres of the reference’s voxels in the patient’s frame',
    ];
  return [
    spacingText(options),
    `along its own axes (where these are slanted, along those of its slices and upright on them), grid dimensions ${sizeText[sizeRule]}, ${alignmentText[alignment]}`,
  ];
}
