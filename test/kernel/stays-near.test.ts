// Triangles of a mesh under work near a reference: what bridges an edge or stands off is seen.
import { expect, it } from 'vitest';
import { nearestTriangle } from '../../src/kernel/nearest-triangle.js';
import { staysNear } from '../../src/kernel/stays-near.js';
import { targetSurface } from '../../src/kernel/target-surface.js';
import { box, isosurface } from '../fixtures/solids.js';

it('tells a triangle on a face from one that cuts an edge off, or stands off', () => {
  const reference = targetSurface(isosurface(box([5, 5, 5], [3.1, 3.2, 3.3]), [21, 21, 21], 0.5));
  const places = [
    [3, 3, 8.3], // on the upper face
    [4, 3, 8.35],
    [3.5, 4, 8.25],
    [8.1, 5, 6], // on the side
    [3, 4, 9], // above all
  ];
  const nearest = nearestTriangle(reference.tree);
  const isNear = staysNear({ reference, cap: 0.1 }, (v) => {
    const [x, y, z] = places[v];
    const slot = nearest.slotAt(x, y, z, -1);
    return { x, y, z, slot, distance: nearest.distance() };
  });
  expect(isNear(0, 1, 2)).toBe(1);
  expect(isNear(0, 1, 3)).toBe(0);
  expect(isNear(0, 1, 4)).toBe(0);
});
