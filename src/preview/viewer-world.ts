// The world of the preview: the model, the eye, what draws it and what finds a place in it. All else in the page builds on this.
import { Box3, Group, type Plane, type Scene, WebGLRenderer } from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import { type Listeners, listeners } from './listeners.js';
import { type ModelCamera, modelCamera, zoomLimits } from './model-camera.js';
import { modelScene, type ShownMesh } from './model-scene.js';
import { type PageState, pageState } from './page-state.js';
import { type Place, placeFinder, type Screen } from './place.js';
import { type PointerModes, pointerModes } from './pointer-modes.js';
import type { PreviewMesh } from './read-payload.js';
import type { Stage } from './stage.js';

/** In the picture: CSS pixels from the stage's left and top. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

export interface Viewer {
  readonly stage: Stage;
  readonly canvas: HTMLCanvasElement;
  /** With a stencil; `localClippingEnabled` is on. */
  readonly renderer: WebGLRenderer;
  readonly scene: Scene;
  /** One THREE.Mesh a part, in the payload's order, in mm LPS; each moved by its `position` while the view is exploded. */
  readonly model: Group;
  /** The same meshes with the parts that they show; `mesh.visible` says whether the part is on. */
  readonly meshes: readonly ShownMesh[];
  /** For what tools draw: in mm LPS, never picked, no part of the model's size. */
  readonly overlay: Group;
  /**
   * Each leaves out of the model what lies at its back, mm LPS. Every material of the model clips by this very array, and
   * `pick` looks through what is clipped: fill and empty it in place, then `drawSoon`.
   */
  readonly clipPlanes: Plane[];
  /** What stands before the model: `pick` doesn't look through it. */
  readonly screens: Screen[];
  readonly eye: ModelCamera;
  readonly controls: OrbitControls;
  readonly modes: PointerModes;
  readonly state: PageState;
  /** Draws before the next frame, however often it is called. */
  drawSoon(): void;
  /** Draws now: for reading pixels. */
  draw(): void;
  /** Takes the size of the stage and draws, if it is another than before. */
  fill(): void;
  /** The first surface under (clientX, clientY) of a pointer's event that is on and not clipped; about 1 ms. */
  pick(clientX: number, clientY: number): Place | null;
  /** After each picture, with the camera as drawn: for labels that follow the model. */
  onDraw(listener: () => void): void;
  /** What the pointer (no button down) or the crosshair is over, once a frame at most; null beside the model, or gone. */
  onHover(listener: (place: Place | null, at: Spot | null) => void): void;
  /** What else may be read in the picture: each says in words what is at a place where no model is, or null. */
  readonly readings: ((at: Spot) => string | null)[];
  /** Says where the pointer or the crosshair now is; the listeners above hear of it before the next frame. */
  hover(at: Spot | null): void;
  /** A key pressed on the model that nobody before has taken; no Ctrl, Meta or Alt. True takes it. */
  onKey(listener: (event: KeyboardEvent) => boolean): void;
  /** While a screenshot is made: draw your labels. `context` is scaled to the stage's CSS pixels. */
  readonly pictured: Listeners<[CanvasRenderingContext2D]>;
  /** Where the keyboard's crosshair (key X) is; null while it is off. Enter may set a point there: `pickAt` it. */
  crosshair: Spot | null;
  /** As `pick`, for a place in the picture. */
  pickAt(spot: Spot): Place | null;
  /** Shown below the picture and read by screen readers. */
  say(text: string): void;
}

/** Draws nothing yet: `fill` does. */
export function viewerWorld(
  stage: Stage,
  context: WebGL2RenderingContext,
  parts: readonly PreviewMesh[],
): Viewer {
  const { canvas } = stage;
  const renderer = new WebGLRenderer({ canvas, context, stencil: true });
  renderer.localClippingEnabled = true;
  const clipPlanes: Plane[] = [];
  const screens: Screen[] = [];
  const { scene, model, meshes } = modelScene(parts, clipPlanes);
  const overlay = new Group();
  const eye = modelCamera(new Box3().setFromObject(model), meshes);
  scene.add(overlay, eye.camera);
  const controls = new OrbitControls(eye.camera);
  const modes = pointerModes(canvas, controls);
  controls.connect(canvas);
  controls.target.copy(eye.centre);
  controls.enableDamping = false;
  [controls.minZoom, controls.maxZoom] = zoomLimits;

  const drawn = listeners<[]>();
  let stale = false;
  const draw = (): void => {
    stale = false;
    renderer.render(scene, eye.camera);
    drawn.tell();
  };
  const drawStale = onceAFrame(() => {
    if (stale) draw();
  });
  const drawSoon = (): void => {
    stale = true;
    drawStale();
  };
  let filled = '';
  const fill = (): void => {
    const { width, height } = stage.frame.getBoundingClientRect();
    const ratio = Math.min(window.devicePixelRatio, 2);
    const now = [width, height, ratio].join();
    if (width < 1 || height < 1 || now === filled) return;
    filled = now;
    renderer.setPixelRatio(ratio);
    renderer.setSize(width, height, false);
    eye.resize(width, height);
    draw();
  };
  const pick = placeFinder(canvas, eye.camera, meshes, clipPlanes, screens);
  const pickAt = ({ x, y }: Spot): Place | null => {
    const box = canvas.getBoundingClientRect();
    return pick(box.left + x, box.top + y);
  };
  const hovered = listeners<[Place | null, Spot | null]>();
  let at: Spot | null = null;
  const tellHover = onceAFrame(() => hovered.tell(at === null ? null : pickAt(at), at));
  controls.addEventListener('change', drawSoon);
  return {
    ...{ stage, canvas, renderer, scene, model, meshes, overlay, clipPlanes, screens, eye, controls, modes },
    ...{ drawSoon, draw, fill, pick, pickAt },
    state: pageState(stage.frame.dataset.first),
    onDraw: drawn.add,
    onHover: hovered.add,
    hover: (spot) => {
      at = spot;
      tellHover();
    },
    onKey: keyTakers(canvas),
    readings: [],
    pictured: listeners<[CanvasRenderingContext2D]>(),
    crosshair: null,
    say: (text) => {
      stage.said.textContent = text;
    },
  };
}

/** Calls it before the next frame, once however often it was asked for. */
function onceAFrame(act: () => void): () => void {
  let due = 0;
  return () => {
    if (due !== 0) return;
    due = requestAnimationFrame(() => {
      due = 0;
      act();
    });
  };
}

function keyTakers(canvas: HTMLElement): Viewer['onKey'] {
  const takers: ((event: KeyboardEvent) => boolean)[] = [];
  canvas.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (takers.some((takes) => takes(event))) event.preventDefault();
  });
  return (taker) => {
    takers.push(taker);
  };
}
