// The preview: shows the model, lets the reader turn and question it, and draws only when something changed.
import { ShaderMaterial } from 'three';
import type { ShownScan } from '../core/shown-scan.js';
import type { PreviewMap } from '../report/preview-manifest.js';
import { crosshair } from './crosshair.js';
import { writeEdgeLetters } from './edge-letters.js';
import { mapSwitch } from './map-switch.js';
import { orientationCube } from './orientation-cube.js';
import { partsPanel } from './parts-panel.js';
import type { PreviewMesh } from './read-payload.js';
import { reading } from './reading.js';
import { drawScaleBar } from './scale-bar.js';
import { screenshot } from './screenshot.js';
import type { Stage } from './stage.js';
import { startTools } from './tools.js';
import { turning } from './turning.js';
import { type Viewer, viewerWorld } from './viewer-world.js';
import { views } from './views.js';

/** What the page carries, unpacked. */
export interface Carried {
  readonly parts: readonly PreviewMesh[];
  readonly maps: readonly PreviewMap[];
  /** Unpacks the scan; null where the page has none. */
  readonly scan: (() => ShownScan) | null;
}

/** Starts the preview on the stage. Returns after the first picture is drawn. */
export function startViewer(
  stage: Stage,
  context: WebGL2RenderingContext,
  { parts, maps, scan }: Carried,
): Viewer {
  const viewer = viewerWorld(stage, context, parts);
  const { eye } = viewer;
  const { show, showFirst } = turning(viewer);
  const cube = orientationCube(stage.cube, (letter) => show(views[letter]));
  viewer.onDraw(() => {
    cube(eye.camera);
    writeEdgeLetters(eye.camera, stage.edges);
    drawScaleBar(stage.bar, stage.barLabel, eye.mmPerPixel());
  });
  facets(viewer);
  partsPanel(viewer);
  const shown = mapSwitch(viewer, maps);
  crosshair(viewer);
  reading(viewer, shown);
  screenshot(viewer, shown);
  startTools(viewer, scan);
  eye.resize(stage.frame.clientWidth, stage.frame.clientHeight);
  showFirst();
  viewer.fill();
  new ResizeObserver(viewer.fill).observe(stage.frame);
  return viewer;
}

/** Each triangle as flat as it is, or light bent around their edges. */
function facets({ stage, meshes, drawSoon }: Viewer): void {
  stage.facets.addEventListener('click', () => {
    const flat = stage.facets.getAttribute('aria-pressed') !== 'true';
    stage.facets.setAttribute('aria-pressed', String(flat));
    for (const { plain, mesh } of meshes) {
      plain.flatShading = flat;
      plain.needsUpdate = true;
      if (mesh.material instanceof ShaderMaterial && mesh.material.uniforms.flatFaces)
        mesh.material.uniforms.flatFaces.value = flat;
    }
    drawSoon();
  });
}
