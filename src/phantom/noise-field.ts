// Noise of a scan: white, or smooth within each slice as a reconstruction leaves it.
import { UserError } from '../core/errors.js';
import type { Vec3 } from '../core/grid.js';
import { blurKernel } from './blur.js';
import { whiteNoise } from './noise.js';

/** Of voxel (i, j, k) of the scanner's grid: mean 0, standard deviation 1. */
export type NoiseField = (i: number, j: number, k: number) => number;

/**
 * `correlation` is the sigma of the Gaussian that white noise is smoothed with, mm: voxels at a distance r in a slice
 * then correlate by exp(−r² / 4 sigma²), those of different slices not at all. 0 leaves it white. Slices are kept
 * while their neighbours are asked for, so ask slab by slab.
 */
export function noiseField(seed: number, size: Vec3, spacing: Vec3, correlation: number): NoiseField {
  const white = whiteNoise(seed);
  const [nx, ny] = size;
  if (correlation === 0) return (i, j, k) => white(i + nx * (j + ny * k));
  const kept = Math.min(size[2], Math.ceil(slab / spacing[2]));
  refuseTooMuch(kept * nx * ny, correlation / Math.min(spacing[0], spacing[1]));
  const slices = new Map<number, Float32Array>();
  const make = smoothSlice(white, size, spacing, correlation);
  return (i, j, k) => {
    let slice = slices.get(k);
    if (slice === undefined) {
      for (const old of slices.keys()) if (Math.abs(old - k) >= kept) slices.delete(old);
      slice = make(k);
      slices.set(k, slice);
    }
    return slice[i + nx * j];
  };
}

/** Slices this near to the one asked for are kept, mm: as thick as a block of what is rendered. */
const slab = 12;
const mostNumbers = 250_000_000;
/** In voxels: a wider one would take longer than all the rest. */
const mostSigma = 20;

function refuseTooMuch(numbers: number, sigma: number): void {
  if (sigma > mostSigma)
    throw new UserError(
      `noiseCorrelation: ${Math.round(sigma)} voxels of noise would hang together, more than ${mostSigma}.`,
      'Choose a shorter correlation or a coarser spacing.',
    );
  if (numbers > mostNumbers)
    throw new UserError(
      `noiseCorrelation: ${numbers} numbers would have to be kept at once, more than ${mostNumbers}.`,
      'Choose a smaller size or a coarser spacing, or leave the noise white.',
    );
}

/** One slice at a time: white noise on a wider slice, smoothed along j, then along i. */
function smoothSlice(
  white: (voxel: number) => number,
  [nx, ny]: Vec3,
  spacing: Vec3,
  sigma: number,
): (k: number) => Float32Array {
  const [alongI, alongJ] = [0, 1].map((axis) => unitPower(blurKernel(sigma, 0, spacing[axis]).weights));
  const wide = nx + alongI.length - 1;
  const tall = ny + alongJ.length - 1;
  const column = new Float64Array(wide);
  return (k) => {
    const slice = new Float32Array(nx * ny);
    const raw = Float32Array.from({ length: wide * tall }, (_, n) => white(n + wide * tall * k));
    for (let j = 0; j < ny; j++) {
      column.fill(0);
      for (let t = 0; t < alongJ.length; t++)
        for (let i = 0; i < wide; i++) column[i] += alongJ[t] * raw[i + wide * (j + t)];
      for (let i = 0; i < nx; i++) {
        let sum = 0;
        for (let t = 0; t < alongI.length; t++) sum += alongI[t] * column[i + t];
        slice[i + nx * j] = sum;
      }
    }
    return slice;
  };
}

/** Weights that leave the standard deviation of white noise as it is. */
function unitPower(weights: Float64Array): Float64Array {
  const power = Math.sqrt(weights.reduce((sum, w) => sum + w * w, 0));
  return weights.map((w) => w / power);
}
