// Rays against a formula, and against a slow look at every triangle.
import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../../src/core/grid.js';
import { cross, dot, minus, unit } from '../../src/core/vec3.js';
import { raysInto } from '../../src/kernel/ray-hits.js';
import { triangleTree } from '../../src/kernel/triangle-tree.js';

import { ballMesh, boxMesh, torusMesh } from '../fixtures/shapes.js';
import { seeded } from './resampling-oracle.js';

describe('raysInto', () => {
  it('meets a box where it is, through edges and corners too', () => {
    const rays = raysInto(triangleTree(boxMesh([-1, -2, -3], [1, 2, 3])));
    expect(rays([0, 0, 10], [0, 0, -1], 20)).toEqual([
      { way: 7, entering: true },
      { way: 13, entering: false },
    ]);
    // Along the diagonal that both triangles of a face share.
    expect(rays([0.5, 1, 10], [0, 0, -1], 20).length).toBe(2);
    expect(rays([0, 0, 10], [0, 0, -1], 5)).toEqual([]);
    expect(rays([0, 0, 0], [1, 0, 0], 20)).toEqual([{ way: 1, entering: false }]);
    expect(rays([5, 5, 5], [1, 0, 0], 20)).toEqual([]);
  });

  it('finds what a look at every triangle finds', () => {
    const mesh = torusMesh(10, 3, 40, 20);
    const rays = raysInto(triangleTree(mesh));
    const random = seeded(7);
    const place = (): Vec3 => [random() * 30 - 15, random() * 30 - 15, random() * 10 - 5];
    for (let n = 0; n < 200; n++) {
      const from = place();
      const along = unit(minus(place(), from));
      const slow: number[] = [];
      for (let t = 0; t < mesh.triangles.length; t += 3) {
        const [a, b, c] = [0, 1, 2].map((k): Vec3 => {
          const v = 3 * mesh.triangles[t + k];
          return [mesh.positions[v], mesh.positions[v + 1], mesh.positions[v + 2]];
        });
        const sides = [
          [a, b],
          [b, c],
          [c, a],
        ].map(([p, q]) => dot(along, cross(minus(p, from), minus(q, from))));
        if (!sides.every((s) => s > 0) && !sides.every((s) => s < 0)) continue;
        const normal = cross(minus(b, a), minus(c, a));
        const way = dot(minus(a, from), normal) / dot(along, normal);
        if (way >= 0 && way <= 40) slow.push(way);
      }
      const found = rays(from, along, 40).map(({ way }) => way);
      slow.sort((p, q) => p - q);
      expect(found.length).toBe(slow.length);
      for (const [k, way] of slow.entries()) expect(found[k]).toBeCloseTo(way, 6);
    }
  });

  it('goes in and out by turns', () => {
    const rays = raysInto(triangleTree(ballMesh(5)));
    const hits = rays([-9, 0.3, 0.2], [1, 0, 0], 30);
    expect(hits.map(({ entering }) => entering)).toEqual([true, false]);
    expect(hits[0].way).toBeCloseTo(9 - Math.sqrt(25 - 0.13), 1);
  });
});
