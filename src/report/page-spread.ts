// How the deviations of editing are spread over the area: a histogram of the finished surface, and shares within lengths.
import type { LedgerRow, PartFacts } from '../core/facts.js';
import { type Html, html } from './html.js';
import { numberText } from './number-text.js';
import { spreadPlot } from './spread-plot.js';
import { worseWay } from './worse-way.js';

/** Of several parts so many histograms, those that deviate most. */
const mostPlots = 6;

/** Of one part every step; of several the finished surface of each. Nothing where nothing was moved. */
export function spreadPart(parts: readonly PartFacts[], tolerance: number): Html | false {
  const [only, ...more] = parts;
  if (only === undefined) return false;
  const moved = parts.flatMap(({ name, ledger }) =>
    (more.length > 0 ? ledger.slice(-1) : ledger).flatMap((row) =>
      worseWay(row, 'bound').bound === 0
        ? []
        : [
            {
              name: more.length > 0 ? name : row.step,
              row,
              head: more.length > 0 ? name : `After ${row.step}`,
            },
          ],
    ),
  );
  if (moved.length === 0) return false;
  const worst = [...moved].sort((a, b) => worseWay(b.row, 'bound').bound - worseWay(a.row, 'bound').bound);
  const shown = more.length > 0 ? worst.slice(0, mostPlots) : moved;
  const plots = shown.flatMap(({ head, row }) => plotOf(head, row, tolerance));
  return html`${plots.length > 0 && html`<div class="spreads">${plots}</div>`}
${sharesTable(moved)}`;
}

function plotOf(name: string, { toReference: { spread } }: LedgerRow, tolerance: number): readonly Html[] {
  return spread === null ? [] : [spreadPlot(`${name}, to the reference`, spread, tolerance)];
}

interface Named {
  readonly name: string;
  readonly row: LedgerRow;
}

function sharesTable(moved: readonly Named[]): Html {
  const lengths = moved[0].row.toReference.within;
  return html`<div class="wide-table" role="region" aria-label="Area within a distance" tabindex="0">
<table>
<thead><tr><th scope="col">Area within</th>${lengths.map(({ mm }) => html`<th scope="col">${mm} mm</th>`)}</tr></thead>
<tbody>${moved.map(shareRow)}</tbody>
</table>
</div>`;
}

/** Of both directions the smaller share. */
function shareRow({ name, row: { toReference, fromReference } }: Named): Html {
  const cells = toReference.within.map(({ share }, n) =>
    Math.min(share, fromReference?.within[n]?.share ?? share),
  );
  return html`<tr><th scope="row">${name}</th>${cells.map((share) => html`<td>${shareText(share)}</td>`)}</tr>`;
}

/** What is not all is never rounded up to all. */
const shareText = (share: number): string =>
  share === 1 ? '100 %' : `${numberText(Math.min(99.99, 100 * share), 2)} %`;
