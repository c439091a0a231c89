// Which side of a solid a point is on, against counting what a ray crosses; and how far, against every triangle.
import { describe, expect, it } from 'vitest';
import type { Mesh } from '../../src/core/mesh.js';
import { pointToTriangle } from '../../src/kernel/point-to-triangle.js';
import { shellsOf } from '../../src/kernel/shells.js';
import { shellsAround } from '../../src/kernel/shells-around.js';
import { signedDistance } from '../../src/kernel/signed-distance.js';
import { targetSurface } from '../../src/kernel/target-surface.js';
import { randomSolid } from '../fixtures/random-solid.js';
import { boxMesh, turnedMesh } from '../fixtures/shapes.js';
import { isosurface, seeded } from '../fixtures/solids.js';

function slowly(mesh: Mesh, x: number, y: number, z: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let h = 0; h < mesh.triangles.length; h += 3) {
    const d = pointToTriangle(mesh.positions, mesh.triangles, h, x, y, z);
    if (d < least) least = d;
  }
  return Math.sqrt(least);
}

/** A needle's point, a knife's edge and a dent: where the nearest face alone would tell the wrong side. */
const needle = turnedMesh(
  [
    [0, 0],
    [4, 1],
    [0.3, 3],
    [0.02, 12],
  ]
    .map(([r, z]) => [r, z] as const)
    .concat([[0, 12.01]]),
  7,
);

const solids: readonly (readonly [string, Mesh])[] = [
  ['a box', boxMesh([0, 0, 0], [8, 3, 0.4])],
  ['a needle', needle],
  ['a solid by chance', isosurface(randomSolid(5, 20), [25, 25, 25], 0.9)],
];

describe.each(solids)('signedDistance to %s', (_, mesh) => {
  it('is right by size and side', () => {
    const target = targetSurface(mesh);
    const distance = signedDistance(target);
    const { of } = shellsOf(mesh);
    const random = seeded(11);
    for (let n = 0; n < 1500; n++) {
      const [x, y, z] = [0, 1, 2].map(() => 30 * random() - 8);
      const [a, b, c] =
        n % 2 === 0
          ? [x, y, z]
          : [0, 1, 2].map((d) => mesh.positions[3 * (n % (mesh.positions.length / 3)) + d] + random() - 0.5);
      const found = distance(a, b, c);
      expect(Math.abs(found)).toBeCloseTo(slowly(mesh, a, b, c), 5);
      expect(found < 0).toBe(shellsAround(target.tree, of, a, b, c).length % 2 === 1);
    }
  });
});
