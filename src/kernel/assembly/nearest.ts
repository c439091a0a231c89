// The triangle of a surface that is nearest to a point: the search of ../nearest-triangle.ts.
// C. Ericson, Real-Time Collision Detection, 2004, §5.1.5 (point and triangle).

// `tree` points at ten u32: leaves (a power of two), triangles, then the addresses of what ../triangle-tree.ts and
// ../target-surface.ts describe: boxes, order, corners; neighbours, normals, vertices, vertex normals; the end of it all.
// Four bytes beyond each array may be read.

@inline
export function leavesOf(tree: usize): u32 {
  return load<u32>(tree);
}

@inline
export function countOf(tree: usize): u32 {
  return load<u32>(tree, 4);
}

/** Of node 0; each has 24 bytes. */
@inline
export function boxesOf(tree: usize): usize {
  return <usize>load<u32>(tree, 8);
}

@inline
export function orderOf(tree: usize): usize {
  return <usize>load<u32>(tree, 12);
}

/** Of the triangle in `slot`: nine f32. */
@inline
export function cornersAt(tree: usize, slot: i32): usize {
  return <usize>load<u32>(tree, 16) + <usize>slot * 36;
}

/** Across edge k of the triangle in `slot`; −1 where there is none. */
@inline
export function neighbourOf(tree: usize, slot: i32, k: i32): i32 {
  return load<i32>(<usize>load<u32>(tree, 20) + <usize>(3 * slot + k) * 4);
}

/** Of the triangle in `slot`: three f32. */
@inline
export function normalAt(tree: usize, slot: i32): usize {
  return <usize>load<u32>(tree, 24) + <usize>slot * 12;
}

/** Of corner k of the triangle in `slot`: three f32. */
@inline
export function vertexNormalAt(tree: usize, slot: i32, k: i32): usize {
  const v = load<u32>(<usize>load<u32>(tree, 28) + <usize>(3 * slot + k) * 4);
  return <usize>load<u32>(tree, 32) + <usize>v * 12;
}

/** First slot of a leaf. */
@inline
export function firstSlot(tree: usize, leaf: u32): i32 {
  return <i32>((<u64>leaf * <u64>countOf(tree)) >> ctz<u64>(<u64>leavesOf(tree)));
}

/** Squared distance of p to the segment from 0 to u. */
@inline
function toSegment(px: f64, py: f64, pz: f64, ux: f64, uy: f64, uz: f64): f64 {
  const uu = ux * ux + uy * uy + uz * uz;
  const s: f64 = uu > 0 ? min<f64>(1, max<f64>(0, (px * ux + py * uy + pz * uz) / uu)) : 0;
  const x = px - s * ux;
  const y = py - s * uy;
  const z = pz - s * uz;
  return x * x + y * y + z * z;
}

/** Below this (sin² of its narrowest angle, about) a triangle is taken as its three edges, where rounding is harmless. */
const needle: f64 = 1e-12;

/**
 * Squared distance, mm², of (x, y, z) to the triangle whose nine coordinates (f32) start at c: that to a point of the
 * triangle (within rounding), so never too small; exactly 0 at its corners.
 */
