// Cuts a triangle along the borders between the target triangles below it, and proves each piece against its own.
// The distance to a convex set is convex (S. Boyd, L. Vandenberghe, Convex Optimization, 2004, §3.2.5): over a convex
// piece, its distance to one target triangle is greatest at a corner.
import { cornersAt, neighbourOf, normalAt, squaredDistance } from './nearest';

// A polygon is so many corners of three f64. Places in the scratch:
const mostCorners: i32 = 16;
const mostPieces: i32 = 96;
const corner: usize = 24;
const room: usize = 384;
const sizes: usize = 38400;
const slots: usize = 38784;
const sides: usize = 39168;
const inner: usize = 39680;
const spare: usize = 42752;
/** Of the scratch, taken by this. */
export const coverBytes: usize = 45824;
/** Pieces looked at before the walk is given up. */
const patience: i32 = 400;

@inline
export function copyPoint(to: usize, from: usize): void {
  v128.store(to, v128.load(from));
  store<f64>(to, load<f64>(from, 16), 16);
}

/** The farthest corner, squared; some corner beyond `enough` where there is one. */
function farthest(polygon: usize, size: i32, target: usize, enough: f64): f64 {
  let far: f64 = 0;
  const end = polygon + <usize>size * corner;
  for (let p = polygon; p < end && far <= enough; p += corner)
    far = max(far, squaredDistance(target, load<f64>(p), load<f64>(p, 8), load<f64>(p, 16)));
  return far;
}

/** Surely within: what rounding may do to a distance is less. */
const surely: f64 = 1 - 1e-9;

@inline
function pair(p: usize, q: usize): v128 {
  return v128.load64_lane(q, v128.load64_splat(p), 1);
}

@inline
function dots(ax: v128, ay: v128, az: v128, bx: v128, by: v128, bz: v128): v128 {
  return f64x2.add(f64x2.add(f64x2.mul(ax, bx), f64x2.mul(ay, by)), f64x2.mul(az, bz));
}

/**
 * Are all corners within √enough of the triangle, as `farthest` would find? Two at a time are held against some point of
 * the triangle that is as a rule the nearest one; only where that will not do are they measured.
 */
function allWithin(polygon: usize, size: i32, target: usize, enough: f64): bool {
  const x0 = <f64>load<f32>(target), y0 = <f64>load<f32>(target, 4), z0 = <f64>load<f32>(target, 8);
  const ux = <f64>load<f32>(target, 12) - x0, uy = <f64>load<f32>(target, 16) - y0, uz = <f64>load<f32>(target, 20) - z0;
  const vx = <f64>load<f32>(target, 24) - x0, vy = <f64>load<f32>(target, 28) - y0, vz = <f64>load<f32>(target, 32) - z0;
  const uu = ux * ux + uy * uy + uz * uz, uv = ux * vx + uy * vy + uz * vz, vv = vx * vx + vy * vy + vz * vz;
  const inverse = 1 / (uu * vv - uv * uv);
  const ofU = f64x2.splat(vv * inverse), both = f64x2.splat(uv * inverse), ofV = f64x2.splat(uu * inverse);
  const uxs = f64x2.splat(ux), uys = f64x2.splat(uy), uzs = f64x2.splat(uz);
  const vxs = f64x2.splat(vx), vys = f64x2.splat(vy), vzs = f64x2.splat(vz);
  const zero = f64x2.splat(0), one = f64x2.splat(1), near = f64x2.splat(enough * surely);
  const last = polygon + <usize>(size - 1) * corner;
  for (let p = polygon; p <= last; p += 2 * corner) {
    const q = min(p + corner, last);
    const ax = f64x2.sub(pair(p, q), f64x2.splat(x0));
    const ay = f64x2.sub(pair(p + 8, q + 8), f64x2.splat(y0));
    const az = f64x2.sub(pair(p + 16, q + 16), f64x2.splat(z0));
    const d1 = dots(uxs, uys, uzs, ax, ay, az), d2 = dots(vxs, vys, vzs, ax, ay, az);
    const s = f64x2.pmax(zero, f64x2.sub(f64x2.mul(ofU, d1), f64x2.mul(both, d2)));
    const t = f64x2.pmax(zero, f64x2.sub(f64x2.mul(ofV, d2), f64x2.mul(both, d1)));
    const share = f64x2.div(one, f64x2.pmax(one, f64x2.add(s, t)));
    const a = f64x2.mul(s, share), b = f64x2.mul(t, share);
    const qx = f64x2.sub(ax, f64x2.add(f64x2.mul(a, uxs), f64x2.mul(b, vxs)));
    const qy = f64x2.sub(ay, f64x2.add(f64x2.mul(a, uys), f64x2.mul(b, vys)));
    const qz = f64x2.sub(az, f64x2.add(f64x2.mul(a, uzs), f64x2.mul(b, vzs)));
    const plain = i64x2.bitmask(f64x2.le(dots(qx, qy, qz, qx, qy, qz), near));
    if (!(plain & 1) && !(squaredDistance(target, load<f64>(p), load<f64>(p, 8), load<f64>(p, 16)) <= enough)) return false;
    if (!(plain & 2) && !(squaredDistance(target, load<f64>(q), load<f64>(q, 8), load<f64>(q, 16)) <= enough)) return false;
  }
  return true;
}

/** What `farthest` finds, or 0 where the bound is not asked for and all corners are within. */
@inline
function farthestOf(polygon: usize, size: i32, target: usize, enough: f64): f64 {
  if (boundAsked) return farthest(polygon, size, target, enough);
  return allWithin(polygon, size, target, enough) ? 0 : Infinity;
}

