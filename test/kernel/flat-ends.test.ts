// Flat ends of solids: those of cylinders, of cut balls, and none on what is round or only looks flat.
import { describe, expect, it } from 'vitest';
import type { Mesh } from '../../src/core/mesh.js';
import { bodyOf } from '../../src/core/print-model.js';
import { booleans } from '../../src/kernel/booleans.js';
import { flatEnds } from '../../src/kernel/flat-ends.js';
import { ballMesh, cylinderMesh, movedMesh, torusMesh } from '../fixtures/shapes.js';

async function halved(mesh: Mesh, normal: readonly [number, number, number], at: number): Promise<Mesh> {
  const shapes = await booleans();
  const [, below] = shapes.split(shapes.solid(bodyOf(mesh, 'anatomy'), 'one'), normal, at);
  return shapes.body(below, 'half').mesh;
}

describe('flatEnds', () => {
  it('finds both ends of a cylinder', () => {
    const ends = flatEnds(movedMesh(cylinderMesh(3, 20), [5, -70, 2]), 3);
    expect(ends.length).toBe(2);
    const bottom = ends.find(({ normal }) => normal[2] < 0);
    expect(bottom?.place.map((x) => Math.round(x))).toEqual([5, -70, 2]);
    expect(bottom?.radius).toBeCloseTo(3, 3);
    expect(bottom?.area).toBeCloseTo(Math.PI * 9, 0);
  });

  it('finds the cut of a ball, askew', async () => {
    const half = await halved(ballMesh(6), [0.48, 0.6, 0.64], 2);
    const [end, ...others] = flatEnds(half, 3);
    expect(others).toEqual([]);
    expect(end.area).toBeCloseTo(Math.PI * (36 - 4), -1);
    end.normal.forEach((x, d) => {
      expect(x).toBeCloseTo([0.48, 0.6, 0.64][d], 4);
    });
  });

  it('finds none on round things, or where they are too small', () => {
    expect(flatEnds(ballMesh(6, 24), 1)).toEqual([]);
    expect(flatEnds(torusMesh(6, 2), 0.1)).toEqual([]);
    expect(flatEnds(cylinderMesh(0.9, 9), 3)).toEqual([]);
  });
});
