// What each edit did, against edits that are known: one side moved out by smoothing, all of it by decimation.
import { describe, expect, it } from 'vitest';
import { quietContext } from '../../src/core/context.js';
import type { Mesh } from '../../src/core/mesh.js';
import { surfaceMaps } from '../../src/kernel/surface-maps.js';
import { ballMesh } from '../fixtures/shapes.js';

const reference = ballMesh(10, 160);
/** Moved along the radius by so much, by where it is. */
const moved = (mesh: Mesh, by: (x: number, z: number) => number): Mesh => ({
  triangles: mesh.triangles,
  positions: mesh.positions.map((c, n) => {
    const at = n - (n % 3);
    const [x, y, z] = mesh.positions.subarray(at, at + 3);
    return c * (1 + by(x, z) / Math.hypot(x, y, z));
  }),
});
const bump = (x: number): number => 0.004 * x;
const smoothed = moved(reference, bump);
const finished = moved(ballMesh(10, 44), (x) => bump(x) - 0.03);
const uncertainty = Float32Array.from(
  reference.positions.filter((_, n) => n % 3 === 2),
  (z) => (z > 8 ? Number.NaN : 0.05 + z / 200),
);

describe('maps of a surface', () => {
  it('tell all of the way, and how much of it each edit did', async () => {
    const maps = await surfaceMaps({ finished, reference, smoothed, uncertainty: null }, quietContext);
    expect(Object.keys(maps)).toEqual(['deviation', 'smoothing', 'decimation']);
    const { deviation = [], smoothing = [], decimation = [] } = maps;
    for (let v = 0; v < finished.positions.length / 3; v++) {
      const x = finished.positions[3 * v];
      expect(deviation[v]).toBeCloseTo(bump(x) - 0.03, 2);
      expect(smoothing[v]).toBeCloseTo(bump(x), 3);
      expect(deviation[v] - smoothing[v] - decimation[v]).toBeCloseTo(0, 6);
    }
    expect(Math.max(...smoothing)).toBeGreaterThan(0.037);
    expect(Math.min(...smoothing)).toBeLessThan(-0.037);
  });

  it('tell what a place may be off by, and where nobody knows', async () => {
    const maps = await surfaceMaps({ finished, reference, smoothed: null, uncertainty }, quietContext);
    expect(Object.keys(maps)).toEqual(['deviation', 'uncertainty']);
    const { deviation = [], uncertainty: found = [] } = maps;
    let unknown = 0;
    for (let v = 0; v < finished.positions.length / 3; v++) {
      const z = finished.positions[3 * v + 2];
      if (Number.isNaN(found[v])) unknown++;
      else expect(found[v]).toBeCloseTo(2 * Math.hypot(0.05 + z / 200, deviation[v]), 3);
      if (z < 7.4) expect(found[v]).not.toBeNaN();
      if (z > 8.4) expect(found[v]).toBeNaN();
    }
    expect(unknown).toBeGreaterThan(10);
  });

  it('tell the whole way alone where nothing was smoothed', async () => {
    for (const same of [null, reference, finished]) {
      const maps = await surfaceMaps(
        { finished, reference, smoothed: same, uncertainty: null },
        quietContext,
      );
      expect(Object.keys(maps)).toEqual(['deviation']);
    }
  });
});