export function squaredDistance(c: usize, x: f64, y: f64, z: f64): f64 {
  const x0 = <f64>load<f32>(c), y0 = <f64>load<f32>(c, 4), z0 = <f64>load<f32>(c, 8);
  const x1 = <f64>load<f32>(c, 12), y1 = <f64>load<f32>(c, 16), z1 = <f64>load<f32>(c, 20);
  const x2 = <f64>load<f32>(c, 24), y2 = <f64>load<f32>(c, 28), z2 = <f64>load<f32>(c, 32);
  const ax = x - x0, ay = y - y0, az = z - z0;
  const ux = x1 - x0, uy = y1 - y0, uz = z1 - z0;
  const vx = x2 - x0, vy = y2 - y0, vz = z2 - z0;
  const d1 = ux * ax + uy * ay + uz * az;
  const d2 = vx * ax + vy * ay + vz * az;
  if (d1 <= 0 && d2 <= 0) return ax * ax + ay * ay + az * az;
  const bx = x - x1, by = y - y1, bz = z - z1;
  const d3 = ux * bx + uy * by + uz * bz;
  const d4 = vx * bx + vy * by + vz * bz;
  if (d3 >= 0 && d4 <= d3) return bx * bx + by * by + bz * bz;
  const cx = x - x2, cy = y - y2, cz = z - z2;
  const d5 = ux * cx + uy * cy + uz * cz;
  const d6 = vx * cx + vy * cy + vz * cz;
  if (d6 >= 0 && d5 <= d6) return cx * cx + cy * cy + cz * cz;
  const va = d3 * d6 - d5 * d4;
  const vb = d5 * d2 - d1 * d6;
  const vc = d1 * d4 - d3 * d2;
  const sum = va + vb + vc;
  const uu = ux * ux + uy * uy + uz * uz;
  const vv = vx * vx + vy * vy + vz * vz;
  if (!(sum > needle * uu * vv)) {
    const ab = toSegment(ax, ay, az, ux, uy, uz);
    const ac = toSegment(ax, ay, az, vx, vy, vz);
    return min(min(ab, ac), toSegment(bx, by, bz, vx - ux, vy - uy, vz - uz));
  }
  let s: f64, t: f64;
  if (vc <= 0 && d1 >= 0 && d3 <= 0) {
    s = d1 / (d1 - d3);
    t = 0;
  } else if (vb <= 0 && d2 >= 0 && d6 <= 0) {
    s = 0;
    t = d2 / (d2 - d6);
  } else if (va <= 0 && d4 >= d3 && d5 >= d6) {
    t = (d4 - d3) / (d4 - d3 + (d5 - d6));
    s = 1 - t;
  } else {
    s = vb / sum;
    t = vc / sum;
  }
  const qx = ax - s * ux - t * vx;
  const qy = ay - s * uy - t * vy;
  const qz = az - s * uz - t * vz;
  return qx * qx + qy * qy + qz * qz;
}

/** The greatest f32 that is not above x. */
@inline
function below(x: f64): f32 {
  const f = <f32>x;
  if (<f64>f <= x) return f;
  const bits = reinterpret<i32>(f);
  return reinterpret<f32>(f > 0 ? bits - 1 : f < 0 ? bits + 1 : <i32>0x80000001);
}

/** Squared distances to boxes are rounded f32: less this share (seven roundings), they are surely not too great. */
const surely: f32 = 0.999999;

/** Squares of how far p (rounded down, and up) lies outside along x, y, z. The last lane is anything. */
@inline
function beyond(low: v128, high: v128, down: v128, up: v128): v128 {
  const d = f32x4.pmax(f32x4.pmax(f32x4.sub(low, up), f32x4.sub(down, high)), f32x4.splat(0));
  return f32x4.mul(d, d);
}

/** Lanes 0 and 1: what the first three lanes of a, and of b, add up to at least. */
@inline
function atLeast(a: v128, b: v128): v128 {
  const xy = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const z = v128.shuffle<f32>(a, b, 2, 6, 2, 6);
  const sum = f32x4.add(f32x4.add(xy, v128.shuffle<f32>(xy, xy, 2, 3, 2, 3)), z);
  return f32x4.mul(sum, f32x4.splat(surely));
}

/** Lane n: what the first three lanes of the n-th add up to at least. */
@inline
function atLeastFour(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5), cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const zAb = v128.shuffle<f32>(a, b, 2, 6, 2, 6), zCd = v128.shuffle<f32>(c, d, 2, 6, 2, 6);
  const x = v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), y = v128.shuffle<f32>(ab, cd, 2, 3, 6, 7);
  const sum = f32x4.add(f32x4.add(x, y), v128.shuffle<f32>(zAb, zCd, 0, 1, 4, 5));
  return f32x4.mul(sum, f32x4.splat(surely));
}

/** Not less than x, rounded or where f32 overflows or underflows. */
@inline
function above(x: f64): f32 {
  return x < 3e38 ? <f32>x * 1.0000003 + 1e-38 : Infinity;
}

/** Squared, of the last answer, mm². */
let nearestSquared: f64 = 0;

