// Turning and nearing by mouse, touch, keys and the buttons of the standard views.
import type { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import type { ModelCamera } from './model-camera.js';
import type { Viewer } from './viewer-world.js';
import { firstView, type View, views } from './views.js';

const turnBy = Math.PI / 12;
const zoomBy = 1.25;

/** Looks from a view, the whole model in the picture, and presses its button. */
export type ShowView = (view: View) => void;

export function turning(viewer: Viewer): ShowView {
  const { canvas, controls, eye, stage, drawSoon } = viewer;
  const press = (pressed: View | null): void => {
    for (const [letter, button] of stage.viewButtons)
      button.setAttribute('aria-pressed', String(views[letter] === pressed));
  };
  const show: ShowView = (view) => {
    controls.target.copy(eye.centre);
    eye.look(view);
    controls.update();
    press(view);
    drawSoon();
  };
  // The wheel turns the page until the model is chosen by a click, a touch or the tab key.
  controls.enableZoom = false;
  controls.addEventListener('start', () => press(null));
  canvas.addEventListener('pointerdown', () => canvas.focus({ preventScroll: true }), { capture: true });
  canvas.addEventListener('focus', () => {
    controls.enableZoom = true;
  });
  canvas.addEventListener('blur', () => {
    controls.enableZoom = false;
  });
  viewer.onKey(({ key, shiftKey }) => {
    const view = key === 'Home' || key === '0' ? firstView : views[key.toUpperCase()];
    const turn = shiftKey && key.startsWith('Arrow') ? undefined : turns[key];
    if (view !== undefined) show(view);
    else if (turn === undefined) return false;
    else {
      press(null);
      turn(controls, eye);
      drawSoon();
    }
    return true;
  });
  for (const [letter, button] of stage.viewButtons)
    button.addEventListener('click', () => show(views[letter]));
  return show;
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