/** Sides of a polygon's corners of the plane that halves the angle at edge k of `slot`: positive = beyond it. */
function judge(tree: usize, polygon: usize, size: i32, slot: i32, k: i32, next: i32, to: usize): i32 {
  const a = cornersAt(tree, slot) + <usize>k * 12;
  const b = cornersAt(tree, slot) + <usize>(k == 2 ? 0 : 12 * k + 12);
  const n = normalAt(tree, slot), o = normalAt(tree, next);
  const mx = <f64>load<f32>(n) + <f64>load<f32>(o);
  const my = <f64>load<f32>(n, 4) + <f64>load<f32>(o, 4);
  const mz = <f64>load<f32>(n, 8) + <f64>load<f32>(o, 8);
  const ax = <f64>load<f32>(a), ay = <f64>load<f32>(a, 4), az = <f64>load<f32>(a, 8);
  const ex = <f64>load<f32>(b) - ax, ey = <f64>load<f32>(b, 4) - ay, ez = <f64>load<f32>(b, 8) - az;
  const wx = ey * mz - ez * my;
  const wy = ez * mx - ex * mz;
  const wz = ex * my - ey * mx;
  const hair = 1e-9 * Math.sqrt(wx * wx + wy * wy + wz * wz);
  let out: i32 = 0;
  for (let i: i32 = 0; i < size; i++, polygon += corner, to += 8) {
    const side =
      (load<f64>(polygon) - ax) * wx + (load<f64>(polygon, 8) - ay) * wy + (load<f64>(polygon, 16) - az) * wz;
    store<f64>(to, side > hair ? side : side < -hair ? side : 0);
    out += <i32>(side > hair);
  }
  return out;
}

let gone: i32 = 0;

/** Parts a polygon at the plane: what lies beyond goes to `away` (`gone` corners), the rest to `stay`: so many corners. */
function part(polygon: usize, size: i32, side: usize, stay: usize, away: usize): i32 {
  let kept: i32 = 0, beyond: i32 = 0;
  for (let i: i32 = 0; i < size; i++) {
    const j = i + 1 == size ? 0 : i + 1;
    const si = load<f64>(side + (<usize>i << 3)), sj = load<f64>(side + (<usize>j << 3));
    const p = polygon + <usize>i * corner;
    if (si <= 0) copyPoint(stay + <usize>(kept++) * corner, p);
    if (si >= 0) copyPoint(away + <usize>(beyond++) * corner, p);
    if ((si < 0 && sj > 0) || (si > 0 && sj < 0)) {
      const q = polygon + <usize>j * corner;
      const s = si / (si - sj);
      const to = stay + <usize>(kept++) * corner;
      store<f64>(to, load<f64>(p) + s * (load<f64>(q) - load<f64>(p)));
      store<f64>(to, load<f64>(p, 8) + s * (load<f64>(q, 8) - load<f64>(p, 8)), 8);
      store<f64>(to, load<f64>(p, 16) + s * (load<f64>(q, 16) - load<f64>(p, 16)), 16);
      copyPoint(away + <usize>(beyond++) * corner, to);
    }
  }
  gone = beyond;
  return kept;
}

/** Is it asked how far the pieces are, or only whether they are within? */
let boundAsked: bool = true;

// What the walk is at: one at a time in each instance.
let top: i32 = 0;
let looked: i32 = 0;
let proven: f64 = 0;
let restSize: i32 = 0;

/**
 * Starts over target `slot` with the triangle that `scratch` begins with: nine f64. Without `bound`, `coveredSquared` stays
 * 0: it is only asked whether the pieces are within.
 */
export function startCover(scratch: usize, slot: i32, bound: bool): void {
  boundAsked = bound;
  store<i32>(scratch + sizes, 3);
  store<i32>(scratch + slots, slot);
  top = 1;
  looked = 0;
  proven = 0;
}

/** Squared, mm²: no point of the pieces proven so far is farther. */
@inline
export function coveredSquared(): f64 {
  return proven;
}

/** Corners of the polygon that was given up last. */
@inline
export function restCorners(): i32 {
  return restSize;
}

/**
 * Walks on from neighbour to neighbour and proves pieces within √enough, mm, until one is given up: its address, of
 * `restCorners` corners. 0 at the end.
 */
export function nextRest(tree: usize, scratch: usize, enough: f64): usize {
  while (top > 0) {
    top--;
    const piece = scratch + <usize>top * room;
    let size = load<i32>(scratch + sizes + (<usize>top << 2));
    const slot = load<i32>(scratch + slots + (<usize>top << 2));
    const target = cornersAt(tree, slot);
    const far = farthestOf(piece, size, target, enough);
    if (far <= enough) {
      proven = max(proven, far);
      continue;
    }
    if (++looked > patience || top + 3 > mostPieces || size + 3 > mostCorners) {
      restSize = size;
      return piece;
    }
    let from = scratch + inner, to = scratch + spare;
    memory.copy(from, piece, <usize>size * corner);
    for (let k: i32 = 0; k < 3 && size > 0; k++) {
      const next = neighbourOf(tree, slot, k);
      if (next < 0 || judge(tree, from, size, slot, k, next, scratch + sides) == 0) continue;
      size = part(from, size, scratch + sides, to, scratch + <usize>top * room);
      store<i32>(scratch + sizes + (<usize>top << 2), gone);
      store<i32>(scratch + slots + (<usize>top << 2), next);
      top++;
      const other = from;
      from = to;
      to = other;
    }
    if (size == 0) continue;
    const left = farthestOf(from, size, target, enough);
    if (left <= enough) {
      proven = max(proven, left);
      continue;
    }
    restSize = size;
    return from;
  }
  return 0;
}
