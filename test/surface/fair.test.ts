// The step that lays the smoothest surface between a label and what is around it: solids whose true surface is known.
import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../../src/core/grid.js';
import { type Mesh, type Surface, signedVolume } from '../../src/core/mesh.js';
import type { Scan } from '../../src/core/scan.js';
import { selfIntersections } from '../../src/kernel/self-intersections.js';
import { topologyOf } from '../../src/kernel/topology.js';
import { erode, threshold } from '../../src/segment/index.js';
import { fair } from '../../src/surface/fair.js';
import { marchingCubes } from '../../src/surface/marching-cubes.js';
import { crop } from '../../src/volume/crop.js';
import { occupancy } from '../../src/volume/occupancy.js';
import { resample } from '../../src/volume/resample.js';
import { listener } from '../fixtures/listener.js';
import { seeded } from '../fixtures/solids.js';
import { type Distance, missOf, scanRound } from './label-phantom.js';

const ball: Distance = ([x, y, z]) => Math.hypot(x - 0.4, y + 0.3, z - 0.2) - 9;
/** Longer to one side: a mirrored map would not fit it. */
const egg: Distance = ([x, y, z]) => {
  const [u, v, w] = [x - 2, y - 1, z];
  return Math.min(Math.hypot(u, v, w) - 7, Math.hypot(u + 5.5, v + 3, w - 2) - 4);
};
const plate: Distance = ([x, y, z]) => {
  const [u, v] = [x * 0.94 + z * 0.342, z * 0.94 - x * 0.342];
  const [a, b, c] = [Math.abs(u) - 0.6, Math.abs(y) - 8, Math.abs(v) - 8];
  return Math.max(a, b, c) <= 0
    ? Math.max(a, b, c)
    : Math.hypot(Math.max(a, 0), Math.max(b, 0), Math.max(c, 0));
};
const labelled = (scan: Scan): Scan => ({ ...scan, facts: { ...scan.facts, labels: true } });
const mapOf = (solid: Distance, spacing: Vec3, turn = 0.3, mirrored = false, half = 12): Scan =>
  labelled(scanRound(half, spacing, (p) => (solid(p) <= 0 ? 3 : 0), turn, mirrored));
const surfaceOf = async (map: Scan, labels = 'all', spacing = 0.6): Promise<Surface> =>
  marchingCubes(await threshold(await resample(await occupancy(map, { labels }), { spacing })));

function expectSound(mesh: Mesh): void {
  const topology = topologyOf(mesh);
  expect(topology.openEdges.count + topology.nonManifoldEdges.count).toBe(0);
  expect(topology.misorientedEdges.count + topology.nonManifoldVertices.count).toBe(0);
  expect(selfIntersections(mesh).length).toBe(0);
}

