// The preview: shows the model, lets the reader turn and question it, and draws only when something changed.
import type { ShownScan } from '../core/shown-scan.js';
import { writeEdgeLetters } from './edge-letters.js';
import { orientationMarker } from './orientation-marker.js';
import type { PreviewMesh } from './read-payload.js';
import { drawScaleBar } from './scale-bar.js';
import type { Stage } from './stage.js';
import { startTools } from './tools.js';
import { turning } from './turning.js';
import { type Viewer, viewerWorld } from './viewer-world.js';
import { firstView } from './views.js';

/** Starts the preview on the stage. Returns after the first picture is drawn. */
export function startViewer(
  stage: Stage,
  context: WebGL2RenderingContext,
  parts: readonly PreviewMesh[],
  scan: (() => ShownScan) | null,
): Viewer {
  const viewer = viewerWorld(stage, context, parts);
  const { eye } = viewer;
  const mark = orientationMarker(stage.marker);
  viewer.onDraw(() => {
    mark(eye.camera);
    writeEdgeLetters(eye.camera, stage.edges);
    drawScaleBar(stage.bar, stage.barLabel, eye.mmPerPixel());
  });
  const show = turning(viewer);
  facets(viewer);
  startTools(viewer, scan);
  viewer.fill();
  show(firstView);
  viewer.draw();
  new ResizeObserver(viewer.fill).observe(stage.frame);
  return viewer;
}

/** Each triangle as flat as it is, or light bent around their edges. */
function facets({ stage, meshes, drawSoon }: Viewer): void {
  stage.facets.addEventListener('click', () => {
    const flat = stage.facets.getAttribute('aria-pressed') !== 'true';
    stage.facets.setAttribute('aria-pressed', String(flat));
    for (const { plain } of meshes) {
      plain.flatShading = flat;
      plain.needsUpdate = true;
    }
    drawSoon();
  });
}
