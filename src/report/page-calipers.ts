// The lengths to be taken on the printed part: nominal values, and two columns for the hand, or what was measured.
import type { Caliper, MeasuredFacts, TakenLength } from '../core/caliper.js';
import type { Report } from '../core/facts.js';
import { type Html, html } from './html.js';
import { numberText } from './number-text.js';
import { marked } from './page-marks.js';
import { placeText } from './page-verdict.js';

export function calipersPart({ calipers, measured, shape, parts }: Report): Html | false {
  const several = new Set(calipers.map(({ body }) => body)).size > 1;
  const bodies = (shape?.pieces ?? parts).length;
  return (
    calipers.length > 0 &&
    html`<section aria-labelledby="calipers" class="form-lengths">
<h2 id="calipers">Lengths of the printed part</h2>
${measured === null ? html`<p>To be taken with calipers on the printed part, after cleaning and curing, in this order; then <code>isocast measured report.json --calipers …</code> enters them.</p>` : measuredText(measured)}
<div class="wide-table" role="region" aria-label="Lengths" tabindex="0">
<table>
<thead><tr><th scope="col">Length, and where to take it</th><th scope="col">Nominal, mm</th><th scope="col">Measured, mm</th><th scope="col">Δ, mm</th>${measured !== null && html`<th scope="col">Allowed</th>`}</tr></thead>
<tbody>${calipers.map((caliper, n) => caliperRow(caliper, n, several, measured?.lengths[n] ?? null))}</tbody>
</table>
</div>
<p class="soft">Points are in mm in the frame of the files (x to the patient’s left, y to the back, z to the head), as the preview tells them. Flat jaws touch the outermost places on both sides; Δ is measured less nominal.${several && bodies > new Set(calipers.map(({ body }) => body)).size && ' Of many bodies, only the largest have lengths.'}</p>
</section>`
  );
}

function caliperRow(
  { name, body, says, from, to, nominal }: Caliper,
  n: number,
  several: boolean,
  taken: TakenLength | null,
): Html {
  return html`<tr><th scope="row"><b>${n + 1}</b> ${name}${several && html` · ${body}`}<span class="form-where">${says}</span><span class="form-where">${placeText(from)} to ${placeText(to)}</span></th><td><b>${numberText(nominal, 2)}</b></td>${taken === null ? html`<td class="form-hand"></td><td class="form-hand"></td>` : takenCells(taken)}</tr>`;
}

function takenCells({ value, delta, allowed, within }: TakenLength): Html {
  if (value === null) return html`<td>not taken</td><td>–</td><td>–</td>`;
  const limit = allowed === null ? '–' : `±${numberText(allowed, 2)}`;
  return html`<td>${numberText(value, 2)}</td><td>${signed(delta)}</td><td>${limit} ${within !== null && marked(within ? 'good' : 'poor', within ? 'yes' : 'no')}</td>`;
}

const signed = (delta: number | null): string =>
  `${delta !== null && delta > 0 ? '+' : ''}${numberText(delta, 2)}`;

function measuredText(measured: MeasuredFacts): Html {
  const { by, taken, lengths, mean, meanAbsolute, rms, max, limit, verdict, expanded } = measured;
  const word = {
    within: marked('good', 'within'),
    exceeds: marked('poor', 'beyond'),
    unknown: marked('caution', 'no limit to hold them against'),
  }[verdict];
  return html`<p>${numberText(taken)} of ${numberText(lengths.length)} taken on the printed part${by !== null && html` by ${by}`}: ${word}${limit !== null && html` (${limit})`}. Δ: mean ${signed(mean)} mm, mean absolute ${numberText(meanAbsolute, 2)} mm, RMS ${numberText(rms, 2)} mm, largest ${numberText(max, 2)} mm.${expanded !== null && html` With these in place of the process’s tolerance, the expanded uncertainty (k = 2, RMS) is ±${numberText(expanded, 2)} mm.`}</p>`;
}
