// The model to turn, and its figures.
import type { MeshFacts, PartFacts, Report } from '../core/facts.js';
import type { ShapeFacts } from '../core/shape-facts.js';
import { type Html, html, trusted } from './html.js';
import { numberText } from './number-text.js';
import { marked } from './page-marks.js';
import { mapsPanel, partsPanel } from './page-panels.js';
import { partsTable, swatch } from './page-parts.js';
import { toolsPart } from './page-tools.js';
import type { PreviewManifest, PreviewPart } from './preview-manifest.js';
import { type Meshes, wholeModel } from './whole-model.js';

const views = [
  ['A', 'Anterior'],
  ['P', 'Posterior'],
  ['R', 'Right'],
  ['L', 'Left'],
  ['S', 'Superior'],
  ['I', 'Inferior'],
] as const;

const keys =
  'Arrow keys turn, plus and minus zoom, Home shows all, the letters A P R L S I show the standard views; X shows a crosshair that Shift and the arrow keys move.';

/** What of a report, or of a comparison, the stage looks at. */
export interface Staged extends Meshes {
  readonly source: { readonly name: string };
  /** What the viewer shows at first, as the page's address would say it. */
  readonly first?: string;
  readonly shape: (Meshes['shape'] & Pick<ShapeFacts, 'mirrored' | 'scale'>) | null;
}

export function modelPart(report: Staged, manifest: PreviewManifest): Html {
  const size = sizeText(wholeModel(report));
  return html`<section aria-labelledby="model">
<h2 id="model">Model</h2>
<figure id="viewer"${trusted(manifest.parts.length > 1 ? ' class="many"' : '')}>
<div class="buttons">
<div role="group" aria-label="Standard views">${views.map(([letter, name]) => html`<button type="button" data-view="${letter}" aria-pressed="false" title="Key ${letter}">${name}</button>`)}</div>
<div role="group" aria-label="Picture"><button type="button" data-facets aria-pressed="false" title="Show every triangle flat">Facets</button>
<button type="button" data-shoot>Save picture</button></div>
</div>
<div id="stage" data-name="${report.source.name}"${report.first !== undefined && html` data-first="${report.first}"`}>
<canvas tabindex="0" role="application" aria-label="3D model of ${report.source.name}, ${size}. ${keys}"></canvas>
<div class="overlay size">${size}</div>
${alteredText(report) !== '' && html`<div class="overlay altered">${alteredText(report)}</div>`}
<svg id="stage-cube" class="overlay" viewBox="-50 -50 100 100" role="img" aria-label="Cube that turns with the model, its faces lettered for the patient: R right, L left, A anterior, P posterior, S superior, I inferior. The buttons of the standard views do what its faces do."></svg>
<div id="edge-left" class="overlay edge" aria-hidden="true"></div>
<div id="edge-right" class="overlay edge" aria-hidden="true"></div>
<div id="edge-top" class="overlay edge" aria-hidden="true"></div>
<div id="edge-bottom" class="overlay edge" aria-hidden="true"></div>
<div id="scale" class="overlay"><span id="scale-label"></span><span id="scale-bar"></span></div>
<div id="crosshair" class="overlay" aria-hidden="true" hidden></div>
<div id="stage-tip" class="overlay" aria-hidden="true" hidden></div>
<p id="stage-message" role="status"><noscript>Scripts are off, so the model can’t be turned here. Every figure of this report is complete without it.</noscript></p>
</div>
${manifest.parts.length > 1 && partsPanel(manifest)}
<p id="stage-said" role="status"></p>
${mapsPanel(manifest, report.shape?.scale)}
${manifest.parts.length <= 1 && partsPanel(manifest)}
${toolsPart(manifest)}
<figcaption>
<p class="hint"><span class="mouse">Drag to turn, click and then scroll to zoom, drag with the right button to shift. ${keys}</span><span class="touch">One finger turns, two fingers zoom and shift.</span></p>
<p>Size: right to left × front to back × foot to head. Parallel projection: the scale bar holds everywhere in the picture. ${displayText(manifest)}</p>
${manifest.parts.length > 1 && html`<ul class="parts" aria-label="Parts">${manifest.parts.map(partItem)}</ul>`}
</figcaption>
</figure>
</section>`;
}

