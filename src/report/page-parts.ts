// The parts of a model in one table: what each is made of, its size, and how true it stayed.
import type { Colour } from '../core/colour.js';
import type { PartFacts } from '../core/facts.js';
import { hexColour } from './hex-colour.js';
import { type Html, html } from './html.js';
import { numberText } from './number-text.js';
import { marked } from './page-marks.js';
import { worseWay } from './worse-way.js';

/** Nothing to show of a single part that the rest of the page does not. */
export const partsTable = (parts: readonly PartFacts[]): Html | false =>
  parts.length > 1 &&
  html`<div class="wide-table" role="region" aria-label="Parts" tabindex="0">
<table>
<thead><tr><th scope="col">Part</th><th scope="col">Labels</th><th scope="col">Size, mm</th><th scope="col">Volume, cm³</th><th scope="col">Triangles</th><th scope="col">Pieces</th><th scope="col">Sound</th><th scope="col">Mean abs. dev., mm</th><th scope="col">Proven bound, mm</th></tr></thead>
<tbody>${parts.map(partRow)}</tbody>
</table>
</div>
<p class="soft">Sound: closed, manifold, oriented outward, free of self-intersection. Deviations of editing against the surface that the labels or the threshold give. ${together(parts)}</p>`;

/** One of the steps that was done to all of them says that they share what lies between them. */
const together = ([first]: readonly PartFacts[]): string =>
  first?.steps.some(({ name, says }) => name === 'share' && says !== '')
    ? 'Parts share what lies between them: where two touch, there is neither a gap nor an overlap.'
    : 'Parts are made one by one: where two touch, their surfaces may overlap or leave a gap of a fraction of a voxel.';

function partRow({ name, colour, labels, mesh, ledger }: PartFacts): Html {
  const last = ledger.at(-1);
  const worst = last === undefined ? null : worseWay(last, 'bound');
  const good = mesh.closed && mesh.manifold && mesh.orientedOutward && mesh.selfIntersections === 0;
  return html`<tr><th scope="row">${swatch(colour)} ${name}</th><td>${labels === null ? '–' : labels.join(', ')}</td><td>${mesh.size.map((x) => numberText(x, 1)).join(' × ')}</td><td>${numberText(mesh.volume / 1000, 3)}</td><td>${numberText(mesh.triangles)}</td><td>${numberText(mesh.parts)}</td><td>${marked(good ? 'good' : 'poor', good ? 'yes' : 'no')}</td><td>${worst === null ? '–' : numberText(worst.meanAbsolute, 4)}</td><td>${worst === null ? '–' : numberText(worst.bound, 4)}</td></tr>`;
}

/** A small square of a colour. */
export function swatch(colour: Colour): Html {
  return html`<svg class="swatch" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true"><rect width="14" height="14" rx="3" fill="${hexColour(colour)}"/></svg>`;
}
