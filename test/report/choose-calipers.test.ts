// Lengths that calipers can take: known ones of boxes, the same in every order of the vertices, of the piece that stays.
import { describe, expect, it } from 'vitest';
import type { Mesh } from '../../src/core/mesh.js';
import { dot, lengthOf, minus } from '../../src/core/vec3.js';
import { chooseCalipers } from '../../src/report/choose-calipers.js';
import { skull } from '../fixtures/report.js';
import { ballMesh, boxMesh, movedMesh, together } from '../fixtures/shapes.js';
import { seeded } from '../fixtures/solids.js';

/** The same body, its vertices and triangles in another order. */
function shuffled({ positions, triangles }: Mesh): Mesh {
  const random = seeded(3);
  const order = Array.from({ length: positions.length / 3 }, (_, v) => v).sort(() => random() - 0.5);
  const place = new Uint32Array(order.length);
  order.forEach((v, n) => {
    place[v] = n;
  });
  return {
    positions: Float32Array.from(order.flatMap((v) => [...positions.subarray(3 * v, 3 * v + 3)])),
    triangles: triangles.map((v) => place[v]),
  };
}

describe('chosen lengths', () => {
  it('are the sides of a box, its diagonal, and lengths between its corners', () => {
    const found = chooseCalipers([{ name: 'box', mesh: boxMesh([-40, -10, 5], [-10, 30, 65]) }]);
    const nominal = Object.fromEntries(found.map((one) => [one.name, one.nominal]));
    expect(nominal['R–L']).toBeCloseTo(30, 5);
    expect(nominal['A–P']).toBeCloseTo(40, 5);
    expect(nominal['S–I']).toBeCloseTo(60, 5);
    expect(nominal.longest).toBeCloseTo(Math.hypot(30, 40, 60), 5);
    expect(found.length).toBeGreaterThanOrEqual(5);
    for (const { kind, from, to, along, nominal } of found) {
      expect(nominal).toBeCloseTo(
        along === null ? lengthOf(minus(to, from)) : dot(along, minus(to, from)),
        9,
      );
      if (kind === 'width') expect(from).not.toEqual(to);
    }
    expect(found[0].says).toContain('right to left');
    expect(found[0].from[0]).toBe(-40);
    expect(found[0].to[0]).toBe(-10);
  });

  it('do not depend on the order of the vertices', () => {
    const { mesh } = skull(10);
    const found = chooseCalipers([{ name: 'skull', mesh }]);
    expect(found.length).toBeGreaterThanOrEqual(4);
    expect(chooseCalipers([{ name: 'skull', mesh: shuffled(mesh) }])).toEqual(found);
  });

  it('leave out what is loose, and what a ball has not', () => {
    const crumb = movedMesh(boxMesh([0, 0, 0], [1, 1, 1]), [100, 100, 100]);
    const found = chooseCalipers([{ name: 'ball', mesh: together(ballMesh(20), crumb) }]);
    expect(found.map(({ kind }) => kind)).not.toContain('tips');
    for (const { nominal, says } of found) {
      expect(nominal).toBeGreaterThan(39.8);
      expect(nominal).toBeLessThan(40.001);
      expect(says).toContain('largest piece');
    }
  });

  it('are three each of many bodies, of the largest alone, and none of crumbs', () => {
    const bodies = Array.from({ length: 12 }, (_, n) => ({
      name: `b${n}`,
      mesh: boxMesh([0, 0, 0], [5 + n, 6, 7]),
    }));
    const found = chooseCalipers([...bodies, { name: 'crumb', mesh: boxMesh([0, 0, 0], [1, 1, 1]) }]);
    expect(found).toHaveLength(12);
    expect(new Set(found.map(({ body }) => body))).toEqual(new Set(bodies.slice(8).map(({ name }) => name)));
    expect(chooseCalipers([])).toEqual([]);
  });
});
