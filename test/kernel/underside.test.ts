// A solid seen from below, against rays one by one.
import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../../src/core/grid.js';
import { plus, scaled } from '../../src/core/vec3.js';
import { raysInto } from '../../src/kernel/ray-hits.js';
import { triangleTree } from '../../src/kernel/triangle-tree.js';
import { type Standing, underside } from '../../src/kernel/underside.js';
import { ballMesh, movedMesh, together, torusMesh, turnedOver } from '../fixtures/shapes.js';

const mesh = movedMesh(
  together(
    torusMesh(20, 5, 40, 20),
    movedMesh(ballMesh(9, 32), [0, 0, 12]),
    turnedOver(movedMesh(ballMesh(4, 16), [0, 0, 12])),
  ),
  [3, -7, 11],
);

const standings: readonly Standing[] = [
  { along: [1, 0, 0], across: [0, 1, 0], up: [0, 0, 1] },
  { along: [0, 0, 1], across: [0, 1, 0], up: [-1, 0, 0] },
];

describe('underside', () => {
  it.each(standings)('finds where rays first enter and leave', (standing) => {
    const { along, across, up } = standing;
    const { low, cell, size, bottom, top } = underside(mesh, standing, 0.9);
    const rays = raysInto(triangleTree(mesh));
    let hit = 0;
    for (let n = 0; n < bottom.length; n++) {
      const x = low[0] + ((n % size[0]) + 0.5) * cell;
      const y = low[1] + (Math.floor(n / size[0]) + 0.5) * cell;
      const from: Vec3 = plus(plus(scaled(along, x), scaled(across, y)), scaled(up, -100));
      const [first, second] = rays(from, up, 200).map(({ way }) => way - 100);
      if (first === undefined) expect(bottom[n]).toBe(Number.POSITIVE_INFINITY);
      else {
        hit++;
        expect(bottom[n]).toBeCloseTo(first, 4);
        expect(top[n]).toBeCloseTo(second, 4);
      }
    }
    expect(hit).toBeGreaterThan(500);
  });
});
