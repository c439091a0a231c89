// The controls of the cut: which way, how far, which side; the page's address keeps them.
import { Box3, Vector3 } from 'three';
import type { Vec3 } from '../core/grid.js';
import { nearestSide, sideLetter } from '../core/patient-sides.js';
import { dot, unit } from '../core/vec3.js';
import { clipAddress, readClipAddress } from './clip-address.js';
import {
  bodyAxes,
  type Clip,
  type ClipWay,
  clipNormal,
  clipRange,
  clipText,
  clipWays,
  flippedAtFirst,
} from './clip-plane.js';
import type { Cutting } from './cutting.js';
import { pageElement } from './page-element.js';
import type { Viewer } from './viewer-world.js';

const key = 'cut';
/** mm, of the slider and of the keys [ and ]. */
const stride = 0.5;

export function cutPanel(viewer: Viewer, { cut }: Cutting): void {
  const { eye, state } = viewer;
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('button[data-cut]')];
  const more = pageElement<HTMLElement>('#cut-more');
  const slider = pageElement<HTMLInputElement>('#cut-at');
  const where = pageElement<HTMLOutputElement>('#cut-where');
  const middle: Vec3 = [eye.centre.x, eye.centre.y, eye.centre.z];
  const box = new Box3().setFromObject(viewer.model);
  let clip: Clip | null = null;

  const set = (next: Clip | null): void => {
    clip = next;
    cut(clip);
    state.set(key, clip === null ? null : clipAddress(clip));
    more.hidden = clip === null;
    for (const button of buttons)
      button.setAttribute('aria-pressed', String(button.dataset.cut === (clip?.way ?? 'off')));
    if (clip === null) return;
    const [low, high] = clipRange(clip.axis, vec(box.min), vec(box.max));
    slider.min = String(Math.floor(low / stride) * stride);
    slider.max = String(Math.ceil(high / stride) * stride);
    slider.value = String(clip.at);
    const text = clipText(clip, middle);
    where.textContent = text;
    slider.setAttribute('aria-valuetext', text);
  };
  const begin = (way: ClipWay): Clip => {
    const axis = way === 'view' ? towardsEye(viewer) : bodyAxes[way];
    const at = Math.round(dot(axis, middle) / stride) * stride;
    // What stands before the plane goes, so that the cut is seen at once; edge-on, what a radiologist would not look through.
    const facing = dot(axis, towardsEye(viewer));
    return { way, axis, at, flipped: Math.abs(facing) < 0.05 ? flippedAtFirst[way] : facing < 0 };
  };
  const move = (by: number): boolean => {
    if (clip === null) return false;
    const [low, high] = [Number(slider.min), Number(slider.max)];
    set({ ...clip, at: Math.min(high, Math.max(low, clip.at + by)) });
    viewer.say(`Cut at ${clipText(clip, middle)}`);
    return true;
  };
  for (const button of buttons)
    button.addEventListener('click', () => {
      const way = clipWays.find((one) => one === button.dataset.cut);
      set(way === undefined ? null : begin(way));
    });
  slider.addEventListener('input', () => {
    if (clip !== null) set({ ...clip, at: Number(slider.value) });
  });
  pageElement('#cut-flip').addEventListener('click', () => {
    if (clip !== null) set({ ...clip, flipped: !clip.flipped });
  });
  pageElement('#cut-face').addEventListener('click', () => {
    if (clip !== null) face(viewer, clip);
  });
  viewer.onKey(({ key: pressed }) =>
    pressed === '[' ? move(-stride) : pressed === ']' ? move(stride) : false,
  );
  set(readClipAddress(state.get(key) ?? ''));
}

const vec = ({ x, y, z }: Vector3): Vec3 => [x, y, z];

/** Rounded as the address will tell it. */
function towardsEye({ eye }: Viewer): Vec3 {
  const back = new Vector3().setFromMatrixColumn(eye.camera.matrixWorld, 2);
  return unit([Number(back.x.toFixed(5)), Number(back.y.toFixed(5)), Number(back.z.toFixed(5))]);
}

/** Looks straight at the cut; at one of the body's planes by the button of that standard view. */
function face({ eye, stage, controls, drawSoon }: Viewer, clip: Clip): void {
  const from = clipNormal(clip);
  const button = stage.viewButtons.get(sideLetter(nearestSide(from)));
  if (clip.way !== 'view' && button !== undefined) {
    button.click();
    return;
  }
  // As if turned by hand: no standard view is on any more, and the address keeps this one.
  controls.dispatchEvent({ type: 'start' });
  controls.target.copy(eye.centre);
  eye.look({ name: 'the cut', from });
  controls.update();
  controls.dispatchEvent({ type: 'change' });
  controls.dispatchEvent({ type: 'end' });
  drawSoon();
}
