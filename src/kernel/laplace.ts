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

/** One axis: the Gaussian and its second derivative at the samples −reach … reach. */
interface Axis {
  readonly reach: number;
  readonly gauss: Float64Array;
  readonly curve: Float64Array;
}

/**
 * The kernel −1/σ²·(D − r²/σ²)·(√(2π)σ)^−D·exp(−r²/2σ²) is the sum over the axes of the second derivative along one
 * times the Gaussian along the others; cut off to a box, it still is.
 */
function axisOf(sigma: number, truncate: number): Axis {
  if (sigma === 0) return { reach: 0, gauss: Float64Array.of(1), curve: Float64Array.of(0) };
  const reach = Math.floor(truncate * sigma + 0.5);
  const at = Float64Array.from({ length: 2 * reach + 1 }, (_, t) => t - reach);
  const gauss = at.map((x) => Math.exp((-x * x) / (2 * sigma * sigma)) / (Math.sqrt(2 * Math.PI) * sigma));
  const curve = gauss.map((g, t) => ((at[t] * at[t]) / (sigma * sigma) - 1) * (g / (sigma * sigma)));
  return { reach, gauss, curve };
}

/** into += weight · from, n values. */
function addTo(into: Float64Array, from: ArrayLike<number>, start: number, n: number, weight: number): void {
  for (let p = 0; p < n; p++) into[p] += weight * from[start + p];
}

/** A slice blurred along y, and the one curved along y or z. */
interface Planes {
  readonly smooth: Float64Array;
  readonly curved: Float64Array;
}

function alongZ({ from, size, boundary }: LaplaceJob, z: Axis, k: number, out: Planes): void {
  const n = size[0] * size[1];
  out.smooth.fill(0);
  out.curved.fill(0);
  for (let t = -z.reach; t <= z.reach; t++) {
    const source = sampleAt(k + t, size[2], boundary);
    if (source < 0) continue;
    addTo(out.smooth, from, source * n, n, z.gauss[t + z.reach]);
    addTo(out.curved, from, source * n, n, z.curve[t + z.reach]);
  }
}

function alongY({ size: [nx, ny], boundary }: LaplaceJob, y: Axis, before: Planes, out: Planes): void {
  out.smooth.fill(0);
  out.curved.fill(0);
  for (let j = 0; j < ny; j++) {
    const smooth = out.smooth.subarray(j * nx, (j + 1) * nx);
    const curved = out.curved.subarray(j * nx, (j + 1) * nx);
    for (let t = -y.reach; t <= y.reach; t++) {
      const source = sampleAt(j + t, ny, boundary);
      if (source < 0) continue;
      addTo(smooth, before.smooth, source * nx, nx, y.gauss[t + y.reach]);
      addTo(curved, before.curved, source * nx, nx, y.gauss[t + y.reach]);
      addTo(curved, before.smooth, source * nx, nx, y.curve[t + y.reach]);
    }
  }
}

/** Rows continued beyond both ends, so that the loop over a row has no case to tell apart. */
function alongX({ size, boundary, to }: LaplaceJob, x: Axis, before: Planes, k: number): void {
  const [nx, ny] = size;
  const { reach, gauss, curve } = x;
  const sources = Int32Array.from({ length: nx + 2 * reach }, (_, i) => sampleAt(i - reach, nx, boundary));
  const smooth = new Float64Array(sources.length);
  const curved = new Float64Array(sources.length);
  for (let j = 0; j < ny; j++) {
    for (let i = 0; i < sources.length; i++) {
      smooth[i] = sources[i] < 0 ? 0 : before.smooth[j * nx + sources[i]];
      curved[i] = sources[i] < 0 ? 0 : before.curved[j * nx + sources[i]];
    }
    for (let i = 0; i < nx; i++) {
      let sum = 0;
      for (let t = 0; t < gauss.length; t++) sum += gauss[t] * curved[i + t] + curve[t] * smooth[i + t];
      to[nx * (ny * k + j) + i] = sum;
    }
  }
}

export function laplace(job: LaplaceJob): null {
  const [x, y, z] = job.sigma.map((sigma) => axisOf(sigma, job.truncate));
  const n = job.size[0] * job.size[1];
  const planes = (): Planes => ({ smooth: new Float64Array(n), curved: new Float64Array(n) });
  const [first, second] = [planes(), planes()];
  for (let k = job.k0; k < job.k1; k++) {
    alongZ(job, z, k, first);
    alongY(job, y, first, second);
    alongX(job, x, second, k);
  }
  return null;
}
