// Bars of a histogram as SVG, with marks at certain values: to be seen without a script, by day, by night and on paper.
import { type Html, html, trusted } from './html.js';
import { numberText } from './number-text.js';

export interface BarPlot {
  /** What is to be seen, for whoever can't see it. */
  readonly said: string;
  /** Under the axis: what the values are. */
  readonly across: string;
  /** Where the first bar begins, and how wide each is. */
  readonly low: number;
  readonly width: number;
  readonly heights: readonly number[];
  /** Dashed lines, with a word at the top of each. */
  readonly marks: readonly { readonly at: number; readonly label: string }[];
  readonly caption: string;
}

const [wide, high] = [460, 210];
const frame = { left: 10, right: 10, top: 26, bottom: 42 };
const inner = { width: wide - frame.left - frame.right, height: high - frame.top - frame.bottom };
const base = frame.top + inner.height;

export function barPlot({ said, across, low, width, heights, marks, caption }: BarPlot): Html {
  const end = low + width * heights.length;
  const at = (value: number): number => frame.left + (inner.width * (value - low)) / (end - low);
  const most = Math.max(...heights, 1e-12);
  const ticks = ticksBetween(low, end);
  const inside = marks.filter((mark) => mark.at > low && mark.at < end);
  return html`<figure class="plot">
<svg viewBox="0 0 ${wide} ${high}" role="img" aria-label="${said}">
<path class="bars" d="${trusted(steps(heights, most))}"/>
<path class="axis" d="M${frame.left} ${base}H${wide - frame.right}${ticks.map((tick) => `M${at(tick).toFixed(1)} ${base}v5`).join('')}"/>
${ticks.map((tick) => html`<text x="${at(tick).toFixed(1)}" y="${base + 19}" text-anchor="middle">${numberText(tick, digitsOf(ticks))}</text>`)}
${inside.map((mark) => markLine(at(mark.at), mark.label))}
<text x="${wide / 2}" y="${high - 5}" text-anchor="middle">${across}</text>
</svg>
<figcaption>${caption}</figcaption>
</figure>`;
}

/** The outline of all bars in one path. */
function steps(heights: readonly number[], most: number): string {
  const wideOf = inner.width / heights.length;
  const tops = heights.map((height, n) => {
    const y = base - (inner.height * height) / most;
    return `V${y.toFixed(1)}H${(frame.left + (n + 1) * wideOf).toFixed(1)}`;
  });
  return `M${frame.left} ${base}${tops.join('')}V${base}Z`;
}

function markLine(x: number, label: string): Html {
  const anchor = x < wide * 0.07 ? 'start' : x > wide * 0.93 ? 'end' : 'middle';
  return html`<path class="mark-line" d="M${x.toFixed(1)} ${frame.top - 4}V${base}"/><text class="mark-text" x="${x.toFixed(1)}" y="${frame.top - 10}" text-anchor="${anchor}">${label}</text>`;
}

/** Round numbers, some five or six of them, none so near an end that its text would be cut off. */
function ticksBetween(low: number, end: number): readonly number[] {
  const about = (end - low) / 5;
  const power = 10 ** Math.floor(Math.log10(about));
  const step = power * ([1, 2, 2.5, 5, 10].find((one) => one * power >= 0.8 * about) ?? 10);
  const [first, last] = [low + 0.03 * (end - low), end - 0.03 * (end - low)];
  const from = Math.ceil(first / step);
  return Array.from({ length: Math.max(0, Math.floor(last / step) - from + 1) }, (_, n) =>
    Number(((from + n) * step).toPrecision(9)),
  );
}

const digitsOf = (ticks: readonly number[]): number =>
  Math.max(0, ...ticks.map((tick) => (String(tick).split('.')[1] ?? '').length));
