// A histogram of distances as SVG: bars by bin, the tolerance marked, to be seen without a script.
import type { DistanceSpread } from '../core/distance-spread.js';
import { type Html, html } from './html.js';
import { numberText } from './number-text.js';

const [width, height] = [460, 190];
const frame = { left: 10, right: 10, top: 12, bottom: 40 };
const inner = { width: width - frame.left - frame.right, height: height - frame.top - frame.bottom };
const base = frame.top + inner.height;

/** `tolerance`: mm, or null. */
export function spreadPlot(name: string, spread: DistanceSpread, tolerance: number | null): Html {
  const { low, width: bin, shares, below, above } = spread;
  const high = Number((low + bin * shares.length).toFixed(4));
  const most = Math.max(...shares, 1e-9);
  const across = (mm: number): number => frame.left + (inner.width * (mm - low)) / (high - low);
  const marks =
    tolerance === null
      ? []
      : (low < 0 ? [-tolerance, tolerance] : [tolerance]).filter((mm) => mm > low && mm < high);
  const middle =
    low < 0 ? [low, low / 2, 0, high / 2, high] : [low, high / 4, high / 2, (3 * high) / 4, high];
  const outside = below + above;
  const said = `${name}: share of the area by distance, from ${numberText(low, 3)} to ${numberText(high, 3)} mm${outside > 0 ? `; ${numberText(100 * outside, 2)} % lie beyond` : ''}`;
  return html`<figure class="spread">
<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${said}">
${shares.map((share, n) => share > 0 && bar(across(low + n * bin), inner.width / shares.length, (inner.height * share) / most))}
<path class="axis" d="M${frame.left} ${base}H${width - frame.right}"/>
${marks.map((mm) => html`<path class="mark-line" d="M${at(across(mm))} ${frame.top}V${base}"/>`)}
${middle.map((mm, n) => html`<path class="axis" d="M${at(across(mm))} ${base}v5"/><text x="${at(across(mm))}" y="${base + 19}" text-anchor="${n === 0 ? 'start' : n === middle.length - 1 ? 'end' : 'middle'}">${numberText(mm, digitsOf(high))}</text>`)}
<text x="${width / 2}" y="${height - 4}" text-anchor="middle">mm</text>
</svg>
<figcaption>${name}${marks.length > 0 && `; dashed: the tolerance, ${numberText(tolerance, 3)} mm`}${outside > 0 && `; ${numberText(100 * outside, 2)} % of the area lie beyond these ends`}.</figcaption>
</figure>`;
}

const at = (x: number): string => x.toFixed(1);
const bar = (x: number, wide: number, high: number): Html =>
  html`<rect x="${x.toFixed(2)}" y="${(base - high).toFixed(2)}" width="${Math.max(0.5, wide - 0.6).toFixed(2)}" height="${high.toFixed(2)}"/>`;

/** So many that a quarter of it is written out. */
const digitsOf = (length: number): number => Math.max(1, Math.min(6, 2 - Math.floor(Math.log10(length))));
