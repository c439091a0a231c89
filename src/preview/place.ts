// A place on the model: which part, which triangle, where in the patient. Found under any point of the picture.
import { type OrthographicCamera, type Plane, Vector3 } from 'three';
import type { ShownMesh } from './model-scene.js';
import { type SurfaceRays, surfaceRays } from './surface-rays.js';

export interface Place {
  /** Number of the part, as in `Viewer.meshes`. */
  readonly part: number;
  /** Number of its triangle. */
  readonly face: number;
  /** mm LPS in the patient, wherever the exploded view has the part just now. */
  readonly point: Vector3;
  /** What each of the triangle's corners has of the point; they add up to 1. */
  readonly weights: readonly [number, number, number];
  /** The triangle's corner next to the point: number of the vertex, and where it is, mm LPS in the patient. */
  readonly vertex: number;
  readonly corner: Vector3;
}

// Fainter parts are looked through, unless there is nothing behind them.
const faint = 0.5;

/** What hides the model behind it: how far along the ray (length 1) it stands, mm; Infinity where it doesn't. */
export type Screen = (from: Vector3, along: Vector3) => number;

/** Finds the first surface under a point of the window (clientX, clientY); about 1 ms for half a million triangles. */
export function placeFinder(
  canvas: HTMLCanvasElement,
  camera: OrthographicCamera,
  meshes: readonly ShownMesh[],
  clipPlanes: readonly Plane[],
  screens: readonly Screen[],
): (clientX: number, clientY: number) => Place | null {
  // Made when first asked for.
  const rays: SurfaceRays[] = [];
  return (clientX, clientY) => {
    const box = canvas.getBoundingClientRect();
    const x = (2 * (clientX - box.left)) / box.width - 1;
    const y = 1 - (2 * (clientY - box.top)) / box.height;
    if (!(Math.abs(x) <= 1 && Math.abs(y) <= 1)) return null;
    const from = new Vector3(x, y, -1).unproject(camera);
    const along = new Vector3(0, 0, -1).transformDirection(camera.matrixWorld);
    const end = Math.min(camera.far, ...screens.map((screen) => screen(from, along)));
    const [near, far] = unclipped(from, along, end, clipPlanes);
    const first = (seen: (shown: ShownMesh) => boolean): Place | null => {
      let best: Place | null = null;
      let nearest = far;
      for (const [part, shown] of meshes.entries()) {
        if (!shown.mesh.visible || !seen(shown)) continue;
        rays[part] ??= surfaceRays(shown.part.positions, shown.part.triangles);
        const start = from.clone().sub(shown.mesh.position);
        const hit = rays[part](start.toArray(), along.toArray(), near, nearest);
        if (hit === null) continue;
        nearest = hit.distance;
        best = placeOf(shown, part, hit.face, hit.weights, start.addScaledVector(along, hit.distance));
      }
      return best;
    };
    return first(({ opacity }) => opacity >= faint) ?? first(({ opacity }) => opacity < faint);
  };
}

/** Between which distances the ray is on the planes' front side. */
function unclipped(
  from: Vector3,
  along: Vector3,
  end: number,
  planes: readonly Plane[],
): readonly [near: number, far: number] {
  let [near, far] = [0, end];
  for (const plane of planes) {
    const off = plane.distanceToPoint(from);
    const slope = plane.normal.dot(along);
    if (slope > 1e-9) near = Math.max(near, -off / slope);
    else if (slope < -1e-9) far = Math.min(far, -off / slope);
    else if (off < 0) return [0, -1];
  }
  return [near, far];
}

function placeOf(
  { part: { positions, triangles } }: ShownMesh,
  part: number,
  face: number,
  weights: Place['weights'],
  point: Vector3,
): Place {
  const corners = [0, 1, 2].map((k) => {
    const vertex = triangles[3 * face + k];
    const corner = new Vector3().fromArray(positions, 3 * vertex);
    return { vertex, corner, away: corner.distanceTo(point) };
  });
  const { vertex, corner } = corners.reduce((best, one) => (one.away < best.away ? one : best));
  return { part, face, point, weights, vertex, corner };
}
