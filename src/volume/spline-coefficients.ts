// Cubic B-spline coefficients of a whole scan, spread over the run's threads.
import type { Context } from '../core/context.js';
import type { Vec3 } from '../core/grid.js';
import type { Boundary } from '../core/volume.js';
import { splineFactors } from '../kernel/spline-factors.js';

/** Samples of one job, about 10 ms of work. */
const jobSamples = 2 ** 22;

/**
 * Coefficients of `samples` (x fastest), filtered along the axes whose nodes are given (a number: even; null: left as it
 * is), as a new array over a SharedArrayBuffer. The samples go on beyond both ends as `boundary` says.
 */
export async function splineCoefficients(
  samples: Int16Array | Float32Array,
  size: Vec3,
  nodes: readonly (number | Float64Array | null)[],
  { each, signal }: Pick<Context, 'each' | 'signal'>,
  boundary: Boundary = 'nearest',
): Promise<Float32Array> {
  const to = new Float32Array(new SharedArrayBuffer(samples.length * 4));
  const [x, y, z] = nodes.map((at) => (at === null ? null : splineFactors(at, boundary)));
  const plane = size[0] * size[1];
  const ranges = (n: number, length: number): (readonly [number, number])[] =>
    Array.from({ length: Math.ceil(n / length) }, (_, i) => [i * length, Math.min(n, (i + 1) * length)]);
  const planes = x !== null || y !== null;
  if (planes) {
    const slices = Math.max(1, Math.round(jobSamples / plane));
    await each(
      'filterPlanes',
      ranges(size[2], slices).map(([k0, k1]) => ({ from: samples, to, size, x, y, k0, k1 })),
    );
  }
  signal.throwIfAborted();
  if (z !== null) {
    const columns = Math.ceil(jobSamples / size[2] / 1024) * 1024;
    const from = planes ? to : samples;
    await each(
      'filterColumns',
      ranges(plane, columns).map(([c0, c1]) => ({ from, to, size, z, c0, c1 })),
    );
  }
  return to;
}
