// A scan's values in few bins, for the report.
import type { ValueHistogram } from '../core/value-histogram.js';
import { percentile, type ValueCounts } from './count-values.js';

const mostBins = 200;
/** Some voxels of metal or of padding would make the rest a single bar. */
const leftOut = 2e-4;

/** Bins between the values that all but 0.02 % of the voxels keep within, on either side; of whole numbers whole bins. */
export function valueHistogram(values: ValueCounts): ValueHistogram {
  const { counts, from, width } = values;
  const [first, last] = [leftOut, 1 - leftOut].map((share) => percentile(values, share));
  const start = Math.max(0, Math.round((first - from) / width));
  const span = Math.max(1, Math.round((last - from) / width) + 1 - start);
  const joined = Math.ceil(span / mostBins);
  const bins = Array.from({ length: Math.ceil(span / joined) }, () => 0);
  let [below, above] = [0, 0];
  for (const [b, count] of counts.entries()) {
    const bin = Math.floor((b - start) / joined);
    if (bin < 0) below += count;
    else if (bin >= bins.length) above += count;
    else bins[bin] += count;
  }
  return { low: from + start * width, binWidth: joined * width, counts: bins, below, above };
}
