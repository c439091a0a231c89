// How thick a solid is at each vertex of its surface, and how wide the gap outside it: the loops of ../walls.ts.
import { boxesOf, cornersAt, firstSlot, leavesOf, normalAt } from './nearest';

/** Cosine between the normals of walls that face each other. Else a corner's two sides would be one thin wall. */
const opposite: f64 = -0.7;

/** Way along the line to the triangle at c (T. Möller, B. Trumbore, 1997); 0 where it passes by. */
@inline
function alongLine(c: usize, x: f64, y: f64, z: f64, dx: f64, dy: f64, dz: f64): f64 {
  const x0 = <f64>load<f32>(c), y0 = <f64>load<f32>(c, 4), z0 = <f64>load<f32>(c, 8);
  const ux = <f64>load<f32>(c, 12) - x0, uy = <f64>load<f32>(c, 16) - y0, uz = <f64>load<f32>(c, 20) - z0;
  const vx = <f64>load<f32>(c, 24) - x0, vy = <f64>load<f32>(c, 28) - y0, vz = <f64>load<f32>(c, 32) - z0;
  const px = dy * vz - dz * vy;
  const py = dz * vx - dx * vz;
  const pz = dx * vy - dy * vx;
  const det = ux * px + uy * py + uz * pz;
  if (det == 0) return 0;
  const sx = x - x0, sy = y - y0, sz = z - z0;
  const a = (sx * px + sy * py + sz * pz) / det;
  if (a < 0 || a > 1) return 0;
  const qx = sy * uz - sz * uy;
  const qy = sz * ux - sx * uz;
  const qz = sx * uy - sy * ux;
  const b = (dx * qx + dy * qy + dz * qz) / det;
  if (b < 0 || a + b > 1) return 0;
  return (vx * qx + vy * qy + vz * qz) / det;
}

/** Ways along the line, two at a time, to the planes that lie at these numbers (f32, lanes 0 and 1) of an axis. */
@inline
function ways(at: v128, p: v128, inverse: v128): v128 {
  return f64x2.mul(f64x2.sub(f64x2.promote_low_f32x4(at), p), inverse);
}

/**
 * For each of `count` points (three f32), along the line through it upright on the surface, as its normal (three f32, of
 * any length) tells: the nearest walls that face back, inward and outward (f32, mm), Infinity beyond `reach` and `out`.
 * stack: 64 entries of 24 bytes.
 */
export function wallsOf(
  tree: usize, points: usize, normals: usize, count: u32, reach: f64, out: f64, inward: usize, outward: usize,
  stack: usize,
): void {
  const leaves = leavesOf(tree);
  const boxes = boxesOf(tree) - 24;
  for (let i: u32 = 0; i < count; i++, points += 12, normals += 12, inward += 4, outward += 4) {
    store<f32>(inward, Infinity);
    store<f32>(outward, Infinity);
    const nx = <f64>load<f32>(normals), ny = <f64>load<f32>(normals, 4), nz = <f64>load<f32>(normals, 8);
    const length = Math.sqrt(nx * nx + ny * ny + nz * nz);
    if (length == 0) continue;
    let within: f64 = Infinity, without: f64 = Infinity;
    const x = <f64>load<f32>(points), y = <f64>load<f32>(points, 4), z = <f64>load<f32>(points, 8);
    const dx = nx / length, dy = ny / length, dz = nz / length;
    const xs = f64x2.splat(x), ys = f64x2.splat(y), zs = f64x2.splat(z);
    const ix = f64x2.splat(1 / dx), iy = f64x2.splat(1 / dy), iz = f64x2.splat(1 / dz);
    // Nodes as in nearestSlot; of those that wait: the node, and where the line enters and leaves its box.
    let m: u32 = 1;
    let top = stack;
    while (true) {
      if (m < leaves) {
        const o = boxes + <usize>m * 48;
        const a = v128.load(o), b = v128.load(o, 12), c = v128.load(o, 24), d = v128.load(o, 36);
        const ax = ways(v128.shuffle<f32>(a, c, 0, 4, 0, 4), xs, ix), bx = ways(v128.shuffle<f32>(b, d, 0, 4, 0, 4), xs, ix);
        const ay = ways(v128.shuffle<f32>(a, c, 1, 5, 1, 5), ys, iy), by = ways(v128.shuffle<f32>(b, d, 1, 5, 1, 5), ys, iy);
        const az = ways(v128.shuffle<f32>(a, c, 2, 6, 2, 6), zs, iz), bz = ways(v128.shuffle<f32>(b, d, 2, 6, 2, 6), zs, iz);
        // Where the line enters and leaves the two boxes. A NaN, of 0 · ∞, is passed over: 0 comes from a low or a high
        // plane, and ∞ is above 0, so that what it is compared with lets the line through.
        let enter = f64x2.pmax(f64x2.splat(max(-reach, -within)), f64x2.pmin(ax, bx));
        enter = f64x2.pmax(f64x2.pmax(enter, f64x2.pmin(ay, by)), f64x2.pmin(az, bz));
        let leave = f64x2.pmin(f64x2.splat(min(out, without)), f64x2.pmax(bx, ax));
        leave = f64x2.pmin(f64x2.pmin(leave, f64x2.pmax(by, ay)), f64x2.pmax(bz, az));
        const from = f64x2.extract_lane(enter, 0), to = f64x2.extract_lane(leave, 0);
        const otherFrom = f64x2.extract_lane(enter, 1), otherTo = f64x2.extract_lane(leave, 1);
        const first = !(from > to), second = !(otherFrom > otherTo);
        if (first && second) {
          // The one that the line meets nearer to the point is looked at before the other.
          const later = <u32>(max(from, -to) <= max(otherFrom, -otherTo));
          store<u32>(top, 2 * m + later);
          store<f64>(top, later == 1 ? otherFrom : from, 8);
          store<f64>(top, later == 1 ? otherTo : to, 16);
          top += 24;
          m = 2 * m + 1 - later;
          continue;
        }
        if (first || second) {
          m = 2 * m + <u32>second;
          continue;
        }
      } else {
        const end = firstSlot(tree, m - leaves + 1);
        for (let s = firstSlot(tree, m - leaves); s < end; s++) {
          const n = normalAt(tree, s);
          if (<f64>load<f32>(n) * dx + <f64>load<f32>(n, 4) * dy + <f64>load<f32>(n, 8) * dz > opposite) continue;
          const way = alongLine(cornersAt(tree, s), x, y, z, dx, dy, dz);
          if (way > 0 && way <= out) without = min(without, way);
          if (way < 0 && way >= -reach) within = min(within, -way);
        }
      }
      let found = false;
      while (top > stack && !found) {
        top -= 24;
        m = load<u32>(top);
        found = !(max(load<f64>(top, 8), -within) > min(load<f64>(top, 16), without));
      }
      if (!found) break;
    }
    store<f32>(inward, <f32>within);
    store<f32>(outward, <f32>without);
  }
}
