// Which of several edges is taken, and how those without one follow.
import { describe, expect, it } from 'vitest';
import { edgeNumbers, edgesPerLine } from '../../src/kernel/edge-along-normal.js';
import { type OffsetRules, relaxOffsets } from '../../src/kernel/relax-offsets.js';

/** A strip of vertices, each next to two others, round in a ring. */
const n = 120;
const ring = {
  first: Uint32Array.from({ length: n + 1 }, (_, v) => 2 * v),
  to: Uint32Array.from({ length: 2 * n }, (_, k) => ((k >> 1) + (k % 2 === 0 ? n - 1 : 1)) % n),
};
const rules: OffsetRules = {
  reach: 4,
  noise: 10,
  leastDoubt: 0.05,
  give: 0.3,
  follow: 2,
  edgeLength: 0.5,
  sign: 0,
  wide: true,
};

/** Edges of a vertex: place, inside, outside. */
type Edge = readonly [number, number, number];

function linesOf(edgesOf: (v: number) => readonly Edge[], cosine = 1) {
  const counts = new Uint8Array(n);
  const edges = new Float32Array(n * edgesPerLine * edgeNumbers);
  for (let v = 0; v < n; v++) {
    const all = edgesOf(v);
    counts[v] = all.length;
    all.forEach((edge, e) => {
      edges.set([...edge, 400, cosine], edgeNumbers * (edgesPerLine * v + e));
    });
  }
  return { counts, edges };
}

describe('relaxOffsets', () => {
  it('goes to the edge that all have', () => {
    const { offset, trust } = relaxOffsets(
      linesOf(() => [[1.5, 400, 40]]),
      null,
      ring,
      rules,
    );
    for (const mm of offset) expect(Math.abs(mm - 1.5)).toBeLessThan(0.02);
    expect(Math.min(...trust)).toBeGreaterThan(0.9);
  });

  it('takes the nearer one of two that are alike, and the one that its neighbours have where one lacks it', () => {
    const two: readonly Edge[] = [
      [-1, 400, 40],
      [2.5, 400, 40],
    ];
    const near = relaxOffsets(
      linesOf(() => two),
      null,
      ring,
      rules,
    );
    for (const mm of near.offset) expect(Math.abs(mm + 1)).toBeLessThan(0.1);
    const one = relaxOffsets(
      linesOf((v) => (v === 60 ? [[2.5, 400, 40]] : two)),
      null,
      ring,
      rules,
    );
    expect(Math.abs(one.offset[60] + 1)).toBeLessThan(0.2);
    expect(one.trust[60]).toBeLessThan(0.1);
  });

  it('follows the neighbours where there is no edge, and less the farther away', () => {
    const { offset } = relaxOffsets(
      linesOf((v) => (v < 60 ? [[1, 400, 40]] : [])),
      null,
      ring,
      rules,
    );
    expect(offset[62]).toBeGreaterThan(0.3);
    expect(offset[62]).toBeGreaterThan(offset[66]);
    expect(Math.abs(offset[90])).toBeLessThan(0.02);
  });

  it('heeds the sign, the slant and the level inside', () => {
    const wrong = relaxOffsets(
      linesOf(() => [[1, 40, 400]]),
      null,
      ring,
      { ...rules, sign: -1 },
    );
    expect(Math.max(...wrong.offset)).toBe(0);
    const slanted = relaxOffsets(
      linesOf(() => [[1, 400, 40]], 0.6),
      null,
      ring,
      rules,
    );
    expect(Math.max(...slanted.offset)).toBe(0);
    const two: readonly Edge[] = [
      [0.8, 900, 500],
      [1.2, 400, 40],
    ];
    const full = (value: number) => new Float32Array(n).fill(value);
    const levels = { level: full(220), contrast: full(-360), support: full(1) };
    const { offset } = relaxOffsets(
      linesOf(() => two),
      levels,
      ring,
      rules,
    );
    for (const mm of offset) expect(Math.abs(mm - 1.2)).toBeLessThan(0.1);
    const lonely = relaxOffsets(
      linesOf(() => two),
      { ...levels, support: full(0.1) },
      ring,
      rules,
    );
    expect(Math.max(...lonely.offset)).toBe(0);
  });
});
