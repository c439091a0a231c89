// The grey value halfway between two tissues: where the edge of a structure lies, however blurred the scan.
import type { Scan } from '../core/scan.js';
import { flatHistogram, medianBin, noiseAbove } from './flat-histogram.js';
import { type Bins, histogramOf, valueOf } from './histogram.js';
import { otsu } from './otsu.js';

/** In the unit of the voxels. `plateau` says how the upper value was come by. */
export interface HalfMaximum {
  readonly level: number;
  readonly below: number;
  readonly above: number;
  readonly noise: number;
  readonly plateau: 'mode' | 'median' | 'near maximum';
}

/** Share of a class's voxels that must be flat for it to be a tissue and not the blur between two. */
const flatShare = 0.02;

/**
 * Between the highest class and the one under it. Classes are Otsu's of three (air, soft tissue, bone), or of two where
 * three would split one tissue or make one of the blur between two. The value of a tissue is the mode of its flat voxels
 * (see flatHistogram), which partial volume can't drag. Where the highest class has no mode of its own (bone tails off),
 * the median of its flat voxels stands for it; where it has no flat voxels (thin plates), its 95th percentile.
 * Undefined if the scan has one value only. Yields the share done.
 */
export function* halfMaximum(scan: Scan, bins: Bins): Generator<number, HalfMaximum | undefined> {
  const all = yield* histogramOf(scan.voxels, bins);
  const two = otsu(all, 2);
  if (two.length === 0) return undefined;
  const three = otsu(all, 3);
  for (const cuts of three.length === 2 ? [three, two] : [two]) {
    const noise = yield* noiseAbove(scan, bins, valueOf(bins, cuts[0]));
    const least =
      0.01 * (medianBin(part(all, cuts[cuts.length - 1], all.length)) - medianBin(part(all, 0, cuts[0])));
    const flat = yield* flatHistogram(scan, bins, Math.max(4.5 * noise, least * bins.width));
    const blur = Math.max(1, noise / bins.width, least);
    const found = pairOf(all, flat, cuts, blur);
    if (found === undefined && cuts === three) continue;
    const { below, above, plateau } = found ?? classMeans(all, cuts);
    const [a, b] = [valueOf(bins, below), valueOf(bins, above)];
    return { level: (a + b) / 2, below: a, above: b, noise, plateau };
  }
  return undefined;
}

type Pair = Pick<HalfMaximum, 'below' | 'above' | 'plateau'>;

/** The two tissues, in bins; undefined where these classes are not two tissues. */
function pairOf(
  all: Float64Array,
  flat: Float64Array,
  cuts: readonly number[],
  blur: number,
): Pair | undefined {
  const top = cuts[cuts.length - 1];
  const under = cuts.length > 1 ? cuts[cuts.length - 2] : 0;
  if (sum(part(flat, under, top)) < flatShare * sum(part(all, under, top))) return undefined;
  const below = climb(flat, peak(part(flat, under, top), blur), blur);
  const upper = part(flat, top, flat.length);
  if (sum(upper) < flatShare * sum(part(all, top, all.length))) {
    return { below, above: medianBin(part(all, top, all.length), 0.95), plateau: 'near maximum' };
  }
  const mode = climb(flat, peak(upper, blur), blur);
  const own = mode >= top;
  const above = own ? mode : medianBin(upper);
  if (above - below < 6 * blur) return undefined;
  return { below, above, plateau: own ? 'mode' : 'median' };
}

/** Where all else fails, as on a handful of voxels. */
function classMeans(all: Float64Array, cuts: readonly number[]): Pair {
  const top = cuts[cuts.length - 1];
  return {
    below: medianBin(part(all, 0, top)),
    above: medianBin(part(all, top, all.length)),
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
