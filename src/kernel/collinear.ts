// Whether three points lie on one line, decided exactly.
// J. R. Shewchuk, Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates, 1997.
import { orient2d } from 'robust-predicates';

/** A rounded cross product is off by less than this times the sum of its products' sizes (4 roundings of 2⁻⁵³ each). */
const rounding = 1e-15;

/**
 * The axis (0, 1, 2) that may be dropped so that vertices a, b, c do not fall on one line, or −1 when they lie on one
 * line (or at one place) in space.
 */
export function projectionAxis(p: Float32Array, a: number, b: number, c: number): number {
  const ax = p[3 * a];
  const ay = p[3 * a + 1];
  const az = p[3 * a + 2];
  const bx = p[3 * b];
  const by = p[3 * b + 1];
  const bz = p[3 * b + 2];
  const cx = p[3 * c];
  const cy = p[3 * c + 1];
  const cz = p[3 * c + 2];
  const ux = bx - ax;
  const uy = by - ay;
  const uz = bz - az;
  const vx = cx - ax;
  const vy = cy - ay;
  const vz = cz - az;
  const xy = ux * vy;
  const yx = uy * vx;
  if (Math.abs(xy - yx) > rounding * (Math.abs(xy) + Math.abs(yx))) return 2;
  const yz = uy * vz;
  const zy = uz * vy;
  if (Math.abs(yz - zy) > rounding * (Math.abs(yz) + Math.abs(zy))) return 0;
  const zx = uz * vx;
  const xz = ux * vz;
  if (Math.abs(zx - xz) > rounding * (Math.abs(zx) + Math.abs(xz))) return 1;
  if (orient2d(ax, ay, bx, by, cx, cy) !== 0) return 2;
  if (orient2d(ay, az, by, bz, cy, cz) !== 0) return 0;
  if (orient2d(az, ax, bz, bx, cz, cx) !== 0) return 1;
  return -1;
}
