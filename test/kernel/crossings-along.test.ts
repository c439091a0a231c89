// What a ray meets, against every triangle asked on its own.
import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../../src/core/grid.js';
import { cross, dot, minus, plus, scaled, unit } from '../../src/core/vec3.js';
import { crossingsAlong } from '../../src/kernel/crossings-along.js';
import { triangleTree } from '../../src/kernel/triangle-tree.js';
import { randomSolid } from '../fixtures/random-solid.js';
import { boxMesh } from '../fixtures/shapes.js';
import { isosurface, seeded } from '../fixtures/solids.js';

describe('crossingsAlong', () => {
  it('goes into a box and out of it', () => {
    const tree = triangleTree(boxMesh([0, 0, 0], [4, 3, 2]));
    const met = crossingsAlong(tree, [-1, 1.1, 0.7], [1, 0, 0], 100);
    expect(met.map(({ way, leaves }) => [way, leaves])).toEqual([
      [1, false],
      [5, true],
    ]);
    expect(crossingsAlong(tree, [-1, 1.1, 0.7], [1, 0, 0], 3).length).toBe(1);
    expect(crossingsAlong(tree, [2, 1.1, 0.7], [0, 0, -1], 100).map(({ leaves }) => leaves)).toEqual([true]);
    expect(crossingsAlong(tree, [-1, 3.1, 0.7], [1, 0, 0], 100)).toEqual([]);
  });

  it('agrees with a look at every triangle', () => {
    const mesh = isosurface(randomSolid(7, 20), [25, 25, 25], 0.9);
    const tree = triangleTree(mesh);
    const random = seeded(4);
    const { positions: p, triangles: t } = mesh;
    const corner = (h: number): Vec3 => [p[3 * t[h]], p[3 * t[h] + 1], p[3 * t[h] + 2]];
    let found = 0;
    for (let n = 0; n < 150; n++) {
      const start: Vec3 = [20 * random(), 20 * random(), 20 * random()];
      const way = unit([random() - 0.5, random() - 0.5, random() - 0.5]);
      const met = crossingsAlong(tree, start, way, 12);
      const slow: number[] = [];
      for (let f = 0; f < t.length / 3; f++) {
        const [a, b, c] = [corner(3 * f), corner(3 * f + 1), corner(3 * f + 2)];
        const normal = cross(minus(b, a), minus(c, a));
        const at = dot(minus(a, start), normal) / dot(way, normal);
        const place = plus(start, scaled(way, at));
        const sides = [
          [a, b],
          [b, c],
          [c, a],
        ].map(([u, v]) => dot(cross(minus(v, u), minus(place, u)), normal));
        if (at >= 0 && at <= 12 && sides.every((side) => side >= 0)) slow.push(f);
      }
      expect(met.map(({ triangle }) => triangle).sort((a, b) => a - b)).toEqual(slow);
      found += slow.length;
      for (let k = 1; k < met.length; k++) expect(met[k].leaves).not.toBe(met[k - 1].leaves);
    }
    expect(found).toBeGreaterThan(20);
  });
});
