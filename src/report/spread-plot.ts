// A histogram of distances as SVG: bars by bin, the tolerance marked, to be seen without a script.
import type { DistanceSpread } from '../core/distance-spread.js';
import { barPlot } from './bar-plot.js';
import type { Html } from './html.js';
import { numberText } from './number-text.js';

/** `tolerance`: mm, or null. */
export function spreadPlot(name: string, spread: DistanceSpread, tolerance: number | null): Html {
  const { low, width, shares, below, above } = spread;
  const high = Number((low + width * shares.length).toFixed(4));
  const marks =
    tolerance === null || tolerance <= 0
      ? []
      : (low < 0 ? [-tolerance, tolerance] : [tolerance]).map((at) => ({
          at,
          label: numberText(at, digitsOf(at)),
        }));
  const seen = marks.some(({ at }) => at > low && at < high);
  const outside = below + above;
  const beyond = outside > 0 ? `${numberText(100 * outside, 2)} % of the area lie beyond these ends` : '';
  const held =
    tolerance === null || tolerance <= 0
      ? ''
      : seen
        ? `; dashed: the tolerance, ${numberText(tolerance, 3)} mm`
        : `; the tolerance of ${numberText(tolerance, 3)} mm lies beyond these ends`;
  return barPlot({
    said: `${name}: share of the area by distance, from ${numberText(low, 3)} to ${numberText(high, 3)} mm${beyond === '' ? '' : `; ${beyond}`}`,
    across: 'mm',
    low,
    width,
    heights: shares,
    marks,
    caption: `${name}${held}${beyond === '' ? '' : `; ${beyond}`}.`,
  });
}

const digitsOf = (length: number): number =>
  Math.min(4, (String(Math.abs(length)).split('.')[1] ?? '').length);
