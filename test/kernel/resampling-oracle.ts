// Slow, plain, double-precision resampling to hold the kernels against: padded samples, the textbook formulas.
import type { Boundary, KernelName, Volume } from '../../src/core/volume.js';
import { makeTaps } from '../../src/kernel/taps.js';

/** Samples continued by `pad` more as the boundary rule says, and their positions (end steps go on; mirrored: mirrored). */
function padded(
  line: readonly number[],
  at: readonly number[],
  pad: number,
  boundary: Boundary,
): [number[], number[]] {
  const n = line.length;
  const [before, after] = n > 1 ? [at[1] - at[0], at[n - 1] - at[n - 2]] : [1, 1];
  const range = Array.from({ length: n + 2 * pad }, (_, i) => i - pad);
  if (boundary === 'mirror') {
    const period = 2 * (at[n - 1] - at[0]) + before + after;
    const there = (i: number) => ((i % (2 * n)) + 2 * n) % (2 * n);
    const image = (m: number) => (m < n ? at[m] : 2 * at[n - 1] + after - at[2 * n - 1 - m]);
    const place = (i: number) => image(there(i)) + Math.floor(i / (2 * n)) * period;
    return [range.map((i) => line[Math.min(there(i), 2 * n - 1 - there(i))]), range.map(place)];
  }
  const clamp = (i: number) => Math.min(n - 1, Math.max(0, i));
  const place = (i: number) => at[clamp(i)] + (i < 0 ? i * before : i >= n ? (i - n + 1) * after : 0);
  const value = (i: number) => (boundary === 'zero' && i !== clamp(i) ? 0 : line[clamp(i)]);
  return [range.map(value), range.map(place)];
}

/** Solves the tridiagonal system of the interpolating cubic spline's second derivatives (natural at the far pads). */
function naturalSpline(y: readonly number[], x: readonly number[]): (at: number) => number {
  const n = y.length;
  const second = new Array<number>(n).fill(0);
  const factor = new Array<number>(n).fill(0);
  for (let i = 1; i < n - 1; i++) {
    const [a, b] = [x[i] - x[i - 1], x[i + 1] - x[i]];
    const pivot = 2 * (a + b) - a * factor[i - 1];
    const right = 6 * ((y[i + 1] - y[i]) / b - (y[i] - y[i - 1]) / a);
    factor[i] = b / pivot;
    second[i] = (right - a * second[i - 1]) / pivot;
  }
  for (let i = n - 2; i > 0; i--) second[i] -= factor[i] * second[i + 1];
  let i = 0;
  return (at) => {
    if (at < x[i]) i = 0;
    while (i < n - 2 && x[i + 1] <= at) i++;
    const h = x[i + 1] - x[i];
    const [p, q] = [(x[i + 1] - at) / h, (at - x[i]) / h];
    const bend = ((p ** 3 - p) * second[i] + (q ** 3 - q) * second[i + 1]) * (h * h);
    return p * y[i] + q * y[i + 1] + bend / 6;
  };
}

const sinc = (u: number) => (u === 0 ? 1 : Math.sin(Math.PI * u) / (Math.PI * u));

/** The interpolation of one line of samples at `positions`, every quantity in double precision. */
export function oracleLine(
  kernel: KernelName,
  line: readonly number[],
  nodes: readonly number[],
  positions: readonly number[],
  boundary: Boundary = 'nearest',
  pad = 40,
): number[] {
  const [y, x] = padded(line, nodes, pad, boundary);
  const spline = naturalSpline(y, x);
  let i = 0;
  return positions.map((p) => {
    if (p < x[i]) i = 0;
    while (i < x.length - 2 && x[i + 1] <= p) i++;
    const u = (p - x[i]) / (x[i + 1] - x[i]);
    if (kernel === 'nearest') return y[u < 0.5 - 1e-9 ? i : i + 1];
    if (kernel === 'linear') return (1 - u) * y[i] + u * y[i + 1];
    if (kernel === 'bspline3') return spline(p);
    // Two parabolas through three samples each, one fading into the other (Overhauser).
    const parabola = (m: number) =>
      [m - 1, m, m + 1].reduce((sum, a, t, all) => {
        const [b, c] = all.filter((_, s) => s !== t);
        return sum + (y[a] * (p - x[b]) * (p - x[c])) / (x[a] - x[b]) / (x[a] - x[c]);
      }, 0);
    if (kernel === 'catmull-rom') return (1 - u) * parabola(i) + u * parabola(i + 1);
    const w = [-2, -1, 0, 1, 2, 3].map((t) => sinc(u - t) * (Math.abs(u - t) < 3 ? sinc((u - t) / 3) : 0));
    const sum = w.reduce((a, b) => a + b);
    const off = w.reduce((moment, v, t) => moment + v * (u - (t - 2)), 0) / sum;
    return w.reduce((total, v, t) => total + v * y[i - 2 + t], 0) / sum + off * (y[i + 1] - y[i]);
  });
}

