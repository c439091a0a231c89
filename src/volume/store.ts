// Computes a volume for good: a scan on the new grid, its values rounded or not, with what they overshoot told.
import { UserError } from '../core/errors.js';
import { voxelCount } from '../core/grid.js';
import { choice, type Option, toggle } from '../core/option.js';
import type { Scan } from '../core/scan.js';
import { step } from '../core/step.js';
import type { Volume } from '../core/volume.js';
import { valueRange } from '../kernel/value-range.js';
import { storeVoxels } from './store-voxels.js';

type Range = readonly [number, number];
type Outside = 'nearest' | number;

const noValue = (value: unknown, name: string): UserError =>
  new UserError(`${name}: '${value}' is not a value.`, `Give ${name} a number, or nearest.`);

const outsideOption: Option<Outside> = {
  default: 'nearest',
  help: 'value of voxels whose centre lies outside the scan, such as -1024; nearest = what the boundary rule gives there',
  flag: 'outside',
  placeholder: '<value>',
  check: (value, name) => {
    if (value === 'nearest') return value;
    // Single precision, as it will be stored; −0 has no place in a record.
    if (typeof value === 'number' && Number.isFinite(Math.fround(value))) return Math.fround(value) + 0;
    throw noValue(value, name);
  },
  parse: (text, name) => {
    const word = text.trim();
    if (word === 'nearest') return word;
    const read = word === '' ? Number.NaN : Number(word);
    if (Number.isNaN(read)) throw noValue(text, name);
    return outsideOption.check(read, name);
  },
};

/** Is every value one of the scan's own voxels? */
const copies = ({ samples, scan, taps, oblique }: Volume): boolean =>
  samples === scan.voxels &&
  (oblique ? oblique.kernels.every((k) => k === 'nearest') : taps.every(({ width }) => width === 1));

/** CT by its modality or, where the file names none, by whole numbers that reach as far down as HU alone do. */
const holdsCT = ({ facts, voxels }: Scan, [low, high]: Range): boolean =>
  !facts.labels &&
  (facts.modality === 'CT' ||
    (facts.modality === null && voxels instanceof Int16Array && low < -150 && high - low >= 500));

/**
 * How far an axis' weights can carry values beyond their range: Σ |weight| is at most 1.55 for the interpolating cubic
 * spline (Richards, The Lebesgue constants for cardinal spline interpolation, 1975: (1 + 3·√3)/4), 1.55 for Lanczos over
 * 6 and 1.25 for Catmull-Rom on even samples; on uneven ones there is no bound.
 */
function growth({ scan, taps, oblique }: Volume): number {
  const along = (axis: 0 | 1 | 2): number => {
    const plain = oblique ? ['nearest', 'linear'].includes(oblique.kernels[axis]) : taps[axis].width <= 2;
    if (plain) return 1;
    return scan.nodes?.axis === axis ? Number.POSITIVE_INFINITY : 1.55;
  };
  return along(0) * along(1) * along(2);
}

const fitsShort = ([low, high]: Range): boolean => low >= -32768 && high <= 32767;

/** Is it known beforehand that every value will fit into 16 bits? */
function surelyFits(volume: Volume, [low, high]: Range, clamp: boolean): boolean {
  const [least, most] = [Math.min(low, 0), Math.max(high, 0)];
  const times = clamp ? 1 : growth(volume);
  if (times === 1) return fitsShort([least, most]);
  const [middle, half] = [(most + least) / 2, ((most - least) / 2) * times + 1];
  return fitsShort([middle - half, middle + half]);
}

/** Beyond the noise of single precision. */
const overshoot = (by: number, [low, high]: Range): number =>
  by > 1e-6 * Math.max(Math.abs(low), Math.abs(high)) ? Number(by.toPrecision(6)) : 0;

const short = (n: number): string => String(Number(n.toPrecision(7)));
const rangeText = ([low, high]: Range): string => `${short(low)} to ${short(high)}`;

/** Computes every value of a volume; the result is a scan of its own, which holds no more to the one it came from. */
export const store = step(
  {
    name: 'store',
    does: 'Compute the values on the new grid',
    options: {
      rounding: choice(
        'auto',
        ['auto', 'whole', 'none'],
        'round to whole numbers: where the scan holds CT numbers and its grid changes (auto), always, or never',
        'rounding',
      ),
      clamp: toggle(false, 'limit the values to the scan’s own range', 'clamp'),
      outside: outsideOption,
    },
    says: ({ rounding, clamp, outside }) => {
      const rounded = 'rounded to the nearest whole number (halves to the even one)';
      const how = {
        auto: `${rounded} where the scan holds CT numbers and the grid changed, and else kept in single precision`,
        whole: rounded,
        none: 'kept in single precision, not rounded',
      }[rounding];
      return `The values were ${how}; ${clamp ? 'they were limited to' : 'overshoot of the interpolation beyond'} the scan’s own range${clamp ? ' before that' : ' was kept'}. Voxels whose centre lies outside the scan (more than half a voxel beyond its outermost centres) ${outside === 'nearest' ? 'hold what the continuation gives there' : `were set to ${outside}`}.`;
    },
  },
  async (volume: Volume, { rounding, clamp, outside }, context): Promise<Scan> => {
    const { scan } = volume;
    const { note } = context;
    const own = valueRange(scan.voxels);
    const asScanned = copies(volume);
    const whole = rounding === 'whole' || (rounding === 'auto' && !asScanned && holdsCT(scan, own));
    const replacement = outside === 'nearest' ? null : outside;
    const allWhole =
      (whole || (asScanned && scan.voxels instanceof Int16Array)) &&
      (replacement === null || (Number.isInteger(replacement) && fitsShort([replacement, replacement])));
    const finish = { threshold: null, clamp: clamp ? own : null, whole, outside: replacement };
    const done = await storeVoxels(volume, finish, allWhole && surelyFits(volume, own, clamp), context);
    const voxels = allWhole && fitsShort(done.stored) ? narrowed(done.voxels) : done.voxels;
    note('values', voxels instanceof Int16Array ? 'whole numbers (16 bit)' : 'single precision');
    note('the scan’s own range', rangeText(own));
    note('range as computed', rangeText(done.computed));
    note('overshoot below', overshoot(own[0] - done.computed[0], own));
    note('overshoot above', overshoot(done.computed[1] - own[1], own));
    note('range of the result', rangeText(done.stored));
    note('voxels outside the scan', (100 * done.outside) / voxelCount(volume.grid), '%');
    const facts = { ...scan.facts, labels: scan.facts.labels && asScanned };
    return { grid: volume.grid, voxels, facts };
  },
);

function narrowed(voxels: Int16Array | Float32Array): Int16Array {
  if (voxels instanceof Int16Array) return voxels;
  const all = new Int16Array(new SharedArrayBuffer(2 * voxels.length));
  all.set(voxels);
  return all;
}
