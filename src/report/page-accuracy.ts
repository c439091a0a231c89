// How far the finished surface is from the surface that was found in the scan, step by step.
import type { Deviation, LedgerRow, PartFacts, Report } from '../core/facts.js';
import { type Html, html } from './html.js';
import { numberText } from './number-text.js';
import { spreadPart } from './page-spread.js';
import { placeText } from './page-verdict.js';
import { worseWay } from './worse-way.js';

export function accuracyPart({ parts, tolerance }: Report): Html {
  const [only, ...more] = parts;
  const last = only?.ledger.at(-1);
  const inFull =
    last === undefined ? html`<p>Nothing was measured.</p>` : measured(only.ledger, last, tolerance);
  return html`<section aria-labelledby="accuracy">
<h2 id="accuracy">Accuracy of editing</h2>
${more.length > 0 ? ofParts(parts, tolerance) : inFull}
${spreadPart(parts, tolerance)}
</section>`;
}

/** Of several parts the worst; each has its line in the table of parts. */
function ofParts(parts: readonly PartFacts[], tolerance: number): Html {
  const finished = parts.flatMap(({ name, ledger }) =>
    ledger.slice(-1).map((last) => ({ name, last, bound: worseWay(last, 'bound').bound })),
  );
  const [first, ...rest] = finished;
  if (first === undefined) return html`<p>Nothing was measured.</p>`;
  const worst = rest.reduce((a, b) => (b.bound > a.bound || Number.isNaN(b.bound) ? b : a), first);
  return html`<p>${summary(worst.last, tolerance)}</p>
<p class="soft">That is the part that deviates most, ${worst.name}, near ${placeText(worseWay(worst.last, 'max').worstPlace)} mm; the figures of every part stand in the table above, those of every step in report.json. Each is measured against the surface as it was found, before any editing, in both directions.</p>`;
}

const measured = (
  ledger: readonly LedgerRow[],
  last: LedgerRow,
  tolerance: number,
): Html => html`<p>${summary(last, tolerance)}</p>
<div class="wide-table" role="region" aria-label="Deviations by step" tabindex="0">
<table>
<thead><tr><th scope="col">mm</th><th scope="col">Mean</th><th scope="col">Mean abs.</th><th scope="col">RMS</th><th scope="col">95 %</th><th scope="col">99 %</th><th scope="col">Max.</th><th scope="col">Proven bound</th><th scope="col">Bound / tolerance</th><th scope="col">Worst near</th></tr></thead>
${ledger.map((row) => stepRows(row, tolerance, ledger[0].volume))}
</table>
</div>
<p class="soft">Distances from the points of one surface to the nearest point of the other, weighted by area, in mm, each step against the reference: the surface as it was found, before any editing. How far it was found from where the threshold lies stands under Uncertainty: that is no editing. Mean: positive where the first lies outside the second. 95 % and 99 % of the area deviate by less than the figures under these heads. Proven bound: no point of any triangle is farther away than that, in either direction.</p>
<p class="soft">Largest deviation of the finished surface: ${numberText(worseWay(last, 'max').max, 3)} mm near ${placeText(worseWay(last, 'max').worstPlace)} mm.</p>`;

function summary(last: LedgerRow, tolerance: number): string {
  const { bound } = worseWay(last, 'bound');
  const held = bound <= tolerance + 1e-6;
  const [b, t] = [numberText(bound, 3), numberText(tolerance, 3)];
  return held
    ? `No point of the finished surface is farther than ${b} mm from the reference surface, nor the other way round. The tolerance is ${t} mm.`
    : `The finished surface may lie up to ${b} mm from the reference surface: more than the tolerance of ${t} mm.`;
}

function stepRows(row: LedgerRow, tolerance: number, firstVolume: number): Html {
  const change = firstVolume === 0 ? 0 : (row.volume / firstVolume - 1) * 100;
  const moved = change === 0 ? '' : ` (${change > 0 ? '+' : ''}${numberText(change, 3)} %)`;
  const about = `${numberText(row.triangles)} triangles, ${numberText(row.volume / 1000, 3)} cm³${moved}`;
  if (worseWay(row, 'bound').bound === 0)
    return html`<tbody>${stepHead(row.step, `${about}: the reference itself`)}</tbody>`;
  return html`<tbody>
${stepHead(row.step, about)}
${deviationRow('model to reference', row.toReference, tolerance)}
${row.fromReference === null ? '' : deviationRow('reference to model', row.fromReference, tolerance)}
</tbody>`;
}

const stepHead = (step: string, about: string): Html =>
  html`<tr class="step-row"><th colspan="10" scope="rowgroup">${step}<span class="soft">${about}</span></th></tr>`;

function deviationRow(direction: string, d: Deviation, tolerance: number): Html {
  const share = tolerance > 0 ? (100 * d.bound) / tolerance : d.bound > 0 ? 100 : 0;
  const cells = [d.mean, d.meanAbsolute, d.rms, d.p95, d.p99, d.max, d.bound];
  return html`<tr><th scope="row">${direction}</th>${cells.map((x) => html`<td>${numberText(x, 4)}</td>`)}<td>${numberText(share)} %${bar(share)}</td><td>${placeText(d.worstPlace)}</td></tr>`;
}

const bar = (share: number): Html =>
  html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="10"/><rect class="${share > 100.001 ? 'over' : 'fill'}" width="${Math.min(100, Math.max(0, share)).toFixed(1)}" height="10"/></svg>`;
