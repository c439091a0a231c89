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
  let n = 0;
  for (let k = 0; k < size[sliceAxis]; k++)
    for (let b = half; b < size[v] - half; b += side)
      for (let a = half; a < size[u] - half; a += side) {
        if (n++ % skip !== 0) continue;
        const at = k * strides[sliceAxis] + b * strides[v] + a * strides[u];
        const { mean, sd } = spreadOf(voxels, at, strides[u], strides[v]);
        if (!(mean >= least)) continue;
        means.push(mean);
        places.push(at);
        sds.push(sd);
      }
  return { sds, means, places };
}

/** The values of the window around `at` without their plane; `across` and `down` are the strides in its slice. */
export function flattened(
  voxels: Int16Array | Float32Array,
  at: number,
  across: number,
  down: number,
): Float64Array {
  const values = new Float64Array(side * side);
  let [s, p, q] = [0, 0, 0];
  for (let n = 0; n < values.length; n++) {
    const [a, b] = [(n % side) - half, Math.floor(n / side) - half];
    values[n] = voxels[at + a * across + b * down];
    s += values[n];
    p += values[n] * a;
    q += values[n] * b;
  }
  const turn = side * 28;
  return values.map(
    (value, n) =>
      value -
      s / values.length -
      (p / turn) * ((n % side) - half) -
      (q / turn) * (Math.floor(n / side) - half),
  );
}

function spreadOf(
  voxels: Int16Array | Float32Array,
  at: number,
  across: number,
  down: number,
): { mean: number; sd: number } {
  let sum = 0;
  for (let b = -half; b <= half; b++)
    for (let a = -half; a <= half; a++) sum += voxels[at + a * across + b * down];
  const rest = flattened(voxels, at, across, down).reduce((squares, r) => squares + r * r, 0);
  return { mean: sum / (side * side), sd: Math.sqrt(rest / freedom) };
}
