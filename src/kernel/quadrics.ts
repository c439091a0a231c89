// What it costs to move vertices off the planes of the triangles that they stand for.
// M. Garland, P. S. Heckbert, "Surface Simplification Using Quadric Error Metrics", 1997.
import type { CornerMesh } from './corner-mesh.js';

/**
 * The weight of staying near one's place, against that of staying on one's planes: it decides where these leave a
 * vertex free. At 1e-3 it decides the order as well, and a tenth of the triangles is 1.7 times as far from the surface.
 */
const stay = 1e-6;

/** Weighted sums of squared distances to planes, xx xy xz yy yz zz x y z 1 per vertex, about `origin`. */
export interface Quadrics {
  readonly sums: Float64Array;
  readonly origin: Float64Array;
}

/** Each triangle's plane counts by a third of its area at each of its corners. */
export function quadricsOf({ positions: p, corner, start }: CornerMesh): Quadrics {
  const sums = new Float64Array(10 * start.length);
  const origin = Float64Array.from(p.subarray(0, 3));
  for (let h = 0; h < corner.length; h += 3) {
    const a = 3 * corner[h];
    const b = 3 * corner[h + 1];
    const c = 3 * corner[h + 2];
    const ux = p[b] - p[a];
    const uy = p[b + 1] - p[a + 1];
    const uz = p[b + 2] - p[a + 2];
    const vx = p[c] - p[a];
    const vy = p[c + 1] - p[a + 1];
    const vz = p[c + 2] - p[a + 2];
    const x = uy * vz - uz * vy;
    const y = uz * vx - ux * vz;
    const z = ux * vy - uy * vx;
    const twice = Math.sqrt(x * x + y * y + z * z);
    if (twice === 0) continue;
    const nx = x / twice;
    const ny = y / twice;
    const nz = z / twice;
    const d = -(nx * (p[a] - origin[0]) + ny * (p[a + 1] - origin[1]) + nz * (p[a + 2] - origin[2]));
    const w = twice / 6;
    const s = stay * w;
    for (let k = 0; k < 3; k++) {
      const v = 3 * corner[h + k];
      const o = 10 * corner[h + k];
      const px = p[v] - origin[0];
      const py = p[v + 1] - origin[1];
      const pz = p[v + 2] - origin[2];
      sums[o] += w * nx * nx + s;
      sums[o + 1] += w * nx * ny;
      sums[o + 2] += w * nx * nz;
      sums[o + 3] += w * ny * ny + s;
      sums[o + 4] += w * ny * nz;
      sums[o + 5] += w * nz * nz + s;
      sums[o + 6] += w * nx * d - s * px;
      sums[o + 7] += w * ny * d - s * py;
      sums[o + 8] += w * nz * d - s * pz;
      sums[o + 9] += w * d * d + s * (px * px + py * py + pz * pz);
    }
  }
  return { sums, origin };
}

/** The area that the planes of vertices a and b stand for, each plane as often as it counts, mm². */
export function weightOf({ sums: q }: Quadrics, a: number, b: number): number {
  const [i, j] = [10 * a, 10 * b];
  // The squares of a normal's parts add up to 1.
  return q[i] + q[i + 3] + q[i + 5] + q[j] + q[j + 3] + q[j + 5];
}

/** Cost of merging vertices a and b, mm⁴ (squared distance × area); where they would go, into `best`, mm. */
export function weighEdge(
  { sums: q, origin }: Quadrics,
  p: Float32Array,
  a: number,
  b: number,
  best: Float32Array,
): number {
  const i = 10 * a;
  const j = 10 * b;
  const xx = q[i] + q[j];
  const xy = q[i + 1] + q[j + 1];
  const xz = q[i + 2] + q[j + 2];
  const yy = q[i + 3] + q[j + 3];
  const yz = q[i + 4] + q[j + 4];
  const zz = q[i + 5] + q[j + 5];
  const bx = q[i + 6] + q[j + 6];
  const by = q[i + 7] + q[j + 7];
  const bz = q[i + 8] + q[j + 8];
  // Solved about the middle of the edge, for the digits.
  const mx = (p[3 * a] + p[3 * b]) / 2 - origin[0];
  const my = (p[3 * a + 1] + p[3 * b + 1]) / 2 - origin[1];
  const mz = (p[3 * a + 2] + p[3 * b + 2]) / 2 - origin[2];
  const rx = -(xx * mx + xy * my + xz * mz + bx);
  const ry = -(xy * mx + yy * my + yz * mz + by);
  const rz = -(xz * mx + yz * my + zz * mz + bz);
  const c0 = yy * zz - yz * yz;
  const c1 = xz * yz - xy * zz;
  const c2 = xy * yz - xz * yy;
  const det = xx * c0 + xy * c1 + xz * c2;
  let x = mx;
  let y = my;
  let z = mz;
  if (det > 0) {
    x += (c0 * rx + c1 * ry + c2 * rz) / det;
    y += (c1 * rx + (xx * zz - xz * xz) * ry + (xy * xz - xx * yz) * rz) / det;
    z += (c2 * rx + (xy * xz - xx * yz) * ry + (xx * yy - xy * xy) * rz) / det;
  }
  best[0] = x + origin[0];
  best[1] = y + origin[1];
  best[2] = z + origin[2];
  const linear = bx * x + by * y + bz * z;
  const square = xx * x * x + yy * y * y + zz * z * z + 2 * (xy * x * y + xz * x * z + yz * y * z);
  return square + 2 * linear + q[i + 9] + q[j + 9];
}
