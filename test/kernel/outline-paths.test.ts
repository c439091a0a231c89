import { describe, expect, it } from 'vitest';
import { outlinePaths } from '../../src/kernel/outline-paths.js';
import { planeSection } from '../../src/kernel/plane-section.js';
import { ball, box, together } from './solids.js';

describe('outlinePaths', () => {
  it('is the four corners of a box, and nothing of a plane beside it', () => {
    const mesh = box([1, 2, 3], [10, 20, 30]);
    const paths = outlinePaths(planeSection(mesh, 2, 15).pieces, 0.01);
    expect(paths).toHaveLength(1);
    const corners = new Set(
      Array.from({ length: paths[0].length / 2 }, (_, n) => `${paths[0][2 * n]},${paths[0][2 * n + 1]}`),
    );
    for (const corner of ['1,2', '11,2', '1,22', '11,22']) expect(corners).toContain(corner);
    expect(paths[0].length / 2).toBeLessThanOrEqual(7);
    expect(outlinePaths(planeSection(mesh, 2, 99).pieces, 0.01)).toEqual([]);
  });

  it('has a closed line for each of two balls, none of whose points is missed by more than the tolerance', () => {
    const mesh = together(ball(4, 20), ball(4, 8, [50, 0, 0]));
    const { pieces } = planeSection(mesh, 1, 0.3);
    const paths = outlinePaths(pieces, 0.2);
    expect(paths).toHaveLength(2);
    for (const path of paths) {
      expect(path[0]).toBeCloseTo(path[path.length - 2], 3);
      expect(path[1]).toBeCloseTo(path[path.length - 1], 3);
    }
    const kept = paths.reduce((sum, path) => sum + path.length / 2, 0);
    expect(kept).toBeLessThan(pieces.length / 4 / 2);
    for (let n = 0; n < pieces.length; n += 4) {
      const least = Math.min(...paths.map((path) => distance(path, pieces[n], pieces[n + 1])));
      expect(least).toBeLessThanOrEqual(0.201);
    }
  });
});

function distance(path: Float64Array, x: number, y: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let n = 0; n + 3 < path.length; n += 2) {
    const [dx, dy] = [path[n + 2] - path[n], path[n + 3] - path[n + 1]];
    const t = Math.min(1, Math.max(0, ((x - path[n]) * dx + (y - path[n + 1]) * dy) / (dx * dx + dy * dy)));
    least = Math.min(least, Math.hypot(x - path[n] - t * dx, y - path[n + 1] - t * dy));
  }
  return least;
}
