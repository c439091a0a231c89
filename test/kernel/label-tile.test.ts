import { describe, expect, it } from 'vitest';
import type { Affine, Vec3 } from '../../src/core/grid.js';
import { toPatient } from '../../src/core/grid.js';
import { labelBlock } from '../../src/kernel/label-block.js';
import { labelTile } from '../../src/kernel/label-tile.js';
import { steadyRows } from '../../src/kernel/steady-rows.js';
import { spreadBoxes, uniformBoxes } from '../../src/kernel/uniform-boxes.js';
import { randomLabels } from './random-labels.js';

const size: Vec3 = [23, 19, 17];

/** Every voxel of a box, in order. */
function* voxelsOf([nx, ny, nz]: Vec3): Generator<Vec3> {
  for (let k = 0; k < nz; k++) for (let j = 0; j < ny; j++) for (let i = 0; i < nx; i++) yield [i, j, k];
}

const held = (i: number, n: number): number => Math.min(n - 1, Math.max(0, i));

/** The share of each label around a point, by the formula: all voxels within five sigmas, beyond the ends the nearest. */
function sharesAt(voxels: Int16Array, p: Vec3, sigma: Vec3): Map<number, number> {
  const g = (d: number, s: number): number => Math.exp((-d * d) / (2 * s * s)) / s;
  const lines = p.map((x, axis) => {
    const reach = Math.ceil(4.5 * sigma[axis]);
    const js = Array.from({ length: 2 * reach + 3 }, (_, t) => Math.floor(x) - reach - 1 + t);
    const line = js
      .filter((j) => Math.abs(j - x) < reach)
      .map((j) => [j, 2 * g(j - x, sigma[axis]) - g(j - x, sigma[axis] * Math.SQRT2)] as const);
    const sum = line.reduce((total, [, w]) => total + w, 0);
    return line.map(([j, w]) => [held(j, size[axis]), w / sum] as const);
  });
  const shares = new Map<number, number>();
  for (const [k, wz] of lines[2])
    for (const [j, wy] of lines[1])
      for (const [i, wx] of lines[0]) {
        const label = voxels[i + size[0] * (j + size[1] * k)];
        shares.set(label, (shares.get(label) ?? 0) + wx * wy * wz);
      }
  return shares;
}

const grids: readonly (readonly [string, Affine, Vec3])[] = [
  ['finer', [0.5, 0, 0, -0.25, 0, 0.75, 0, 0.1, 0, 0, 0.4, 0.3], [46, 25, 41]],
  ['mirrored and turned', [0, -0.7, 0, 21, 0.9, 0, 0, 0.3, 0, 0, -0.8, 15.5], [20, 30, 20]],
  ['askew', [0.7, -0.3, 0.1, 4, 0.25, 0.7, -0.2, 1, -0.1, 0.2, 0.8, 2], [24, 22, 18]],
];

describe('labelTile', () => {
  it.each(grids)('finds the winner of the formula on a %s grid', (_, toMap, toSize) => {
    const voxels = randomLabels(size, [0, 3, -7, 12, 300], 3, 11);
    for (const sigma of [
      [0.8, 0.8, 0.8],
      [1.4, 0.8, 1.1],
    ] as const) {
      const rows = [steadyRows(sigma[0]), steadyRows(sigma[1]), steadyRows(sigma[2])] as const;
      const clear: Vec3 = [
        Math.floor(2.04 * sigma[0]),
        Math.floor(2.04 * sigma[1]),
        Math.floor(2.04 * sigma[2]),
      ];
      const thin = new Uint32Array(Math.ceil(voxels.length / 32));
      const map = { voxels, size, toMap, nodes: null, rows, clear, thin };
      const to = new Int16Array(toSize[0] * toSize[1] * toSize[2]).fill(-1);
      labelTile({ map, to, toSize, from: [0, 0, 0], beyond: toSize });
      let [v, checked] = [0, 0];
      for (const [i, j, k] of voxelsOf(toSize)) {
        const p = toPatient(toMap, i, j, k);
        const label = to[v++];
        if (p.some((x, axis) => x < -0.50001 || x > size[axis] - 0.49999)) expect(label).toBe(-1);
        if (v % 7 !== 0 || p.some((x, axis) => x < -0.49999 || x > size[axis] - 0.50001)) continue;
        const near = p.map((x) => Math.round(x * 256) / 256);
        const ranked = [...sharesAt(voxels, [near[0], near[1], near[2]], sigma)].sort((a, b) => b[1] - a[1]);
        if (ranked.length > 1 && ranked[0][1] - ranked[1][1] < 1e-6) continue;
        expect(label, `at ${p}`).toBe(ranked[0][0]);
        checked++;
      }
      expect(checked).toBeGreaterThan(500);
    }
  });

  it('gives the same voxels, however the grid is cut', () => {
    const voxels = randomLabels(size, [0, 1, 2, 5], 4, 5);
    const [, toMap, toSize] = grids[2];
    const rows = [steadyRows(0.8), steadyRows(0.8), steadyRows(0.8)] as const;
    const map = {
      voxels,
      size,
      toMap,
      nodes: null,
      rows,
      clear: [1, 1, 1] as const,
      thin: new Uint32Array(voxels.length),
    };
    const whole = new Int16Array(toSize[0] * toSize[1] * toSize[2]);
    labelTile({ map, to: whole, toSize, from: [0, 0, 0], beyond: toSize });
    const cut = new Int16Array(whole.length);
    for (const [x0, x1] of [
      [11, toSize[0]],
      [0, 11],
    ])
      for (const [z0, z1] of [
        [0, 5],
        [5, toSize[2]],
      ])
        labelTile({ map, to: cut, toSize, from: [x0, 0, z0], beyond: [x1, toSize[1], z1] });
    expect(cut).toEqual(whole);
  });
});

describe('uniformBoxes', () => {
  it('finds the boxes that looking at every voxel finds, and all that lies in them', () => {
    const voxels = randomLabels(size, [0, 4, 9], 3, 2);
    const block = labelBlock(voxels, size, [-2, 0, 1], [21, 19, 19]);
    const [mx, my, mz] = block.size;
    const width: Vec3 = [3, 2, 4];
    const at = (i: number, j: number, k: number): number => {
      const row = size[0] * (held(j, size[1]) + size[1] * held(k + 1, size[2]));
      return voxels[row + held(i - 2, size[0])];
    };
    const { flags } = uniformBoxes(block, width);
    const inside = new Uint8Array(flags.length);
    for (const [i, j, k] of voxelsOf(block.size)) {
      expect(block.ids[block.numbers[i + mx * (j + my * k)]]).toBe(at(i, j, k));
      const fits = i + width[0] <= mx && j + width[1] <= my && k + width[2] <= mz;
      const box = [...voxelsOf(width)].map(([a, b, c]) => [i + a, j + b, k + c] as const);
      const one = fits && box.every(([a, b, c]) => at(a, b, c) === at(i, j, k));
      expect(flags[i + mx * (j + my * k)]).toBe(one ? 1 : 0);
      if (one) for (const [a, b, c] of box) inside[a + mx * (b + my * c)] = 1;
    }
    spreadBoxes(flags, block.size, width);
    expect(flags).toEqual(inside);
    expect(inside.includes(1) && inside.includes(0)).toBe(true);
  });
});
