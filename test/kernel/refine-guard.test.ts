// Whatever vertices want, the surface stays closed, oriented and free of self-intersection.
import { describe, expect, it } from 'vitest';
import { quietContext } from '../../src/core/context.js';
import { signedVolume } from '../../src/core/mesh.js';
import { degenerateTriangles } from '../../src/kernel/degenerate-triangles.js';
import { refineGuard } from '../../src/kernel/refine-guard.js';
import { selfIntersections } from '../../src/kernel/self-intersections.js';
import { vertexNeighbours } from '../../src/kernel/vertex-neighbours.js';
import { ball, isosurface, seeded } from '../fixtures/solids.js';

const mesh = isosurface(ball([4, 4, 4], 2.8), [17, 17, 17], 0.5);
const ring = vertexNeighbours(mesh.triangles, mesh.positions.length / 3);

describe('refineGuard', () => {
  it('lets go what does no harm', async () => {
    const goal = Float64Array.from(mesh.positions, (x) => 4 + 0.7 * (x - 4));
    const { mesh: moved, held } = await refineGuard(mesh, goal.slice(), ring, quietContext);
    expect(held).toBe(0);
    expect(moved.positions).toEqual(Float32Array.from(goal));
  });

  it.each([0.3, 1, 4])('stays sound when vertices want to go %s mm anywhere', async (far) => {
    const random = seeded(9);
    const goal = Float64Array.from(mesh.positions, (x) => x + far * (2 * random() - 1));
    const { mesh: moved } = await refineGuard(mesh, goal, ring, quietContext);
    expect(selfIntersections(moved).length).toBe(0);
    expect(degenerateTriangles(moved)).toEqual([]);
    expect(moved.triangles).toBe(mesh.triangles);
  });

  it('does not turn inside out', async () => {
    const goal = Float64Array.from(mesh.positions, (x) => 8 - x);
    const { mesh: moved, held } = await refineGuard(mesh, goal, ring, quietContext);
    expect(selfIntersections(moved).length).toBe(0);
    expect(signedVolume(moved)).toBeGreaterThan(0);
    expect(held).toBeGreaterThan(0);
  });
});
