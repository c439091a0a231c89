// Smoothing: nearer to the truth, not smaller, within its reach, and sound.

import { describe, expect, it } from 'vitest';
import { quietContext } from '../../src/core/context.js';
import { type Mesh, signedVolume } from '../../src/core/mesh.js';
import { selfIntersections } from '../../src/kernel/self-intersections.js';
import { type Smoothing, smoothMesh } from '../../src/kernel/smooth-mesh.js';
import { topologyOf } from '../../src/kernel/topology.js';
import { ball, bandNoise, box, type Field, gyroid, isosurface, speckle, torus } from '../fixtures/solids.js';

const methods: Smoothing[] = ['taubin', 'sinc'];

/** Root mean square of the field at the vertices: how far they are from where it is 0, mm. */
function errorOf({ positions: p }: Mesh, truth: Field): number {
  let sum = 0;
  for (let v = 0; v < p.length; v += 3) sum += truth(p[v], p[v + 1], p[v + 2]) ** 2;
  return Math.sqrt((3 * sum) / p.length);
}

function largestMove(a: Mesh, b: Mesh): number {
  let worst = 0;
  for (let v = 0; v < a.positions.length; v += 3)
    worst = Math.max(worst, Math.hypot(...[0, 1, 2].map((d) => a.positions[v + d] - b.positions[v + d])));
  return worst;
}

/** Between the vertices above and below the middle of the plate, away from its rim, on average, mm. */
function thickness({ positions: p }: Mesh): number {
  const heights: [number[], number[]] = [[], []];
  for (let v = 0; v < p.length; v += 3)
    if (Math.abs(p[v] - 10) < 6 && Math.abs(p[v + 1] - 10) < 4)
      heights[p[v + 2] > 3.05 ? 1 : 0].push(p[v + 2]);
  const [low, high] = heights.map((list) => list.reduce((sum, z) => sum + z, 0) / list.length);
  return high - low;
}

const shapes: [string, Field][] = [
  ['ball', ball([9, 9, 9], 6)],
  ['torus', torus([9, 9, 9], 6, 2)],
];

describe('smoothMesh', () => {
  for (const method of methods)
    it.each(shapes)(`brings a noisy %s nearer to the truth (${method})`, async (_, truth) => {
      const noise = speckle(5);
      const mesh = isosurface((x, y, z) => truth(x, y, z) + 0.08 * noise(x, y, z), [37, 37, 37], 0.5);
      const { mesh: smoothed } = await smoothMesh(mesh, method, 10, 0.1, 0.05, quietContext);
      expect(errorOf(smoothed, truth)).toBeLessThan(0.95 * errorOf(mesh, truth));
      expect(Math.abs(signedVolume(smoothed) / signedVolume(mesh) - 1)).toBeLessThan(2e-3);
    });

  it.each(methods)('does not shrink a ball as averaging would (%s)', async (method) => {
    const mesh = isosurface(ball([6, 6, 6], 4), [25, 25, 25], 0.5);
    const { mesh: smoothed } = await smoothMesh(mesh, method, 50, 0.1, 5, quietContext);
    expect(Math.abs(signedVolume(smoothed) / signedVolume(mesh) - 1)).toBeLessThan(0.015);
  });

  it.each(methods)('moves no vertex beyond its reach, and never through the surface (%s)', async (method) => {
    const walls = gyroid(4, 0.2);
    const waves = bandNoise(9, 1.5, 4);
    const noise = speckle(9);
    const field: Field = (x, y, z) => walls(x, y, z) + 0.3 * waves(x, y, z) + 0.4 * noise(x, y, z);
    const mesh = isosurface(field, [19, 19, 19], 0.5, [300, -200, 100], 0.001);
    for (const reach of [0.02, 0.4]) {
      const { mesh: smoothed, held } = await smoothMesh(mesh, method, 10, 0.1, reach, quietContext);
      expect(largestMove(mesh, smoothed)).toBeLessThanOrEqual(reach);
      expect(largestMove(mesh, smoothed)).toBeGreaterThan(0.9 * reach);
      expect(smoothed.triangles).toEqual(mesh.triangles);
      expect(selfIntersections(smoothed).length).toBe(0);
      const { degenerateTriangles, coincidentVertices } = topologyOf(smoothed);
      expect(degenerateTriangles.count + coincidentVertices.count).toBe(0);
      // The wide reach would tear these thin walls through one another.
      if (reach === 0.4) expect(held).toBeGreaterThan(0);
    }
  });

  it('keeps a plate of 1 mm as thick as it was', async () => {
    const mesh = isosurface(box([10.1, 10.2, 3.05], [8, 6, 0.5]), [41, 41, 13], 0.5);
    const { mesh: smoothed } = await smoothMesh(mesh, 'taubin', 10, 0.1, 0.05, quietContext);
    expect(Math.abs(thickness(smoothed) - thickness(mesh))).toBeLessThan(0.01);
    expect(Math.abs(signedVolume(smoothed) / signedVolume(mesh) - 1)).toBeLessThan(0.01);
  });

  it('leaves the surface untouched where there is nothing to do, and says the same every time', async () => {
    const mesh = isosurface(ball([6, 6, 6], 4), [25, 25, 25], 0.5);
    expect((await smoothMesh(mesh, 'taubin', 0, 0.1, 0.05, quietContext)).mesh).toBe(mesh);
    expect((await smoothMesh(mesh, 'taubin', 10, 0.1, 0, quietContext)).mesh).toBe(mesh);
    const twice = await Promise.all(
      [0, 1].map(async () => (await smoothMesh(mesh, 'sinc', 7, 0.2, 0.05, quietContext)).mesh.positions),
    );
    expect(twice[0]).toEqual(twice[1]);
  });
});
