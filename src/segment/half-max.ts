// The grey value halfway between two tissues: where the edge of a structure lies, however blurred the scan.
import type { Scan } from '../core/scan.js';
import { flatHistogram, medianBin, noiseAbove } from './flat-histogram.js';
import { type Bins, greyOf, histogramOf } from './histogram.js';
import { otsu } from './otsu.js';

/** In the unit of the voxels. `plateau` says how the upper value was come by. */
export interface HalfMaximum {
  readonly level: number;
  readonly below: number;
  readonly above: number;
  readonly noise: number;
  readonly plateau: 'mode' | 'median' | 'near maximum';
}

/** Neighbours within this many standard deviations of noise make a voxel flat: 8 in 10 voxels of a pure tissue. */
const flatNoise = 3;

/** Share of a class's voxels that must be flat for it to be a tissue and not the blur between two. */
const flatShare = 0.02;

/** Share of all contrast that two tissues must differ by: muscle and fat in air don't (14 % with bone to come). */
const contrastShare = 0.2;

/** Share of the scan that must rise above its highest flat tissue to count as a structure too thin to be flat. */
const thinShare = 0.001;

/**
 * Between the highest tissue and the one under it. The tissues are Otsu's classes of the flat voxels (see flatHistogram),
 * which partial volume can't drag: three (air, soft tissue, bone); four or five where fewer part but fat from muscle; two
 * where more would split one tissue or make one of blur. The value of each is its mode; where bone tails off without a
 * mode of its own, the median of its flat voxels; where a structure has no flat voxels (thin plates), the 95th percentile
 * of what rises above the tissue around it. Undefined if the scan has one value only. Yields the share done.
 */
export function* halfMaximum(scan: Scan, bins: Bins): Generator<number, HalfMaximum | undefined> {
  const all = yield* histogramOf(scan.voxels, bins);
  const [cut] = otsu(all, 2);
  if (cut === undefined) return undefined;
  const noise = yield* noiseAbove(scan, bins, greyOf(bins, cut));
  const whole = classMedians(all, cut);
  const least = 0.01 * (whole.above - whole.below);
  const flat = yield* flatHistogram(scan, bins, Math.max(flatNoise * noise, least * bins.width));
  const blur = Math.max(1, noise / bins.width, least);
  const { below, above, plateau } = tissuePair(all, flat, blur) ?? whole;
  const [a, b] = [greyOf(bins, below), greyOf(bins, above)];
  return { level: (a + b) / 2, below: a, above: b, noise, plateau };
}

type Pair = Pick<HalfMaximum, 'below' | 'above' | 'plateau'>;

/** The first of the numbers of classes that gives a thin structure or two tissues of enough contrast. */
function tissuePair(all: Float64Array, flat: Float64Array, blur: number): Pair | undefined {
  for (const classes of [3, 4, 5, 2]) {
    const cuts = otsu(flat, classes);
    const pair = cuts.length > 0 ? pairOf(all, flat, cuts, blur) : undefined;
    if (pair === undefined) continue;
    const thin = thinPair(all, flat, pair, blur);
    if (thin !== undefined) return thin;
    const lowest = climb(flat, peak(part(flat, 0, cuts[0]), blur), blur);
    if (pair.above - pair.below >= contrastShare * (pair.above - lowest)) return pair;
  }
  return undefined;
}

/** The two highest tissues of these classes, in bins; undefined where they are not two tissues. */
function pairOf(
  all: Float64Array,
  flat: Float64Array,
  cuts: readonly number[],
  blur: number,
): Pair | undefined {
  const top = cuts[cuts.length - 1];
  const under = cuts.length > 1 ? cuts[cuts.length - 2] : 0;
  const lower = part(flat, under, top);
  const upper = part(flat, top, flat.length);
  if (sum(lower) < flatShare * sum(part(all, under, top))) return undefined;
  const below = climb(flat, peak(lower, blur), blur);
  const mode = climb(flat, peak(upper, blur), blur);
  const own = mode >= top;
  const above = own ? mode : medianBin(upper);
  if (above - below < 6 * blur) return undefined;
  return { below, above, plateau: own ? 'mode' : 'median' };
}

/** The higher of two tissues and what rises above it without a flat voxel, if there is such a structure. */
function thinPair(all: Float64Array, flat: Float64Array, pair: Pair, blur: number): Pair | undefined {
  const from = pair.above + 6 * blur;
  const beyond = part(all, from, all.length);
  if (pair.plateau !== 'mode' || sum(beyond) < thinShare * sum(all)) return undefined;
  if (sum(part(flat, from, flat.length)) >= flatShare * sum(beyond)) return undefined;
  return { below: pair.above, above: medianBin(beyond, 0.95), plateau: 'near maximum' };
}

/** The medians of the voxels below and above the cut; they stand where nothing is flat, as on a handful of voxels. */
function classMedians(all: Float64Array, cut: number): Pair {
  return {
    below: medianBin(part(all, 0, cut)),
    above: medianBin(part(all, cut, all.length)),
    plateau: 'median',
  };
}

const sum = (counts: Float64Array): number => counts.reduce((a, b) => a + b, 0);

/** The histogram with nothing outside bins from ≤ b < to. */
const part = (counts: Float64Array, from: number, to: number): Float64Array =>
  counts.map((c, b) => (b >= from && b < to ? c : 0));

/** The middle of the window of ±blur bins that holds most; of equals the lowest. */
function peak(counts: Float64Array, blur: number): number {
  const half = Math.round(blur);
  let held = 0;
  let most = -1;
  let best = 0;
  for (let b = -half; b < counts.length; b++) {
    held += counts[b + half] ?? 0;
    held -= counts[b - half - 1] ?? 0;
    if (held > most) {
      most = held;
      best = b;
    }
  }
  return Math.max(0, best);
}

/** Moves to the mean of what lies within ±1.5 blur, until it stays: the mode that the start belongs to. */
function climb(counts: Float64Array, start: number, blur: number): number {
  let at = start;
  for (let round = 0; round < 100; round++) {
    let held = 0;
    let moment = 0;
    const last = Math.min(counts.length - 1, Math.floor(at + 1.5 * blur));
    for (let b = Math.max(0, Math.ceil(at - 1.5 * blur)); b <= last; b++) {
      held += counts[b];
      moment += counts[b] * b;
    }
    if (held === 0 || Math.abs(moment / held - at) < 1e-3) return at;
    at = moment / held;
  }
  return at;
}
