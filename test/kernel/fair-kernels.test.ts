// What fairing a label's surface is made of, each against a slow way or a known answer.
import { describe, expect, it } from 'vitest';
import type { Affine } from '../../src/core/grid.js';
import { bend, bendBack, bendingOf, halfEdgesBack } from '../../src/kernel/fair-bending.js';
import { fairFeet } from '../../src/kernel/fair-feet.js';
import { fairSides } from '../../src/kernel/fair-sides.js';
import { pointToTriangle } from '../../src/kernel/point-to-triangle.js';
import { vertexNeighbours } from '../../src/kernel/vertex-neighbours.js';
import { seeded } from '../fixtures/solids.js';
import { tilted } from '../volume/scan-of.js';
import { ball } from './solids.js';

const size = [9, 8, 7] as const;
const affine: Affine = tilted([1, 1.2, 1.5], 0.3, 0.2, [-4, -5, -4]);
const chosen = new Uint8Array(3);
chosen[2] = 1;

function speckled() {
  const random = seeded(8);
  const voxels = Int16Array.from({ length: 9 * 8 * 7 }, () => (random() < 0.6 ? 2 : 1));
  return {
    grid: { size, affine },
    voxels,
    nodes: { axis: 2 as const, at: Float64Array.of(0, 1, 2, 4, 5, 6.5, 8) },
  };
}

describe('fairSides', () => {
  it('takes the centres with a neighbour on the other side, at their places on uneven slices', () => {
    const map = speckled();
    const { first, along, side, places } = fairSides(map, chosen, 0);
    const at = (i: number, j: number, k: number): number | undefined =>
      i < 0 || j < 0 || k < 0 || i >= 9 || j >= 8 || k >= 7 ? undefined : map.voxels[i + 9 * (j + 8 * k)];
    let n = 0;
    for (let k = 0; k < 7; k++)
      for (let j = 0; j < 8; j++) {
        expect(first[j + 8 * k]).toBe(n);
        for (let i = 0; i < 9; i++) {
          const around = [
            at(i - 1, j, k),
            at(i + 1, j, k),
            at(i, j - 1, k),
            at(i, j + 1, k),
            at(i, j, k - 1),
            at(i, j, k + 1),
          ];
          if (around.every((id) => id === undefined || id === at(i, j, k))) continue;
          expect([along[n], side[n]]).toEqual([i, at(i, j, k) === 2 ? -1 : 1]);
          const z = map.nodes.at[k];
          for (let c = 0; c < 3; c++)
            expect(places[3 * n + c]).toBeCloseTo(
              affine[4 * c] * i + affine[4 * c + 1] * j + affine[4 * c + 2] * z + affine[4 * c + 3],
              10,
            );
          n++;
        }
      }
    expect(along.length).toBe(n);
  });
});

describe('fairFeet', () => {
  it('finds the triangle nearest to each centre, or none within reach', () => {
    const sides = fairSides(speckled(), chosen, 0);
    const mesh = ball(2, 3.5);
    const { corner, weights } = fairFeet(Float64Array.from(mesh.positions), mesh.triangles, sides, 1.3);
    let met = 0;
    for (let n = 0; n < corner.length; n++) {
      const [x, y, z] = sides.places.subarray(3 * n, 3 * n + 3);
      let nearest = 1.3 ** 2;
      for (let h = 0; h < mesh.triangles.length; h += 3)
        nearest = Math.min(nearest, pointToTriangle(mesh.positions, mesh.triangles, h, x, y, z));
      expect(corner[n] >= 0).toBe(nearest < 1.3 ** 2);
      if (corner[n] < 0) continue;
      met++;
      const [b, c] = [weights[2 * n], weights[2 * n + 1]];
      const foot = [0, 1, 2].map((d) =>
        [1 - b - c, b, c].reduce(
          (sum, w, k) => sum + w * mesh.positions[3 * mesh.triangles[corner[n] + k] + d],
          0,
        ),
      );
      expect(Math.hypot(foot[0] - x, foot[1] - y, foot[2] - z)).toBeCloseTo(Math.sqrt(nearest), 6);
    }
    expect(met).toBeGreaterThan(20);
  });
});

describe('the bending', () => {
  const mesh = ball(3, 5);
  const vertices = mesh.positions.length / 3;
  const ring = vertexNeighbours(mesh.triangles, vertices);
  const normals = Float64Array.from(mesh.positions, (x) => x / 5);
  const bending = bendingOf(Float64Array.from(mesh.positions), normals, ring, halfEdgesBack(ring));

  it('of a ball is half of one over its radius, and what it becomes when the ball grows', () => {
    const grown = new Float64Array(vertices);
    bend(bending, new Float64Array(vertices).fill(0.5), grown);
    for (let v = 0; v < vertices; v++) {
      expect(bending.own[v] / bending.size[v]).toBeCloseTo(-0.1, 5);
      expect((bending.own[v] + grown[v]) / bending.size[v]).toBeCloseTo((-0.5 * 5.5) / 25, 5);
    }
  });

  it('has a transpose', () => {
    const random = seeded(2);
    const [f, g] = [0, 1].map(() => Float64Array.from({ length: vertices }, random));
    const bf = new Float64Array(vertices);
    const bg = new Float64Array(vertices);
    bend(bending, f, bf);
    bendBack(bending, g, bg);
    const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, n) => sum + x * b[n], 0);
    expect(dot(f, bg)).toBeCloseTo(dot(g, bf), 8);
  });
});
