import { describe, expect, it } from 'vitest';
import { type Boundary, boundaryNames, kernelNames } from '../../src/core/volume.js';
import { evaluate } from '../../src/kernel/evaluate.js';
import { filterColumns } from '../../src/kernel/filter-columns.js';
import { filterPlanes } from '../../src/kernel/filter-planes.js';
import { splineFactors } from '../../src/kernel/spline-factors.js';
import { type Lattice, oracleVolume, seeded, volumeOf } from './resampling-oracle.js';

type Nodes = readonly [readonly number[], readonly number[], readonly number[]];
const even = (n: number) => Array.from({ length: n }, (_, i) => i);
function uneven(n: number, random: () => number): number[] {
  let at = 0;
  return Array.from({ length: n }, (_, i) => (at += i === 0 ? 0 : 0.5 + random()));
}

function noise(size: readonly number[], seed: number, floats: boolean): Int16Array | Float32Array {
  const random = seeded(seed);
  const n = size[0] * size[1] * size[2];
  return floats
    ? Float32Array.from({ length: n }, () => 4000 * random() - 1000)
    : Int16Array.from({ length: n }, () => Math.floor(4000 * random() - 1000));
}

/** Spline coefficients by the kernels, as the resample step makes them. */
function coefficients(
  raw: Int16Array | Float32Array,
  nodes: Nodes,
  isUneven: boolean,
  boundary: Boundary = 'nearest',
): Float32Array {
  const size = [nodes[0].length, nodes[1].length, nodes[2].length] as const;
  const [x, y, z] = nodes.map((at) => splineFactors(isUneven ? Float64Array.from(at) : at.length, boundary));
  const to = new Float32Array(raw.length);
  for (let k = 0; k < size[2]; k += 2)
    filterPlanes({ from: raw, to, size, x, y, k0: k, k1: Math.min(size[2], k + 2) });
  const half = (size[0] * size[1]) >> 1;
  filterColumns({ from: to, to, size, z, c0: 0, c1: half });
  filterColumns({ from: to, to, size, z, c0: half, c1: size[0] * size[1] });
  return to;
}

const lattices: Readonly<Record<string, Lattice>> = {
  finer: { origin: [-0.31, -0.2, -0.4], step: [0.43, 0.51, 0.37], size: [53, 37, 25] },
  coarser: { origin: [0.7, -1.2, 0.1], step: [2.7, 1.9, 3.1], size: [9, 11, 4] },
  beyond: { origin: [-4.2, -3.1, -6.5], step: [1.1, 0.9, 1.3], size: [31, 26, 17] },
};

const sameBits = (a: Float32Array, b: Float32Array) =>
  a.length === b.length &&
  Buffer.compare(
    new Uint8Array(a.buffer, a.byteOffset, a.byteLength),
    new Uint8Array(b.buffer, b.byteOffset, b.byteLength),
  ) === 0;

