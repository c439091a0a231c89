// The points that the mesh must not get too far from: each belongs to the triangle that it is nearest to.
// C. Ericson, "Real-Time Collision Detection", 2004, §5.1.5.
import { count, faceOf } from './collapse-around';
import { caps, cornerOf, firstPoint, halfEdges, moved, nextPoint, placeOf, points, setU32, start, u32At, vertices } from './collapse-state';

/** Each point is given to a triangle at the vertex of its number. */
export function sharePoints(): void {
  memory.fill(firstPoint, 0xff, <usize>(halfEdges / 3) << 2);
  for (let v = <i32>vertices - 1; v >= 0; v--) {
    const h = u32At(start, v);
    if (<i32>h < 0) continue;
    setU32(nextPoint, v, u32At(firstPoint, h / 3));
    setU32(firstPoint, h / 3, v);
  }
}

/** As ../point-to-triangle.ts. */
function pointToTriangle(h: u32, x: f64, y: f64, z: f64): f64 {
  const a = placeOf(cornerOf(h)), b = placeOf(cornerOf(h + 1)), c = placeOf(cornerOf(h + 2));
  const ax: f64 = load<f32>(a), ay: f64 = load<f32>(a, 4), az: f64 = load<f32>(a, 8);
  const ux = <f64>load<f32>(b) - ax, uy = <f64>load<f32>(b, 4) - ay, uz = <f64>load<f32>(b, 8) - az;
  const vx = <f64>load<f32>(c) - ax, vy = <f64>load<f32>(c, 4) - ay, vz = <f64>load<f32>(c, 8) - az;
  const wx = x - ax, wy = y - ay, wz = z - az;
  const d1 = ux * wx + uy * wy + uz * wz, d2 = vx * wx + vy * wy + vz * wz;
  const uu = ux * ux + uy * uy + uz * uz, uv = ux * vx + uy * vy + uz * vz, vv = vx * vx + vy * vy + vz * vz;
  // The nearest point is a + r·u + s·v.
  let r: f64 = 0, s: f64 = 0;
  const vc = d1 * (d2 - uv) - (d1 - uu) * d2;
  const vb = (d1 - uv) * d2 - d1 * (d2 - vv);
  const va = (d1 - uu) * (d2 - vv) - (d1 - uv) * (d2 - uv);
  if (d1 <= 0 && d2 <= 0) {
    r = 0;
  } else if (d1 >= uu && d2 - uv <= d1 - uu) {
    r = 1;
  } else if (vc <= 0 && d1 >= 0 && d1 <= uu) {
    r = d1 / uu;
  } else if (d2 >= vv && d1 - uv <= d2 - vv) {
    s = 1;
  } else if (vb <= 0 && d2 >= 0 && d2 <= vv) {
    s = d2 / vv;
  } else if (va <= 0 && d2 - uv >= d1 - uu && d1 - uv >= d2 - vv) {
    const along = d2 - uv - (d1 - uu);
    s = along / (along + (d1 - uv - (d2 - vv)));
    r = 1 - s;
  } else {
    const sum = va + vb + vc;
    r = vb / sum;
    s = vc / sum;
  }
  const qx = wx - r * ux - s * vx, qy = wy - r * uy - s * vy, qz = wz - r * uz - s * vz;
  return qx * qx + qy * qy + qz * qz;
}

/** End of the list of points that are to go to other triangles. */
let end: usize = 0;

/** The points of f are given to the triangles around; `own` of these is f itself, tried first, or else the first. */
function takePoints(f: u32, own: u32): bool {
  for (let v = <i32>u32At(firstPoint, f); v >= 0; v = <i32>u32At(nextPoint, v)) {
    const p = points + <usize>v * 12;
    const x: f64 = load<f32>(p), y: f64 = load<f32>(p, 4), z: f64 = load<f32>(p, 8);
    const cap: f64 = load<f32>(caps + (<usize>v << 2));
    const cap2 = cap * cap, nearEnough = cap2 / 16;
    let least = Infinity;
    let at: u32 = 0;
    for (let k: u32 = 0; k < count && least > nearEnough; k++) {
      const n = k + own < count ? k + own : k + own - count;
      const d = pointToTriangle(3 * faceOf(n), x, y, z);
      if (d < least) {
        least = d;
        at = n;
      }
    }
    if (least > cap2) return false;
    store<u32>(end, v);
    store<u32>(end, faceOf(at), 4);
    end += 8;
  }
  return true;
}

/** Stay the points of all triangles around, and of the two that go, near enough to those that will be there? */
export function keepsPoints(fh: u32, fg: u32): bool {
  end = moved;
  if (points == 0) return true;
  for (let n: u32 = 0; n < count; n++) if (!takePoints(faceOf(n), n)) return false;
  return takePoints(fh, 0) && takePoints(fg, 0);
}

/** What `keepsPoints` found comes true. */
export function movePoints(fh: u32, fg: u32): void {
  setU32(firstPoint, fh, <u32>-1);
  setU32(firstPoint, fg, <u32>-1);
  for (let n: u32 = 0; n < count; n++) setU32(firstPoint, faceOf(n), <u32>-1);
  for (let entry = moved; entry < end; entry += 8) {
    const v = load<u32>(entry), f = load<u32>(entry, 4);
    setU32(nextPoint, v, u32At(firstPoint, f));
    setU32(firstPoint, f, v);
  }
}
