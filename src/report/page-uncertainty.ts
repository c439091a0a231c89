// How far the surface may be from the true one by what the scan shows: the budget, the levels, the edges, the walls.
import type { LevelShift, OverArea, PartFacts, Report, UncertaintyFacts } from '../core/facts.js';
import { type Html, html } from './html.js';
import { numberText } from './number-text.js';

interface Known {
  readonly name: string;
  readonly facts: UncertaintyFacts;
}

export function uncertaintyPart({ parts, source }: Report): Html {
  const known = parts.flatMap(({ name, uncertainty }: PartFacts): readonly Known[] =>
    uncertainty === null ? [] : [{ name, facts: uncertainty }],
  );
  const [first, ...rest] = known;
  const unit = source.scan.modality === 'CT' ? ' HU' : '';
  if (first === undefined)
    return section(html`<p>None is stated. It is found where a surface is fitted to the grey values of a scan: not for
label maps, not in a draft, and not where the surface was left at the threshold.</p>`);
  const worst = rest.reduce((a, b) => (b.facts.expanded.p95 > a.facts.expanded.p95 ? b : a), first);
  return section(
    html`${parts.length > 1 && html`<p class="soft">Of the part with the largest, ${worst.name}; the figures of every part stand in report.json.</p>`}
${inFull(worst.facts, unit)}`,
  );
}

const section = (inside: Html): Html => html`<section aria-labelledby="uncertainty">
<h2 id="uncertainty">Uncertainty</h2>
${inside}
</section>`;

const inFull = (facts: UncertaintyFacts, unit: string): Html => html`<p>${summary(facts)}</p>
<div class="wide-table" role="region" aria-label="Uncertainty budget" tabindex="0">
<table>
<thead><tr><th scope="col">Standard uncertainty, mm</th><th scope="col">RMS</th><th scope="col">95 % of the area</th></tr></thead>
<tbody>
${budgetRow('Finding the edge: noise of the scan', facts.noise)}
${budgetRow('Finding the edge: what the fit does not explain, or rounds off', facts.model)}
${budgetRow('Finding the edge: the scan’s blur, known to some percent', facts.blur)}
${budgetRow('Editing: smoothing and decimation', facts.editing)}
${budgetRow('Combined, u', facts.combined)}
${budgetRow('Expanded, U = 2 u (k = 2, some 95 %)', facts.expanded)}
</tbody>
</table>
</div>
<div class="wide-table" role="region" aria-label="Other levels" tabindex="0">
<table>
<thead><tr><th scope="col">If the level at the edge were off by</th><th scope="col">the surface would move by, mm</th><th scope="col">95 % of the area by less than, mm</th><th scope="col">Area lost</th></tr></thead>
<tbody>${facts.levels.map((level) => levelRow(level, unit))}</tbody>
</table>
</div>
<dl class="facts">${rowsOf(facts).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
<p class="soft">Each place of the surface has its own uncertainty, from the scan’s noise and blur, from how well the voxels around are explained there, and from how sharply the surface bends; the figures are over its area. That about 95 % of the area lies within U of the true surface was tested on scans of bodies known by formula. Not in it: movement of the patient, metal, errors of the scanner’s geometric scale, noise of coarse grain beyond what the residuals show, a segmentation that takes the wrong structure, and printing.</p>`;

function summary({ expanded, edited, blurAssumed }: UncertaintyFacts): string {
  if (edited > 0.99)
    return 'None is stated: nearly all of the surface lies where the mask was edited, and not at an edge of the scan.';
  const part = edited > 0.001 ? ', where the mask was not edited,' : '';
  const rests = blurAssumed
    ? ' The scan’s blur is not known but assumed, and with it these figures are rougher.'
    : '';
  return `The finished surface${part} is stated to lie within ±${numberText(expanded.rms, 3)} mm (k = 2, root mean square over the area) of the edge of the structure that was scanned; on 95 % of the area this uncertainty is below ±${numberText(expanded.p95, 3)} mm.${rests}`;
}

const budgetRow = (name: string, { rms, p95 }: OverArea): Html =>
  html`<tr><th scope="row">${name}</th><td>${numberText(rms, 4)}</td><td>${numberText(p95, 4)}</td></tr>`;

const levelRow = ({ by, mean, p95, lost }: LevelShift, unit: string): Html =>
  html`<tr><th scope="row">± ${numberText(by)}${unit}</th><td>${lost < 1 ? numberText(mean, 4) : '–'}</td><td>${lost < 1 ? numberText(p95, 4) : '–'}</td><td>${numberText(100 * lost, 1)} %</td></tr>`;

function rowsOf(facts: UncertaintyFacts): readonly (readonly [string, string])[] {
  const { doubtful, edited, walls, fromThreshold, thinnestWall } = facts;
  const ways = (of: 'lost' | 'thinned'): string =>
    `${numberText(walls.inPlane[of], 2)} mm in the slices, ${numberText(walls.throughPlane[of], 2)} mm across them`;
  return [
    ['Area without a clean edge in the scan', `${numberText(100 * doubtful, 1)} %`],
    ['Area where the mask was edited, not in these figures', `${numberText(100 * edited, 1)} %`],
    ['Thinnest wall that this scan can show', ways('lost')],
    ['Thickness rests on the blur below', ways('thinned')],
    ['Thinnest wall of the model', thinnestWall === null ? '–' : `${numberText(thinnestWall, 2)} mm`],
    [
      'Found so far from the threshold’s surface',
      fromThreshold === null
        ? '–'
        : `${numberText(fromThreshold.median, 3)} mm (median), 95 % within ${numberText(fromThreshold.p95, 3)} mm`,
    ],
  ];
}
