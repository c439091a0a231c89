// Co-occurrence matrices and their features against slow ones, written as the IBSI's manual writes them.
import { expect, it } from 'vitest';
import type { Vec3 } from '../../src/core/grid.js';
import { coOccurrence, directions } from '../../src/texture/co-occurrence.js';
import { coOccurrenceFeatures } from '../../src/texture/co-occurrence-features.js';
import type { Features } from '../../src/texture/features.js';

const size: Vec3 = [7, 6, 5];
const count = 5;
let s = 3;
const draw = (n: number) => {
  s = (Math.imul(s, 1664525) + 1013904223) >>> 0;
  return Math.floor((s / 2 ** 32) * n);
};
/** A seeded region with holes, neighbours alike more often than not. */
const of = Uint32Array.from({ length: 210 }, (_, v) =>
  draw(6) === 0 ? 0 : 1 + ((draw(3) + (v >> 4)) % count),
);
const levels = { of, count };

function slowMatrix([a, b, c]: Vec3): number[][] {
  const m = Array.from({ length: count }, () => new Array<number>(count).fill(0));
  const at = (i: number, j: number, k: number) =>
    i < 0 || j < 0 || k < 0 || i >= 7 || j >= 6 || k >= 5 ? 0 : of[i + 7 * (j + 6 * k)];
  for (let k = 0; k < 5; k++)
    for (let j = 0; j < 6; j++)
      for (let i = 0; i < 7; i++)
        for (const way of [1, -1]) {
          const [g, h] = [at(i, j, k), at(i + way * a, j + way * b, k + way * c)];
          if (g > 0 && h > 0) m[g - 1][h - 1]++;
        }
  return m;
}

const sum = (f: (i: number, j: number) => number) => {
  let total = 0;
  for (let i = 1; i <= count; i++) for (let j = 1; j <= count; j++) total += f(i, j);
  return total;
};

/** Every formula over all i and j, none saved by another. */
function slowFeatures(m: number[][]): Features {
  const n = sum((i, j) => m[i - 1][j - 1]);
  const p = (i: number, j: number) => m[i - 1][j - 1] / n;
  const log = (x: number) => (x > 0 ? Math.log2(x) : 0);
  const share = (test: (i: number, j: number) => boolean) => sum((i, j) => (test(i, j) ? p(i, j) : 0));
  const row = (i: number) => share((g) => g === i);
  const minus = Array.from({ length: count }, (_, k) => share((i, j) => Math.abs(i - j) === k));
  const plus = Array.from({ length: 2 * count + 1 }, (_, k) => share((i, j) => i + j === k));
  const mean = (of: number[], f: (k: number) => number) => of.reduce((t, q, k) => t + f(k) * q, 0);
  const entropy = (of: number[]) => of.reduce((t, q) => t - q * log(q), 0);
  const mu = sum((i, j) => i * p(i, j));
  const variance = sum((i, j) => (i - mu) ** 2 * p(i, j));
  const [low, high] = [mean(minus, (k) => k), mean(plus, (k) => k)];
  const hxy = -sum((i, j) => p(i, j) * log(p(i, j)));
  const hx = -sum((i, j) => (j === 1 ? row(i) * log(row(i)) : 0));
  const hxy1 = -sum((i, j) => p(i, j) * log(row(i) * row(j)));
  const hxy2 = -sum((i, j) => row(i) * row(j) * log(row(i) * row(j)));
  return {
    joint_max: Math.max(...m.flat()) / n,
    joint_avg: mu,
    joint_var: variance,
    joint_entr: hxy,
    diff_avg: low,
    diff_var: mean(minus, (k) => (k - low) ** 2),
    diff_entr: entropy(minus),
    sum_avg: high,
    sum_var: mean(plus, (k) => (k - high) ** 2),
    sum_entr: entropy(plus),
    energy: sum((i, j) => p(i, j) ** 2),
    contrast: sum((i, j) => (i - j) ** 2 * p(i, j)),
    dissimilarity: sum((i, j) => Math.abs(i - j) * p(i, j)),
    inv_diff: sum((i, j) => p(i, j) / (1 + Math.abs(i - j))),
    inv_diff_norm: sum((i, j) => p(i, j) / (1 + Math.abs(i - j) / count)),
    inv_diff_mom: sum((i, j) => p(i, j) / (1 + (i - j) ** 2)),
    inv_diff_mom_norm: sum((i, j) => p(i, j) / (1 + (i - j) ** 2 / count ** 2)),
    inv_var: sum((i, j) => (i === j ? 0 : p(i, j) / (i - j) ** 2)),
    corr: sum((i, j) => (i - mu) * (j - mu) * p(i, j)) / variance,
    auto_corr: sum((i, j) => i * j * p(i, j)),
    clust_tend: sum((i, j) => (i + j - 2 * mu) ** 2 * p(i, j)),
    clust_shade: sum((i, j) => (i + j - 2 * mu) ** 3 * p(i, j)),
    clust_prom: sum((i, j) => (i + j - 2 * mu) ** 4 * p(i, j)),
    info_corr1: (hxy - hxy1) / hx,
    info_corr2: Math.sqrt(1 - Math.exp(-2 * (hxy2 - hxy))),
  };
}

it('the thirteen directions are half of the 26 neighbours', () => {
  const ways = directions.flatMap(([a, b, c]) => [`${a},${b},${c}`, `${0 - a},${0 - b},${0 - c}`]);
  expect(new Set(ways.map((way) => way.replace(/-0/g, '0'))).size).toBe(26);
});

it.each(directions)('counts pairs along %d %d %d', (...direction) => {
  expect([...coOccurrence(levels, size, direction)]).toEqual(slowMatrix(direction).flat());
});

it('features of each direction averaged, and of the merged matrix', () => {
  const got = coOccurrenceFeatures(levels, size);
  const matrices = directions.map(slowMatrix);
  const merged = slowFeatures(
    matrices[0].map((row, i) => row.map((_, j) => matrices.reduce((t, m) => t + m[i][j], 0))),
  );
  const each = matrices.map(slowFeatures);
  expect(Object.keys(got)).toHaveLength(50);
  for (const [tag, value] of Object.entries(merged)) {
    expect(got[`cm_${tag}_3D_comb`], tag).toBeCloseTo(value, 10);
    const mean = each.reduce((t, one) => t + one[tag], 0) / 13;
    expect(got[`cm_${tag}_3D_avg`], tag).toBeCloseTo(mean, 10);
  }
});