export interface Lattice {
  readonly origin: readonly [number, number, number];
  readonly step: readonly [number, number, number];
  readonly size: readonly [number, number, number];
}

/** The whole target lattice, line by line along x, y and z. nodes: positions of the source samples, per axis. */
export function oracleVolume(
  kernel: KernelName,
  samples: ArrayLike<number>,
  nodes: readonly [readonly number[], readonly number[], readonly number[]],
  { origin, step, size }: Lattice,
  boundary: Boundary = 'nearest',
): Float64Array {
  let data = Float64Array.from(samples);
  let dims = nodes.map((n) => n.length);
  for (const axis of [0, 1, 2]) {
    const positions = Array.from({ length: size[axis] }, (_, i) => origin[axis] + i * step[axis]);
    const next = dims.map((n, a) => (a === axis ? size[axis] : n));
    const stride = [1, dims[0], dims[0] * dims[1]][axis];
    const nextStride = [1, next[0], next[0] * next[1]][axis];
    const outcome = new Float64Array(next[0] * next[1] * next[2]);
    for (let at = 0, inner = 0; at < data.length; at++) {
      if (Math.floor(at / stride) % dims[axis] !== 0) continue;
      const line = nodes[axis].map((_, i) => data[at + i * stride]);
      const to = (inner % stride) + Math.floor(inner / stride) * nextStride * size[axis];
      oracleLine(kernel, line, nodes[axis], positions, boundary).forEach((v, i) => {
        outcome[to + i * nextStride] = v;
      });
      inner++;
    }
    [data, dims] = [outcome, next];
  }
  return data;
}

/** The value at one place (index units of the samples' axes), with a kernel for each axis. */
export function oracleAt(
  kernels: readonly [KernelName, KernelName, KernelName],
  samples: ArrayLike<number>,
  nodes: readonly [readonly number[], readonly number[], readonly number[]],
  place: readonly number[],
  boundary: Boundary,
): number {
  let line = Array.from(samples);
  for (const axis of [0, 1, 2]) {
    const n = nodes[axis].length;
    const lines = Array.from({ length: line.length / n }, (_, i) => line.slice(i * n, (i + 1) * n));
    line = lines.map((l) => oracleLine(kernels[axis], l, nodes[axis], [place[axis]], boundary)[0]);
  }
  return line[0];
}

/** A volume of these samples (raw, or coefficients) on the lattice, by hand. */
export function volumeOf(
  kernel: KernelName,
  samples: Int16Array | Float32Array,
  nodes: readonly [readonly number[], readonly number[], readonly number[]],
  { origin, step, size }: Lattice,
  uneven = false,
  boundary: Boundary = 'nearest',
): Volume {
  const n = nodes.map((at) => at.length);
  const taps = (a: 0 | 1 | 2) =>
    makeTaps(kernel, uneven ? Float64Array.from(nodes[a]) : n[a], origin[a], step[a], size[a], boundary);
  const grid = { size, affine: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0] } as const;
  const facts = { labels: false } as Volume['scan']['facts'];
  return {
    scan: { grid: { ...grid, size: [n[0], n[1], n[2]] }, voxels: samples, facts },
    grid,
    kernel,
    samples,
    sampleSize: [n[0], n[1], n[2]],
    taps: [taps(0), taps(1), taps(2)],
  };
}

/** Seeded numbers in [0, 1). */
export function seeded(seed: number): () => number {
  let s = seed >>> 0;
  return () => {
    s = (Math.imul(s, 1664525) + 1013904223) >>> 0;
    return s / 2 ** 32;
  };
}
