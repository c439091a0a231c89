// What is known of a finished surface place by place: how far it lies from where it was found, what each edit did of that,
// and what it may be off by.
import type { Context } from '../core/context.js';
import type { Mesh } from '../core/mesh.js';
import type { SurfaceMaps } from '../core/surface-map.js';
import { areaNormals } from './area-normals.js';
import { type Foot, pointToTriangle } from './point-to-triangle.js';
import { sharedMesh } from './shared-mesh.js';
import { targetOf } from './target-of.js';
import { vertexDeviations } from './vertex-deviations.js';
import { scratchVertices } from './vertex-distances.js';

export interface MappedSurface {
  readonly finished: Mesh;
  /** The surface that was found; `smoothed` has its triangles, where it is not the same or null. */
  readonly reference: Mesh;
  readonly smoothed: Mesh | null;
  /** Of the reference's vertices, k = 1, mm; NaN where it is not known. Null of a surface of which nothing is known. */
  readonly uncertainty: Float32Array | null;
}

/**
 * Per vertex of `finished`. Smoothing is told by how far it moved the nearest point of the reference along its normal, and
 * decimation by the rest of the way: both only where both were done. Uncertainty: of finding (at the nearest point) and of
 * editing (the distance), added as squares, k = 2. 3 µs a vertex.
 */
export async function surfaceMaps(
  { finished, reference, smoothed, uncertainty }: MappedSurface,
  context: Pick<Context, 'each'>,
): Promise<SurfaceMaps> {
  const deviation = await vertexDeviations(finished, reference, context);
  const moved = smoothed !== null && smoothed.triangles.length === reference.triangles.length;
  const apart =
    moved && smoothed.positions !== reference.positions && smoothed.positions !== finished.positions;
  if (!apart && uncertainty === null) return { deviation };
  const at = await nearestPoints(finished, reference, context);
  const smoothing = apart ? valuesAt(alongNormals(reference, smoothed), at, reference) : null;
  const found = uncertainty === null ? null : valuesAt(uncertainty, at, reference);
  return {
    deviation,
    ...(smoothing === null ? {} : { smoothing, decimation: deviation.map((way, v) => way - smoothing[v]) }),
    ...(found === null
      ? {}
      : { uncertainty: found.map((one, v) => 2 * Math.sqrt(one * one + deviation[v] * deviation[v])) }),
  };
}

interface NearestPoints {
  /** Per vertex: the triangle that its nearest point lies in, and the weights of the triangle's second and third corner. */
  readonly triangle: Uint32Array;
  readonly second: Float32Array;
  readonly third: Float32Array;
}

async function nearestPoints(
  { positions: points }: Mesh,
  to: Mesh,
  context: Pick<Context, 'each'>,
): Promise<NearestPoints> {
  const { positions } = sharedMesh({ positions: points, triangles: new Uint32Array(0) });
  const count = positions.length / 3;
  const slots = new Int32Array(new SharedArrayBuffer(4 * count));
  const distances = new Float64Array(new SharedArrayBuffer(8 * count));
  const target = await targetOf(to, context);
  const jobs = Array.from({ length: Math.ceil(count / scratchVertices) }, (_, k) => ({
    target,
    positions,
    first: k * scratchVertices,
    end: Math.min(count, (k + 1) * scratchVertices),
    slots,
    distances,
  }));
  await context.each('vertexDistances', jobs);
  const { order } = target.tree;
  const triangle = new Uint32Array(count);
  const second = new Float32Array(count);
  const third = new Float32Array(count);
  const foot: Foot = { second: 0, third: 0 };
  for (let v = 0; v < count; v++) {
    triangle[v] = order[slots[v]];
    const [x, y, z] = [points[3 * v], points[3 * v + 1], points[3 * v + 2]];
    pointToTriangle(to.positions, to.triangles, 3 * triangle[v], x, y, z, foot);
    second[v] = foot.second;
    third[v] = foot.third;
  }
  return { triangle, second, third };
}

/** What is known of the corners, as it is between them. */
function valuesAt(
  values: Float32Array,
  { triangle, second, third }: NearestPoints,
  { triangles }: Mesh,
): Float32Array {
  return Float32Array.from(triangle, (t, v) => {
    const [a, b, c] = [values[triangles[3 * t]], values[triangles[3 * t + 1]], values[triangles[3 * t + 2]]];
    return a + second[v] * (b - a) + third[v] * (c - a);
  });
}

/** How far each vertex was moved along its normal, mm, outward positive. */
function alongNormals({ positions: p, triangles }: Mesh, { positions: q }: Mesh): Float32Array {
  const normals = new Float64Array(p.length);
  areaNormals(p, triangles, normals);
  return Float32Array.from({ length: p.length / 3 }, (_, v) => {
    const n = 3 * v;
    const [x, y, z] = [normals[n], normals[n + 1], normals[n + 2]];
    const length = Math.sqrt(x * x + y * y + z * z);
    const way = x * (q[n] - p[n]) + y * (q[n + 1] - p[n + 1]) + z * (q[n + 2] - p[n + 2]);
    return length > 0 ? way / length : 0;
  });
}
