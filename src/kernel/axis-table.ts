// Interpolation along an axis as a table of cells, each with its samples and their weights as cubics: quick at any place.
import type { Boundary, KernelName } from '../core/volume.js';
import { axisWeights } from './axis-weights.js';
import { cellWeights } from './cell-weights.js';
import type { Add } from './pack-taps.js';
import { sampleAt } from './sample-at.js';
import { type SplineAxis, splineAxis } from './spline.js';

/**
 * Cell c begins at edges[c] and has `parts` equal parts. The value at a place of it is Σ over t < width of weight t times
 * the sample offsets[width·c + t] elements on. Weight t in part p is the cubic of the way into that part whose four
 * coefficients (constant first) stand at cubics[4·(width·(rows[c] + p) + t)].
 */
export interface AxisTable {
  readonly kernel: KernelName;
  readonly width: number;
  readonly parts: number;
  readonly even: boolean;
  /** 0, or the length after which the cells come again. Elsewhere nothing changes beyond the first and last cell. */
  readonly period: number;
  readonly edges: Float64Array;
  readonly offsets: Int32Array;
  readonly rows: Int32Array;
  readonly cubics: Float64Array;
  /** The row that all cells share whose samples exist, on even nodes; −1 where there is none. */
  readonly inner: number;
  /** Where the last place was found. */
  readonly hint: Int32Array;
}

/** Lanczos weights are no cubics, but in 64 parts of a cell they differ from such by no more than 3e-9. */
const partsOf = (kernel: KernelName): number => (kernel === 'lanczos3' ? 64 : 1);

/** Beyond the ends: the pole of the spline to this power is 1e-25; other kernels reach 2 samples far. */
const reach = (kernel: KernelName): number => (kernel === 'bspline3' ? 44 : 3);

/** Where cell m begins: at its node, or half-way to it for the nearest sample (which is the later at a tie). */
const edgeOf = (kernel: KernelName, axis: SplineAxis, m: number): number =>
  kernel === 'nearest' ? (axis.at(m - 1) + axis.at(m)) / 2 - 1e-9 : axis.at(m);

/** Coefficients of the cubic through its values at 1/8, 3/8, 5/8 and 7/8 of a cell of this length. */
function cubicThrough([a, b, c, d]: Float64Array, length: number): readonly number[] {
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

const none = new Float64Array(4);

/** The samples of a cell, and of each the weights at the four places in each part. */
function weightsIn(
  weigh: (x: number, add: Add) => void,
  [start, end]: readonly [number, number],
  parts: number,
  sample: (index: number) => number,
): Map<number, Float64Array> {
  const found = new Map<number, Float64Array>();
  for (let q = 0; q < 4 * parts; q++)
    weigh(start + ((2 * q + 1) / (8 * parts)) * (end - start), (index, weight) => {
      const j = sample(index);
      if (j < 0) return;
      const values = found.get(j) ?? new Float64Array(4 * parts);
      values[q] += weight;
      found.set(j, values);
    });
  return found;
}

/**
 * The table of an axis whose samples lie `stride` elements apart; the rest as in makeTaps. Places are in index units,
 * weights in double precision.
 */
export function axisTable(
  kernel: KernelName,
  nodes: number | Float64Array,
  boundary: Boundary,
  stride: number,
): AxisTable {
  const axis = splineAxis(nodes, boundary);
  const { n } = axis;
  const [first, beyond] = boundary === 'mirror' ? [0, 2 * n] : [-reach(kernel), n + reach(kernel)];
  const cells = beyond - first;
  const parts = partsOf(kernel);
  const { before, width: most } = cellWeights(kernel);
  const width = kernel === 'nearest' ? 1 : most;
  const edges = Float64Array.from({ length: cells + 1 }, (_, c) => edgeOf(kernel, axis, first + c));
  const weigh = axisWeights(kernel, nodes, boundary);
  const offsets = new Int32Array(width * cells);
  const rows = new Int32Array(cells);
  const cubics: number[] = [];
  let inner = -1;
  for (let c = 0; c < cells; c++) {
    const m = first + c;
    const whole = typeof nodes === 'number' && m - before >= 0 && m - before + most <= n;
    const known = whole && inner >= 0;
    const cell = [edges[c], edges[c + 1]] as const;
    const found = weightsIn(weigh, cell, known ? 1 : parts, (j) => sampleAt(j, n, boundary));
    [...found.keys()].forEach((j, t) => {
      offsets[width * c + t] = j * stride;
    });
    rows[c] = known ? inner : cubics.length / (4 * width);
    if (known) continue;
    if (whole) inner = rows[c];
    const weights = [...found.values()];
    for (let p = 0; p < parts; p++)
      for (let t = 0; t < width; t++)
        cubics.push(
          ...cubicThrough(weights[t]?.subarray(4 * p, 4 * p + 4) ?? none, (cell[1] - cell[0]) / parts),
        );
  }
  return {
    kernel,
    width,
    parts,
    even: typeof nodes === 'number',
    period: boundary === 'mirror' ? edges[cells] - edges[0] : 0,
    edges,
    offsets,
    rows,
    cubics: Float64Array.from(cubics),
    inner,
    hint: new Int32Array(1),
  };
}
