// Do the triangles around a vertex keep their side and a fair shape when it moves?
import { nextOf, previousOf } from './edges.js';

/** Twice a triangle's area by the sum of its squared sides: 0.289 when equilateral, 0.04 at a smallest angle of about 5°. */
const poorShape = 0.04;
/** A triangle may get worse than that, but not below this share of the worst one around. */
const mostWorse = 0.3;
/** Squared cosine of the largest turn of a triangle in one collapse, 75°. */
const mostTurn = 0.0625;

/**
 * `spoke`, the first `count`: half-edges of `corner` out of the vertex (or vertices) that all go to (x, y, z).
 * A triangle that turned too far or became too thin says no.
 */
export function keepsShape(
  p: Float32Array,
  corner: Uint32Array,
  spoke: Int32Array,
  count: number,
  x: number,
  y: number,
  z: number,
): boolean {
  let worst = poorShape / mostWorse;
  let sx = 0;
  let sy = 0;
  let sz = 0;
  for (let n = 0; n < count; n++) {
    const m = 3 * corner[spoke[n]];
    const s = 3 * corner[nextOf(spoke[n])];
    const t = 3 * corner[previousOf(spoke[n])];
    const ux = p[s] - p[m];
    const uy = p[s + 1] - p[m + 1];
    const uz = p[s + 2] - p[m + 2];
    const vx = p[t] - p[m];
    const vy = p[t + 1] - p[m + 1];
    const vz = p[t + 2] - p[m + 2];
    const nx = uy * vz - uz * vy;
    const ny = uz * vx - ux * vz;
    const nz = ux * vy - uy * vx;
    const dot = ux * vx + uy * vy + uz * vz;
    const sides = 2 * (ux * ux + uy * uy + uz * uz + vx * vx + vy * vy + vz * vz - dot);
    worst = Math.min(worst, Math.sqrt(nx * nx + ny * ny + nz * nz) / sides);
    sx += nx;
    sy += ny;
    sz += nz;
  }
  const least = Math.max(1e-4, mostWorse * worst);
  for (let n = 0; n < count; n++) {
    const m = 3 * corner[spoke[n]];
    const s = 3 * corner[nextOf(spoke[n])];
    const t = 3 * corner[previousOf(spoke[n])];
    const ux = p[s] - x;
    const uy = p[s + 1] - y;
    const uz = p[s + 2] - z;
    const vx = p[t] - x;
    const vy = p[t + 1] - y;
    const vz = p[t + 2] - z;
    const nx = uy * vz - uz * vy;
    const ny = uz * vx - ux * vz;
    const nz = ux * vy - uy * vx;
    const dot = ux * vx + uy * vy + uz * vz;
    const sides = 2 * (ux * ux + uy * uy + uz * uz + vx * vx + vy * vy + vz * vz - dot);
    const now2 = nx * nx + ny * ny + nz * nz;
    if (!(now2 >= least * least * sides * sides)) return false;
    const wx = vx - ux;
    const wy = vy - uy;
    const wz = vz - uz;
    const ax = p[s] - p[m];
    const ay = p[s + 1] - p[m + 1];
    const az = p[s + 2] - p[m + 2];
    let ox = ay * wz - az * wy;
    let oy = az * wx - ax * wz;
    let oz = ax * wy - ay * wx;
    // The normal of a sliver says nothing: ask those around it.
    if (ox * ox + oy * oy + oz * oz < 4e-4 * sides * sides) {
      ox = sx;
      oy = sy;
      oz = sz;
    }
    const turn = nx * ox + ny * oy + nz * oz;
    if (turn <= 0 || turn * turn < mostTurn * now2 * (ox * ox + oy * oy + oz * oz)) return false;
  }
  return true;
}
