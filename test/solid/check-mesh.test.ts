// The facts of meshes with known answers.
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import type { Mesh } from '../../src/core/mesh.js';
import { trees } from '../../src/kernel/trees.js';
import { checkMesh } from '../../src/solid/check-mesh.js';
import { ball, box, flipped, meshOf, together, torus } from '../kernel/solids.js';

const outward = (...meshes: Mesh[]): boolean => checkMesh(together(...meshes)).orientedOutward;
const cube = (low: number, size: number): Mesh => box([low, low, low], [size, size, size]);

describe('checkMesh', () => {
  it('looks at the mesh as it is now, whatever was known of it', () => {
    const mesh = ball(3, 10);
    trees.of(mesh);
    expect(checkMesh(mesh).selfIntersections).toBe(0);
    for (let x = 0; x < 3; x++) mesh.positions[x] *= -2;
    expect(checkMesh(mesh).selfIntersections).toBeGreaterThan(0);
  });

  it('finds a box fit', () => {
    expect(checkMesh(box([1, -2, 3], [2, 3, 4]))).toEqual({
      vertices: 8,
      triangles: 12,
      parts: 1,
      genus: 0,
      closed: true,
      manifold: true,
      orientedOutward: true,
      openEdges: 0,
      nonManifoldEdges: 0,
      nonManifoldVertices: 0,
      misorientedEdges: 0,
      degenerateTriangles: 0,
      duplicateTriangles: 0,
      coincidentVertices: 0,
      selfIntersections: 0,
      selfIntersectionPlaces: [],
      openEdgePlaces: [],
      bounds: { min: [1, -2, 3], max: [3, 1, 7] },
      size: [2, 3, 4],
      volume: expect.closeTo(24, 10),
      area: expect.closeTo(52, 10),
    });
  });

  it('measures a ring', () => {
    const facts = checkMesh(torus(20, 5, 200, 100));
    expect(facts.genus).toBe(1);
    expect(facts.volume / (2 * Math.PI ** 2 * 20 * 25)).toBeCloseTo(1, 2);
    expect(facts.area / (4 * Math.PI ** 2 * 20 * 5)).toBeCloseTo(1, 2);
  });

  it('wants shells out, cavities in, and what floats in a cavity out again', () => {
    expect(outward(cube(0, 9))).toBe(true);
    expect(outward(flipped(cube(0, 9)))).toBe(false);
    expect(outward(cube(0, 9), flipped(cube(1, 7)))).toBe(true);
    expect(outward(flipped(cube(1, 7)), cube(0, 9))).toBe(true);
    expect(outward(cube(0, 9), cube(1, 7))).toBe(false);
    expect(outward(cube(0, 9), flipped(cube(1, 7)), cube(2, 5))).toBe(true);
    expect(outward(cube(0, 9), flipped(cube(1, 7)), flipped(cube(2, 5)))).toBe(false);
    expect(outward(cube(0, 9), box([20, 0, 0], [1, 1, 1]), ball(2, 3, [0, 30, 0]))).toBe(true);
    expect(outward(cube(0, 9), flipped(box([20, 0, 0], [1, 1, 1])))).toBe(false);
    expect(outward(ball(3, 9), flipped(ball(2, 5, [1, 1, 1])))).toBe(true);
  });

  it('is not misled by a ray through corners and along faces', () => {
    // The cavity's corners lie on lines through the outer box's corners and in the planes of the box beside it.
    expect(outward(cube(-4, 8), flipped(cube(-2, 4)), box([6, -2, -2], [4, 4, 4]))).toBe(true);
    expect(outward(box([-6, -2, -2], [2, 4, 4]), box([0, -2, -2], [2, 4, 4]))).toBe(true);
    expect(outward(box([-6, -2, -2], [2, 4, 4]), ball(1, 1, [0, -2, -2]), ball(0, 2, [5, 0, -2]))).toBe(true);
  });

  it('does not take two boxes that cross for one inside the other', () => {
    const facts = checkMesh(together(cube(0, 2), cube(1, 2)));
    expect(facts.orientedOutward).toBe(true);
    expect(facts.parts).toBe(2);
    expect(facts.selfIntersections).toBeGreaterThan(0);
    expect(facts.selfIntersectionPlaces.length).toBe(10);
    for (const [x, y, z] of facts.selfIntersectionPlaces)
      expect(Math.min(x, y, z, 3 - x, 3 - y, 3 - z)).toBeGreaterThan(0);
  });

  it('has no genus where the surface is open', () => {
    const b = cube(0, 1);
    const facts = checkMesh({ ...b, triangles: b.triangles.slice(3) });
    expect(facts).toMatchObject({
      closed: false,
      manifold: true,
      genus: null,
      openEdges: 3,
      orientedOutward: true,
    });
    expect(facts.openEdgePlaces.length).toBe(3);
  });

  it('judges nothing', () => {
    const facts = checkMesh(meshOf([], []));
    expect(facts).toMatchObject({ triangles: 0, parts: 0, volume: 0, orientedOutward: false });
  });

  it.each([
    ['a NaN', meshOf([0, 0, 0, 1, Number.NaN, 0, 0, 1, 0], [0, 1, 2]), 'Vertex 1 '],
    ['an infinity', meshOf([0, 0, 0, 1, 0, 0, 0, 1, Number.POSITIVE_INFINITY], [0, 1, 2]), 'Vertex 2 '],
    [
      'a vertex that is not there',
      meshOf([0, 0, 0, 1, 0, 0, 0, 1, 0], [0, 1, 3]),
      'Triangle 0 names vertex 3',
    ],
  ])('refuses %s', (_, mesh, message) => {
    expect(() => checkMesh(mesh)).toThrow(UserError);
    expect(() => checkMesh(mesh)).toThrow(message);
  });
});
