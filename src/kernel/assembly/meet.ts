// One triangle against many: which of these may meet it, by their boxes and by the planes of both.
// T. Möller, A Fast Triangle-Triangle Intersection Test, 1997.
//
// The many lie in planes of `stride` bytes (a multiple of 16), in each one number of every triangle: x, y, z of its three
// corners (f32), their vertices (u32), and the lowest and highest x, y, z of its box, which setBoxes fills in.

/** Rounding of (d − a) · ((b − a) × (c − a)) in units of the sum of its products' sizes: (7 + 56ε)ε, ε = 2⁻⁵³. */
const ROUNDING: f64 = 8.0 / 9007199254740992.0;
const VERTICES: usize = 9;
const LOWEST: usize = 12;
const HIGHEST: usize = 15;

let touched: u32 = 0;

/** How many boxes the last meetingOf found to touch its triangle's. */
export function boxesTouched(): u32 {
  return touched;
}

/** The boxes of `count` triangles, rounded up to four. */
export function setBoxes(planes: usize, stride: usize, count: u32): void {
  const end = planes + (<usize>((count + 3) & ~3) << 2);
  for (let at = planes; at < end; at += 16)
    for (let x: usize = 0; x < 3; x++) {
      const a = v128.load(at + x * stride), b = v128.load(at + (x + 3) * stride), c = v128.load(at + (x + 6) * stride);
      v128.store(at + (x + LOWEST) * stride, f32x4.min(f32x4.min(a, b), c));
      v128.store(at + (x + HIGHEST) * stride, f32x4.max(f32x4.max(a, b), c));
    }
}

@inline
function number(plane: usize): f64 {
  return <f64>load<f32>(plane);
}

@inline
function two(plane: usize, first: usize, second: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load32_lane(plane + second, v128.load32_zero(plane + first), 1));
}

@inline
function twoVertices(plane: usize, first: usize, second: usize): v128 {
  return i64x2.extend_low_i32x4_u(v128.load32_lane(plane + second, v128.load32_zero(plane + first), 1));
}

@inline
function whole(vertex: usize, stride: usize): bool {
  const a = load<u32>(vertex), b = load<u32>(vertex + stride), c = load<u32>(vertex + 2 * stride);
  return a != b && b != c && c != a;
}

/** Do the corners of the triangle at `o` that are not vertices of the one at `q` lie surely on one side of its plane? */
function onOneSide(q: usize, o: usize, stride: usize): bool {
  const ax = number(q), ay = number(q + stride), az = number(q + 2 * stride);
  const ux = number(q + 3 * stride) - ax, uy = number(q + 4 * stride) - ay, uz = number(q + 5 * stride) - az;
  const vx = number(q + 6 * stride) - ax, vy = number(q + 7 * stride) - ay, vz = number(q + 8 * stride) - az;
  const yz = uy * vz, zy = uz * vy, zx = uz * vx, xz = ux * vz, xy = ux * vy, yx = uy * vx;
  const nx = yz - zy, ny = zx - xz, nz = xy - yx;
  const ex = ROUNDING * (Math.abs(yz) + Math.abs(zy));
  const ey = ROUNDING * (Math.abs(zx) + Math.abs(xz));
  const ez = ROUNDING * (Math.abs(xy) + Math.abs(yx));
  const a = load<u32>(q + VERTICES * stride);
  const b = load<u32>(q + (VERTICES + 1) * stride);
  const c = load<u32>(q + (VERTICES + 2) * stride);
  let sides: u32 = 0;
  for (let k: usize = 0; k < 3; k++) {
    const v = load<u32>(o + (VERTICES + k) * stride);
    if (v == a || v == b || v == c) continue;
    const at = o + 3 * k * stride;
    const dx = number(at) - ax, dy = number(at + stride) - ay, dz = number(at + 2 * stride) - az;
    const height = dx * nx + dy * ny + dz * nz;
    const error = Math.abs(dx) * ex + Math.abs(dy) * ey + Math.abs(dz) * ez;
    if (height > error) sides |= 1;
    else if (-height > error) sides |= 2;
    else return false;
  }
  return sides == 1 || sides == 2;
}