@inline
export function lastSquared(): f64 {
  return nearestSquared;
}

/**
 * Slot of the triangle nearest to (x, y, z), mm; of equally near ones the lowest triangle; −1 if there is none. A hint (a
 * slot, or −1) makes the search short and changes nothing in the answer. `lastSquared` tells how far that is.
 */
export function nearestSlot(tree: usize, x: f64, y: f64, z: f64, hint: i32): i32 {
  if (countOf(tree) == 0) return -1;
  const leaves = leavesOf(tree), order = orderOf(tree), boxes = boxesOf(tree) - 24;
  let slot = max(0, hint);
  let best = squaredDistance(cornersAt(tree, slot), x, y, z);
  let limit = above(best);
  const down = f32x4(below(x), below(y), below(z), 0);
  const up = f32x4(-below(-x), -below(-y), -below(-z), 0);
  // Node m has the grandchildren 4m … 4m + 3. `left`: four bits a generation, the lowest that of m: which siblings are
  // still to be looked at. Where a leaf is an odd number of levels down, the root's two children come first.
  const odd = (ctz(leaves) & 1) != 0;
  let m: u32 = odd ? 2 : 1;
  let left: u64 = odd ? 8 : 0;
  while (true) {
    if (m < leaves) {
      const o = boxes + <usize>m * 96;
      const d = atLeastFour(
        beyond(v128.load(o), v128.load(o, 12), down, up),
        beyond(v128.load(o, 24), v128.load(o, 36), down, up),
        beyond(v128.load(o, 48), v128.load(o, 60), down, up),
        beyond(v128.load(o, 72), v128.load(o, 84), down, up),
      );
      const near = <u32>i32x4.bitmask(f32x4.le(d, f32x4.splat(limit)));
      if (near != 0) {
        const two = f32x4.pmin(d, v128.shuffle<f32>(d, d, 2, 3, 0, 1));
        const least = f32x4.pmin(two, v128.shuffle<f32>(two, two, 1, 0, 3, 2));
        const k = <u32>ctz(i32x4.bitmask(f32x4.eq(d, least)));
        left = (left << 4) | <u64>(near & ~(1 << k));
        m = (m << 2) | k;
        continue;
      }
    } else {
      const leaf = m - leaves, end = firstSlot(tree, leaf + 1);
      for (let s = firstSlot(tree, leaf); s < end; s++) {
        const c = cornersAt(tree, s);
        const p = v128.load(c), q = v128.load(c, 12), r = v128.load(c, 24);
        const box = beyond(f32x4.pmin(f32x4.pmin(p, q), r), f32x4.pmax(f32x4.pmax(p, q), r), down, up);
        if (f32x4.extract_lane(atLeast(box, box), 0) > limit) continue;
        const d = squaredDistance(c, x, y, z);
        if (d > best) continue;
        if (d < best || load<u32>(order + (<usize>s << 2)) < load<u32>(order + (<usize>slot << 2))) {
          best = d;
          limit = above(best);
          slot = s;
        }
      }
    }
    let near = false;
    while (left != 0 && !near) {
      const generations = <u64>ctz(left) >> 2;
      left >>= generations << 2;
      m = ((m >> <u32>(generations << 1)) & ~3) | <u32>ctz(left);
      left &= left - 1;
      const o = boxes + <usize>m * 24;
      const a = beyond(v128.load(o), v128.load(o, 12), down, up);
      near = f32x4.extract_lane(atLeast(a, a), 0) <= limit;
    }
    if (!near) break;
  }
  nearestSquared = best;
  return slot;
}

/** Of each of `count` points (three f32): the slot of the nearest triangle (i32), and its distance, mm (f64). */
export function nearestSlots(tree: usize, points: usize, count: u32, slots: usize, distances: usize): void {
  let hint: i32 = -1;
  for (let i: u32 = 0; i < count; i++, points += 12, slots += 4, distances += 8) {
    hint = nearestSlot(tree, <f64>load<f32>(points), <f64>load<f32>(points, 4), <f64>load<f32>(points, 8), hint);
    store<i32>(slots, hint);
    store<f64>(distances, Math.sqrt(nearestSquared));
  }
}
