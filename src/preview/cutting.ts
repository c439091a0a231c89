// The cut through the model: what goes, what closes it, and on the plane the scan itself with the model's contour.
import { Box3, Group, Plane, Vector3 } from 'three';
import type { Vec3 } from '../core/grid.js';
import type { ShownScan } from '../core/shown-scan.js';
import { type Clip, clipNormal } from './clip-plane.js';
import { type CutBody, cutBodies } from './cut-bodies.js';
import { type CutHit, cutHit, nearestOnContours, type ShownCut } from './cut-hit.js';
import { layInPlane } from './cut-quad.js';
import { type ScanSlice, scanSlice } from './scan-slice.js';
import { scanValue } from './scan-value.js';
import type { Spot, Viewer } from './viewer-world.js';

export interface Cutting {
  /** Null shows the whole model. */
  cut(clip: Clip | null): void;
  /** The scan's slice and the contour on the plane; without it the cap is solid. */
  showSlice(on: boolean): void;
  /** What is black and what is white, in the scan's unit. */
  setWindow(low: number, high: number): void;
  /** The point of the cut under this place of the picture, mm LPS, drawn to a contour within `magnet` mm; null beside the cut. */
  pointAt(spot: Spot, magnet: number): Vec3 | null;
}

/** Where a slice is shown, the cap is but a tint on it. */
const tint = 0.16;
/** After the model comes the slice, then caps and contours. */
const firstOrder = 10;

/** The scan is unpacked and goes to the graphics card when it is first seen. */
export function cutting(viewer: Viewer, readScan: (() => ShownScan) | null): Cutting {
  const { meshes, scene, drawSoon } = viewer;
  const bodies = cutBodies(meshes, firstOrder + 1);
  const layers = new Group();
  for (const { cap, contour } of bodies) layers.add(cap.object, contour.object);
  scene.add(layers);
  let clip: Clip | null = null;
  let wanted = true;
  let window: readonly [number, number] | null = null;
  let slice: ScanSlice | null = null;
  let shown: ShownCut | null = null;

  const sliceReady = (): ScanSlice | null => {
    if (slice !== null || readScan === null) return slice;
    slice = scanSlice(readScan(), firstOrder);
    if (window !== null) slice.setWindow(...window);
    layers.add(slice.quad);
    return slice;
  };
  const refresh = (): void => {
    // A slice can't be where the parts of an exploded view are.
    const apart = meshes.some(({ mesh }) => mesh.position.lengthSq() > 0);
    const grey = clip !== null && wanted && !apart ? sliceReady() : null;
    if (slice !== null) slice.quad.visible = grey !== null;
    layers.visible = clip !== null;
    // The scan is black where there is nothing: so is the stage around it.
    viewer.stage.frame.toggleAttribute('data-slice', grey !== null);
    const cut = layOut(viewer, bodies, clip, grey);
    shown = apart ? null : cut;
    drawSoon();
  };
  const looks = (): string =>
    meshes.map(({ mesh, opacity }) => `${mesh.visible} ${opacity} ${mesh.position.toArray()}`).join();
  let before = looks();
  viewer.onDraw(() => {
    const now = looks();
    if (now === before) return;
    before = now;
    const had = slice?.quad.visible === true;
    refresh();
    if (had && slice?.quad.visible === false)
      viewer.say('The scan is shown again when the parts are put together.');
  });
  const hit = (from: Vector3, along: Vector3): CutHit | null =>
    shown && cutHit(shown, from.toArray(), along.toArray());
  viewer.screens.push((from, along) => hit(from, along)?.distance ?? Number.POSITIVE_INFINITY);
  viewer.readings.push((spot) => {
    const point = hit(...rayAt(viewer, spot))?.point ?? null;
    return slice?.quad.visible && point !== null ? valueText(slice.scan, point) : null;
  });
  return {
    cut: (next) => {
      clip = next;
      refresh();
    },
    showSlice: (on) => {
      wanted = on;
      refresh();
    },
    setWindow: (low, high) => {
      window = [low, high];
      slice?.setWindow(low, high);
      drawSoon();
    },
    pointAt: (spot, magnet) => {
      const point = hit(...rayAt(viewer, spot))?.point ?? null;
      if (point === null || shown === null) return null;
      return nearestOnContours(shown.contours, point, magnet) ?? point;
    },
  };
}

/** To 10 HU, since the page carries a CT in steps of 8; of anything else three digits. */
function valueText(scan: ShownScan, point: Vec3): string | null {
  const value = scanValue(scan, point);
  if (value === null) return null;
  const about = scan.unit === 'HU' ? 10 * Math.round(value / 10) : Number(value.toPrecision(3));
  return `scan: about ${about} ${scan.unit}`.replace('-', '−').trim();
}

/** Cuts the model there, and lays caps, contours and slice in the plane. */
function layOut(
  { model, eye, clipPlanes }: Viewer,
  bodies: readonly CutBody[],
  clip: Clip | null,
  slice: ScanSlice | null,
): ShownCut | null {
  clipPlanes.length = 0;
  if (clip === null) return null;
  const normal = clipNormal(clip);
  const offset = clip.flipped ? -clip.at : clip.at;
  clipPlanes.push(new Plane(new Vector3(...normal).negate(), offset));
  const middle = vec(eye.centre);
  if (slice !== null) layInPlane(slice.quad, normal, offset, middle, reachOf(slice.corners, middle));
  const { min, max } = new Box3().setFromObject(model);
  const reach = reachOf([vec(min), vec(max)], middle);
  const contours = bodies.map(({ cap, contour, section, opacity }) => {
    const segments = section(normal, offset);
    cap.setSegments(segments);
    cap.setOpacity((slice === null ? 1 : tint) * opacity());
    layInPlane(cap.quad, normal, offset, middle, reach);
    contour.setSegments(segments);
    contour.setBright(slice !== null);
    return segments;
  });
  return { normal, offset, contours, scan: slice?.corners ?? null };
}

const vec = ({ x, y, z }: Vector3): Vec3 => [x, y, z];

/** How far a box reaches from there, mm. */
const reachOf = ([min, max]: readonly [Vec3, Vec3], middle: Vec3): number =>
  Math.max(1, Math.hypot(...middle.map((x, c) => Math.max(x - min[c], max[c] - x))));

/** From the eye through this place of the picture; the way is of length 1. */
function rayAt({ canvas, eye }: Viewer, { x, y }: Spot): readonly [from: Vector3, along: Vector3] {
  const at = new Vector3((2 * x) / canvas.clientWidth - 1, 1 - (2 * y) / canvas.clientHeight, -1);
  return [at.unproject(eye.camera), new Vector3(0, 0, -1).transformDirection(eye.camera.matrixWorld)];
}
