// Large triangles in pieces are the same surface, and their edges are short.
import { expect, it } from 'vitest';
import { quietContext } from '../../src/core/context.js';
import { type Mesh, surfaceArea } from '../../src/core/mesh.js';
import { mergedMesh } from '../../src/kernel/merged-mesh.js';
import { splitLarge } from '../../src/kernel/split-large.js';
import { measureDeviation } from '../../src/kernel/surface-distance.js';
import { ball, box } from './solids.js';

function longestEdge({ positions: p, triangles: t }: Mesh): number {
  let most = 0;
  for (let h = 0; h < t.length; h++) {
    const [a, b] = [3 * t[h], 3 * t[h % 3 === 2 ? h - 2 : h + 1]];
    most = Math.max(most, Math.hypot(p[a] - p[b], p[a + 1] - p[b + 1], p[a + 2] - p[b + 2]));
  }
  return most;
}

it('cuts what is large, and moves nothing by more than it says', async () => {
  const odd = mergedMesh([box([100.1, -7.3, 0.7], [31, 17, 9]), ball(2, 7, [-40, 3, 11])]);
  const pieces = splitLarge(odd, 3);
  expect(longestEdge(pieces)).toBeLessThanOrEqual(3 + 1e-4);
  expect(surfaceArea(pieces)).toBeCloseTo(surfaceArea(odd), 2);
  expect(pieces.moved).toBeGreaterThan(0);
  expect(pieces.moved).toBeLessThan(1e-4);
  const { max } = await measureDeviation(pieces, odd, quietContext);
  expect(max).toBeLessThanOrEqual(pieces.moved);
  expect(pieces.triangles.length % 3).toBe(0);
});

it('leaves what is small as it is', () => {
  const small = ball(1, 1);
  const same = splitLarge(small, 5);
  expect([same.positions, same.triangles, same.moved]).toEqual([small.positions, small.triangles, 0]);
  expect(mergedMesh([small])).toBe(small);
});