/** Loud where the model is not as the patient is. */
function alteredText({ shape }: Staged): string {
  if (shape === null) return '';
  const { mirrored, scale } = shape;
  return [
    ...(mirrored === null ? [] : [`MIRRORED ${mirrored}`]),
    ...(scale === 1 ? [] : [`NOT LIFE-SIZE: SCALE ${numberText(scale, 3)}`]),
  ].join(' · ');
}

const sizeText = (mesh: MeshFacts | null): string =>
  mesh === null ? 'nothing' : `${mesh.size.map((x) => numberText(x, 1)).join(' × ')} mm`;

function displayText({ step, thinned }: PreviewManifest): string {
  const exact = `For display, points are rounded to ${numberText(step * 1000, 1)} µm`;
  const thin =
    thinned === null
      ? ''
      : ` and triangles are thinned, within about ${numberText(Math.max(thinned, 0.001), 3)} mm`;
  return `${exact}${thin}; the figures below were measured on the model itself.`;
}

const partItem = ({ name, colour }: PreviewPart): Html => html`<li>${swatch(colour)}${name}</li>`;

export function figuresPart(report: Report): Html | false {
  const whole = wholeModel(report);
  return whole !== null && figures(whole, report.parts);
}

function figures(mesh: MeshFacts, parts: readonly PartFacts[]): Html {
  return html`<section aria-labelledby="figures">
<h2 id="figures">Figures of the model</h2>
<dl class="figures">
<div class="wide"><dt>Size, right–left × front–back × foot–head</dt><dd>${mesh.size.map((x) => numberText(x, 2)).join(' × ')} <small>mm</small></dd></div>
${figure('Volume', numberText(mesh.volume / 1000, 3), 'cm³')}
${figure('Surface', numberText(mesh.area / 100, 2), 'cm²')}
${figure('Triangles', numberText(mesh.triangles))}
${figure('Vertices', numberText(mesh.vertices))}
${figure('Pieces', numberText(mesh.parts))}
${figure('Genus (handles)', numberText(mesh.genus))}
</dl>
<ul class="checks">
${check('Closed', mesh.closed && mesh.openEdges === 0, mesh.openEdges, 'open edges')}
${check('Manifold edges', mesh.nonManifoldEdges === 0, mesh.nonManifoldEdges, 'faults')}
${check('Manifold vertices', mesh.nonManifoldVertices === 0, mesh.nonManifoldVertices, 'faults')}
${check('Neighbours oriented alike', mesh.misorientedEdges === 0, mesh.misorientedEdges, 'edges not')}
${check('Faces outward', mesh.orientedOutward)}
${mesh.selfIntersections === null ? untested('No self-intersection') : check('No self-intersection', mesh.selfIntersections === 0, mesh.selfIntersections, 'pairs')}
${check('No triangle without area', mesh.degenerateTriangles === 0, mesh.degenerateTriangles, 'triangles')}
${check('No triangle twice', mesh.duplicateTriangles === 0, mesh.duplicateTriangles, 'triangles')}
${check('No two vertices in one place', mesh.coincidentVertices === 0, mesh.coincidentVertices, 'vertices')}
</ul>
${partsTable(parts)}
<p class="soft">Lies from ${boundText(mesh.bounds.min)} to ${boundText(mesh.bounds.max)} mm in the scan’s frame (x to the patient’s left, y to the back, z to the head).</p>
</section>`;
}

const figure = (name: string, value: string, unit = ''): Html =>
  html`<div><dt>${name}</dt><dd>${value} <small>${unit}</small></dd></div>`;

function check(what: string, good: boolean, faults = 0, unit = ''): Html {
  const word = good ? 'yes' : faults > 0 ? `${numberText(faults)} ${unit}` : 'no';
  return html`<li><span>${what}</span>${marked(good ? 'good' : 'poor', word)}</li>`;
}

const untested = (what: string): Html =>
  html`<li><span>${what}</span>${marked('caution', 'not tested')}</li>`;

const boundText = (corner: readonly number[]): string =>
  `(${corner.map((x) => numberText(x, 2)).join(', ')})`;
