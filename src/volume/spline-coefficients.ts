// Cubic B-spline coefficients of a whole scan, spread over the run's threads.
import type { Context } from '../core/context.js';
import type { Vec3 } from '../core/grid.js';
import type { Boundary } from '../core/volume.js';
import { splineFactors } from '../kernel/spline-factors.js';
import { valueRange } from '../kernel/value-range.js';

/** Samples of one job, about 10 ms of work. */
const jobSamples = 2 ** 22;
/** Coefficients go beyond the samples' own range, rarely by more than this. */
const overshoot = 1.5;
const mostShort = 32767;
/** The coarsest unit that 16-bit coefficients are kept in, of the scan's own; else they stay in single precision. */
const coarsest = 1 / 4;
const finest = 1 / 64;

export interface Coefficients {
  readonly samples: Int16Array | Float32Array;
  /** What a sample counts in. */
  readonly unit: number;
}

interface Wanted {
  readonly boundary?: Boundary;
  /** In 16 bits where the samples are, and fit. */
  readonly short?: boolean;
}

/** The finest power of two that holds coefficients of such samples; null where that is too coarse. */
function unitFor(samples: Int16Array | Float32Array): number | null {
  if (samples instanceof Float32Array) return null;
  const [least, most] = valueRange(samples);
  const needed = (overshoot * Math.max(1, Math.abs(least), Math.abs(most))) / mostShort;
  const unit = Math.max(finest, 2 ** Math.ceil(Math.log2(needed)));
  return unit <= coarsest ? unit : null;
}

/**
 * Coefficients of `samples` (x fastest), filtered along the axes whose nodes are given (a number: even; null: left as it
 * is), as a new array over a SharedArrayBuffer. The samples go on beyond both ends as `boundary` says. In 16 bits each
 * coefficient is off by half a unit at most for each pass of the filter (in the slices, across them).
 */
export async function splineCoefficients(
  samples: Int16Array | Float32Array,
  size: Vec3,
  nodes: readonly (number | Float64Array | null)[],
  context: Pick<Context, 'each' | 'signal'>,
  { boundary = 'nearest', short = false }: Wanted = {},
): Promise<Coefficients> {
  const unit = short ? unitFor(samples) : null;
  if (unit !== null) {
    const to = new Int16Array(new SharedArrayBuffer(2 * samples.length));
    if (await filterInto(to, unit, samples, size, nodes, boundary, context)) return { samples: to, unit };
  }
  const to = new Float32Array(new SharedArrayBuffer(4 * samples.length));
  await filterInto(to, 1, samples, size, nodes, boundary, context);
  return { samples: to, unit: 1 };
}

/** False where `to` cannot hold them. */
async function filterInto(
  to: Int16Array | Float32Array,
  unit: number,
  samples: Int16Array | Float32Array,
  size: Vec3,
  nodes: readonly (number | Float64Array | null)[],
  boundary: Boundary,
  { each, signal }: Pick<Context, 'each' | 'signal'>,
): Promise<boolean> {
  const [x, y, z] = nodes.map((at) => (at === null ? null : splineFactors(at, boundary)));
  const plane = size[0] * size[1];
  const ranges = (n: number, length: number): (readonly [number, number])[] =>
    Array.from({ length: Math.ceil(n / length) }, (_, i) => [i * length, Math.min(n, (i + 1) * length)]);
  const planes = x !== null || y !== null;
  const held: boolean[] = [];
  if (planes) {
    const slices = Math.max(1, Math.round(jobSamples / plane));
    const jobs = ranges(size[2], slices).map(([k0, k1]) => ({ size, x, y, k0, k1 }));
    const inUnits = { from: samples, to, toUnit: unit };
    held.push(
      ...(await each(
        'filterPlanes',
        jobs.map((job) => ({ ...inUnits, ...job })),
      )),
    );
  }
  signal.throwIfAborted();
  if (z !== null) {
    const columns = Math.ceil(jobSamples / size[2] / 1024) * 1024;
    const jobs = ranges(plane, columns).map(([c0, c1]) => ({ size, z, c0, c1 }));
    const inUnits = planes
      ? { from: to, fromUnit: unit, to, toUnit: unit }
      : { from: samples, to, toUnit: unit };
    held.push(
      ...(await each(
        'filterColumns',
        jobs.map((job) => ({ ...inUnits, ...job })),
      )),
    );
  }
  return held.every((all) => all);
}
