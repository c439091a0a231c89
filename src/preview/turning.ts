// Turning and nearing by mouse, touch, keys and the buttons of the standard views; the address remembers the view.
import { Vector3 } from 'three';
import type { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import type { ModelCamera } from './model-camera.js';
import { parseSeen, seenText } from './view-text.js';
import type { Viewer } from './viewer-world.js';
import { firstView, type View, views } from './views.js';

const turnBy = Math.PI / 12;
const zoomBy = 1.25;

export interface Turning {
  /** Looks from a view, the whole model in the picture, and presses its button. */
  show(view: View): void;
  /** The view that the address asks for, or the first one. */
  showFirst(): void;
}

export function turning(viewer: Viewer): Turning {
  const { canvas, controls, eye, stage, drawSoon, state } = viewer;
  const press = (pressed: View | null): void => {
    for (const [letter, button] of stage.viewButtons)
      button.setAttribute('aria-pressed', String(views[letter] === pressed));
  };
  const show = (view: View): void => {
    controls.target.copy(eye.centre);
    eye.look(view);
    controls.update();
    press(view);
    const letter = Object.keys(views).find((one) => views[one] === view);
    state.set('view', letter ?? null);
    drawSoon();
  };
  const remember = (): void => {
    state.set('view', seenText(seenBy(viewer)));
  };
  const showFirst = (): void => {
    const asked = parseSeen(state.get('view') ?? '');
    if (asked === null || typeof asked === 'string') {
      show(asked === null ? firstView : views[asked]);
      return;
    }
    eye.look({ name: '', from: asked.from });
    const shift = new Vector3(...asked.shift);
    controls.target.copy(eye.centre).add(shift);
    eye.camera.position.add(shift);
    eye.zoom(asked.zoom / eye.camera.zoom);
    controls.update();
    press(null);
    drawSoon();
  };

  // The wheel turns the page until the model is chosen by a click, a touch or the tab key.
  controls.enableZoom = false;
  // A click alone moves nothing.
  let moved = false;
  controls.addEventListener('start', () => {
    moved = false;
  });
  controls.addEventListener('change', () => {
    if (moved) return;
    moved = true;
    press(null);
  });
  controls.addEventListener('end', () => {
    if (moved) remember();
  });
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
    if (key === 'Escape') viewer.modes.set('orbit');
    else if (view !== undefined) show(view);
    else if (turn === undefined) return false;
    else {
      press(null);
      turn(controls, eye);
      remember();
      drawSoon();
    }
    return true;
  });
  for (const [letter, button] of stage.viewButtons)
    button.addEventListener('click', () => show(views[letter]));
  return { show, showFirst };
}

function seenBy({ eye, controls }: Viewer): Parameters<typeof seenText>[0] {
  const from = eye.camera.position.clone().sub(controls.target).normalize();
  const shift = controls.target.clone().sub(eye.centre);
  return { from: from.toArray(), zoom: eye.camera.zoom, shift: shift.toArray() };
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
