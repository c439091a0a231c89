// What can be chosen when a phantom is scanned: each option once, with default, limits and help.
import { UserError } from '../core/errors.js';
import type { Vec3 } from '../core/grid.js';
import { mm, number, type Option, type ValuesOf, written } from '../core/option.js';

/** Three numbers, or what the phantom's own default is (null). */
function three(
  initial: Vec3 | null,
  placeholder: string,
  help: string,
  flag: string,
  [least, most]: readonly [number, number],
  whole = false,
): Option<Vec3 | null> {
  const fits = (x: number): boolean =>
    Number.isFinite(x) && x >= least && x <= most && (!whole || Number.isInteger(x));
  const check = (value: Vec3 | null, name: string): Vec3 | null => {
    if (value !== null && (value.length !== 3 || !value.every(fits)))
      throw new UserError(
        `${name}: '${value.join(',')}' is not three ${whole ? 'whole ' : ''}numbers from ${least} to ${most}.`,
        `Give ${name} as three numbers with commas between them.`,
      );
    return value;
  };
  const read = (text: string, name: string): Vec3 | null => {
    const numbers = text.split(/[,x×]/).map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
    const [x, y, z] = numbers.length === 1 ? [numbers[0], numbers[0], numbers[0]] : numbers;
    return check(numbers.length > 3 ? [Number.NaN, 0, 0] : [x, y ?? Number.NaN, z ?? Number.NaN], name);
  };
  return { ...written<Vec3 | null>(initial, placeholder, help, read, flag), check };
}

/** One number, or the phantom's own (null). */
function maybe(
  limits: readonly [number, number],
  unit: string,
  help: string,
  flag: string,
): Option<number | null> {
  const plain = number(limits[0], limits, help, { unit });
  const check = (value: number | null, name: string): number | null =>
    value === null ? null : plain.check(value, name);
  return { ...written<number | null>(null, plain.placeholder, help, plain.parse, flag), limits, check };
}

/** The sides of the patient that the stored axes run towards. */
function axes(): Option<string> {
  const check = (value: string, name: string): string => {
    const letters = value.toUpperCase();
    const sides = [...letters].map((letter) => 'LRPASI'.indexOf(letter) >> 1);
    if (letters.length !== 3 || ![0, 1, 2].every((side) => sides.includes(side)))
      throw new UserError(
        `${name}: '${value}' is not an order of axes.`,
        'Give three letters, one of L/R, one of P/A, one of S/I: the sides that the stored axes run towards, such as RAS.',
      );
    return letters;
  };
  const help = 'order and direction in which the voxels are stored, such as LPS, RAS or IPL';
  return { ...written('LPS', '<letters>', help, check, 'axes'), check };
}

const HU: readonly [number, number] = [-10000, 30000];

export const phantomOptions = {
  spacing: three(
    null,
    '<mm,mm,mm>',
    'voxel size across the scanner bed, down, and along it',
    'spacing',
    [0.05, 20],
  ),
  size: three(
    null,
    '<n,n,n>',
    'voxels in the same order; by default what the phantom needs',
    'size',
    [1, 4096],
    true,
  ),
  centre: three(
    [0.13, -0.21, 0.17],
    '<mm,mm,mm>',
    'moves the middle of the grid, so that no surface lies on voxel centres; the body stays',
    'centre',
    [-1000, 1000],
  ),
  tiltDeg: three(
    [0, 0, 0],
    '<deg,deg,deg>',
    'turns the grid about x, then y, then z; the body stays',
    'tilt',
    [-180, 180],
  ),
  axes: axes(),
  psfInPlane: mm(0.35, [0.05, 5], 'sigma of the Gaussian blur in the slice', 'psf-in-plane'),
  psfThroughPlane: mm(0.5, [0.05, 5], 'sigma of the Gaussian blur across slices', 'psf-through-plane'),
  sliceProfile: maybe(
    [0, 20],
    'mm',
    'width of the box that a slice averages over; by default the slice spacing, wider where slices overlap',
    'slice-profile',
  ),
  noise: maybe([0, 1000], 'HU', "standard deviation of the noise; by default the phantom's own", 'noise'),
  noiseCorrelation: mm(
    0,
    [0, 10],
    'sigma of the Gaussian that smooths the noise within each slice; its standard deviation stays',
    'noise-correlation',
  ),
  cupping: number(0, [0, 500], 'how far water in the middle reads too low, as beam hardening does', {
    flag: 'cupping',
    unit: 'HU',
  }),
  streaks: number(
    0,
    [0, 500],
    'root mean square of streaks round the densest body, where they are strongest',
    {
      flag: 'streaks',
      unit: 'HU',
    },
  ),
  shearDeg: number(
    0,
    [-45, 45],
    "leans the step from slice to slice towards the slice's second axis, as a tilted gantry does; slices keep their distance",
    { flag: 'shear', unit: 'deg' },
  ),
  seed: number(1, [0, 2147483647], 'which noise and streaks; which bodies of the phantom random', {
    flag: 'seed',
    whole: true,
  }),
  bodyHU: maybe(HU, 'HU', 'density of the body (of bone)', 'body'),
  softHU: maybe(HU, 'HU', 'density of the soft tissue round it, where the phantom has any', 'soft'),
  airHU: maybe(HU, 'HU', 'density of the air round it', 'air'),
};

export type PhantomOptions = ValuesOf<typeof phantomOptions>;
