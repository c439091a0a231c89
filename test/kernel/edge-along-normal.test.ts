// Edges on a line: where they are, and what counts as one.
import { describe, expect, it } from 'vitest';
import {
  edgeNumbers,
  edgesOnLine,
  edgesPerLine,
  halfLine,
  lineReader,
} from '../../src/kernel/edge-along-normal.js';
import { normalBelow } from '../../src/kernel/elementary.js';
import { scanOf, tilted } from '../volume/scan-of.js';

const shape = { reach: 3, margin: 2, step: 0.125, blur: 0, beside: 0 };
const half = halfLine(shape);

/** What is found on the line with these values, in the order of the places. */
function edgesOf(value: (mm: number) => number, least = 30): number[][] {
  const values = Float64Array.from({ length: 2 * half + 1 }, (_, n) => value((n - half) * shape.step));
  const edges = new Float32Array(edgesPerLine * edgeNumbers);
  const count = edgesOnLine(values, half, shape, least, edges, 0);
  return Array.from({ length: count }, (_, e) => [
    ...edges.subarray(edgeNumbers * e, edgeNumbers * e + 3),
  ]).sort((a, b) => a[0] - b[0]);
}

const step = (mm: number, at: number, sigma = 0.5): number => normalBelow((mm - at) / sigma);

describe('edges on a line', () => {
  it('lie at the half maximum, with the levels on both sides', () => {
    const [[place, inside, outside], ...more] = edgesOf((mm) => 300 - 260 * step(mm, 0.83));
    expect(more).toEqual([]);
    expect(place).toBeCloseTo(0.83, 1);
    expect(Math.abs(place - 0.83)).toBeLessThan(0.02);
    expect(Math.abs(inside - 300)).toBeLessThan(6);
    expect(Math.abs(outside - 40)).toBeLessThan(6);
  });

  it('are two on a thin wall, each between its peak and its own side', () => {
    const found = edgesOf((mm) => 500 * (step(mm, -1) - step(mm, 0.6)) - 100 * step(mm, 0.6));
    // A wall as thin as the blur is wide comes out a little too thick: its peak stays below its level.
    expect(Math.abs(found[0][0] + 1)).toBeLessThan(0.15);
    expect(Math.abs(found[1][0] - 0.6)).toBeLessThan(0.15);
    expect(found.length).toBe(2);
    expect(Math.abs(found[0][2] - found[1][1])).toBeLessThan(10);
  });

  it('are two where a wall has a step half-way down', () => {
    const found = edgesOf((mm) => 500 - 200 * step(mm, -1.4, 0.4) - 300 * step(mm, 1.2, 0.4));
    expect(found.length).toBe(2);
    expect(found.map(([place]) => place)[0]).toBeCloseTo(-1.4, 1);
    expect(found.map(([place]) => place)[1]).toBeCloseTo(1.2, 1);
    expect(Math.abs(found[0][2] - 300)).toBeLessThan(10);
  });

  it('are none below the least contrast, beyond the reach, on a ramp without end, or where the scan has ended', () => {
    expect(edgesOf((mm) => 25 * step(mm, 0))).toEqual([]);
    expect(edgesOf((mm) => 400 * step(mm, 3.6))).toEqual([]);
    expect(edgesOf(() => 7)).toEqual([]);
    expect(edgesOf(() => Number.NaN)).toEqual([]);
    const [[place]] = edgesOf((mm) => (mm > 1.5 ? Number.NaN : 400 * step(mm, 0.2, 0.3)));
    expect(place).toBeCloseTo(0.2, 1);
  });

  it('of many keeps the strongest', () => {
    const found = edgesOf((mm) => 100 * Math.sin(6 * mm) + 2000 * step(mm, 1, 0.1), 1);
    expect(found.length).toBe(edgesPerLine);
    expect(Math.max(...found.map(([, inside, outside]) => outside - inside))).toBeGreaterThan(1500);
  });
});

describe('a line', () => {
  it('reads from inside to outside, smoothed the same to both sides', () => {
    const affine = tilted([0.7, 0.8, 1.1], 0.4, 0.3, [2, 1, -3], true);
    const n = [0.48, -0.6, 0.64];
    const scan = scanOf([30, 30, 30], affine, ([x, y, z]) => 10 * (n[0] * x + n[1] * y + n[2] * z));
    const p = Float64Array.of(0, 0, 0);
    const middle = [0, 1, 2].map(
      (r) => 15 * (affine[4 * r] + affine[4 * r + 1] + affine[4 * r + 2]) + affine[4 * r + 3],
    );
    p.set(middle);
    const level = 10 * middle.reduce((sum, x, d) => sum + x * n[d], 0);
    for (const line of [shape, { ...shape, blur: 3 }, { ...shape, blur: 2, beside: 0.9 }]) {
      const values = new Float64Array(2 * half + 1);
      lineReader(scan, line)(p, Float64Array.from(n), 0, values);
      // A slope stays what it is, whatever is averaged.
      for (let k = -half; k <= half; k += 8)
        expect(values[half + k]).toBeCloseTo(level + 10 * k * shape.step, 2);
    }
  });
});
