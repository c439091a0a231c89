// What it costs to move vertices off the planes of the triangles that they stand for.
// M. Garland, P. S. Heckbert, "Surface Simplification Using Quadric Error Metrics", 1997.
// Per vertex weighted sums of squared distances to planes, xx xy xz yy yz zz x y z 1, about the first vertex.
import { cornerOf, nextOf, placeOf, positions, quadrics, vertices } from './collapse-state';

/**
 * The weight of staying near one's place, against that of staying on one's planes: it decides where these leave a
 * vertex free. At 1e-3 it decides the order as well, and a tenth of the triangles is 1.7 times as far from the surface.
 */
const stay: f64 = 1e-6;

let originX: f64 = 0, originY: f64 = 0, originZ: f64 = 0;

/** Where `weigh` last wanted to merge two vertices, mm. */
export let bestX: f32 = 0;
export let bestY: f32 = 0;
export let bestZ: f32 = 0;

@inline
export function quadricOf(v: u32): usize {
  return quadrics + <usize>v * 80;
}

@inline
function add(at: usize, value: f64): void {
  store<f64>(at, load<f64>(at) + value);
}

export function clearQuadrics(): void {
  memory.fill(quadrics, 0, <usize>vertices * 80);
  originX = load<f32>(positions);
  originY = load<f32>(positions, 4);
  originZ = load<f32>(positions, 8);
}

/** Each triangle's plane counts by a third of its area at each of its corners; half-edges from … to − 1. */
export function sumQuadrics(from: u32, to: u32): void {
  for (let h = from; h < to; h += 3) {
    const a = placeOf(cornerOf(h)), b = placeOf(cornerOf(h + 1)), c = placeOf(cornerOf(h + 2));
    const ax: f64 = load<f32>(a), ay: f64 = load<f32>(a, 4), az: f64 = load<f32>(a, 8);
    const ux = <f64>load<f32>(b) - ax, uy = <f64>load<f32>(b, 4) - ay, uz = <f64>load<f32>(b, 8) - az;
    const vx = <f64>load<f32>(c) - ax, vy = <f64>load<f32>(c, 4) - ay, vz = <f64>load<f32>(c, 8) - az;
    const x = uy * vz - uz * vy, y = uz * vx - ux * vz, z = ux * vy - uy * vx;
    const twice = sqrt(x * x + y * y + z * z);
    if (twice == 0) continue;
    const nx = x / twice, ny = y / twice, nz = z / twice;
    const d = -(nx * (ax - originX) + ny * (ay - originY) + nz * (az - originZ));
    const w = twice / 6, s = stay * w;
    for (let k: u32 = 0; k < 3; k++) {
      const v = cornerOf(h + k), p = placeOf(v), q = quadricOf(v);
      const px = <f64>load<f32>(p) - originX, py = <f64>load<f32>(p, 4) - originY, pz = <f64>load<f32>(p, 8) - originZ;
      add(q, w * nx * nx + s);
      add(q + 8, w * nx * ny);
      add(q + 16, w * nx * nz);
      add(q + 24, w * ny * ny + s);
      add(q + 32, w * ny * nz);
      add(q + 40, w * nz * nz + s);
      add(q + 48, w * nx * d - s * px);
      add(q + 56, w * ny * d - s * py);
      add(q + 64, w * nz * d - s * pz);
      add(q + 72, w * d * d + s * (px * px + py * py + pz * pz));
    }
  }
}

/** Vertex a now stands for what b stood for, too. */
export function addQuadric(a: u32, b: u32): void {
  const i = quadricOf(a), j = quadricOf(b);
  for (let n: usize = 0; n < 80; n += 16) v128.store(i + n, f64x2.add(v128.load(i + n), v128.load(j + n)));
}

/** The area that the planes of the ends of h stand for, each plane as often as it counts, mm². */
export function weightOf(h: u32): f64 {
  const i = quadricOf(cornerOf(h)), j = quadricOf(cornerOf(nextOf(h)));
  // The squares of a normal's parts add up to 1.
  return (
    load<f64>(i) + load<f64>(i, 24) + load<f64>(i, 40) + load<f64>(j) + load<f64>(j, 24) + load<f64>(j, 40)
  );
}

/** Cost of merging the ends of h, mm⁴ (squared distance × area); where they would go: bestX … bestZ. */
export function weigh(h: u32): f64 {
  const a = cornerOf(h), b = cornerOf(nextOf(h));
  const i = quadricOf(a), j = quadricOf(b);
  const xx = load<f64>(i) + load<f64>(j), xy = load<f64>(i, 8) + load<f64>(j, 8);
  const xz = load<f64>(i, 16) + load<f64>(j, 16), yy = load<f64>(i, 24) + load<f64>(j, 24);
  const yz = load<f64>(i, 32) + load<f64>(j, 32), zz = load<f64>(i, 40) + load<f64>(j, 40);
  const bx = load<f64>(i, 48) + load<f64>(j, 48), by = load<f64>(i, 56) + load<f64>(j, 56);
  const bz = load<f64>(i, 64) + load<f64>(j, 64);
  const p = placeOf(a), r = placeOf(b);
  // Solved about the middle of the edge, for the digits.
  const mx = (<f64>load<f32>(p) + <f64>load<f32>(r)) * 0.5 - originX;
  const my = (<f64>load<f32>(p, 4) + <f64>load<f32>(r, 4)) * 0.5 - originY;
  const mz = (<f64>load<f32>(p, 8) + <f64>load<f32>(r, 8)) * 0.5 - originZ;
  const rx = -(xx * mx + xy * my + xz * mz + bx);
  const ry = -(xy * mx + yy * my + yz * mz + by);
  const rz = -(xz * mx + yz * my + zz * mz + bz);
  const c0 = yy * zz - yz * yz, c1 = xz * yz - xy * zz, c2 = xy * yz - xz * yy;
  const det = xx * c0 + xy * c1 + xz * c2;
  let x = mx, y = my, z = mz;
  if (det > 0) {
    const c3 = xy * xz - xx * yz;
    x += (c0 * rx + c1 * ry + c2 * rz) / det;
    y += (c1 * rx + (xx * zz - xz * xz) * ry + c3 * rz) / det;
    z += (c2 * rx + c3 * ry + (xx * yy - xy * xy) * rz) / det;
  }
  bestX = <f32>(x + originX);
  bestY = <f32>(y + originY);
  bestZ = <f32>(z + originZ);
  const linear = bx * x + by * y + bz * z;
  const square = xx * x * x + yy * y * y + zz * z * z + 2 * (xy * x * y + xz * x * z + yz * y * z);
  return square + 2 * linear + load<f64>(i, 72) + load<f64>(j, 72);
}
