// Fewer triangles: near the reference both ways, sound, and the same every time, on meshes made to be nasty.

import { describe, expect, it } from 'vitest';
import { quietContext } from '../../src/core/context.js';
import { boundsOf, type Mesh, signedVolume, triangleCount } from '../../src/core/mesh.js';
import { decimateMesh } from '../../src/kernel/decimate-mesh.js';
import { exceeding } from '../../src/kernel/exceeding.js';
import { selfIntersections } from '../../src/kernel/self-intersections.js';
import { smoothMesh } from '../../src/kernel/smooth-mesh.js';
import { targetSurface } from '../../src/kernel/target-surface.js';
import { topologyOf } from '../../src/kernel/topology.js';
import { closedAndOriented, farthest } from '../fixtures/brute.js';
import {
  ball,
  bandNoise,
  box,
  gyroid,
  isosurface,
  mirrored,
  seeded,
  speckle,
  torus,
} from '../fixtures/solids.js';

function expectSound(mesh: Mesh): void {
  expect(closedAndOriented(mesh)).toBe(true);
  const topology = topologyOf(mesh);
  expect(topology.nonManifoldVertices.count).toBe(0);
  expect(topology.duplicateTriangles.count).toBe(0);
  expect(topology.degenerateTriangles.count).toBe(0);
  expect(topology.coincidentVertices.count).toBe(0);
  expect(topology.unusedVertices).toBe(0);
  expect(selfIntersections(mesh).length).toBe(0);
}

/** Thin noisy walls, handles and specks; about 20,000 triangles. */
function nasty(seed: number, rough: number): Mesh {
  const walls = gyroid(6, 0.35);
  const waves = bandNoise(seed, 2, 6);
  const noise = speckle(seed);
  const field = (x: number, y: number, z: number): number =>
    walls(x, y, z) + 0.25 * waves(x, y, z) + rough * noise(x, y, z);
  return isosurface(field, [19, 19, 19], 0.5, [-4, 100, -220], 0.001);
}

const volumes = (mesh: Mesh): number[] => topologyOf(mesh).components.map((c) => c.volume);

