// The scan's value at a place, as the slice shows it.
import type { Vec3 } from '../core/grid.js';
import type { ShownScan } from '../core/shown-scan.js';

/** Linear between voxels, in the scan's unit; null farther than half a voxel outside. `p` is in mm LPS. */
export function scanValue({ size, origin, spacing, values, step = 1 }: ShownScan, p: Vec3): number | null {
  const at = p.map((x, c) => (x - origin[c]) / spacing[c]);
  if (at.some((x, c) => !(x >= -0.5 && x <= size[c] - 0.5))) return null;
  const inside = at.map((x, c) => Math.min(size[c] - 1, Math.max(0, x)));
  const [i, j, k] = inside.map(Math.floor);
  const [u, v, w] = [inside[0] - i, inside[1] - j, inside[2] - k];
  let sum = 0;
  for (let corner = 0; corner < 8; corner++) {
    const [a, b, c] = [corner & 1, (corner >> 1) & 1, corner >> 2];
    const share = (a ? u : 1 - u) * (b ? v : 1 - v) * (c ? w : 1 - w);
    if (share > 0) sum += share * values[i + a + size[0] * (j + b + size[1] * (k + c))];
  }
  return step * sum;
}
