// Small windows in the slices of a scan, evenly spread, and how much the values in each vary about their plane.
import type { Scan } from '../core/scan.js';

/** Side of a window in voxels: its plane is removed, 46 degrees of freedom stay. */
const side = 7;
const half = 3;
const freedom = side * side - 3;
const mostWindows = 20000;

/** Of window n: standard deviation about its plane, mean, and its middle's place in the voxels. */
export interface NoiseWindows {
  readonly sds: number[];
  readonly means: number[];
  readonly places: number[];
}

/** Those whose mean is at least `least`. */
export function noiseWindows(
  { voxels, grid: { size } }: Scan,
  sliceAxis: number,
  least: number,
): NoiseWindows {
  const strides = [1, size[0], size[0] * size[1]];
  const [u, v] = [0, 1, 2].filter((axis) => axis !== sliceAxis);
  const across = Math.max(0, Math.floor(size[u] / side)) * Math.max(0, Math.floor(size[v] / side));
  const skip = Math.max(1, Math.ceil((across * size[sliceAxis]) / mostWindows));
  const sds: number[] = [];
  const means: number[] = [];
  const places: number[] = [];
  const room = new Float64Array(side * side);
  let n = 0;
  for (let k = 0; k < size[sliceAxis]; k++)
    for (let b = half; b < size[v] - half; b += side)
      for (let a = half; a < size[u] - half; a += side) {
        if (n++ % skip !== 0) continue;
        const at = k * strides[sliceAxis] + b * strides[v] + a * strides[u];
        const { mean, sd } = spreadOf(voxels, at, strides[u], strides[v], room);
        if (!(mean >= least)) continue;
        means.push(mean);
        places.push(at);
        sds.push(sd);
      }
  return { sds, means, places };
}

/**
 * The values of the window around `at` without their plane, a new array or `out`; `across` and `down` are the strides in
 * its slice.
 */
export function flattened(
  voxels: Int16Array | Float32Array,
  at: number,
  across: number,
  down: number,
  out = new Float64Array(side * side),
): Float64Array {
  let [s, p, q] = [0, 0, 0];
  for (let b = -half, n = 0; b <= half; b++)
    for (let a = -half; a <= half; a++, n++) {
      const value = voxels[at + a * across + b * down];
      out[n] = value;
      s += value;
      p += value * a;
      q += value * b;
    }
  const [mean, rise, fall] = [s / out.length, p / turn, q / turn];
  for (let b = -half, n = 0; b <= half; b++)
    for (let a = -half; a <= half; a++, n++) out[n] = out[n] - mean - rise * a - fall * b;
  return out;
}

/** Σ a² over a window. */
const turn = side * 28;

function spreadOf(
  voxels: Int16Array | Float32Array,
  at: number,
  across: number,
  down: number,
  room: Float64Array<ArrayBuffer>,
): { mean: number; sd: number } {
  let sum = 0;
  for (let b = -half; b <= half; b++)
    for (let a = -half; a <= half; a++) sum += voxels[at + a * across + b * down];
  const rest = flattened(voxels, at, across, down, room);
  let squares = 0;
  for (let n = 0; n < rest.length; n++) squares += rest[n] * rest[n];
  return { mean: sum / (side * side), sd: Math.sqrt(squares / freedom) };
}
