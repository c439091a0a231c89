// How far a point is from a triangle.
// C. Ericson, "Real-Time Collision Detection", 2004, §5.1.5.

/** Weights of a triangle's second and third corner; the first has the rest. */
export interface Foot {
  second: number;
  third: number;
}

/**
 * Squared distance, mm², of (x, y, z) to the triangle whose corners are t[h], t[h + 1], t[h + 2]; NaN if it has no area.
 * `foot`: written to, the nearest point.
 */
export function pointToTriangle(
  p: Float32Array | Float64Array,
  t: Uint32Array,
  h: number,
  x: number,
  y: number,
  z: number,
  foot?: Foot,
): number {
  const a = 3 * t[h];
  const b = 3 * t[h + 1];
  const c = 3 * t[h + 2];
  const ux = p[b] - p[a];
  const uy = p[b + 1] - p[a + 1];
  const uz = p[b + 2] - p[a + 2];
  const vx = p[c] - p[a];
  const vy = p[c + 1] - p[a + 1];
  const vz = p[c + 2] - p[a + 2];
  const wx = x - p[a];
  const wy = y - p[a + 1];
  const wz = z - p[a + 2];
  const d1 = ux * wx + uy * wy + uz * wz;
  const d2 = vx * wx + vy * wy + vz * wz;
  const uu = ux * ux + uy * uy + uz * uz;
  const uv = ux * vx + uy * vy + uz * vz;
  const vv = vx * vx + vy * vy + vz * vz;
  // The nearest point is a + r·u + s·v.
  let r = 0;
  let s = 0;
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
  if (foot !== undefined) {
    foot.second = r;
    foot.third = s;
  }
  const qx = wx - r * ux - s * vx;
  const qy = wy - r * uy - s * vy;
  const qz = wz - r * uz - s * vz;
  return qx * qx + qy * qy + qz * qz;
}
