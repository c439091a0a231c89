import { describe, expect, it } from 'vitest';
import { kernelNames } from '../../src/core/volume.js';
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
function coefficients(raw: Int16Array | Float32Array, nodes: Nodes, isUneven: boolean): Float32Array {
  const size = [nodes[0].length, nodes[1].length, nodes[2].length] as const;
  const [x, y, z] = nodes.map((at) => splineFactors(isUneven ? Float64Array.from(at) : at.length));
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

describe('evaluate', () => {
  for (const [name, lattice] of Object.entries(lattices))
    for (const kernel of kernelNames)
      for (const isUneven of kernel === 'lanczos3' ? [false] : [false, true])
        it(`${kernel} agrees with the double-precision oracle: ${name}, ${isUneven ? 'uneven' : 'even'} nodes`, () => {
          const random = seeded(5);
          const nodes: Nodes = isUneven
            ? [uneven(22, random), uneven(18, random), uneven(9, random)]
            : [even(22), even(18), even(9)];
          for (const floats of [false, true]) {
            const raw = noise([22, 18, 9], 7, floats);
            const samples = kernel === 'bspline3' ? coefficients(raw, nodes, isUneven) : raw;
            const volume = volumeOf(kernel, samples, nodes, lattice, isUneven);
            const truth = oracleVolume(kernel, raw, nodes, lattice);
            const values = evaluate(volume, 0, lattice.size[2]);
            let worst = 0;
            truth.forEach((v, i) => {
              worst = Math.max(worst, Math.abs(v - values[i]));
            });
            expect(worst).toBeLessThan(4000 * 1e-6);
          }
        });
});