describe('decimateMesh', () => {
  it.each([
    [1, 0.02, 0.1, 0.25],
    [3, 0.3, 0.05, 0.1],
    [4, 0.1, 0.5, 0.01],
  ])('keeps its promise on nasty mesh %i of roughness %f at %f mm', async (seed, rough, tolerance, keep) => {
    const mesh = nasty(seed, rough);
    const { mesh: smoothed } = await smoothMesh(mesh, 'taubin', 10, 0.1, tolerance / 2, quietContext);
    const result = await decimateMesh(
      smoothed,
      mesh,
      Math.round(keep * triangleCount(mesh)),
      tolerance,
      quietContext,
    );
    expect(result.stopped).toBe(null);
    expect(triangleCount(result.mesh)).toBeLessThan(0.75 * triangleCount(mesh));
    expectSound(result.mesh);
    expect(exceeding(result.mesh, tolerance, targetSurface(mesh)).length).toBe(0);
    expect(exceeding(mesh, tolerance, targetSurface(result.mesh)).length).toBe(0);
    const random = seeded(seed);
    expect(farthest(result.mesh, mesh, 150, random)).toBeLessThanOrEqual(tolerance + 1e-6);
    expect(farthest(mesh, result.mesh, 150, random)).toBeLessThanOrEqual(tolerance + 1e-6);
    // No component is lost, none turned inside out.
    const [before, after] = [volumes(mesh), volumes(result.mesh)];
    expect(after.length).toBe(before.length);
    expect(after.filter((v) => v > 0).length).toBe(before.filter((v) => v > 0).length);
  });

  it('reaches the share asked for where the tolerance allows it, with little change of volume', async () => {
    const mesh = isosurface(ball([8, 8, 8], 6), [33, 33, 33], 0.5);
    const { mesh: fewer, undone } = await decimateMesh(
      mesh,
      mesh,
      Math.round(triangleCount(mesh) / 10),
      0.1,
      quietContext,
    );
    expect(Math.abs(triangleCount(fewer) - triangleCount(mesh) / 10)).toBeLessThanOrEqual(1);
    expect(undone).toBe(0);
    expect(Math.abs(signedVolume(fewer) / signedVolume(mesh) - 1)).toBeLessThan(1e-5);
    expectSound(fewer);
  });

  it('stops before the share asked for where the tolerance demands it', async () => {
    const mesh = isosurface(ball([8, 8, 8], 6), [33, 33, 33], 0.5);
    const { mesh: fewer } = await decimateMesh(mesh, mesh, 4, 0.02, quietContext);
    // A sphere's facets of sagitta 0.02 mm: sides of about 2·√(2·6·0.02) = 1 mm, of area 0.43 mm², over 452 mm².
    expect(triangleCount(fewer)).toBeGreaterThan(500);
    expect(triangleCount(fewer)).toBeLessThan(4000);
    expect(
      exceeding(fewer, 0.02, targetSurface(mesh)).length + exceeding(mesh, 0.02, targetSurface(fewer)).length,
    ).toBe(0);
  });

  it('keeps a plate of 1 mm, its edges and its thickness', async () => {
    const mesh = isosurface(box([10.1, 10.2, 3.05], [8, 6, 0.5]), [41, 41, 13], 0.5);
    const { mesh: fewer } = await decimateMesh(mesh, mesh, 100, 0.05, quietContext);
    expectSound(fewer);
    expect(triangleCount(fewer)).toBeLessThan(triangleCount(mesh) / 4);
    expect(Math.abs(signedVolume(fewer) / signedVolume(mesh) - 1)).toBeLessThan(1e-4);
    const [a, b] = [boundsOf(mesh), boundsOf(fewer)];
    for (let d = 0; d < 3; d++) {
      expect(Math.abs(a.min[d] - b.min[d])).toBeLessThanOrEqual(0.05);
      expect(Math.abs(a.max[d] - b.max[d])).toBeLessThanOrEqual(0.05);
    }
  });

  it('gives the same bytes every time, and mirrors stay turned outward', async () => {
    const mesh = isosurface(torus([8, 8.2, 3], 5, 1.5), [33, 33, 13], 0.5);
    const twice = await Promise.all(
      [0, 1].map(async () => (await decimateMesh(mesh, mesh, 800, 0.1, quietContext)).mesh),
    );
    expect(twice[0]).toEqual(twice[1]);
    const other = (await decimateMesh(mirrored(mesh), mirrored(mesh), 800, 0.1, quietContext)).mesh;
    expectSound(other);
    expect(topologyOf(other).genus).toBe(1);
    expect(Math.abs(signedVolume(other) / signedVolume(mesh) - 1)).toBeLessThan(1e-5);
  });

  it('leaves specks and cavities as they are', async () => {
    const field = (x: number, y: number, z: number): number =>
      Math.max(
        Math.min(ball([6, 6, 6], 4)(x, y, z), -ball([6, 6, 6], 1.2)(x, y, z)),
        ball([10.6, 10.6, 10.6], 0.3)(x, y, z),
      );
    const mesh = isosurface(field, [25, 25, 25], 0.5);
    const { mesh: fewer } = await decimateMesh(mesh, mesh, 4, 0.2, quietContext);
    const sorted = (m: Mesh): number[] => volumes(m).sort((a, b) => a - b);
    const [before, after] = [sorted(mesh), sorted(fewer)];
    expect(after.length).toBe(3);
    expect(Math.sign(after[0])).toBe(-1);
    expect(after[1]).toBeCloseTo(before[1], 6);
    expectSound(fewer);
  });

  it('gives back what it can do nothing with', async () => {
    const mesh = isosurface(ball([4, 4, 4], 2), [17, 17, 17], 0.5);
    expect((await decimateMesh(mesh, mesh, 100, 0, quietContext)).mesh).toBe(mesh);
    expect((await decimateMesh(mesh, mesh, 1e6, 0.1, quietContext)).mesh).toBe(mesh);
    const open = { positions: mesh.positions, triangles: mesh.triangles.slice(3) };
    expect(await decimateMesh(open, open, 100, 0.1, quietContext)).toMatchObject({
      mesh: open,
      stopped: 'open',
    });
    const empty = { positions: new Float32Array(0), triangles: new Uint32Array(0) };
    expect((await decimateMesh(empty, empty, 4, 0.1, quietContext)).mesh).toBe(empty);
  });

  it('proves against a reference of other triangles', async () => {
    const reference = isosurface(torus([8, 8.2, 3], 5, 1.5), [33, 33, 13], 0.5);
    const coarse = (await decimateMesh(reference, reference, 4000, 0.03, quietContext)).mesh;
    const again = (await decimateMesh(coarse, reference, 600, 0.1, quietContext)).mesh;
    expectSound(again);
    expect(
      exceeding(again, 0.1, targetSurface(reference)).length +
        exceeding(reference, 0.1, targetSurface(again)).length,
    ).toBe(0);
  });
});
