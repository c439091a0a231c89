// How often which grey value occurs in the scan, and where the threshold stands among them.
import type { PartFacts, Report } from '../core/facts.js';
import { surfaceLevels } from '../core/surface-levels.js';
import type { ValueHistogram } from '../core/value-histogram.js';
import { barPlot } from './bar-plot.js';
import { type Html, html } from './html.js';
import { numberText } from './number-text.js';

/** More lines than that nobody can read. */
const mostMarks = 4;

/** Nothing of a label map. */
export function valuesPart({ source, parts }: Report): Html | false {
  const { histogram } = source;
  if (histogram === null) return false;
  const marks = marksOf(parts);
  const unit = source.scan.modality === 'CT' ? ' HU' : '';
  return html`<section aria-labelledby="values">
<h2 id="values">Grey values and threshold</h2>
${plotOf(histogram, marks, unit)}
</section>`;
}

interface Level {
  readonly at: number;
  readonly label: string;
}

function marksOf(parts: readonly PartFacts[]): readonly Level[] {
  const all = parts.flatMap(({ name, labels, steps }) =>
    labels === null ? surfaceLevels(steps).map((at) => ({ at, name })) : [],
  );
  const each = new Map<number, string[]>();
  for (const { at, name } of all) each.set(at, [...(each.get(at) ?? []), name]);
  return [...each].slice(0, mostMarks).map(([at, names]) => ({
    at,
    label: parts.length > 1 ? `${names[0]}${names.length > 1 ? ' …' : ''} ${short(at)}` : short(at),
  }));
}

const short = (level: number): string =>
  numberText(level, Number.isInteger(level) ? 0 : Math.abs(level) >= 10 ? 1 : 3);

function plotOf(histogram: ValueHistogram, marks: readonly Level[], unit: string): Html {
  const { low, binWidth, counts, below, above } = histogram;
  const end = low + binWidth * counts.length;
  const levels = marks.map(({ label }) => `${label}${unit}`).join(', ');
  const total = counts.reduce((sum, n) => sum + n, below + above);
  const beyond = (100 * (below + above)) / Math.max(1, total);
  const outside =
    beyond === 0 ? '' : ` ${numberText(Math.max(0.001, beyond), 3)} % of the voxels lie beyond these ends.`;
  return barPlot({
    said: `Histogram of the scan’s values from ${short(low)} to ${short(end)}${unit}${levels === '' ? '' : `; threshold at ${levels}`}`,
    across: unit === '' ? 'value' : 'HU',
    low,
    width: binWidth,
    heights: counts.map(Math.sqrt),
    marks: marks.map(({ at, label }) => ({ at, label: `${label}${unit}` })),
    caption: `All voxels of the scan by their value; heights as square roots, so that small peaks are seen.${levels === '' ? '' : ` Dashed: the threshold, ${levels}.`}${outside}`,
  });
}
