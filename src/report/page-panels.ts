// The panels beside the picture: the parts of the model, and the maps that can colour it.
import type { MapName } from '../core/surface-map.js';
import { hexColour } from './hex-colour.js';
import { type Html, html } from './html.js';
import type { PreviewManifest, PreviewPart } from './preview-manifest.js';

/** On or off, colour and opacity of each part; how far apart the bodies are shown. */
export function partsPanel({ parts }: PreviewManifest): Html {
  const bodies = new Set(parts.map(({ body }) => body)).size;
  return html`<div id="part-list" class="panel" role="group" aria-labelledby="part-title">
<h3 id="part-title">Parts <span aria-hidden="true">opacity</span></h3>
${parts.length > 1 && html`<div class="parts-all"><button type="button" data-all-on>All on</button>${bodies > 1 && html`<label class="exploded">Apart <input type="range" id="exploded" min="0" max="100" step="5" value="0" aria-label="Exploded view: how far apart the parts are shown"></label>`}</div>`}
<ul>${parts.map((part, n) => row(part, n, firstOf(parts, n)))}</ul>
</div>`;
}

/** The first part of the same body, unless it is this one. */
function firstOf(parts: readonly PreviewPart[], n: number): PreviewPart | undefined {
  const first = parts.findIndex(({ body }) => body === parts[n].body);
  return first === n ? undefined : parts[first];
}

/** What was made of a body by us stands below its anatomy, named without it. */
function row({ name, colour }: PreviewPart, n: number, first: PreviewPart | undefined): Html {
  const own = first === undefined ? '' : `${first.name}: `;
  const word = name.startsWith(own) ? name.slice(own.length) : name;
  return html`<li data-part="${n}" class="${first === undefined ? 'body' : 'piece'}"><input type="checkbox" id="part-${n}" checked aria-label="${name}"><input type="color" value="${hexColour(colour)}" aria-label="Colour of ${name}"><label for="part-${n}">${word}</label><input type="range" min="5" max="100" step="5" value="100" aria-label="Opacity of ${name}"></li>`;
}

const mapWords: Readonly<Record<MapName, string>> = {
  deviation: 'Deviation, all steps',
  smoothing: 'Smoothing',
  decimation: 'Decimation',
  uncertainty: 'Uncertainty',
  thickness: 'Wall thickness',
  distance: 'Distance to the other',
};

/** Nothing where nothing is known place by place. `scale`: of the model, which lengths in the patient do not share. */
export const mapsPanel = ({ maps }: PreviewManifest, scale = 1): Html =>
  maps.length === 0
    ? html`<div id="legend" hidden></div>`
    : html`<div id="map-list" class="panel">
<h3 id="map-title">Surface colours</h3>
<div class="choices" role="radiogroup" aria-labelledby="map-title"><label><input type="radio" name="map" value="" checked><span>Plain</span></label>${maps.map(({ name }) => html`<label><input type="radio" name="map" value="${name}"><span>${mapWords[name]}</span></label>`)}</div>
<div id="legend" hidden></div>
${scale !== 1 && html`<p class="soft">The model is scaled. Deviations and uncertainty are in mm of the patient; wall thickness and measured lengths in mm of the model.</p>`}
</div>`;
