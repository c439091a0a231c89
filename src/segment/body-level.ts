// From which grey value on a scan shows body rather than air, lung or foam, and from which on bone.
import type { Scan } from '../core/scan.js';
import { valueRange } from '../kernel/value-range.js';
import { type Bins, binsOf, greyOf, histogramOf } from './histogram.js';
import { otsu } from './otsu.js';

/** In the unit of the scan's values. */
export interface BodyLevels {
  readonly body: number;
  readonly bone: number;
}

/** In Hounsfield units: between foam (−950 … −850), lung and wet cloth below, and fat (−120) above; bone with a margin to enhanced vessels. */
const inHU: BodyLevels = { body: -300, bone: 300 };

/** The same as shares of the way from air to soft tissue. */
const shares: BodyLevels = { body: 0.7, bone: 1.3 };

/** Undefined where a scan's values don't part into air and something else. Yields the share done. */
export function* bodyLevels(scan: Scan): Generator<number, BodyLevels | undefined> {
  const { modality } = scan.facts;
  const [least, most] = valueRange(scan.voxels);
  if (!(most > least)) return undefined;
  if ((modality === 'CT' || modality === null) && least < -500) return inHU;
  const bins = binsOf(scan);
  const counts = yield* histogramOf(scan.voxels, bins);
  const cuts = otsu(counts, 3);
  if (cuts.length === 0) return undefined;
  const air = modeOf(counts, bins, 0, cuts[0]);
  const soft = modeOf(counts, bins, cuts[0], cuts[1] ?? bins.count);
  const at = (share: number): number => air + share * (soft - air);
  return { body: at(shares.body), bone: at(shares.bone) };
}

/** The value that is most frequent among bins from ≤ b < to. */
function modeOf(counts: Float64Array, bins: Bins, from: number, to: number): number {
  let best = Math.ceil(from);
  for (let b = best; b < to && b < counts.length; b++) if (counts[b] > counts[best]) best = b;
  return greyOf(bins, best);
}
