// The values of a scan along straight lines through it, between its samples, on any grid.
import type { Vec3 } from '../core/grid.js';
import { invert } from '../core/grid.js';
import type { Scan } from '../core/scan.js';

/**
 * Writes the values at `count` places from (x, y, z) on, each (dx, dy, dz) mm after the one before, into `values`, in
 * double precision. NaN farther than half a voxel beyond the outermost samples.
 */
export type SampleLine = (
  x: number,
  y: number,
  z: number,
  dx: number,
  dy: number,
  dz: number,
  count: number,
  values: Float64Array,
) => void;

/** Number of the sample at an index of an uneven axis, fractional; beyond the ends by the spacing there. */
function numberOn(at: Float64Array, x: number): number {
  let low = 0;
  let high = at.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (at[middle] <= x) low = middle;
    else high = middle;
  }
  return low + (x - at[low]) / (at[low + 1] - at[low]);
}

/** Linear interpolation along each of the scan's own axes: of an edge blurred over a voxel its place is off by 0.02 voxels. */
export function refineSampler({ grid, nodes, voxels }: Pick<Scan, 'grid' | 'nodes' | 'voxels'>): SampleLine {
  const m = invert(grid.affine);
  const [nx, ny, nz] = grid.size;
  const plane = nx * ny;
  const uneven = nodes !== undefined && nodes.at.length > 1 ? nodes : null;
  const last: Vec3 = [nx - 1, ny - 1, nz - 1];
  return (x, y, z, dx, dy, dz, count, values) => {
    const du = m[0] * dx + m[1] * dy + m[2] * dz;
    const dv = m[4] * dx + m[5] * dy + m[6] * dz;
    const dw = m[8] * dx + m[9] * dy + m[10] * dz;
    const u0 = m[0] * x + m[1] * y + m[2] * z + m[3];
    const v0 = m[4] * x + m[5] * y + m[6] * z + m[7];
    const w0 = m[8] * x + m[9] * y + m[10] * z + m[11];
    for (let n = 0; n < count; n++) {
      let u = u0 + n * du;
      let v = v0 + n * dv;
      let w = w0 + n * dw;
      if (uneven !== null) {
        if (uneven.axis === 0) u = numberOn(uneven.at, u);
        else if (uneven.axis === 1) v = numberOn(uneven.at, v);
        else w = numberOn(uneven.at, w);
      }
      if (
        !(
          u >= -0.5 &&
          v >= -0.5 &&
          w >= -0.5 &&
          u <= last[0] + 0.5 &&
          v <= last[1] + 0.5 &&
          w <= last[2] + 0.5
        )
      ) {
        values[n] = Number.NaN;
        continue;
      }
      const i = u <= 0 ? 0 : u >= last[0] ? last[0] : Math.floor(u);
      const j = v <= 0 ? 0 : v >= last[1] ? last[1] : Math.floor(v);
      const k = w <= 0 ? 0 : w >= last[2] ? last[2] : Math.floor(w);
      const a = u <= 0 || i === last[0] ? 0 : u - i;
      const b = v <= 0 || j === last[1] ? 0 : v - j;
      const c = w <= 0 || k === last[2] ? 0 : w - k;
      const ui = a === 0 ? 0 : 1;
      const vj = b === 0 ? 0 : nx;
      const wk = c === 0 ? 0 : plane;
      const p = i + nx * j + plane * k;
      const q = p + wk;
      const near =
        (1 - b) * ((1 - a) * voxels[p] + a * voxels[p + ui]) +
        b * ((1 - a) * voxels[p + vj] + a * voxels[p + vj + ui]);
      const far =
        (1 - b) * ((1 - a) * voxels[q] + a * voxels[q + ui]) +
        b * ((1 - a) * voxels[q + vj] + a * voxels[q + vj + ui]);
      values[n] = (1 - c) * near + c * far;
    }
  };
}
