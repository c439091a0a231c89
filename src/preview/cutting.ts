// The cut through the model: what goes, what closes it, and on the plane the scan itself with the model's contour.
import { Group, Mesh, Plane, Vector3 } from 'three';
import type { Vec3 } from '../core/grid.js';
import type { ShownScan } from '../core/shown-scan.js';
import { dot } from '../core/vec3.js';
import { type Clip, clipNormal } from './clip-plane.js';
import { contourColour } from './contour-colour.js';
import { type ContourLines, contourLines } from './contour-lines.js';
import { type CutCap, cutCap } from './cut-cap.js';
import { cutSquare, layInPlane } from './cut-quad.js';
import type { ShownMesh } from './model-scene.js';
import { planeSection } from './plane-section.js';
import { scanTexture } from './scan-texture.js';
import { type SliceMaterial, sliceMaterial } from './slice-material.js';
import type { Viewer } from './viewer-world.js';

export interface Cutting {
  /** Null shows the whole model. */
  cut(clip: Clip | null): void;
  /** The scan's slice and the contour on the plane; without it the cap is solid. */
  showSlice(on: boolean): void;
  /** What is black and what is white, in the scan's unit. */
  setWindow(low: number, high: number): void;
}

/** Where a slice is shown, the cap is but a tint on it. */
const tint = 0.16;
/** After the model, and after the slice. */
const firstCap = 10;

interface Body {
  readonly meshes: readonly ShownMesh[];
  readonly cap: CutCap;
  readonly contour: ContourLines;
}

/** The scan is unpacked and goes to the graphics card when it is first seen. */
export function cutting(viewer: Viewer, readScan: (() => ShownScan) | null): Cutting {
  const { meshes, clipPlanes, scene, eye } = viewer;
  const bodies = bodiesOf(meshes);
  const shown = new Group();
  for (const { cap, contour } of bodies) shown.add(cap.object, contour.object);
  scene.add(shown);
  const reach = reachOf(meshes, eye.centre);
  const middle: Vec3 = [eye.centre.x, eye.centre.y, eye.centre.z];
  let clip: Clip | null = null;
  let wanted = true;
  let window: readonly [number, number] | null = null;
  let slice: (SliceMaterial & { readonly quad: Mesh; readonly reach: number }) | null = null;

  const sliceReady = (): NonNullable<typeof slice> | null => {
    if (slice !== null || readScan === null) return slice;
    const scan = readScan();
    const made = sliceMaterial(scan, scanTexture(scan));
    if (window !== null) made.setWindow(...window);
    const quad = new Mesh(cutSquare(), made.material);
    quad.renderOrder = firstCap - 1;
    quad.frustumCulled = false;
    shown.add(quad);
    slice = { ...made, quad, reach: scanReach(scan, middle) };
    return slice;
  };
  const refresh = (): void => {
    clipPlanes.length = 0;
    shown.visible = clip !== null;
    if (clip === null) return;
    const n = clipNormal(clip);
    const offset = clip.flipped ? -clip.at : clip.at;
    clipPlanes.push(new Plane(new Vector3(...n).negate(), offset));
    // A slice can't be where the parts of an exploded view are.
    const apart = meshes.some(({ mesh }) => mesh.position.lengthSq() > 0);
    const grey = wanted && !apart ? sliceReady() : null;
    if (slice !== null) slice.quad.visible = grey !== null;
    if (grey !== null) layInPlane(grey.quad, n, offset, middle, grey.reach);
    for (const { meshes: pieces, cap, contour } of bodies) {
      const segments = sectionOf(pieces, n, offset);
      cap.setSegments(segments);
      cap.setOpacity((grey === null ? 1 : tint) * Math.min(...pieces.map(({ opacity }) => opacity)));
      layInPlane(cap.quad, n, offset, middle, 4 * reach);
      contour.setSegments(grey === null ? nothing : segments);
    }
  };
  let seen = '';
  viewer.onDraw(() => {
    const now = meshes
      .map(({ mesh, opacity }) => `${mesh.visible} ${opacity} ${mesh.position.toArray()}`)
      .join();
    if (now === seen) return;
    seen = now;
    if (clip === null) return;
    refresh();
    viewer.drawSoon();
  });
  const again = (): void => {
    refresh();
    viewer.drawSoon();
  };
  refresh();
  return {
    cut: (next) => {
      clip = next;
      again();
    },
    showSlice: (on) => {
      wanted = on;
      again();
    },
    setWindow: (low, high) => {
      window = [low, high];
      slice?.setWindow(low, high);
      viewer.drawSoon();
    },
  };
}

const nothing = new Float32Array(0);

/** What belongs together is cut together: only a whole body is closed. */
function bodiesOf(meshes: readonly ShownMesh[]): readonly Body[] {
  const numbers = [...new Set(meshes.map(({ part }) => part.body))];
  return numbers.map((number, n) => {
    const pieces = meshes.filter(({ part }) => part.body === number);
    const { colour } = pieces[0].part;
    const after = firstCap + 2 * numbers.length;
    return {
      meshes: pieces,
      cap: cutCap(colour, firstCap + 2 * n),
      contour: contourLines(contourColour(colour, n), after),
    };
  });
}

/** Of those that are on, where the exploded view has them. */
function sectionOf(pieces: readonly ShownMesh[], n: Vec3, offset: number): Float32Array {
  const sections = pieces
    .filter(({ mesh }) => mesh.visible)
    .map(({ mesh, part }) => {
      const shift: Vec3 = [mesh.position.x, mesh.position.y, mesh.position.z];
      return planeSection(part, n, offset - dot(n, shift)).map((x, k) => x + shift[k % 3]);
    });
  const all = new Float32Array(sections.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const section of sections) {
    all.set(section, at);
    at += section.length;
  }
  return all;
}

/** How far the model reaches from its middle, mm. */
function reachOf(meshes: readonly ShownMesh[], middle: Vector3): number {
  const far = meshes.map(({ mesh }) => {
    mesh.geometry.computeBoundingSphere();
    const { center, radius } = mesh.geometry.boundingSphere ?? { center: middle, radius: 0 };
    return center.distanceTo(middle) + radius;
  });
  return Math.max(1, ...far);
}

/** How far the scan reaches from there, mm. */
function scanReach({ origin, spacing, size }: ShownScan, middle: Vec3): number {
  const far = [0, 1, 2].map((c) =>
    Math.max(
      Math.abs(origin[c] - spacing[c] - middle[c]),
      Math.abs(origin[c] + size[c] * spacing[c] - middle[c]),
    ),
  );
  return Math.hypot(...far);
}
