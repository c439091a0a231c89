// Which axis of a scan its slices lie across.
import { spacingOf } from '../core/grid.js';
import type { Scan } from '../core/scan.js';
import type { Sharpness } from '../core/sharpness.js';

type Axis = Sharpness['sliceAxis'];
export interface SliceAxis {
  readonly axis: Axis;
  readonly by: Sharpness['sliceAxisBy'];
}

const axes: readonly Axis[] = [0, 1, 2];
const others = (axis: Axis): readonly [Axis, Axis] => (axis === 0 ? [1, 2] : axis === 1 ? [0, 2] : [0, 1]);

/**
 * DICOM images are slices. A NIfTI file may have been reformatted: there the spacing that differs from two equal ones
 * tells, or one much coarser than both others; else the axis that is stored last is assumed.
 */
export function sliceAxis({ grid, facts }: Scan): SliceAxis {
  const letter = facts.storedAxes[2];
  const last = axes['LRPASI'.indexOf(letter) >> 1] ?? 2;
  if (facts.format === 'DICOM') return { axis: last, by: 'file' };
  const spacing = spacingOf(grid.affine);
  const odd = axes.filter((axis) => {
    const [a, b] = others(axis).map((other) => spacing[other]);
    const alike = Math.abs(a - b) < 0.01 * a && Math.abs(spacing[axis] - a) > 0.01 * a;
    return alike || spacing[axis] > 1.3 * Math.max(a, b);
  });
  return odd.length === 1 ? { axis: odd[0], by: 'spacing' } : { axis: last, by: 'assumption' };
}

/** Edges must differ by that much between one axis and both others, as a share, to name it. */
const apart = 0.1;

/** An axis's sigma, and its error as a share of it. */
interface AlongAxis {
  readonly sigma: number;
  readonly error: number;
}

/** Where only an assumption stands: the axis along which edges are spread unlike those of both others, if one is. */
export function sliceAxisByEdges(assumed: SliceAxis, along: readonly (AlongAxis | null)[]): SliceAxis {
  if (assumed.by !== 'assumption') return assumed;
  const known = along.filter((one) => one !== null);
  if (known.length < 3) return assumed;
  const logs = known.map(({ sigma }) => Math.log(sigma));
  const unsure = 3 * Math.max(...known.map(({ error }) => error));
  const odd = axes.filter((axis) => {
    const [a, b] = others(axis).map((other) => logs[other]);
    const by = Math.min(Math.abs(logs[axis] - a), Math.abs(logs[axis] - b));
    return by > Math.max(apart, unsure) && Math.abs(a - b) < by / 2;
  });
  return odd.length === 1 ? { axis: odd[0], by: 'edges' } : assumed;
}
