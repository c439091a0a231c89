// The tridiagonal system whose solution are the cubic spline's coefficients, factored once for a whole axis.
// L. H. Thomas, Elliptic Problems in Linear Difference Equations over a Network, 1949.
import type { Boundary } from '../core/volume.js';
import { splineAxis, splineBasis, splineEnds } from './spline.js';

/**
 * Factors for filterPlanes and filterColumns, n triples (scale, lower, upper), of n even samples or of samples at the
 * given positions (ascending, index units), which go on beyond both ends as `boundary` says.
 */
export function splineFactors(nodes: number | Float64Array, boundary: Boundary = 'nearest'): Float32Array {
  const axis = splineAxis(nodes, boundary);
  const { n } = axis;
  const [start, end] = splineEnds(axis);
  const row = (k: number): readonly [number, number, number] => {
    if (k === 0) return [0, start.own, start.next];
    if (k === n - 1) return [end.next, end.own, 0];
    const [before, own, after] = splineBasis(axis, k, axis.at(k));
    return [before, own, after];
  };
  const factors = new Float32Array(3 * n);
  let upper = 0;
  for (let k = 0; k < n; k++) {
    const [before, own, after] = row(k);
    const scale = 1 / (own + before * upper);
    upper = -after * scale;
    factors.set([scale, -before * scale, upper], 3 * k);
  }
  return factors;
}