describe('evaluate', () => {
  for (const [name, lattice] of Object.entries(lattices))
    for (const kernel of kernelNames)
      for (const isUneven of kernel === 'lanczos3' ? [false] : [false, true])
        for (const boundary of boundaryNames)
          it(`${kernel}, ${boundary} beyond the ends, agrees with the double-precision oracle: ${name}, ${isUneven ? 'uneven' : 'even'} nodes`, () => {
            const random = seeded(5);
            const nodes: Nodes = isUneven
              ? [uneven(22, random), uneven(18, random), uneven(9, random)]
              : [even(22), even(18), even(9)];
            for (const floats of boundary === 'nearest' ? [false, true] : [true]) {
              const raw = noise([22, 18, 9], 7, floats);
              const samples = kernel === 'bspline3' ? coefficients(raw, nodes, isUneven, boundary) : raw;
              const volume = volumeOf(kernel, samples, nodes, lattice, isUneven, boundary);
              const truth = oracleVolume(kernel, raw, nodes, lattice, boundary);
              const values = evaluate(volume, 0, lattice.size[2]);
              let worst = 0;
              truth.forEach((v, i) => {
                worst = Math.max(worst, Math.abs(v - values[i]));
              });
              expect(worst).toBeLessThan(4000 * 1e-6);
            }
          });

  const nodes: Nodes = [even(22), even(18), even(9)];
  const fine: Lattice = { origin: [4.1, 4.3, 2.2], step: [0.31, 0.27, 0.41], size: [41, 33, 11] };
  const places = (visit: (x: number, y: number, z: number, at: number) => void): void => {
    for (let at = 0, k = 0; k < 11; k++)
      for (let j = 0; j < 33; j++)
        for (let i = 0; i < 41; i++) visit(4.1 + 0.31 * i, 4.3 + 0.27 * j, 2.2 + 0.41 * k, at++);
  };

  it('is exact for ramps with every kernel that interpolates, but nearest', () => {
    const ramp = (x: number, y: number, z: number) => 3 * x - 7 * y + 11 * z - 100;
    const raw = Float32Array.from({ length: 22 * 18 * 9 }, (_, n) =>
      ramp(n % 22, Math.floor(n / 22) % 18, Math.floor(n / 396)),
    );
    for (const kernel of ['linear', 'bspline3', 'catmull-rom', 'lanczos3'] as const)
      for (const isUneven of kernel === 'lanczos3' ? [false] : [false, true]) {
        const samples = kernel === 'bspline3' ? coefficients(raw, nodes, isUneven) : raw;
        const values = evaluate(volumeOf(kernel, samples, nodes, fine, isUneven), 0, 11);
        // The constant continuation bends the spline near the ends: by 0.27 per sample inward.
        let worst = 0;
        places((x, y, z, at) => {
          const inward = Math.min(x, 21 - x, y, 17 - y, z, 8 - z);
          const local = { linear: 0, 'catmull-rom': 1, lanczos3: 2 };
          if (kernel !== 'bspline3' && inward < local[kernel]) return;
          const bend = kernel === 'bspline3' ? 12 * 0.27 ** inward : 0;
          worst = Math.max(worst, Math.abs(values[at] - ramp(x, y, z)) - bend);
        });
        expect(worst).toBeLessThan(1e-3);
      }
  });

  it('is exact for quadratics with both cubic kernels, far from the ends, on even and uneven nodes', () => {
    const n = 61;
    const steps = seeded(8);
    for (const x of [even(n), uneven(n, () => 1.4 * steps() - 0.2)])
      for (const kernel of ['bspline3', 'catmull-rom'] as const) {
        const line: Nodes = [x, even(1), even(1)];
        const middle = x[30];
        const raw = Float32Array.from({ length: n }, (_, i) => (x[i] - middle) ** 2);
        const lattice: Lattice = { origin: [middle - 5, 0, 0], step: [0.1, 1, 1], size: [100, 1, 1] };
        const samples = kernel === 'bspline3' ? coefficients(raw, line, true) : raw;
        const values = evaluate(volumeOf(kernel, samples, line, lattice, true), 0, 1);
        values.forEach((v, i) => {
          expect(v).toBeCloseTo((0.1 * i - 5) ** 2, 3);
        });
      }
  });

  it('gives the input back on the same grid', () => {
    const same: Lattice = { origin: [0, 0, 0], step: [1, 1, 1], size: [22, 18, 9] };
    for (const floats of [false, true]) {
      const raw = noise([22, 18, 9], 11, floats);
      for (const kernel of ['nearest', 'linear', 'catmull-rom', 'lanczos3'] as const)
        expect(sameBits(evaluate(volumeOf(kernel, raw, nodes, same), 0, 9), Float32Array.from(raw))).toBe(
          true,
        );
    }
  });

  it('gives the same bits however the slices are asked for, also into a given array', () => {
    const raw = noise([22, 18, 9], 13, true);
    for (const kernel of kernelNames) {
      const volume = volumeOf(kernel, raw, nodes, fine);
      const whole = evaluate(volume, 0, 11);
      const out = new Float32Array(41 * 33 * 11);
      for (const [k0, k1] of [
        [7, 11],
        [0, 1],
        [1, 6],
        [6, 7],
      ] as const) {
        const part = evaluate(volume, k0, k1, out).subarray(0, 41 * 33 * (k1 - k0));
        expect(sameBits(part, whole.subarray(41 * 33 * k0, 41 * 33 * k1))).toBe(true);
      }
    }
  });

  it('joins the bands of rows that a wide volume is cut into', () => {
    const wide: Nodes = [even(2500), even(60), even(2)];
    const raw = noise([2500, 60, 2], 19, false);
    const lattice: Lattice = { origin: [-0.2, 0.1, 0.5], step: [1, 0.7, 1], size: [2501, 85, 1] };
    const values = evaluate(volumeOf('linear', raw, wide, lattice), 0, 1);
    const at = (i: number, j: number) =>
      (raw[Math.min(2499, Math.max(0, i)) + 2500 * j] +
        raw[Math.min(2499, Math.max(0, i)) + 2500 * (j + 60)]) /
      2;
    let worst = 0;
    for (let j = 0; j < 85; j++)
      for (let i = 0; i < 2501; i++) {
        const y = 0.1 + 0.7 * j;
        const [row, v] = [Math.floor(y), y - Math.floor(y)];
        const next = Math.min(59, row + 1);
        const truth =
          0.2 * ((1 - v) * at(i - 1, row) + v * at(i - 1, next)) +
          0.8 * ((1 - v) * at(i, row) + v * at(i, next));
        worst = Math.max(worst, Math.abs(values[i + 2501 * j] - truth));
      }
    expect(worst).toBeLessThan(4000 * 1e-6);
  });

  it('mixes up no memory when volumes of different shapes take turns', () => {
    const large = volumeOf('lanczos3', noise([22, 18, 9], 17, true).fill(Number.NaN), nodes, fine);
    const shapes: Nodes = [even(3), even(2), even(1)];
    const small = volumeOf('lanczos3', Float32Array.of(1, 2, 3, 4, 5, 6), shapes, {
      origin: [-1, -1, -1],
      step: [0.5, 0.5, 0.5],
      size: [9, 7, 5],
    });
    const before = evaluate(small, 0, 5);
    evaluate(large, 0, 11);
    expect(evaluate(small, 0, 5)).toEqual(before);
    expect(before.every((v) => v >= 0 && v <= 7)).toBe(true);
  });
});
