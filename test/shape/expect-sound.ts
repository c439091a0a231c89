// What holds for every part that an operation leaves: closed, manifold, outward, no self-intersection, an origin each triangle.
import { expect } from 'vitest';
import { origins, type PrintPart } from '../../src/core/print-model.js';
import { checkMesh } from '../../src/solid/check-mesh.js';

/** `shells` too, where it is given. */
export function expectSound({ name, mesh, origin }: PrintPart, shells?: number): void {
  const facts = checkMesh(mesh);
  expect(facts, name).toMatchObject({
    closed: true,
    manifold: true,
    orientedOutward: true,
    selfIntersections: 0,
    degenerateTriangles: 0,
    duplicateTriangles: 0,
    coincidentVertices: 0,
  });
  expect(facts.volume).toBeGreaterThan(0);
  expect(origin.length).toBe(mesh.triangles.length / 3);
  expect(origin.every((o) => o < origins.length)).toBe(true);
  if (shells !== undefined) expect(facts.parts, name).toBe(shells);
}
