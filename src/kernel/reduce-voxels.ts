// Fewer voxels out of many: a separable mean along each axis, a row of the result at a time.
import type { Vec3 } from '../core/grid.js';
import type { Taps } from '../core/volume.js';

export interface ReduceJob {
  readonly voxels: Int16Array | Float32Array;
  readonly size: Vec3;
  readonly taps: readonly [Taps, Taps, Taps];
  /** What one step of the result stands for. */
  readonly step: number;
}

/** As many along each axis as its taps have outputs; whole steps, the nearest that fit 16 bits. 80 M voxels to 16 M: 0.6 s. */
export function reduceVoxels({ voxels, size, taps, step }: ReduceJob): Int16Array {
  const [nx, ny] = size;
  const [tx, ty, tz] = taps;
  const [mx, my, mz] = taps.map(({ first }) => first.length);
  const out = new Int16Array(mx * my * mz);
  const row = new Float64Array(nx);
  for (let k = 0; k < mz; k++) {
    for (let j = 0; j < my; j++) {
      row.fill(0);
      for (let t = 0; t < tz.width; t++) {
        const far = tz.weights[k * tz.width + t] / step;
        if (far === 0) continue;
        for (let s = 0; s < ty.width; s++) {
          const weight = far * ty.weights[j * ty.width + s];
          if (weight === 0) continue;
          addRow(voxels, nx * (ty.first[j] + s + ny * (tz.first[k] + t)), weight, row);
        }
      }
      reduceRow(row, tx, out, mx * (j + my * k));
    }
  }
  return out;
}

function addRow(voxels: Int16Array | Float32Array, from: number, weight: number, row: Float64Array): void {
  for (let i = 0; i < row.length; i++) row[i] += weight * voxels[from + i];
}

function reduceRow(row: Float64Array, { first, width, weights }: Taps, out: Int16Array, at: number): void {
  for (let i = 0; i < first.length; i++) {
    let sum = 0;
    for (let t = 0; t < width; t++) {
      const weight = weights[i * width + t];
      if (weight !== 0) sum += weight * row[first[i] + t];
    }
    out[at + i] = Math.max(-32768, Math.min(32767, Math.round(sum)));
  }
}
