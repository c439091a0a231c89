// The checklist of forty points, in groups: what the data answer, and lines for the hand where they do not.
import { type CheckPoint, type CheckState, checkGroups } from '../core/checklist.js';
import type { Report } from '../core/facts.js';
import { type Html, html, trusted } from './html.js';
import { sign } from './page-marks.js';

/** Where more is told of a point. */
const anchors: Readonly<Record<string, string>> = {
  C5: 'source',
  C8: 'source',
  C9: 'source',
  C10: 'source',
  C12: 'source',
  C13: 'source',
  C16: 'source',
  C17: 'source',
  C18: 'source',
  C19: 'processing',
  C20: 'processing',
  C21: 'processing',
  C22: 'processing',
  C23: 'processing',
  C25: 'figures',
  C26: 'figures',
  C27: 'accuracy',
  C28: 'model',
  C30: 'print',
  C31: 'print',
  C33: 'budget',
  C34: 'budget',
  C35: 'limits',
  C37: 'files',
  C38: 'sign-offs',
  C39: 'calipers',
  C40: 'sign-offs',
};

export function checklistPart(report: Report): Html {
  const { checklist } = report;
  const open = checklist.filter(({ state }) => state === 'open').length;
  const linked = linkedFrom(report);
  return html`<section aria-labelledby="checklist">
<h2 id="checklist">Checklist</h2>
<p>${checklist.length - open} of ${checklist.length} points are answered from the data; ${open} are left to a person’s hand, wholly or in part. Nothing is filled in that is not known.</p>
${checkGroups.map((group) =>
  groupList(
    group,
    checklist.filter((point) => point.group === group),
    linked,
  ),
)}
</section>`;
}

/** Not every report has every section. */
function linkedFrom({ print, limits, files, calipers }: Report): (id: string) => string | null {
  const absent = new Set([
    ...(print === null ? ['print'] : []),
    ...(limits.length === 0 ? ['limits'] : []),
    ...(files.length === 0 ? ['files'] : []),
    ...(calipers.length === 0 ? ['calipers'] : []),
  ]);
  return (id) => {
    const anchor = anchors[id];
    return anchor === undefined || absent.has(anchor) ? null : anchor;
  };
}

const groupList = (
  group: string,
  points: readonly CheckPoint[],
  linked: (id: string) => string | null,
): Html => html`<h3>${group}</h3>
<ol class="form-points">${points.map((point) => pointItem(point, linked(point.id)))}</ol>`;

const pointItem = ({ id, asks, answer, state }: CheckPoint, anchor: string | null): Html =>
  html`<li>${box(state)}<span class="form-asks"><b>${id}</b> ${anchor === null ? asks : html`<a href="#${anchor}">${asks}</a>`}</span><span class="form-answer">${answer}${state === 'open' && html`<span class="form-line"></span>`}</span></li>`;

const stateWords: Readonly<Record<CheckState, string>> = {
  good: 'answered',
  caution: 'caution',
  bad: 'not met',
  open: 'to be filled in',
};

function box(state: CheckState): Html {
  const word = html`<span class="form-unseen">${stateWords[state]}</span>`;
  if (state === 'open')
    return html`<span class="form-state">${trusted('<svg viewBox="0 0 20 20" aria-hidden="true"><rect x="3" y="3" width="14" height="14" rx="2"/></svg>')}${word}</span>`;
  return html`<span class="form-state ${state}">${sign(state === 'bad' ? 'poor' : state)}${word}</span>`;
}
