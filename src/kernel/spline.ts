// The cubic B-spline of samples that continue without end by a boundary rule, on even and uneven nodes.
// I. J. Schoenberg & A. Whitney, On Pólya frequency functions III, 1953; M. Unser, A. Aldroubi & M. Eden, B-Spline Signal Processing, 1993.
import type { Boundary } from '../core/volume.js';

/**
 * Node positions along one axis in index units, ascending. Beyond the ends they go on with the end steps, or, where the
 * samples are mirrored, as their mirror image.
 */
export interface SplineAxis {
  readonly n: number;
  readonly boundary: Boundary;
  readonly even: boolean;
  at(j: number): number;
}

/** An axis of n nodes at 0, 1, 2 …, or at the given positions. */
export function splineAxis(nodes: number | Float64Array, boundary: Boundary = 'nearest'): SplineAxis {
  if (typeof nodes === 'number') return { n: nodes, boundary, even: true, at: (j) => j };
  const n = nodes.length;
  if (n < 2) return { n, boundary, even: true, at: (j) => nodes[0] + j };
  const [firstStep, lastStep] = [nodes[1] - nodes[0], nodes[n - 1] - nodes[n - 2]];
  if (boundary === 'mirror') {
    const there = [...nodes];
    const back = there.toReversed().map((at) => 2 * nodes[n - 1] + lastStep - at);
    const round = [...there, ...back];
    const period = 2 * (nodes[n - 1] - nodes[0]) + firstStep + lastStep;
    const at = (j: number): number => {
      const turn = Math.floor(j / (2 * n));
      return round[j - 2 * n * turn] + turn * period;
    };
    return { n, boundary, even: false, at };
  }
  return {
    n,
    boundary,
    even: false,
    at: (j) => {
      if (j < 0) return nodes[0] + j * firstStep;
      return j < n ? nodes[j] : nodes[n - 1] + (j - n + 1) * lastStep;
    },
  };
}

/** Values at x of the four cubic B-splines centred on nodes m − 1 … m + 2, where at(m) ≤ x < at(m + 1). They sum to 1. */
export function splineBasis(axis: SplineAxis, m: number, x: number): [number, number, number, number] {
  // de Boor's recurrence: rising degree, from the one constant piece on [at(m), at(m + 1)).
  const left = [0, x - axis.at(m), x - axis.at(m - 1), x - axis.at(m - 2)];
  const right = [0, axis.at(m + 1) - x, axis.at(m + 2) - x, axis.at(m + 3) - x];
  const basis: [number, number, number, number] = [1, 0, 0, 0];
  for (let degree = 1; degree <= 3; degree++) {
    let saved = 0;
    for (let r = 0; r < degree; r++) {
      const term = basis[r] / (right[r + 1] + left[degree - r]);
      basis[r] = saved + right[r + 1] * term;
      saved = left[degree - r] * term;
    }
    basis[degree] = saved;
  }
  return basis;
}

/**
 * Beyond an end, where the samples stay f0 (the one at the end, or zero), coefficient −m is f0 + (c0 − f0)·pole^m. Those
 * of mirrored samples are mirrored themselves.
 */
export const splinePole = Math.sqrt(3) - 2;

/** The sample at an end in terms of the two coefficients there: f0 = own·c0 + next·c1. */
export interface SplineEnd {
  readonly own: number;
  readonly next: number;
}

/** The end whose basis is outer, 1 − outer − inner, inner: what the unknown coefficient beyond it stands for. */
function splineEnd(boundary: Boundary, outer: number, inner: number): SplineEnd {
  if (boundary === 'mirror') return { own: 1 - inner, next: inner };
  if (boundary === 'zero') return { own: 1 - outer - inner + outer * splinePole, next: inner };
  // outer·(f0 + (c0 − f0)·pole) + middle·c0 + inner·c1 = f0.
  const own = (1 - outer - inner + outer * splinePole) / (1 - outer * (1 - splinePole));
  return { own, next: inner / (1 - outer * (1 - splinePole)) };
}

/** The two ends of the axis: [at node 0, at node n − 1]. */
export function splineEnds(axis: SplineAxis): readonly [SplineEnd, SplineEnd] {
  if (axis.n < 2) {
    const alone = { own: axis.boundary === 'zero' ? (2 + splinePole) / 3 : 1, next: 0 };
    return [alone, alone];
  }
  const [before, , after] = splineBasis(axis, 0, axis.at(0));
  const [last, , beyond] = splineBasis(axis, axis.n - 1, axis.at(axis.n - 1));
  return [splineEnd(axis.boundary, before, after), splineEnd(axis.boundary, beyond, last)];
}
