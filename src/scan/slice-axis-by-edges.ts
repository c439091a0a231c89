// Which axis of a scan its slices lie across, where neither file nor spacing tells but edges do.
import type { Sharpness } from '../core/sharpness.js';

type Axis = Sharpness['sliceAxis'];
interface JudgedAxis {
  readonly axis: Axis;
  readonly by: Sharpness['sliceAxisBy'];
}

const axes: readonly Axis[] = [0, 1, 2];
const others = (axis: Axis): readonly [Axis, Axis] => (axis === 0 ? [1, 2] : axis === 1 ? [0, 2] : [0, 1]);

/** Edges must differ by that much between one axis and both others, as a share, to name it. */
const apart = 0.1;

/** An axis's sigma, and its error as a share of it. */
interface AlongAxis {
  readonly sigma: number;
  readonly error: number;
}

/** Where only an assumption stands: the axis along which edges are spread unlike those of both others, if one is. */
export function sliceAxisByEdges(assumed: JudgedAxis, along: readonly (AlongAxis | null)[]): JudgedAxis {
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