describe('fair', () => {
  it.each([
    ['a ball', ball, [0.6, 0.6, 1], 0.3, false, 0.45],
    ['an egg on a mirrored grid', egg, [1, 0.6, 0.7], 0.2, true, 0.52],
    ['a thin plate, tilted', plate, [0.5, 0.5, 1], 0.3, false, 1],
  ] as const)(
    'brings the surface closer to the truth: %s',
    async (_, solid, spacing, turn, mirrored, part) => {
      const map = mapOf(solid, spacing, turn, mirrored);
      const surface = await surfaceOf(map);
      const { mesh, reference, within } = await fair({ surface, scan: map });
      expect(missOf(mesh, solid).mean).toBeLessThan(part * missOf(surface.mesh, solid).mean);
      expect(mesh.triangles).toEqual(surface.mesh.triangles);
      expect(reference).toBe(mesh);
      expect(within).toBe(0);
      expectSound(mesh);
    },
  );

  it('leaves the volume of what is round', async () => {
    const map = mapOf(ball, [0.6, 0.6, 1]);
    const { mesh } = await fair({ surface: await surfaceOf(map), scan: map });
    expect(Math.abs(signedVolume(mesh) / ((4 / 3) * Math.PI * 9 ** 3) - 1)).toBeLessThan(0.003);
  });

  it.each([
    ['a cube of ten voxels', 5, 5, 5],
    ['a rod of two by two', 1, 1, 10],
  ])('holds no more than its voxels: %s', async (_, a, b, c) => {
    const solid: Distance = ([x, y, z]) => Math.max(Math.abs(x) - a, Math.abs(y) - b, Math.abs(z) - c);
    const map = mapOf((p) => solid(p) + 1e-3, [1, 1, 1], 0, false, 14);
    const count = map.voxels.filter((value) => value === 3).length;
    const { mesh } = await fair({ surface: await surfaceOf(map, 'all', 0.5), scan: map });
    expect(signedVolume(mesh) / count).toBeGreaterThan(0.9);
    expect(signedVolume(mesh) / count).toBeLessThan(1.001);
    expectSound(mesh);
  });

  it('does not let single wrong voxels pull it far', async () => {
    const random = seeded(3);
    const wrong = mapOf(
      (p) => (random() < 0.004 && Math.abs(ball(p)) < 2 ? -ball(p) : ball(p)),
      [0.7, 0.7, 0.7],
    );
    const { mesh } = await fair({ surface: await surfaceOf(wrong), scan: wrong });
    expect(missOf(mesh, ball).p95).toBeLessThan(0.2);
    expectSound(mesh);
  });

  it('trusts voxels less of which many are wrong', async () => {
    const random = seeded(9);
    const noisy = mapOf(
      (p) => (Math.abs(ball(p)) < 1 && random() < 0.1 ? -ball(p) : ball(p)),
      [0.8, 0.8, 0.8],
    );
    const surface = await surfaceOf(noisy);
    const { mesh } = await fair({ surface, scan: noisy });
    expect(missOf(mesh, ball).mean).toBeLessThan(0.9 * missOf(surface.mesh, ball).mean);
    expectSound(mesh);
  });

  it('takes each of two labels that touch for itself', async () => {
    const halves = mapOf(ball, [0.6, 0.6, 1]);
    const [nx] = halves.grid.size;
    const voxels = Int16Array.from(halves.voxels, (id, v) => (id > 0 && v % nx < nx / 2 ? 1 : id));
    const map = { ...halves, voxels };
    const sides = await Promise.all(
      ['1', '3'].map(async (labels) =>
        fair({ surface: await surfaceOf(map, labels), scan: map }, { labels }),
      ),
    );
    const volumes = sides.map(({ mesh }) => signedVolume(mesh));
    expect(Math.min(...volumes)).toBeGreaterThan(1000);
    expect(volumes[0] + volumes[1]).toBeLessThan(1.01 * (4 / 3) * Math.PI * 9 ** 3);
    for (const { mesh } of sides) expectSound(mesh);
  });

  it('keeps a label of one voxel, and what two slices hold', async () => {
    for (const size of [
      [9, 9, 9],
      [9, 9, 2],
      [9, 9, 1],
    ] as const) {
      const map = mapOf(() => 1, [1, 1, 2], 0.3, false, 5);
      const [nx, ny, nz] = size;
      const voxels = new Int16Array(new SharedArrayBuffer(2 * nx * ny * nz));
      voxels[4 + nx * (4 + ny * (nz >> 1))] = 1;
      const one = { ...map, grid: { ...map.grid, size }, voxels };
      const surface = await surfaceOf(one);
      const { mesh } = await fair({ surface, scan: one });
      expect(signedVolume(mesh)).toBeGreaterThan(0.5 * signedVolume(surface.mesh));
      expectSound(mesh);
    }
  });

  it('leaves alone what lies away from the border of the label', async () => {
    const surface = await surfaceOf(mapOf(ball, [0.6, 0.6, 1]));
    const other = mapOf(([x, y, z]) => Math.hypot(x, y, z) - 5, [0.6, 0.6, 1]);
    const { mesh } = await fair({ surface, scan: other });
    expect(mesh.positions).toEqual(surface.mesh.positions);
  });

  it('leaves alone what was cut or edited', async () => {
    const map = mapOf(ball, [0.6, 0.6, 1], 0);
    const volume = await resample(await occupancy(map), { spacing: 0.6 });
    const edited = await erode(await threshold(volume), { by: 0.7 });
    const surface = await marchingCubes(edited);
    const faired = await fair({ surface, scan: map });
    expect(missOf(faired.mesh, (p) => ball(p) + 0.7).mean).toBeLessThan(0.15);
    const segment = await threshold(await crop(volume, { box: '0:20,:,:' }));
    const half = await marchingCubes(segment);
    const { mesh } = await fair({ surface: half, scan: map });
    const face = Math.min(...half.mesh.positions.filter((_, n) => n % 3 === 0));
    let onFace = 0;
    for (let o = 0; o < mesh.positions.length; o += 3)
      if (half.mesh.positions[o] < face + 1e-3) {
        onFace++;
        expect(mesh.positions.slice(o, o + 3)).toEqual(half.mesh.positions.slice(o, o + 3));
      }
    expect(onFace).toBeGreaterThan(100);
    expectSound(mesh);
  });

  it('does nothing without a map, or when it is off', async () => {
    const map = mapOf(ball, [1, 1, 1]);
    const surface = await surfaceOf(map);
    expect(await fair({ surface, scan: null })).toBe(surface);
    expect(await fair({ surface, scan: map }, { fair: 'off' })).toBe(surface);
    expect(fair.declaration.says({ fair: 'off', labels: 'all' }, 'label map')).toBe('');
    const floats = { ...map, voxels: Float32Array.from(map.voxels) };
    expect(await fair({ surface, scan: floats })).toBe(surface);
  });

  it('tells how far it went', async () => {
    const map = mapOf(ball, [1, 1, 1]);
    const context = listener();
    await fair({ surface: await surfaceOf(map), scan: map }, {}, context);
    const named = (name: string): number => Number(context.notes.find((note) => note.name === name)?.value);
    expect(named('surface at the border of the labels')).toBe(100);
    expect(named('doubt of the voxels (0 as of a smooth solid, 1 as of noise)')).toBeLessThan(0.3);
    expect(named('median move')).toBeGreaterThan(0);
    expect(named('95 % of the moves within')).toBeLessThan(1);
  });
});
