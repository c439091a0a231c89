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
  return surelyOneSide(p, a, b, c, d, e, f) || surelyOneSide(p, d, e, f, a, b, c);
}
