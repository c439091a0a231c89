// Both models of a comparison: what they are, their volumes and sizes against each other, and how one was laid onto the other.
import type { Comparison, OverlapFacts, SideFacts } from '../core/comparison.js';
import { type Html, html } from './html.js';
import { numberText } from './number-text.js';
import { marked } from './page-marks.js';

export function sizesPart({ a, b, whole }: Comparison): Html {
  const { volume, area, size, overlap } = whole;
  const rows: readonly (readonly [string, number | null, number | null, number | null, number])[] = [
    ['Volume, mm³', volume.a, volume.b, volume.difference, 2],
    ['Area, mm²', area.a, area.b, area.difference, 2],
    ['Right to left, mm', size.a[0], size.b[0], size.difference[0], 3],
    ['Front to back, mm', size.a[1], size.b[1], size.difference[1], 3],
    ['Foot to head, mm', size.a[2], size.b[2], size.difference[2], 3],
  ];
  return html`<section aria-labelledby="sizes">
<h2 id="sizes">Volume, area and size</h2>
<div class="wide-table" role="region" aria-label="Figures side by side" tabindex="0">
<table>
<thead><tr><td></td><th scope="col">${a.name}</th><th scope="col">${b.name}</th><th scope="col">Difference</th><th scope="col">of ${a.name}</th></tr></thead>
<tbody>${rows.map(([name, x, y, less, digits]) => html`<tr><th scope="row">${name}</th><td>${numberText(x, digits)}</td><td>${numberText(y, digits)}</td><td>${plus(less, digits)}</td><td>${percent(less, x)}</td></tr>`)}</tbody>
</table>
</div>
${overlap !== null && overlapText(overlap)}
</section>`;
}

const plus = (x: number | null, digits: number): string => {
  const text = numberText(x, digits);
  return x !== null && x > 0 && /[1-9]/.test(text) ? `+${text}` : text;
};

const percent = (less: number | null, of: number | null): string =>
  less === null || of === null || of === 0 ? '–' : `${plus((100 * less) / of, 3)} %`;

const overlapText = ({ both, either, dice, jaccard }: OverlapFacts): Html =>
  html`<p>In common: ${numberText(both, 1)} mm³ of ${numberText(either, 1)} mm³ that either fills; Dice ${numberText(dice, 5)}, Jaccard ${numberText(jaccard, 5)} (1: the same body).</p>`;

export function alignmentPart({ alignment, a, b }: Comparison): Html | false {
  if (alignment === null) return false;
  const { matrix, angleDeg, shift, shiftLength, before, residual, iterations, converged, start } = alignment;
  const rows = [0, 4, 8, 12].map((n) => matrix.slice(n, n + 4));
  return html`<section aria-labelledby="alignment">
<h2 id="alignment">Alignment</h2>
<p>${a.name} was turned by ${numberText(angleDeg, 3)}° and its centre shifted by ${numberText(shiftLength, 3)} mm (${shift.map((x) => numberText(x, 3)).join(', ')}) to lie as near to ${b.name} as it can: a rigid motion, never a mirror image, found in ${iterations} steps starting from ${start === 'identity' ? 'where it lay' : 'the best of where it lay and its principal axes'}. ${marked(converged ? 'good' : 'caution', converged ? 'settled' : 'not settled')}</p>
<p>Root mean square from ${a.name} to ${b.name}: ${numberText(before, 4)} mm before, ${numberText(residual, 4)} mm after.</p>
<div class="wide-table" role="region" aria-label="Transform" tabindex="0">
<table>
<caption class="soft">Takes a point (x, y, z, 1) of the file ${a.name}, mm LPS, to where it was measured</caption>
<tbody>${rows.map((row) => html`<tr>${row.map((x) => html`<td>${numberText(x, 6)}</td>`)}</tr>`)}</tbody>
</table>
</div>
</section>`;
}

export function sidesPart({ a, b }: Comparison): Html {
  const sides = [a, b];
  const rows: readonly (readonly [string, (side: SideFacts) => Html | string])[] = [
    ['Format', ({ format }) => format],
    ['Bodies in the file', ({ bodies }) => numberText(bodies.length)],
    ['Pieces', ({ mesh }) => numberText(mesh.parts)],
    ['Triangles', ({ mesh }) => numberText(mesh.triangles)],
    ['Genus (handles)', ({ mesh }) => numberText(mesh.genus)],
    ['Closed', ({ mesh }) => yesOr(mesh.closed, `${numberText(mesh.openEdges)} open edges`)],
    ['Faces outward', ({ mesh }) => yesOr(mesh.orientedOutward, 'no')],
    [
      'Free of self-intersection',
      ({ mesh }) => yesOr(mesh.selfIntersections === 0, `${numberText(mesh.selfIntersections)} pairs`),
    ],
    ['Lies from, mm', ({ mesh }) => placeOf(mesh.bounds.min)],
    ['to, mm', ({ mesh }) => placeOf(mesh.bounds.max)],
  ];
  return html`<section aria-labelledby="models">
<h2 id="models">The two models</h2>
<div class="wide-table" role="region" aria-label="What each model is" tabindex="0">
<table>
<thead><tr><td></td>${sides.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map(([what, of]) => html`<tr><th scope="row">${what}</th>${sides.map((side) => html`<td>${of(side)}</td>`)}</tr>`)}</tbody>
</table>
</div>
<dl class="facts">${sides.map(({ name, sha256 }) => html`<dt>SHA-256 of ${name}</dt><dd><code>${sha256}</code></dd>`)}</dl>
${sides.map(({ name, remarks }) => remarks.length > 0 && html`<ul class="limits">${remarks.map((says) => html`<li>${name}: ${says}</li>`)}</ul>`)}
${sides.map((side) => side.bodies.length > 1 && bodyTable(side))}
</section>`;
}

const yesOr = (good: boolean, otherwise: string): Html =>
  marked(good ? 'good' : 'poor', good ? 'yes' : otherwise);

const placeOf = (place: readonly number[]): string => `(${place.map((x) => numberText(x, 2)).join(', ')})`;

const bodyTable = ({ name: side, bodies }: SideFacts): Html => html`<h3>Bodies of ${side}</h3>
<div class="wide-table" role="region" aria-label="Bodies of ${side}" tabindex="0">
<table>
<thead><tr><th scope="col">Body</th><th scope="col">Size, mm</th><th scope="col">Volume, mm³</th><th scope="col">Area, mm²</th><th scope="col">Triangles</th></tr></thead>
<tbody>${bodies.map(({ name, mesh }) => html`<tr><th scope="row">${name}</th><td>${mesh.size.map((x) => numberText(x, 1)).join(' × ')}</td><td>${numberText(mesh.volume, 1)}</td><td>${numberText(mesh.area, 1)}</td><td>${numberText(mesh.triangles)}</td></tr>`)}</tbody>
</table>
</div>`;
