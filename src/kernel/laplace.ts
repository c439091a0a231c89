// The Laplacian of a Gaussian on a few slices: three separable passes in double precision.
// D. Marr, E. Hildreth, Theory of Edge Detection, 1980; A. Depeursinge et al., IBSI reference manual 2: convolutional filters, 2020 (L6PA).
import type { Boundary } from '../core/volume.js';
import { sampleAt } from './sample-at.js';

/** Slices [k0, k1) of `from` (x fastest) go to `to`, filtered. */
export interface LaplaceJob {
  readonly from: Int16Array | Float32Array;
  readonly to: Float32Array;
  readonly size: readonly [number, number, number];
  /** Samples; 0: the axis is left out of the filter. */
  readonly sigma: readonly [number, number, number];
  /** The kernel is cut off beyond ⌊truncate·sigma + 0.5⌋ samples on each side of an axis. */
  readonly truncate: number;
  readonly boundary: Boundary;
  readonly k0: number;
  readonly k1: number;
}

/** One axis: the Gaussian and its second derivative at 0, 1 … reach samples from the centre; both are even. */
interface Axis {
  readonly gauss: Float64Array;
  readonly curve: Float64Array;
}

/**
 * The kernel −1/σ²·(D − r²/σ²)·(√(2π)σ)^−D·exp(−r²/2σ²) is the sum over the axes of the second derivative along one
 * times the Gaussian along the others; cut off to a box, it still is.
 */
function axisOf(sigma: number, truncate: number): Axis {
  if (sigma === 0) return { gauss: Float64Array.of(1), curve: Float64Array.of(0) };
  const reach = Math.floor(truncate * sigma + 0.5);
  const square = sigma * sigma;
  const gauss = Float64Array.from(
    { length: reach + 1 },
    (_, x) => Math.exp((-x * x) / (2 * square)) / (Math.sqrt(2 * Math.PI) * sigma),
  );
  return { gauss, curve: gauss.map((g, x) => ((x * x) / square - 1) * (g / square)) };
}

/** A slice blurred along the axes done, and the sum of those that are curved along one of them instead. */
interface Planes {
  readonly smooth: Float64Array;
  readonly curved: Float64Array;
}

/** Where the samples t before and after the j-th of n lie, t = 0 … reach; their row is `nothing` where they are 0. */
const rowsAround = (j: number, n: number, reach: number, boundary: Boundary, nothing: number): Int32Array =>
  Int32Array.from({ length: 2 * (reach + 1) }, (_, p) => {
    const sample = sampleAt(p % 2 === 0 ? j - (p >> 1) : j + (p >> 1), n, boundary);
    return sample < 0 ? nothing : sample;
  });

/** Slice k along z; `rows` holds as many rows of `nx` as there are slices, and a last one of zeros. */
function alongZ(
  { from, size, boundary }: LaplaceJob,
  z: Axis,
  k: number,
  rows: Float64Array,
  out: Planes,
): void {
  const [nx, ny, nz] = size;
  const { gauss, curve } = z;
  const around = rowsAround(k, nz, gauss.length - 1, boundary, nz);
  const needed = new Set(around.filter((slice) => slice < nz));
  for (let j = 0; j < ny; j++) {
    for (const slice of needed) {
      const at = nx * (j + ny * slice);
      rows.set(from.subarray(at, at + nx), nx * slice);
    }
    const [into, centre] = [nx * j, nx * around[0]];
    for (let i = 0; i < nx; i++) {
      out.smooth[into + i] = gauss[0] * rows[centre + i];
      out.curved[into + i] = curve[0] * rows[centre + i];
    }
    for (let t = 1; t < gauss.length; t++) {
      const [a, b, g, c] = [nx * around[2 * t], nx * around[2 * t + 1], gauss[t], curve[t]];
      for (let i = 0; i < nx; i++) {
        const sum = rows[a + i] + rows[b + i];
        out.smooth[into + i] += g * sum;
        out.curved[into + i] += c * sum;
      }
    }
  }
}

/** Both planes of `before` hold a last row of zeros. */
function alongY({ size: [nx, ny], boundary }: LaplaceJob, y: Axis, before: Planes, out: Planes): void {
  const { gauss, curve } = y;
  for (let j = 0; j < ny; j++) {
    const around = rowsAround(j, ny, gauss.length - 1, boundary, ny);
    const into = nx * j;
    for (let i = into; i < into + nx; i++) {
      out.smooth[i] = gauss[0] * before.smooth[i];
      out.curved[i] = gauss[0] * before.curved[i] + curve[0] * before.smooth[i];
    }
    for (let t = 1; t < gauss.length; t++) {
      const [a, b, g, c] = [nx * around[2 * t], nx * around[2 * t + 1], gauss[t], curve[t]];
      for (let i = 0; i < nx; i++) {
        const sum = before.smooth[a + i] + before.smooth[b + i];
        out.smooth[into + i] += g * sum;
        out.curved[into + i] += g * (before.curved[a + i] + before.curved[b + i]) + c * sum;
      }
    }
  }
}

/** Rows continued beyond both ends, so that the loop over a row has no case to tell apart. */
function alongX({ size: [nx, ny], boundary, to }: LaplaceJob, x: Axis, before: Planes, k: number): void {
  const { gauss, curve } = x;
  const reach = gauss.length - 1;
  const sources = Int32Array.from({ length: nx + 2 * reach }, (_, i) => sampleAt(i - reach, nx, boundary));
  const smooth = new Float64Array(sources.length);
  const curved = new Float64Array(sources.length);
  for (let j = 0; j < ny; j++) {
    for (let i = 0; i < sources.length; i++) {
      smooth[i] = sources[i] < 0 ? 0 : before.smooth[j * nx + sources[i]];
      curved[i] = sources[i] < 0 ? 0 : before.curved[j * nx + sources[i]];
    }
    const row = nx * (ny * k + j) - reach;
    for (let i = reach; i < nx + reach; i++) {
      let sum = gauss[0] * curved[i] + curve[0] * smooth[i];
      for (let t = 1; t <= reach; t++)
        sum += gauss[t] * (curved[i - t] + curved[i + t]) + curve[t] * (smooth[i - t] + smooth[i + t]);
      to[row + i] = sum;
    }
  }
}

export function laplace(job: LaplaceJob): null {
  const [x, y, z] = job.sigma.map((sigma) => axisOf(sigma, job.truncate));
  const [nx, ny, nz] = job.size;
  const planes = (): Planes => ({
    smooth: new Float64Array(nx * (ny + 1)),
    curved: new Float64Array(nx * (ny + 1)),
  });
  const [first, second] = [planes(), planes()];
  const rows = new Float64Array(nx * (nz + 1));
  for (let k = job.k0; k < job.k1; k++) {
    alongZ(job, z, k, rows, first);
    alongY(job, y, first, second);
    alongX(job, x, second, k);
  }
  return null;
}
