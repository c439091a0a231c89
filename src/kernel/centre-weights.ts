// Changes weights of points around one by as little as may be so that their middle, seen along the normal, is that one.

/** Weights are kept within these multiples of what they were. */
const least = 0.1;
const most = 4;
/** Smaller than this share of what it might be: the points lie on a line. */
const flat = 1e-6;

/**
 * weights[n] of point n at (ways[3n], ways[3n + 1], ways[3n + 2]) from here; `count` of each. (nx, ny, nz) is the unit
 * normal. Where the points stand to one side the middle stays off; where they lie on a line nothing is changed.
 */
export function centreWeights(
  weights: Float64Array,
  ways: Float64Array,
  count: number,
  nx: number,
  ny: number,
  nz: number,
): void {
  let mx = 0;
  let my = 0;
  let mz = 0;
  let xx = 0;
  let xy = 0;
  let xz = 0;
  let yy = 0;
  let yz = 0;
  let zz = 0;
  for (let n = 0; n < count; n++) {
    const w = weights[n];
    const height = ways[3 * n] * nx + ways[3 * n + 1] * ny + ways[3 * n + 2] * nz;
    const x = ways[3 * n] - height * nx;
    const y = ways[3 * n + 1] - height * ny;
    const z = ways[3 * n + 2] - height * nz;
    mx += w * x;
    my += w * y;
    mz += w * z;
    xx += w * x * x;
    xy += w * x * y;
    xz += w * x * z;
    yy += w * y * y;
    yz += w * y * z;
    zz += w * z * z;
  }
  // Nothing lies along the normal: what is added there only makes the equations solvable.
  const trace = xx + yy + zz;
  xx += trace * nx * nx;
  xy += trace * nx * ny;
  xz += trace * nx * nz;
  yy += trace * ny * ny;
  yz += trace * ny * nz;
  zz += trace * nz * nz;
  const cx = yy * zz - yz * yz;
  const cy = xz * yz - xy * zz;
  const cz = xy * yz - xz * yy;
  const whole = xx * cx + xy * cy + xz * cz;
  if (!(whole > flat * trace * trace * trace)) return;
  const tx = (cx * mx + cy * my + cz * mz) / whole;
  const ty = (cy * mx + (xx * zz - xz * xz) * my + (xy * xz - xx * yz) * mz) / whole;
  const tz = (cz * mx + (xy * xz - xx * yz) * my + (xx * yy - xy * xy) * mz) / whole;
  for (let n = 0; n < count; n++) {
    const share = 1 - (ways[3 * n] * tx + ways[3 * n + 1] * ty + ways[3 * n + 2] * tz);
    weights[n] *= Math.min(most, Math.max(least, share));
  }
}
