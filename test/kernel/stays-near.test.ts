// Triangles of a mesh under work near a reference: what bridges an edge or a gap is seen, and a step back forgets.
import { expect, it } from 'vitest';
import { staysNear } from '../../src/kernel/stays-near.js';
import { targetSurface } from '../../src/kernel/target-surface.js';
import { box, isosurface } from '../fixtures/solids.js';

const reference = targetSurface(isosurface(box([5, 5, 5], [3.1, 3.2, 3.3]), [21, 21, 21], 0.5));

it('tells a triangle on a face from one that cuts an edge off, or stands off', () => {
  const places = [
    [3, 3, 8.3], // on the upper face
    [7, 3, 8.35],
    [5, 7, 8.25],
    [8.1, 5, 6], // on the side
    [5, 5, 9], // above all
  ];
  const near = staysNear(reference, Float32Array.from(places.flat()), 0.1);
  expect([0, 1, 2, 3, 4].map((v) => near.vertex(v))).toEqual([true, true, true, true, false]);
  expect(near.triangle(0, 1, 2)).toBe(true);
  expect(near.triangle(0, 1, 3)).toBe(false);
  expect(near.triangle(0, 1, 4)).toBe(false);
});

it('takes a vertex back to where it was', () => {
  const positions = Float32Array.from([3, 3, 8.3, 7, 3, 8.3, 5, 7, 8.3]);
  const near = staysNear(reference, positions, 0.1);
  expect(near.vertex(0)).toBe(true);
  positions[2] = 9;
  expect(near.vertex(0)).toBe(false);
  expect(near.triangle(0, 1, 2)).toBe(false);
  positions[2] = 8.3;
  near.back();
  expect(near.triangle(0, 1, 2)).toBe(true);
});
