// Fewer voxels out of many: a separable mean, first along the columns and rows of each slice, then across the slices.
import type { Vec3 } from '../core/grid.js';
import type { Taps } from '../core/volume.js';

export interface ReduceJob {
  readonly voxels: Int16Array | Float32Array;
  readonly size: Vec3;
  readonly taps: readonly [Taps, Taps, Taps];
  /** What one step of the result stands for. */
  readonly step: number;
}

/** As many along each axis as its taps have outputs; whole steps, the nearest that fit 16 bits. */
export function reduceVoxels({ voxels, size, taps, step }: ReduceJob): Int16Array {
  const [nx, ny] = size;
  const [tx, ty, tz] = taps;
  const plane = tx.first.length * ty.first.length;
  const out = new Int16Array(plane * tz.first.length);
  const sum = new Float64Array(plane);
  const slices = new Map<number, Float32Array>();
  for (let k = 0; k < tz.first.length; k++) {
    sum.fill(0);
    for (const known of slices.keys()) if (known < tz.first[k]) slices.delete(known);
    for (let t = 0; t < tz.width; t++) {
      const weight = tz.weights[k * tz.width + t] / step;
      if (weight === 0) continue;
      const slice = tz.first[k] + t;
      const values = slices.get(slice) ?? reducedSlice(voxels, nx * ny * slice, nx, tx, ty);
      slices.set(slice, values);
      for (let p = 0; p < plane; p++) sum[p] += weight * values[p];
    }
    for (let p = 0; p < plane; p++)
      out[plane * k + p] = Math.max(-32768, Math.min(32767, Math.round(sum[p])));
  }
  return out;
}

function reducedSlice(
  voxels: Int16Array | Float32Array,
  from: number,
  nx: number,
  tx: Taps,
  ty: Taps,
): Float32Array {
  const mx = tx.first.length;
  const reduced = new Float32Array(mx * ty.first.length);
  const row = new Float64Array(nx);
  for (let j = 0; j < ty.first.length; j++) {
    row.fill(0);
    for (let t = 0; t < ty.width; t++) {
      const weight = ty.weights[j * ty.width + t];
      if (weight !== 0) addRow(voxels, from + nx * (ty.first[j] + t), weight, row);
    }
    for (let i = 0; i < mx; i++) {
      let sum = 0;
      for (let t = 0; t < tx.width; t++) {
        const weight = tx.weights[i * tx.width + t];
        if (weight !== 0) sum += weight * row[tx.first[i] + t];
      }
      reduced[i + mx * j] = sum;
    }
  }
  return reduced;
}

function addRow(voxels: Int16Array | Float32Array, from: number, weight: number, row: Float64Array): void {
  for (let i = 0; i < row.length; i++) row[i] += weight * voxels[from + i];
}
