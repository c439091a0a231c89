// Interpolation along an axis as a table of cells, each with its samples and their weights as cubics: quick at any place.
import type { Boundary, KernelName } from '../core/volume.js';
import { axisWeights } from './axis-weights.js';
import { cellWeights } from './cell-weights.js';
import { sampleAt } from './sample-at.js';
import { type SplineAxis, splineAxis } from './spline.js';

/** Cell c begins at edges[c]; its value is Σ weight(t, x − edges[c]) · sample offsets[4·c + t] elements on, t < width. */
export interface AxisTable {
  readonly kernel: KernelName;
  readonly width: number;
  readonly even: boolean;
  /** 0, or the length after which the cells come again. Elsewhere nothing changes beyond the first and last cell. */
  readonly period: number;
  readonly edges: Float64Array;
  readonly offsets: Int32Array;
  /** Weight t of cell c is the cubic with the coefficients cubics[16·rows[c] + 4·t …] (constant first). */
  readonly rows: Int32Array;
  readonly cubics: Float64Array;
  /** The row that all cells share whose samples exist, on even nodes; −1 where there is none. */
  readonly inner: number;
  /** Where the last place was found. */
  readonly hint: Int32Array;
}

/** Beyond the ends: the pole of the spline to this power is 1e-25; other kernels reach 2 samples far. */
const reach = (kernel: KernelName): number => (kernel === 'bspline3' ? 44 : 3);

/** Where cell m begins: at its node, or half-way to it for the nearest sample (which is the later at a tie). */
const edgeOf = (kernel: KernelName, axis: SplineAxis, m: number): number =>
  kernel === 'nearest' ? (axis.at(m - 1) + axis.at(m)) / 2 - 1e-9 : axis.at(m);

/** Coefficients of the cubic through its values at 1/8, 3/8, 5/8 and 7/8 of a cell of this length. */
function cubicThrough(values: readonly number[], length: number): readonly number[] {
  const [a, b, c, d] = values;
  const [first, second, third] = [b - a, c - 2 * b + a, d - 3 * c + 3 * b - a];
  // Newton's forward differences at s = 4·x/length − 1/2.
  const [n1, n2, n3] = [first, second / 2, third / 6];
  const inS = [a, n1 - n2 + 2 * n3, n2 - 3 * n3, n3];
  const h = -0.5;
  const k = 4 / length;
  return [
    inS[0] + h * (inS[1] + h * (inS[2] + h * inS[3])),
    k * (inS[1] + h * (2 * inS[2] + 3 * h * inS[3])),
    k * k * (inS[2] + 3 * h * inS[3]),
    k * k * k * inS[3],
  ];
}

/**
 * The table of an axis whose samples lie `stride` elements apart; the rest as in makeTaps. Places are in index units. Not
 * for lanczos3, whose weights are no cubics: throws a RangeError.
 */
export function axisTable(
  kernel: KernelName,
  nodes: number | Float64Array,
  boundary: Boundary,
  stride: number,
): AxisTable {
  if (kernel === 'lanczos3') throw new RangeError('the weights of lanczos3 are no cubics');
  const axis = splineAxis(nodes, boundary);
  const { n } = axis;
  const [first, beyond] = boundary === 'mirror' ? [0, 2 * n] : [-reach(kernel), n + reach(kernel)];
  const cells = beyond - first;
  const edges = Float64Array.from({ length: cells + 1 }, (_, c) => edgeOf(kernel, axis, first + c));
  const weigh = axisWeights(kernel, nodes, boundary);
  const offsets = new Int32Array(4 * cells);
  const rows = new Int32Array(cells);
  const cubics: number[] = [];
  const { before, width } = cellWeights(kernel);
  let shared = -1;
  for (let c = 0; c < cells; c++) {
    const m = first + c;
    const [start, length] = [edges[c], edges[c + 1] - edges[c]];
    const found = new Map<number, number[]>();
    for (let q = 0; q < 4; q++)
      weigh(start + ((2 * q + 1) / 8) * length, (index, weight) => {
        const j = sampleAt(index, n, boundary);
        if (j < 0) return;
        const values = found.get(j) ?? [0, 0, 0, 0];
        values[q] += weight;
        found.set(j, values);
      });
    [...found.keys()].forEach((j, t) => {
      offsets[4 * c + t] = j * stride;
    });
    const inner = typeof nodes === 'number' && m - before >= 0 && m - before + width <= n;
    rows[c] = inner && shared >= 0 ? shared : cubics.length / 16;
    if (inner && shared >= 0) continue;
    if (inner) shared = rows[c];
    const weights = [...found.values(), [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]];
    for (let t = 0; t < 4; t++) cubics.push(...cubicThrough(weights[t], length));
  }
  return {
    kernel,
    inner: shared,
    width: kernel === 'nearest' ? 1 : width,
    even: typeof nodes === 'number',
    period: boundary === 'mirror' ? edges[cells] - edges[0] : 0,
    edges,
    offsets,
    rows,
    cubics: Float64Array.from(cubics),
    hint: new Int32Array(1),
  };
}
