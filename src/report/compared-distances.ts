// How far two models are from each other: figures both ways, shares of the area, and how these are spread.
import type { Comparison, PairFacts, WayFacts } from '../core/comparison.js';
import { type Html, html } from './html.js';
import { numberText } from './number-text.js';
import { placeText } from './page-verdict.js';
import { spreadPlot } from './spread-plot.js';

export function distancesPart({ a, b, whole, parts, tolerance, alignment }: Comparison): Html {
  const ways = [
    [`${a.name} to ${b.name}`, whole.aToB],
    [`${b.name} to ${a.name}`, whole.bToA],
  ] as const;
  return html`<section aria-labelledby="distances">
<h2 id="distances">Distances</h2>
<p>Hausdorff distance ${numberText(whole.hausdorff, 3)} mm; its 95 % form, which single points do not decide, ${numberText(whole.hausdorff95, 3)} mm. ${frameText(alignment !== null)}</p>
${wayTable(ways)}
${shareTable(ways)}
<div class="spreads">${ways.map(([name, { spread }]) => spread !== null && spreadPlot(name, spread, tolerance))}</div>
<p class="soft">From every point of the first surface to the nearest point of the other, weighted by area, mm. Mean: positive where the first lies outside the other${ways.some(([, way]) => way.mean === null) && '; – where the other has no inside'}. Proven bound: no point of any triangle is farther away than that. The picture shows ${a.name} at first, coloured by its distance to ${b.name}; the list of parts shows the other, too.</p>
${parts.length > 0 && partTable(parts)}
</section>`;
}

const frameText = (aligned: boolean): string =>
  aligned
    ? 'Measured after an alignment: a shift or a turn between the two is not in these figures.'
    : 'Measured as the files lie, without alignment: a shift between the two is in these figures.';

type Ways = readonly (readonly [name: string, way: WayFacts])[];

const wayTable = (
  ways: Ways,
): Html => html`<div class="wide-table" role="region" aria-label="Distances both ways" tabindex="0">
<table>
<thead><tr><th scope="col">mm</th><th scope="col">Mean</th><th scope="col">Mean abs.</th><th scope="col">RMS</th><th scope="col">95 %</th><th scope="col">99 %</th><th scope="col">Max.</th><th scope="col">Proven bound</th><th scope="col">Worst near</th></tr></thead>
<tbody>${ways.map(([name, way]) => wayRow(name, way))}</tbody>
</table>
</div>`;

function wayRow(name: string, { mean, meanAbsolute, rms, p95, p99, max, bound, worstPlace }: WayFacts): Html {
  const cells = [mean, meanAbsolute, rms, p95, p99, max, bound];
  return html`<tr><th scope="row">${name}</th>${cells.map((x) => html`<td>${numberText(x, 4)}</td>`)}<td>${placeText(worstPlace)}</td></tr>`;
}

const shareTable = (
  ways: Ways,
): Html => html`<div class="wide-table" role="region" aria-label="Area within a distance" tabindex="0">
<table>
<thead><tr><th scope="col">Area within</th>${ways[0][1].within.map(({ mm }) => html`<th scope="col">${mm} mm</th>`)}</tr></thead>
<tbody>${ways.map(([name, { within }]) => html`<tr><th scope="row">${name}</th>${within.map(({ share }) => html`<td>${shareText(share)}</td>`)}</tr>`)}</tbody>
</table>
</div>`;

/** What is not all is never rounded up to all. */
const shareText = (share: number): string =>
  share === 1 ? '100 %' : `${numberText(Math.min(99.99, 100 * share), 2)} %`;

const partTable = (parts: readonly PairFacts[]): Html => html`<h3>Bodies of the same name</h3>
<div class="wide-table" role="region" aria-label="Bodies of the same name" tabindex="0">
<table>
<thead><tr><th scope="col">Body</th><th scope="col">Mean abs., mm</th><th scope="col">95 %, mm</th><th scope="col">Hausdorff, mm</th><th scope="col">Proven bound, mm</th><th scope="col">Volume, mm³</th><th scope="col">Difference, mm³</th></tr></thead>
<tbody>${parts.map(partRow)}</tbody>
</table>
</div>
<p class="soft">Of both directions the worse.</p>`;

function partRow({ name, aToB, bToA, hausdorff, hausdorff95, volume }: PairFacts): Html {
  const mean = Math.max(aToB.meanAbsolute, bToA.meanAbsolute);
  const cells = [
    [mean, 4],
    [hausdorff95, 4],
    [hausdorff, 4],
    [Math.max(aToB.bound, bToA.bound), 4],
    [volume.a, 1],
    [volume.difference, 1],
  ] as const;
  return html`<tr><th scope="row">${name}</th>${cells.map(([x, digits]) => html`<td>${numberText(x, digits)}</td>`)}</tr>`;
}
