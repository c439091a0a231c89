// The laws of editing, on solids by chance scanned with noise: closed, free of crossings, within the cap both ways.
import { describe, expect, it } from 'vitest';
import { quietContext } from '../../src/core/context.js';
import { type Mesh, type Surface, signedVolume, triangleCount } from '../../src/core/mesh.js';
import { localCaps } from '../../src/kernel/local-caps.js';
import { selfIntersections } from '../../src/kernel/self-intersections.js';
import { topologyOf } from '../../src/kernel/topology.js';
import { threshold } from '../../src/segment/threshold.js';
import { decimate } from '../../src/surface/decimate.js';
import { marchingCubes } from '../../src/surface/marching-cubes.js';
import { smooth } from '../../src/surface/smooth.js';
import { resample } from '../../src/volume/resample.js';
import { closedAndOriented, farthest } from '../fixtures/brute.js';
import { randomSolid } from '../fixtures/random-solid.js';
import { slowCrossings } from '../fixtures/slow-crossings.js';
import { seeded, speckle } from '../fixtures/solids.js';
import { scanOf, tilted } from '../volume/scan-of.js';

const size = 24;
const voxel = 0.6;

/** Scanned on a slanted grid, a voxel as full as its middle is deep; noise of 4 % of the contrast. */
async function surfaceOf(seed: number): Promise<Surface> {
  const solid = randomSolid(seed, size);
  const noise = speckle(seed);
  const n = Math.round(size / voxel);
  const scan = scanOf(
    [n, n, n],
    tilted([voxel, voxel, voxel], 0.1, 0.05, [1, -1, 0], seed % 2 === 1),
    ([x, y, z]) => {
      const [u, v, w] = [seed % 2 === 1 ? x + size : x, y, z];
      return 1000 * Math.min(1, Math.max(0, 0.5 + solid(u, v, w) / voxel)) + 70 * noise(x, y, z);
    },
  );
  return marchingCubes(await threshold(await resample(scan, { spacing: 0.5 }), { threshold: '500' }));
}

const euler = ({ triangles }: Mesh): number => new Set(triangles).size - triangles.length / 6;

const options = [{}, { keep: 0.25 }, { triangles: 500 }, { keep: 0.02 }] as const;
const cases = Array.from({ length: 12 }, (_, n) => ({
  seed: n + 1,
  tolerance: [0.05, 0.1, 0.25][n % 3],
  ...options[n % 4],
}));

describe('smoothing and decimation', () => {
  it.each(cases)('keep their laws: %o', async ({ seed, tolerance, ...wish }) => {
    const raw = await surfaceOf(seed);
    const { mesh } = await decimate(await smooth(raw, { tolerance }), { ...wish, tolerance });
    expect(triangleCount(mesh)).toBeLessThan(0.8 * triangleCount(raw.mesh));
    expect(closedAndOriented(mesh)).toBe(true);
    const [before, after] = [topologyOf(raw.mesh), topologyOf(mesh)];
    expect(after.nonManifoldVertices.count + after.coincidentVertices.count).toBe(0);
    expect(euler(mesh)).toBe(euler(raw.mesh));
    expect(after.components.length).toBe(before.components.length);
    expect(after.genus).toBe(before.genus);
    expect(selfIntersections(mesh).length).toBe(0);
    if (triangleCount(mesh) < 4000) expect(slowCrossings(mesh)).toBe(0);
    const random = seeded(seed);
    expect(farthest(mesh, raw.mesh, 200, random)).toBeLessThanOrEqual(tolerance + 1e-6);
    expect(farthest(raw.mesh, mesh, 200, random)).toBeLessThanOrEqual(tolerance + 1e-6);
    expect(Math.abs(signedVolume(mesh) / signedVolume(raw.mesh) - 1)).toBeLessThan(0.001);
  });

  it('take less from thin walls than from thick ones', async () => {
    const raw = await surfaceOf(5);
    const tolerance = 0.25;
    const { caps, thin } = await localCaps(raw.mesh, tolerance, quietContext);
    expect(thin).toBeGreaterThan(0.02);
    const { mesh } = await decimate(await smooth(raw, { tolerance }), { tolerance, triangles: 4 });
    const { positions: p, triangles: t } = raw.mesh;
    const random = seeded(1);
    // The corners of thin walls, as a mesh of triangles that are points.
    const thinOnes = Array.from(caps, (cap, v) => ({ cap, v })).filter(({ cap }) => cap < 0.12);
    for (let n = 0; n < 60; n++) {
      const { cap, v } = thinOnes[Math.floor(random() * thinOnes.length)];
      const point = { positions: p.slice(3 * v, 3 * v + 3), triangles: Uint32Array.of(0, 0, 0) };
      expect(farthest(point, mesh, 1, random)).toBeLessThanOrEqual(cap + 1e-6);
    }
    expect(t.length).toBeGreaterThan(3 * triangleCount(mesh));
  });
});

describe('the slow look for crossings', () => {
  it('finds what the quick one finds', async () => {
    const { mesh } = await decimate(await surfaceOf(2), { tolerance: 0.25 });
    const positions = mesh.positions.slice();
    const random = seeded(4);
    for (let n = 0; n < 12; n++) {
      const v = Math.floor((random() * positions.length) / 3);
      for (let d = 0; d < 3; d++) positions[3 * v + d] += 4 * random() - 2;
    }
    const shaken = { positions, triangles: mesh.triangles };
    const quick = selfIntersections(shaken).length / 2;
    expect(quick).toBeGreaterThan(5);
    expect(slowCrossings(shaken)).toBe(quick);
  });
});