// For each four bits the bytes of the numbers that they choose, these first.
const CHOOSE = memory.data<u8>([
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  4, 5, 6, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 1, 2, 3, 4, 5, 6, 7, 0, 0, 0, 0, 0, 0, 0, 0,
  8, 9, 10, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 1, 2, 3, 8, 9, 10, 11, 0, 0, 0, 0, 0, 0, 0, 0,
  4, 5, 6, 7, 8, 9, 10, 11, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0, 0, 0, 0,
  12, 13, 14, 15, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 1, 2, 3, 12, 13, 14, 15, 0, 0, 0, 0, 0, 0, 0, 0,
  4, 5, 6, 7, 12, 13, 14, 15, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 1, 2, 3, 4, 5, 6, 7, 12, 13, 14, 15, 0, 0, 0, 0,
  8, 9, 10, 11, 12, 13, 14, 15, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 1, 2, 3, 8, 9, 10, 11, 12, 13, 14, 15, 0, 0, 0, 0,
  4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 0, 0, 0,
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
]);

/**
 * Into `found` the numbers (u32), ascending, of the triangles from `from` to `count` whose boxes touch that of `own`, but
 * not own itself; the end of them. Writes 12 bytes beyond.
 */
function touching(planes: usize, stride: usize, own: u32, from: u32, count: u32, found: usize): usize {
  const q = planes + (<usize>own << 2);
  const lx = v128.load32_splat(q + LOWEST * stride);
  const ly = v128.load32_splat(q + (LOWEST + 1) * stride);
  const lz = v128.load32_splat(q + (LOWEST + 2) * stride);
  const hx = v128.load32_splat(q + HIGHEST * stride);
  const hy = v128.load32_splat(q + (HIGHEST + 1) * stride);
  const hz = v128.load32_splat(q + (HIGHEST + 2) * stride);
  const me = i32x4.splat(own);
  let at = planes + (<usize>(from & ~3) << 2) + LOWEST * stride;
  let numbers = i32x4.add(i32x4.splat(from & ~3), i32x4(0, 1, 2, 3));
  // What stands before `from` in its four.
  let skip = i32x4.lt_s(numbers, i32x4.splat(from));
  const past = i32x4.splat(count), four = i32x4.splat(4);
  for (let g = from & ~3; g < count; g += 4, at += 16) {
    const besideX = v128.or(f32x4.gt(v128.load(at), hx), f32x4.lt(v128.load(at + 3 * stride), lx));
    const besideY = v128.or(f32x4.gt(v128.load(at + stride), hy), f32x4.lt(v128.load(at + 4 * stride), ly));
    const besideZ = v128.or(f32x4.gt(v128.load(at + 2 * stride), hz), f32x4.lt(v128.load(at + 5 * stride), lz));
    const out = v128.or(v128.or(v128.or(besideX, besideY), v128.or(besideZ, skip)), v128.or(i32x4.eq(numbers, me), i32x4.ge_s(numbers, past)));
    skip = i32x4.splat(0);
    const near = ~i32x4.bitmask(out) & 15;
    v128.store(found, i8x16.swizzle(numbers, v128.load(CHOOSE + (<usize>near << 4))));
    found += <usize>popcnt(near) << 2;
    numbers = i32x4.add(numbers, four);
  }
  return found;
}

/**
 * Of the triangles from `from` (but not `own` itself) to `count`, those whose boxes touch that of triangle `own` and that
 * neither plane surely parts from it: their numbers, ascending, into `found` (u32, room for all and four more); how many.
 * Triangles with a repeated vertex meet nothing.
 */
