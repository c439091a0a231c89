// A quick look at two triangles that settles most pairs: is one of them wholly on one side of the other's plane?
// T. Möller, A Fast Triangle-Triangle Intersection Test, 1997.

/** Rounding of (d − a) · ((b − a) × (c − a)) in units of the sum of its products' sizes: (7 + 56ε)ε, ε = 2⁻⁵³. */
const rounding = 8 * 2 ** -53;

/** Are the corners of d e f that a b c does not share surely all above, or all below, the plane of a b c? */
function surelyOneSide(
  p: Float32Array,
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
): boolean {
  const ax = p[3 * a];
  const ay = p[3 * a + 1];
  const az = p[3 * a + 2];
  const ux = p[3 * b] - ax;
  const uy = p[3 * b + 1] - ay;
  const uz = p[3 * b + 2] - az;
  const vx = p[3 * c] - ax;
  const vy = p[3 * c + 1] - ay;
  const vz = p[3 * c + 2] - az;
  const yz = uy * vz;
  const zy = uz * vy;
  const zx = uz * vx;
  const xz = ux * vz;
  const xy = ux * vy;
  const yx = uy * vx;
  const nx = yz - zy;
  const ny = zx - xz;
  const nz = xy - yx;
  const ex = rounding * (Math.abs(yz) + Math.abs(zy));
  const ey = rounding * (Math.abs(zx) + Math.abs(xz));
  const ez = rounding * (Math.abs(xy) + Math.abs(yx));
  let sides = 0;
  for (let k = 0; k < 3; k++) {
    const v = k === 0 ? d : k === 1 ? e : f;
    if (v === a || v === b || v === c) continue;
    const dx = p[3 * v] - ax;
    const dy = p[3 * v + 1] - ay;
    const dz = p[3 * v + 2] - az;
    const height = dx * nx + dy * ny + dz * nz;
    const error = Math.abs(dx) * ex + Math.abs(dy) * ey + Math.abs(dz) * ez;
    if (height > error) sides |= 1;
    else if (-height > error) sides |= 2;
    else return false;
  }
  return sides === 1 || sides === 2;
}

/**
 * Triangles v a b and v c d: does the plane through v and the side v a, upright on both triangles as far as it can be,
 * surely part the one from the other? `turn`: −1 where the first runs the other way round. The corners must be clear of it by 1e-6 of their distance, ten thousand million
 * times the rounding.
 */
function partedAlong(
  p: Float32Array,
  v: number,
  a: number,
  b: number,
  c: number,
  d: number,
  turn: number,
): boolean {
  const x = p[3 * v];
  const y = p[3 * v + 1];
  const z = p[3 * v + 2];
  const ax = p[3 * a] - x;
  const ay = p[3 * a + 1] - y;
  const az = p[3 * a + 2] - z;
  const bx = p[3 * b] - x;
  const by = p[3 * b + 1] - y;
  const bz = p[3 * b + 2] - z;
  const cx = p[3 * c] - x;
  const cy = p[3 * c + 1] - y;
  const cz = p[3 * c + 2] - z;
  const dx = p[3 * d] - x;
  const dy = p[3 * d + 1] - y;
  const dz = p[3 * d + 2] - z;
  // The sum of both normals (where they face apart, no part of the proof hangs on it), and what is at right angles to it and to the side.
  const nx = turn * (ay * bz - az * by) + cy * dz - cz * dy;
  const ny = turn * (az * bx - ax * bz) + cz * dx - cx * dz;
  const nz = turn * (ax * by - ay * bx) + cx * dy - cy * dx;
  const mx = ay * nz - az * ny;
  const my = az * nx - ax * nz;
  const mz = ax * ny - ay * nx;
  const least = 1e-12 * (mx * mx + my * my + mz * mz);
  const sb = mx * bx + my * by + mz * bz;
  const sc = mx * cx + my * cy + mz * cz;
  const sd = mx * dx + my * dy + mz * dz;
  if (sb > 0 ? sc >= 0 || sd >= 0 : sc <= 0 || sd <= 0) return false;
  return (
    sb * sb > least * (bx * bx + by * by + bz * bz) &&
    sc * sc > least * (cx * cx + cy * cy + cz * cz) &&
    sd * sd > least * (dx * dx + dy * dy + dz * dz)
  );
}

const none = -1;
const several = -2;

/** The corner of the triangle at h that is also v, w or u. */
function onlyShared(t: Uint32Array, h: number, u: number, v: number, w: number): number {
  let found = none;
  for (let k = 0; k < 3; k++) {
    const x = t[h + k];
    if (x !== u && x !== v && x !== w) continue;
    if (found >= 0) return several;
    found = k;
  }
  return found;
}

/** Three numbers: the sum of the normals of a b c and d e f, as long as twice their areas. */
const sumOfNormals = new Float64Array(3);

