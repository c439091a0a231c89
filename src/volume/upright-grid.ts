// The right-angled grid of a scan whose axes are slanted: in the frame of its slices, around all of its voxels.
import { UserError } from '../core/errors.js';
import { type Grid, toPatient, type Vec3 } from '../core/grid.js';
import type { Scan } from '../core/scan.js';
import { sliceFrame } from '../core/slice-frame.js';
import { dot } from '../core/vec3.js';
import { facesOf } from '../kernel/scan-faces.js';
import { countDigits, type GridRule } from './target-grid.js';

type Axis = 0 | 1 | 2;

/** The corners of the scan's outer faces, mm. */
function cornersOf(scan: Scan): readonly Vec3[] {
  const faces = [facesOf(scan, 0), facesOf(scan, 1), facesOf(scan, 2)];
  return [0, 1, 2, 3, 4, 5, 6, 7].map((c) =>
    toPatient(scan.grid.affine, faces[0][c & 1], faces[1][(c >> 1) & 1], faces[2][c >> 2]),
  );
}

/** Centred on the scan, as large as it needs. The first voxel of the file has no place of its own in it: refused. */
export function uprightGrid(scan: Scan, { spacing, alignment, sizeRule }: GridRule): Grid {
  if (alignment !== 'centre')
    throw new UserError(
      `alignment: '${alignment}' means nothing here: the axes of this scan are slanted (a tilted gantry, or a shear), those of its new grid are not.`,
      'Give --alignment centre, or leave it out.',
    );
  const { axes } = sliceFrame(scan);
  const corners = cornersOf(scan);
  const along = (axis: Axis) => {
    const places = corners.map((corner) => dot(corner, axes[axis]));
    const [low, high] = [Math.min(...places), Math.max(...places)];
    const step = spacing[axis];
    const count = Math.max(1, Math[sizeRule](Number(((high - low) / step).toFixed(countDigits))));
    return { count, first: (low + high - (count - 1) * step) / 2 };
  };
  const [x, y, z] = [along(0), along(1), along(2)];
  const row = (r: Axis): readonly [number, number, number, number] => [
    axes[0][r] * spacing[0] + 0,
    axes[1][r] * spacing[1] + 0,
    axes[2][r] * spacing[2] + 0,
    axes[0][r] * x.first + axes[1][r] * y.first + axes[2][r] * z.first,
  ];
  return { size: [x.count, y.count, z.count], affine: [...row(0), ...row(1), ...row(2)] };
}
