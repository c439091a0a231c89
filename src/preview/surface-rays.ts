// Where a ray meets a surface first: boxes around neighbouring triangles, boxes around these, and the triangles.
// The triangles of the page lie in the order of a vertex cache, so neighbours in the list are neighbours in space.

export interface SurfaceHit {
  /** mm along the ray. */
  readonly distance: number;
  /** Number of the triangle. */
  readonly face: number;
  /** What each of its corners has of the point; they add up to 1. */
  readonly weights: readonly [number, number, number];
}

export type Triple = readonly [number, number, number];

/** `along` is of length 1; only what lies between the two distances (mm) is hit. */
export type SurfaceRays = (from: Triple, along: Triple, near: number, far: number) => SurfaceHit | null;

// Of 8, 16 and 32 triangles a box, 16 was as fast as any; half a million triangles take under 1 ms a ray.
const perBox = 16;
const perGroup = 32;

/** Built in some ten milliseconds for half a million triangles. Positions: x, y, z a vertex, mm. Both are borrowed. */
export function surfaceRays(positions: Float32Array, triangles: Uint32Array): SurfaceRays {
  const count = triangles.length / 3;
  const boxes = boxesOf(Math.ceil(count / perBox), (box, put) => {
    const end = Math.min(triangles.length, 3 * perBox * (box + 1));
    for (let k = 3 * perBox * box; k < end; k++) {
      const v = 3 * triangles[k];
      put(positions[v], positions[v + 1], positions[v + 2]);
    }
  });
  const groups = boxesOf(Math.ceil(boxes.length / 6 / perGroup), (group, put) => {
    const end = Math.min(boxes.length, 6 * perGroup * (group + 1));
    for (let b = 6 * perGroup * group; b < end; b += 3) put(boxes[b], boxes[b + 1], boxes[b + 2]);
  });

  return (from, along, near, far) => {
    let best: SurfaceHit | null = null;
    const nearest = (): number => best?.distance ?? far;
    for (let group = 0; group < groups.length / 6; group++) {
      if (!meets(groups, group, from, along, near, nearest())) continue;
      const lastBox = Math.min(boxes.length / 6, perGroup * (group + 1));
      for (let box = perGroup * group; box < lastBox; box++) {
        if (!meets(boxes, box, from, along, near, nearest())) continue;
        const lastFace = Math.min(count, perBox * (box + 1));
        for (let face = perBox * box; face < lastFace; face++)
          best = hitOf(positions, triangles, face, from, along, near, nearest()) ?? best;
      }
    }
    return best;
  };
}

/** Least x, y, z and greatest x, y, z of what each was given. */
function boxesOf(
  count: number,
  fill: (box: number, put: (x: number, y: number, z: number) => void) => void,
): Float32Array {
  const boxes = new Float32Array(6 * count);
  for (let box = 0; box < count; box++) {
    let [x0, y0, z0] = [Infinity, Infinity, Infinity];
    let [x1, y1, z1] = [-Infinity, -Infinity, -Infinity];
    fill(box, (x, y, z) => {
      if (x < x0) x0 = x;
      if (x > x1) x1 = x;
      if (y < y0) y0 = y;
      if (y > y1) y1 = y;
      if (z < z0) z0 = z;
      if (z > z1) z1 = z;
    });
    boxes.set([x0, y0, z0, x1, y1, z1], 6 * box);
  }
  return boxes;
}

// Kay and Kajiya, Ray Tracing Complex Scenes, 1986: slab by slab.
function meets(
  boxes: Float32Array,
  box: number,
  from: Triple,
  along: Triple,
  near: number,
  far: number,
): boolean {
  let enter = near;
  let leave = far;
  for (let c = 0; c < 3; c++) {
    const low = boxes[6 * box + c] - from[c];
    const high = boxes[6 * box + 3 + c] - from[c];
    if (Math.abs(along[c]) < 1e-12) {
      if (low > 0 || high < 0) return false;
      continue;
    }
    const a = low / along[c];
    const b = high / along[c];
    enter = Math.max(enter, Math.min(a, b));
    leave = Math.min(leave, Math.max(a, b));
  }
  // A hair of room, since a flat box has no thickness.
  return enter <= leave + 1e-6;
}

// Möller and Trumbore, Fast, Minimum Storage Ray/Triangle Intersection, 1997; from both sides.
function hitOf(
  p: Float32Array,
  triangles: Uint32Array,
  face: number,
  [fx, fy, fz]: Triple,
  [dx, dy, dz]: Triple,
  near: number,
  far: number,
): SurfaceHit | null {
  const [a, b, c] = [3 * triangles[3 * face], 3 * triangles[3 * face + 1], 3 * triangles[3 * face + 2]];
  const [e1x, e1y, e1z] = [p[b] - p[a], p[b + 1] - p[a + 1], p[b + 2] - p[a + 2]];
  const [e2x, e2y, e2z] = [p[c] - p[a], p[c + 1] - p[a + 1], p[c + 2] - p[a + 2]];
  const [hx, hy, hz] = [dy * e2z - dz * e2y, dz * e2x - dx * e2z, dx * e2y - dy * e2x];
  const volume = e1x * hx + e1y * hy + e1z * hz;
  if (volume === 0) return null;
  const [sx, sy, sz] = [fx - p[a], fy - p[a + 1], fz - p[a + 2]];
  const second = (sx * hx + sy * hy + sz * hz) / volume;
  if (!(second >= -1e-9 && second <= 1 + 1e-9)) return null;
  const [qx, qy, qz] = [sy * e1z - sz * e1y, sz * e1x - sx * e1z, sx * e1y - sy * e1x];
  const third = (dx * qx + dy * qy + dz * qz) / volume;
  if (!(third >= -1e-9 && second + third <= 1 + 1e-9)) return null;
  const distance = (e2x * qx + e2y * qy + e2z * qz) / volume;
  if (distance < near || distance >= far) return null;
  return { distance, face, weights: [1 - second - third, second, third] };
}
