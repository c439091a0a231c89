// The options that choose a new grid for a scan, shared by the steps that resample.
import { UserError } from '../core/errors.js';
import { determinant, type Grid, type Vec3 } from '../core/grid.js';
import { choice, type Option } from '../core/option.js';
import { alignments, sizeRules } from './target-grid.js';

/** 0 = the finest spacing of the scan, 0.5 mm at most; else mm, along all axes or along each of the scan's own. */
export type Spacing = number | 'finest' | Vec3;

const most = 20;

function readSpacing(value: Spacing, name: string, given: unknown = value): Spacing {
  const fits = (s: number, least: boolean): boolean => s <= most && (least ? s >= 0 : s > 0);
  if (value === 'finest' || (typeof value === 'number' && fits(value, true))) return value;
  if (Array.isArray(value) && value.length === 3 && value.every((s) => fits(s, false))) return value;
  throw new UserError(
    `${name}: '${given}' is not a distance between voxels.`,
    `Give ${name} a number from 0 to ${most} mm (0 = the finest of the scan, 0.5 at most), three such as 1,1,2 (to the left, to the back, to the head), or finest.`,
  );
}

const numbersOf = (text: string): number[] =>
  text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));

/** Three numbers of a text such as 1,1,2, or null. */
export function readThree(text: string): Vec3 | null {
  const numbers = numbersOf(text);
  return numbers.length === 3 ? [numbers[0], numbers[1], numbers[2]] : null;
}

const spacing: Option<Spacing> = {
  default: 0,
  help: 'distance between voxels of the new grid: one number, or three x,y,z along the scan’s axes (nearest to left, back, head); finest = that of the scan; 0 = that too, but 0.5 mm at most',
  flag: 'spacing',
  placeholder: '<mm>',
  limits: [0, most],
  check: readSpacing,
  parse: (text, name) => {
    if (text.trim() === 'finest') return 'finest';
    const [one, ...more] = numbersOf(text);
    return readSpacing(readThree(text) ?? (more.length === 0 ? one : Number.NaN), name, text);
  },
};

const grid: Option<Grid | null> = {
  default: null,
  help: 'a grid to match; wins over spacing, alignment and size rule',
  inCode: true,
  placeholder: '<grid>',
  check: (value, name) => {
    if (value === null) return null;
    const { size, affine } = value;
    const whole = size.every((n) => Number.isInteger(n) && n > 0);
    const d = determinant(affine);
    if (whole && affine.every(Number.isFinite) && Number.isFinite(d) && d !== 0) return value;
    throw new UserError(`${name}: the grid to match has no extent.`, 'Give another reference.');
  },
  parse: (text, name) => {
    throw new UserError(`${name}: '${text}' is not a grid.`, 'A grid is given in code alone.');
  },
};

export const gridOptions = {
  spacing,
  alignment: choice(
    'centre',
    alignments,
    'what of the new grid and of the scan coincides: the centres of the two grids, the outer corners of their first voxels, or the centres of these (the first as the file stores them)',
    'alignment',
  ),
  sizeRule: choice(
    'ceil',
    sizeRules,
    'how the number of voxels is made whole: up, to the nearest (a half up), or down',
    'size-rule',
  ),
  grid,
} as const;

export interface GridChoice {
  readonly spacing: Spacing;
  readonly alignment: (typeof alignments)[number];
  readonly sizeRule: (typeof sizeRules)[number];
  readonly grid: Grid | null;
}
