// What the reader measures and cuts the model with: the controls of the preview's tools.
import { type Html, html } from './html.js';
import type { PreviewManifest, PreviewScan } from './preview-manifest.js';

const kinds = [
  ['distance', 'Distance', 'Distance between two points'],
  ['angle', 'Angle', 'Angle between three points'],
  ['right-left', 'R–L', 'R–L: length along right to left'],
  ['front-back', 'A–P', 'A–P: length along front to back'],
  ['foot-head', 'I–S', 'I–S: length along foot to head'],
] as const;

const ways = [
  ['off', 'Off'],
  ['axial', 'Axial'],
  ['coronal', 'Coronal'],
  ['sagittal', 'Sagittal'],
  ['view', 'Along the view'],
] as const;

/** Below the picture, hidden by `.tools` until the preview is ready. */
export const toolsPart = ({ scan }: PreviewManifest): Html => html`<div class="tools">
<div class="tool" role="group" aria-labelledby="measure-title">
<h3 id="measure-title">Measure</h3>
<div class="row">${kinds.map(([kind, text, label]) => html`<button type="button" data-measure="${kind}" aria-pressed="false" aria-label="${label}">${text}</button>`)}</div>
<label class="tick"><input type="checkbox" id="measure-snap" checked>Snap to vertices, and on a cut to its contours</label>
<p class="soft" id="measure-hint"></p>
<ol id="measure-list" aria-label="Measurements"></ol>
<div class="row" id="measure-out" hidden>
<button type="button" id="measure-link">Copy link</button>
<button type="button" id="measure-export">Export JSON</button>
<button type="button" id="measure-clear">Delete all</button>
</div>
<input type="text" id="measure-address" readonly hidden aria-label="Address of this page with its measurements">
</div>
<div class="tool" role="group" aria-labelledby="cut-title">
<h3 id="cut-title">Cut</h3>
<div class="row">${ways.map(([way, text]) => html`<button type="button" data-cut="${way}" aria-pressed="${String(way === 'off')}">${text}</button>`)}</div>
<div id="cut-more" hidden>
<label class="slide"><span>Position</span><input type="range" id="cut-at" step="0.5"><output id="cut-where" for="cut-at"></output></label>
<div class="row"><button type="button" id="cut-flip">Other side</button><button type="button" id="cut-face">Look at the cut</button></div>
${scan !== null && sliceControls(scan)}
</div>
</div>
</div>`;

const sliceControls = ({ unit, low, step, window }: PreviewScan): Html => {
  const hounsfield = unit === 'HU';
  const [least, most] = hounsfield ? [-1024, 3072] : [low, Math.max(window[1], low + 500 * step)];
  return html`<label class="tick"><input type="checkbox" id="slice-on" checked>The scan on the plane, and the model’s contour</label>
<div id="slice-window">
<div class="row" role="group" aria-label="Grey window"><button type="button" data-window="scanned" aria-pressed="true">As scanned</button>${hounsfield && html`<button type="button" data-window="bone" aria-pressed="false">Bone</button><button type="button" data-window="soft" aria-pressed="false">Soft tissue</button>`}</div>
<label class="slide"><span>Level</span><input type="range" id="slice-level" min="${least}" max="${most}" step="1"><output id="slice-level-said" for="slice-level"></output></label>
<label class="slide"><span>Width</span><input type="range" id="slice-width" min="1" max="${most - least}" step="1"><output id="slice-width-said" for="slice-width"></output></label>
</div>`;
};
