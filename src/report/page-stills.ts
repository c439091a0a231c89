// The model from its six sides as pictures, for whoever has no script, no WebGL, or paper.
import type { Report } from '../core/facts.js';
import type { ShownPart } from '../core/origin-colours.js';
import { nearestSide, sideLetter } from '../core/patient-sides.js';
import { standardViews, type ViewName, viewNames } from '../core/standard-views.js';
import { cross, scaled } from '../core/vec3.js';
import { stillMargin, stillPictures } from '../kernel/still-pictures.js';
import { barLength } from './bar-length.js';
import { type Html, html } from './html.js';
import { type PagePicture, pictureImage } from './page-picture.js';
import { wholeModel } from './whole-model.js';

/** Pixels. */
const side = 320;
const start = 'view-';

/** Six PNG of few colours. */
export const stillsOf = (parts: readonly ShownPart[]): readonly PagePicture[] =>
  stillPictures(parts, side).pictures.map(({ view, png }) => ({
    name: `${start}${view}`,
    source: `data:image/png;base64,${Buffer.from(png).toString('base64')}`,
    width: side,
    height: side,
  }));

/** `pictures`: all that the page carries. Nothing where no view is among them. */
export function stillsPart(report: Report, pictures: readonly PagePicture[]): Html | false {
  const whole = wholeModel(report);
  const views = viewNames.flatMap((view) => {
    const picture = pictures.find(({ name }) => name === start + view);
    return picture === undefined ? [] : [{ view, picture }];
  });
  if (views.length === 0 || whole === null) return false;
  const longest = Math.max(...whole.size) * (1 + 2 * stillMargin);
  const mirrored = report.shape?.mirrored ?? null;
  return html`<section class="stills" aria-labelledby="stills">
<h2 id="stills">Six views</h2>
${mirrored !== null && html`<p class="identifying">The model is mirrored (${mirrored}): letters are those of its frame, not of the patient’s sides.</p>`}
<div class="views">
${views.map(({ view, picture }) => still(view, picture, longest, report.source.name))}
</div>
<p class="soft">Parallel projection, all at one scale.</p>
</section>`;
}

function still(view: ViewName, picture: PagePicture, longest: number, name: string): Html {
  const { from, up } = standardViews[view];
  const right = cross(up, from);
  const [r, l, t, b] = [right, scaled(right, -1), up, scaled(up, -1)].map((way) =>
    sideLetter(nearestSide(way)),
  );
  const bar = barLength(longest);
  const wide = (side * bar) / longest;
  return html`<figure><div class="view">${pictureImage(picture, `${name}, ${view} view`)}<svg viewBox="0 0 ${side} ${side}" aria-hidden="true"><text x="8" y="${side / 2}">${l}</text><text x="${side - 8}" y="${side / 2}" text-anchor="end">${r}</text><text x="${side / 2}" y="16" text-anchor="middle">${t}</text><text x="${side / 2}" y="${side - 14}" text-anchor="middle">${b}</text><text class="length" x="${(side - 14 - wide).toFixed(1)}" y="${side - 14}" text-anchor="end">${bar} mm</text><path d="M${(side - 8 - wide).toFixed(1)} ${side - 18}v6h${wide.toFixed(1)}v-6"/></svg></div><figcaption>${view[0].toUpperCase()}${view.slice(1)}</figcaption></figure>`;
}
