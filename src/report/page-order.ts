// What the model was ordered for, as it was told, and whether its side agrees with the scan.
import type { Report } from '../core/facts.js';
import { type Html, html } from './html.js';
import { sideCheck } from './laterality.js';
import { numberText } from './number-text.js';
import { marked } from './page-marks.js';

/** Nothing where nobody said anything. */
export function orderPart(report: Report): Html | false {
  const { order } = report;
  const { totalTolerance } = order;
  const side = sideCheck(report);
  const rows: readonly (readonly [string, string | null])[] = [
    ['Intended use', order.intendedUse],
    ['Indication', order.indication],
    ['Requested by', order.requester],
    ['Side', order.laterality],
    ['Design version', order.designVersion],
    ['Valid until', order.validUntil],
    ['Tolerance for this use', totalTolerance === null ? null : `±${numberText(totalTolerance, 2)} mm`],
  ];
  const told = rows.filter(([, value]) => value !== null);
  return (
    told.length > 0 &&
    html`<section aria-labelledby="order">
<h2 id="order">Order</h2>
<dl class="facts">${told.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
${side !== null && html`<p>${sideMark[side.state]} ${side.says}</p>`}
</section>`
  );
}

const sideMark = {
  agrees: marked('good', 'Side agrees.'),
  mirrored: marked('caution', 'Mirrored.'),
  unsure: marked('caution', 'Side not to be told.'),
  doubt: marked('poor', 'Side in doubt.'),
} as const;
