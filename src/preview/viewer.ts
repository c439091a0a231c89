// The preview: shows the model, lets mouse, touch and keys turn it, and draws only when something changed.
import { Box3, WebGLRenderer } from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import { writeEdgeLetters } from './edge-letters.js';
import { type ModelCamera, modelCamera, zoomLimits } from './model-camera.js';
import { modelScene } from './model-scene.js';
import { orientationMarker } from './orientation-marker.js';
import type { PreviewMesh } from './read-payload.js';
import { drawScaleBar } from './scale-bar.js';
import type { Stage } from './stage.js';
import { firstView, type View, views } from './views.js';

const turnBy = Math.PI / 12;
const zoomBy = 1.25;

/** Starts the preview on the stage. Returns after the first picture is drawn. */
export function startViewer(
  stage: Stage,
  context: WebGL2RenderingContext,
  parts: readonly PreviewMesh[],
): void {
  const { canvas } = stage;
  const renderer = new WebGLRenderer({ canvas, context });
  const { scene, model, materials } = modelScene(parts);
  const eye = modelCamera(
    new Box3().setFromObject(model),
    parts.map(({ positions }) => positions),
  );
  scene.add(eye.camera);
  const mark = orientationMarker(stage.marker);
  const controls = new OrbitControls(eye.camera, canvas);
  controls.target.copy(eye.centre);
  controls.enableDamping = false;
  [controls.minZoom, controls.maxZoom] = zoomLimits;
  // The wheel turns the page until the model is chosen by a click, a touch or the tab key.
  controls.enableZoom = false;

  const draw = (): void => {
    renderer.render(scene, eye.camera);
    mark(eye.camera);
    writeEdgeLetters(eye.camera, stage.edges);
    drawScaleBar(stage.bar, stage.barLabel, eye.mmPerPixel());
  };
  let due = 0;
  const drawSoon = (): void => {
    if (due !== 0) return;
    due = requestAnimationFrame(() => {
      due = 0;
      draw();
    });
  };
  const press = (pressed: View | null): void => {
    for (const [letter, button] of stage.viewButtons)
      button.setAttribute('aria-pressed', String(views[letter] === pressed));
  };
  const show = (view: View): void => {
    controls.target.copy(eye.centre);
    eye.look(view);
    controls.update();
    press(view);
    drawSoon();
  };
  const fillFrame = (): void => {
    const { width, height } = stage.frame.getBoundingClientRect();
    if (width < 1 || height < 1) return;
    renderer.setPixelRatio(Math.min(window.devicePixelRatio, 2));
    renderer.setSize(width, height, false);
    eye.resize(width, height);
    draw();
  };

  controls.addEventListener('change', drawSoon);
  controls.addEventListener('start', () => press(null));
  canvas.addEventListener('pointerdown', () => canvas.focus({ preventScroll: true }), { capture: true });
  canvas.addEventListener('focus', () => {
    controls.enableZoom = true;
  });
  canvas.addEventListener('blur', () => {
    controls.enableZoom = false;
  });
  canvas.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const view = event.key === 'Home' || event.key === '0' ? firstView : views[event.key.toUpperCase()];
    const turn = turns[event.key];
    if (view !== undefined) show(view);
    else if (turn === undefined) return;
    else {
      press(null);
      turn(controls, eye);
      drawSoon();
    }
    event.preventDefault();
  });
  for (const [letter, button] of stage.viewButtons)
    button.addEventListener('click', () => show(views[letter]));
  stage.facets.addEventListener('click', () => {
    const flat = stage.facets.getAttribute('aria-pressed') !== 'true';
    stage.facets.setAttribute('aria-pressed', String(flat));
    for (const material of materials) {
      material.flatShading = flat;
      material.needsUpdate = true;
    }
    drawSoon();
  });
  fillFrame();
  show(firstView);
  draw();
  new ResizeObserver(fillFrame).observe(stage.frame);
}

type Turn = (controls: OrbitControls, eye: ModelCamera) => void;

const turns: Readonly<Record<string, Turn>> = {
  ArrowLeft: (controls) => controls.rotateLeft(turnBy),
  ArrowRight: (controls) => controls.rotateLeft(-turnBy),
  ArrowUp: (controls) => controls.rotateUp(turnBy),
  ArrowDown: (controls) => controls.rotateUp(-turnBy),
  '+': (_, eye) => eye.zoom(zoomBy),
  '=': (_, eye) => eye.zoom(zoomBy),
  '-': (_, eye) => eye.zoom(1 / zoomBy),
};