export function meetingOf(planes: usize, stride: usize, own: u32, from: u32, count: u32, found: usize): u32 {
  const past = touching(planes, stride, own, from, count, found);
  touched = <u32>(past - found) >> 2;
  const q = planes + (<usize>own << 2);
  const a0 = load<u32>(q + VERTICES * stride);
  const b0 = load<u32>(q + (VERTICES + 1) * stride);
  const c0 = load<u32>(q + (VERTICES + 2) * stride);
  if (a0 == b0 || b0 == c0 || c0 == a0 || touched == 0) return 0;
  // The last pair may have one triangle twice.
  store<u32>(past, load<u32>(past - 4));
  const a = i64x2.splat(a0), b = i64x2.splat(b0), c = i64x2.splat(c0);
  const px = f64x2.splat(number(q));
  const py = f64x2.splat(number(q + stride));
  const pz = f64x2.splat(number(q + 2 * stride));
  const ux = f64x2.sub(f64x2.splat(number(q + 3 * stride)), px);
  const uy = f64x2.sub(f64x2.splat(number(q + 4 * stride)), py);
  const uz = f64x2.sub(f64x2.splat(number(q + 5 * stride)), pz);
  const vx = f64x2.sub(f64x2.splat(number(q + 6 * stride)), px);
  const vy = f64x2.sub(f64x2.splat(number(q + 7 * stride)), py);
  const vz = f64x2.sub(f64x2.splat(number(q + 8 * stride)), pz);
  const yz = f64x2.mul(uy, vz), zy = f64x2.mul(uz, vy), zx = f64x2.mul(uz, vx);
  const xz = f64x2.mul(ux, vz), xy = f64x2.mul(ux, vy), yx = f64x2.mul(uy, vx);
  const nx = f64x2.sub(yz, zy), ny = f64x2.sub(zx, xz), nz = f64x2.sub(xy, yx);
  const rounding = f64x2.splat(ROUNDING);
  const ex = f64x2.mul(rounding, f64x2.add(f64x2.abs(yz), f64x2.abs(zy)));
  const ey = f64x2.mul(rounding, f64x2.add(f64x2.abs(zx), f64x2.abs(xz)));
  const ez = f64x2.mul(rounding, f64x2.add(f64x2.abs(xy), f64x2.abs(yx)));
  // What is left moves to the front of the list, never beyond where it is read from.
  let end = found;
  for (let h = found; h < past; h += 8) {
    const one = load<u32>(h), other = load<u32>(h, 4);
    const first = <usize>one << 2, second = <usize>other << 2;
    let sure = i64x2.splat(-1);
    let anyAbove = i64x2.splat(0), anyBelow = anyAbove;
    for (let k: usize = 0, at = planes; k < 3; k++, at += 3 * stride) {
      const v = twoVertices(planes + (VERTICES + k) * stride, first, second);
      const shared = v128.or(v128.or(i64x2.eq(v, a), i64x2.eq(v, b)), i64x2.eq(v, c));
      const dx = f64x2.sub(two(at, first, second), px);
      const dy = f64x2.sub(two(at + stride, first, second), py);
      const dz = f64x2.sub(two(at + 2 * stride, first, second), pz);
      const height = f64x2.add(f64x2.add(f64x2.mul(dx, nx), f64x2.mul(dy, ny)), f64x2.mul(dz, nz));
      const error = f64x2.add(
        f64x2.add(f64x2.mul(f64x2.abs(dx), ex), f64x2.mul(f64x2.abs(dy), ey)),
        f64x2.mul(f64x2.abs(dz), ez),
      );
      const above = f64x2.gt(height, error), below = f64x2.gt(f64x2.neg(height), error);
      sure = v128.and(sure, v128.or(shared, v128.or(above, below)));
      anyAbove = v128.or(anyAbove, v128.andnot(above, shared));
      anyBelow = v128.or(anyBelow, v128.andnot(below, shared));
    }
    const unsure = ~i64x2.bitmask(v128.and(sure, v128.xor(anyAbove, anyBelow)));
    store<u32>(end, one);
    end += <usize>(unsure & 1) << 2;
    store<u32>(end, other);
    if (h + 4 < past) end += <usize>(unsure & 2) << 1;
  }
  let kept = found;
  for (let h = found; h < end; h += 4) {
    const n = load<u32>(h);
    const o = planes + (<usize>n << 2);
    if (onOneSide(o, q, stride) || !whole(o + VERTICES * stride, stride)) continue;
    store<u32>(kept, n);
    kept += 4;
  }
  return <u32>(kept - found) >> 2;
}