function addNormals(p: Float32Array, a: number, b: number, c: number, d: number, e: number, f: number): void {
  sumOfNormals.fill(0);
  for (let n = 0; n < 2; n++) {
    const o = 3 * (n === 0 ? a : d);
    const u = 3 * (n === 0 ? b : e);
    const v = 3 * (n === 0 ? c : f);
    const ux = p[u] - p[o];
    const uy = p[u + 1] - p[o + 1];
    const uz = p[u + 2] - p[o + 2];
    const vx = p[v] - p[o];
    const vy = p[v + 1] - p[o + 1];
    const vz = p[v + 2] - p[o + 2];
    sumOfNormals[0] += uy * vz - uz * vy;
    sumOfNormals[1] += uz * vx - ux * vz;
    sumOfNormals[2] += ux * vy - uy * vx;
  }
}

/**
 * Triangles a b c and d e f: does the plane through the side a b and upright on both as far as it can be (whatever lies in
 * sumOfNormals, no part of the proof hangs on it) surely part the one from the other? The corners must be clear of it by
 * 1e-6 of all distances from a.
 */
function partedBeside(
  p: Float32Array,
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
): boolean {
  const x = p[3 * a];
  const y = p[3 * a + 1];
  const z = p[3 * a + 2];
  const bx = p[3 * b] - x;
  const by = p[3 * b + 1] - y;
  const bz = p[3 * b + 2] - z;
  const cx = p[3 * c] - x;
  const cy = p[3 * c + 1] - y;
  const cz = p[3 * c + 2] - z;
  const mx = by * sumOfNormals[2] - bz * sumOfNormals[1];
  const my = bz * sumOfNormals[0] - bx * sumOfNormals[2];
  const mz = bx * sumOfNormals[1] - by * sumOfNormals[0];
  if (mx * cx + my * cy + mz * cz > 0) return false;
  let farthest = Math.max(bx * bx + by * by + bz * bz, cx * cx + cy * cy + cz * cz);
  let least = Infinity;
  for (let k = 0; k < 3; k++) {
    const v = 3 * (k === 0 ? d : k === 1 ? e : f);
    const dx = p[v] - x;
    const dy = p[v + 1] - y;
    const dz = p[v + 2] - z;
    farthest = Math.max(farthest, dx * dx + dy * dy + dz * dz);
    least = Math.min(least, mx * dx + my * dy + mz * dz);
  }
  return least > 0 && least * least > 1e-12 * (mx * mx + my * my + mz * mz) * farthest;
}

/**
 * Is there surely a plane upright on both triangles, as far as one can be, that parts them? For neighbours at a vertex and
 * triangles without a shared one, nearly in one plane; of two with a common edge, false.
 */
export function trianglesParted(p: Float32Array, t: Uint32Array, i: number, j: number): boolean {
  const a = t[3 * i];
  const b = t[3 * i + 1];
  const c = t[3 * i + 2];
  const d = t[3 * j];
  const e = t[3 * j + 1];
  const f = t[3 * j + 2];
  const k = onlyShared(t, 3 * i, d, e, f);
  if (k === several) return false;
  if (k === none) {
    addNormals(p, a, b, c, d, e, f);
    return (
      partedBeside(p, a, b, c, d, e, f) ||
      partedBeside(p, b, c, a, d, e, f) ||
      partedBeside(p, c, a, b, d, e, f) ||
      partedBeside(p, d, e, f, a, b, c) ||
      partedBeside(p, e, f, d, a, b, c) ||
      partedBeside(p, f, d, e, a, b, c)
    );
  }
  const v = k === 0 ? a : k === 1 ? b : c;
  const q = k === 0 ? b : k === 1 ? c : a;
  const r = k === 0 ? c : k === 1 ? a : b;
  const x = v === d ? e : v === e ? f : d;
  const y = v === d ? f : v === e ? d : e;
  return (
    partedAlong(p, v, q, r, x, y, 1) ||
    partedAlong(p, v, r, q, x, y, -1) ||
    partedAlong(p, v, x, y, q, r, 1) ||
    partedAlong(p, v, y, x, q, r, -1)
  );
}

/**
 * True only if triangles i and j of `t` certainly have nothing in common but vertices or an edge that they share by
 * index. False means: ask exactly.
 */
export function trianglesApart(p: Float32Array, t: Uint32Array, i: number, j: number): boolean {
  const a = t[3 * i];
  const b = t[3 * i + 1];
  const c = t[3 * i + 2];
  const d = t[3 * j];
  const e = t[3 * j + 1];
  const f = t[3 * j + 2];
  return (
    surelyOneSide(p, a, b, c, d, e, f) || surelyOneSide(p, d, e, f, a, b, c) || trianglesParted(p, t, i, j)
  );
}
