// Three slices of the scan with the model's outline: where a reader sees that the surface lies on the edge.
import type { Report } from '../core/facts.js';
import { type Html, html } from './html.js';
import { type PagePicture, pictureImage } from './page-picture.js';
import { sliceTitle } from './slice-pictures.js';

/** `pictures`: all that the page carries. */
export function slicesPart(report: Report, pictures: readonly PagePicture[]): Html {
  const slices = pictures.filter(({ name }) => name.startsWith('slice-'));
  return html`<section aria-labelledby="slices">
<h2 id="slices">Slices of the scan</h2>
${slices.length > 0 ? shown(slices) : html`<p>${whyNone(report)}</p>`}
</section>`;
}

const shown = (slices: readonly PagePicture[]): Html => html`<div class="slices">
${slices.map((slice) => html`<figure>${pictureImage(slice, `${sliceTitle(slice)}: slice of the scan with the outline of the model`)}<figcaption>${sliceTitle(slice)}</figcaption></figure>`)}
</div>
<p class="soft">Planes of the patient (LPS) through the model, seen as radiologists do: the patient’s right, or front, on the left. The lines are where the finished model is cut. The scan may be shown with fewer voxels than it has; it is here for eyes alone.</p>`;

function whyNone({ source, shape }: Report): string {
  if (source.scan.labels) return 'A label map has no grey values to show.';
  if (shape !== null && (shape.mirrored !== null || shape.scale !== 1))
    return 'The model is mirrored or not life-size: it does not lie in the scan any more, so no slices are shown.';
  return 'The slices were left out of this page.';
}
