// The head of the report: whose model, the verdict and why.
import type { Finding } from '../core/errors.js';
import type { Report } from '../core/facts.js';
import { type Html, html } from './html.js';
import { numberText } from './number-text.js';
import { type Mark, sign } from './page-marks.js';

const words: Readonly<Record<Report['verdict'], { mark: Mark; title: string; says: string }>> = {
  pass: {
    mark: 'good',
    title: 'Pass',
    says: 'The model is closed, manifold, oriented outward and free of self-intersection, and lies within the tolerance.',
  },
  review: {
    mark: 'caution',
    title: 'Review',
    says: 'The model is sound. A person must look at what follows before it is used:',
  },
  fail: { mark: 'poor', title: 'Fail', says: 'The model must not be printed as it is:' },
};

/** Once it was printed, and measured. */
const printed = 'The printed part must not be used as it is:';

/** Of a model that not all was asked of. */
const unproven = 'No fault was found, but the model was not proven sound. Look at what follows:';

export function verdictPart(report: Report, findings: readonly Finding[]): Html {
  const { mark, title, says } = words[report.verdict];
  const failed = report.measured === null ? says : printed;
  const whole = report.parts.every(({ mesh }) => mesh.selfIntersections !== null);
  return html`<header>
<p class="kicker">Anatomical model · accuracy report</p>
<h1>${report.source.name}</h1>
${report.source.case !== null && html`<p class="case">Case ${report.source.case}</p>`}
<div class="verdict ${report.verdict}" role="group" aria-labelledby="verdict">
<h2 id="verdict">${sign(mark)}<span>${title}</span></h2>
<p>${report.verdict === 'fail' ? failed : whole ? says : unproven}</p>
${firstFindings(findings)}
</div>
${report.identifying !== null && html`<p class="identifying"><strong>Identifying:</strong> ${report.identifying}</p>`}
<p class="disclaimer">${report.disclaimer}</p>
</header>`;
}

/** More than these are a section of their own, so that the model is seen at once. */
const mostAtTop = 3;

const first = (findings: readonly Finding[]): readonly Finding[] =>
  findings.length <= mostAtTop + 1 ? findings : findings.slice(0, mostAtTop);

/** Those at the head of the page, and where the others are. */
export const firstFindings = (findings: readonly Finding[]): Html =>
  html`${findings.length > 0 && html`<ul>${first(findings).map(findingItem)}</ul>`}
${findings.length > first(findings).length && html`<p><a href="#findings">All ${findings.length} findings, with their places</a></p>`}`;

/** All findings, where the head of the page holds only the first of them. */
export const findingsPart = (findings: readonly Finding[]): Html | false =>
  findings.length > first(findings).length &&
  html`<section aria-labelledby="findings">
<h2 id="findings">Findings</h2>
<ul class="findings">${findings.map(findingItem)}</ul>
</section>`;

const findingItem = ({ severity, message, places = [] }: Finding): Html => html`<li>
<strong>${severity === 'failure' ? 'Failure' : 'Warning'}:</strong> ${message}
${places.length > 0 && html`<span class="places">At ${places.slice(0, 5).map(placeText).join('; ')} mm${places.length > 5 && ' and elsewhere'}.</span>`}
</li>`;

/** A place in the patient's frame. */
export const placeText = (place: readonly [number, number, number]): string =>
  `(${place.map((x) => numberText(x, 1)).join(', ')})`;
