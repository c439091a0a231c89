// What was done to the model before printing, what each operation added and took away, and the bodies that came of it.
import type { Report } from '../core/facts.js';
import type { OperationFacts, PieceFacts, ShapeFacts } from '../core/shape-facts.js';
import { type Html, html } from './html.js';
import { numberText } from './number-text.js';
import { marked } from './page-marks.js';
import { swatch } from './page-parts.js';

/** Nothing where the parts are printed as they were found. */
export const shapePart = ({ shape }: Report): Html | false =>
  shape !== null &&
  html`<section aria-labelledby="shape">
<h2 id="shape">Made ready for printing</h2>
${shape.operations.length > 0 && operationsTable(shape)}
<div class="wide-table" role="region" aria-label="Bodies" tabindex="0">
<table>
<thead><tr><th scope="col">Body</th><th scope="col">Of</th><th scope="col">Size, mm</th><th scope="col">Volume, cm³</th><th scope="col">Triangles</th><th scope="col">From the scan, cm²</th><th scope="col">Made, cm²</th><th scope="col">Sound</th></tr></thead>
<tbody>${shape.pieces.map(pieceRow)}</tbody>
</table>
</div>
<p class="soft">From the scan: surface that an operation left as it was found; made: caps, inner walls, supports, marks and joints. Added and removed were measured between the bodies before and after. Accuracy is that of the surface from the scan; it is told below.</p>
</section>`;

const operationsTable = ({
  operations,
}: ShapeFacts): Html => html`<div class="wide-table" role="region" aria-label="Operations" tabindex="0">
<table>
<thead><tr><th scope="col">Operation</th><th scope="col">Volume before, cm³</th><th scope="col">After, cm³</th><th scope="col">Added, mm³</th><th scope="col">Removed, mm³</th><th scope="col">Surface from the scan that it left</th></tr></thead>
<tbody>${operations.map(operationRow)}</tbody>
</table>
</div>`;

function operationRow({ name, effect }: OperationFacts): Html {
  const { volumeBefore, volumeAfter, added, removed, anatomyBefore, anatomyAfter } = effect;
  const left = anatomyBefore > 0 ? `${numberText((100 * anatomyAfter) / anatomyBefore, 2)} %` : '–';
  return html`<tr><th scope="row">${name}</th><td>${numberText(volumeBefore / 1000, 3)}</td><td>${numberText(volumeAfter / 1000, 3)}</td><td>${numberText(added, 1)}</td><td>${numberText(removed, 1)}</td><td>${left}</td></tr>`;
}

function pieceRow({ name, of, colour, mesh, areas }: PieceFacts): Html {
  const anatomy = areas.anatomy ?? 0;
  const good = mesh.closed && mesh.manifold && mesh.orientedOutward && mesh.selfIntersections === 0;
  return html`<tr><th scope="row">${swatch(colour)} ${name}</th><td>${of}</td><td>${mesh.size.map((x) => numberText(x, 1)).join(' × ')}</td><td>${numberText(mesh.volume / 1000, 3)}</td><td>${numberText(mesh.triangles)}</td><td>${numberText(anatomy / 100, 2)}</td><td>${numberText(Math.max(0, mesh.area - anatomy) / 100, 2)}</td><td>${soundness(good, mesh.selfIntersections)}</td></tr>`;
}

const soundness = (good: boolean, crossings: number | null): Html =>
  crossings === null ? marked('caution', 'not tested') : marked(good ? 'good' : 'poor', good ? 'yes' : 'no');
