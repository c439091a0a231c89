// The samples around any place of an axis and their weights, found one place after another.
import type { Boundary, KernelName } from '../core/volume.js';
import { axisWeights, snap } from './axis-weights.js';
import { cellWeights } from './cell-weights.js';
import { sampleAt } from './sample-at.js';

/** After `find(x)`: `weight[t]` of the sample `offset[t]` elements on, t < width; the value is Σ weight · sample. */
export interface AxisSampler {
  readonly width: number;
  readonly offset: Int32Array;
  readonly weight: Float64Array;
  find(x: number): void;
}

/**
 * A sampler of an axis whose samples lie `stride` elements apart; the rest as in makeTaps. Places are in index units,
 * weights in double precision.
 */
export function axisSampler(
  kernel: KernelName,
  nodes: number | Float64Array,
  boundary: Boundary,
  stride: number,
): AxisSampler {
  const n = typeof nodes === 'number' ? nodes : nodes.length;
  const cell = cellWeights(kernel);
  const { width, before } = cell;
  const offset = new Int32Array(width);
  const weight = new Float64Array(width);
  const anywhere = axisWeights(kernel, nodes, boundary);
  const even = typeof nodes === 'number';
  let used = 0;
  const add = (index: number, amount: number): void => {
    const j = sampleAt(index, n, boundary);
    if (j < 0) return;
    let t = 0;
    while (t < used && offset[t] !== j * stride) t++;
    if (t === used) weight[used++] = 0;
    offset[t] = j * stride;
    weight[t] += amount;
  };
  let last = Number.NaN;
  const find = (x: number): void => {
    if (x === last) return;
    last = x;
    const m = Math.floor(x + snap);
    if (even && m >= before && m - before + width <= n) {
      cell.weigh(x - m <= snap ? 0 : x - m, weight);
      for (let t = 0, at = (m - before) * stride; t < width; t++, at += stride) offset[t] = at;
      return;
    }
    used = 0;
    offset.fill(0);
    weight.fill(0);
    anywhere(x, add);
  };
  return { width, offset, weight, find };
}
