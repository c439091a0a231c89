import { describe, expect, it } from 'vitest';
import { boundaryNames, kernelNames } from '../../src/core/volume.js';
import { axisTable } from '../../src/kernel/axis-table.js';
import { oracleLine, seeded } from './resampling-oracle.js';

const stride = 3;

describe('axisTable', () => {
  // The cubic spline weighs coefficients: oblique-pieces.test.ts holds it to its samples.
  for (const kernel of kernelNames.filter((name) => name !== 'bspline3'))
    for (const boundary of boundaryNames)
      it(`${kernel}, ${boundary}: every cell's cubics are the double-precision interpolation`, () => {
        const random = seeded(31);
        for (const nodes of [1, 2, 3, 4, 9, Float64Array.of(0, 1, 3, 3.5, 5, 6)]) {
          if (kernel === 'lanczos3' && typeof nodes !== 'number') continue;
          const at = typeof nodes === 'number' ? Array.from({ length: nodes }, (_, i) => i) : [...nodes];
          const table = axisTable(kernel, nodes, boundary, stride);
          const { width, parts, edges, offsets, rows, cubics } = table;
          const places = [...rows.keys()].map((c) => edges[c] + random() * (edges[c + 1] - edges[c]));
          at.forEach((_, j) => {
            const unit = at.map((_, i) => (i === j ? 1 : 0));
            const truth = oracleLine(kernel, unit, at, places, boundary, 60);
            places.forEach((x, c) => {
              const u = x - edges[c];
              const part = parts > 1 ? Math.floor(u * parts) : 0;
              const v = u - part / parts;
              let weight = 0;
              for (let t = 0; t < width; t++) {
                const p = 4 * (width * (rows[c] + part) + t);
                const value = [0, 1, 2, 3].reduce((sum, k) => sum + cubics[p + k] * v ** k, 0);
                if (offsets[width * c + t] === stride * j) weight += value;
              }
              expect(Math.abs(weight - truth[c])).toBeLessThan(2e-8);
            });
          });
        }
      });

  it('is the same beyond the first and the last cell, and comes again where it is mirrored', () => {
    const table = axisTable('bspline3', 5, 'nearest', 1);
    const sum = (c: number) =>
      [0, 1, 2, 3].map((t) => Math.abs(table.cubics[4 * (4 * table.rows[c] + t) + 1]) < 1e-12);
    expect([...sum(0), ...sum(table.rows.length - 1)]).toEqual(new Array(8).fill(true));
    expect(table.period).toBe(0);
    expect(axisTable('linear', 5, 'mirror', 1).period).toBe(10);
    expect(axisTable('linear', Float64Array.of(0, 1, 4), 'mirror', 1).period).toBe(12);
  });
});
