// The uncertainty of the printed model: finding ⊕ editing ⊕ printing, against the tolerance of the intended use.
import type { BudgetFacts } from '../core/budget.js';
import type { OverArea, Report } from '../core/facts.js';
import { type Html, html } from './html.js';
import { numberText } from './number-text.js';
import { type Mark, marked } from './page-marks.js';

const words = {
  finding: 'what finding the surface in the scan adds',
  editing: 'what editing adds',
  printing: 'what printing adds (no printer was named)',
} as const;

export function budgetPart({ budget, print, parts, shape }: Report): Html {
  const { part, finding, editing, printing, combined, expanded, missing } = budget;
  const flat = printing === null ? null : { rms: printing.standard, p95: printing.standard };
  return html`<section aria-labelledby="budget">
<h2 id="budget">Uncertainty ${printing === null ? 'before printing' : 'of the printed model'}</h2>
${verdictText(budget)}
<div class="wide-table" role="region" aria-label="Uncertainty with printing" tabindex="0">
<table>
<thead><tr><th scope="col">Standard uncertainty (k = 1), mm</th><th scope="col">RMS</th><th scope="col">95 % of the area</th></tr></thead>
<tbody>
${budgetRow('Finding the surface in the scan', finding)}
${budgetRow('Editing it', editing)}
${budgetRow('Printing it', flat)}
${budgetRow('Combined, u: root of the sum of squares', combined)}
${budgetRow('Expanded, U = 2 u (k = 2)', expanded, 'form-sum-row')}
</tbody>
</table>
</div>
${missing.length > 0 && html`<p><strong>Not in it:</strong> ${missing.map((name) => words[name]).join('; ')}.${combined === null && ' So no sum is stated.'}</p>`}
<p class="soft">${parts.length > 1 && part !== null && (finding === null ? `Editing: of the part that it moved most, ${part}. ` : `Of the part with the largest, ${part}. `)}${printing !== null && print !== null && `Printing: ${print.process.says} keeps to ±${numberText(printing.tolerance, 3)} mm over ${numberText(printing.length, 1)} mm (${print.process.source}, the worse end); errors within that are taken for equally likely, hence divided by √3. A length of the printed part that was measured says more. `}${shape !== null && 'Of surface that operations made (caps, inner walls, supports), printing alone holds. '}Sterilisation, removal of supports and ageing are not in it.</p>
</section>`;
}

const budgetRow = (name: string, share: OverArea | null, kind = ''): Html =>
  html`<tr${kind !== '' && html` class="${kind}"`}><th scope="row">${name}</th><td>${numberText(share?.rms ?? null, 4)}</td><td>${numberText(share?.p95 ?? null, 4)}</td></tr>`;

const marks: Readonly<Record<'within' | 'exceeds' | 'unknown', readonly [Mark, string]>> = {
  within: ['good', 'within'],
  exceeds: ['poor', 'beyond'],
  unknown: ['caution', 'not to be said'],
};

function verdictText({ verdict, tolerance, expanded, missing }: BudgetFacts): Html {
  const size =
    expanded === null
      ? html`No uncertainty of the printed model is stated.`
      : html`The ${missing.includes('printing') ? 'surface of the model, before it is printed,' : 'printed surface'} is stated to lie within <strong>±${numberText(expanded.rms, 2)} mm</strong> (RMS; ±${numberText(expanded.p95, 2)} mm on 95 % of the area) of the anatomy, k = 2.`;
  if (verdict === null)
    return html`<p>${size} No tolerance was declared for the intended use; a person has to judge whether that is enough.</p>`;
  const [mark, word] = marks[verdict];
  return html`<p>${size} Tolerance declared for the intended use: ±${numberText(tolerance, 2)} mm: ${marked(mark, word)}.</p>`;
}
