// The step that moves a surface to the scan's edges: solids known by formula, blurred, coarse, noisy, cut and edited.
import { describe, expect, it } from 'vitest';
import type { ScanBlur } from '../../src/core/blur.js';
import { type Context, quietContext } from '../../src/core/context.js';
import { type Mesh, type Surface, signedVolume } from '../../src/core/mesh.js';
import type { Scan } from '../../src/core/scan.js';
import { selfIntersections } from '../../src/kernel/self-intersections.js';
import { shellsAround } from '../../src/kernel/shells-around.js';
import { topologyOf } from '../../src/kernel/topology.js';
import { triangleTree } from '../../src/kernel/triangle-tree.js';
import type { Layer } from '../../src/phantom/body.js';
import { ball, box, cylinder, shell, torus } from '../../src/phantom/shapes.js';
import { makePool } from '../../src/pool.js';
import { scanBlur } from '../../src/scan/scan-blur.js';
import { sharpness } from '../../src/scan/sharpness.js';
import { erode, threshold } from '../../src/segment/index.js';
import { locate } from '../../src/surface/locate.js';
import { marchingCubes } from '../../src/surface/marching-cubes.js';
import { crop } from '../../src/volume/crop.js';
import { resample } from '../../src/volume/resample.js';
import { listener } from '../fixtures/listener.js';
import { seeded } from '../fixtures/masks.js';
import { blurredScan, type Distance, layer, missOf, type Shot, usual } from './blurred-scan.js';

const grain = 15;
const blur: ScanBlur = { ...usual, axis: 2, noise: grain, assumed: false };
const coarse: ScanBlur = { ...blur, sliceBox: 3 };
const half = '620';

async function surfaceOf(scan: Scan, at = half, box = ''): Promise<Surface> {
  const volume = await crop(await resample(scan, { spacing: 0.6 }), { box });
  return marchingCubes(await threshold(volume, { threshold: at }));
}

function expectSound(mesh: Mesh): void {
  const topology = topologyOf(mesh);
  expect(topology.openEdges.count + topology.nonManifoldEdges.count).toBe(0);
  expect(topology.misorientedEdges.count + topology.nonManifoldVertices.count).toBe(0);
  expect(selfIntersections(mesh).length).toBe(0);
  expect(mesh.positions.every(Number.isFinite)).toBe(true);
}

const union =
  (...solids: readonly { readonly distance: Distance }[]): Distance =>
  (x, y, z) =>
    Math.min(...solids.map((solid) => solid.distance(x, y, z)));

const round = ball('ball', [0.4, -0.3, 0.2], 7);
const ring = torus('ring', [0, 0, 0], 6.5, 2.2, [30, 20, 0]);
const hollow = shell('shell', [0, 0, 0], 8, 2);
const block = box('block', [0, 0, 0], [12, 10, 8], [25, -15, 35]);
const plate = box('plate', [-3, 0, 0], [1.2, 14, 14], [10, 12, 20]);
const thick = box('thick', [5, 0, 0], [6, 14, 14], [10, 12, 20]);
/** On the left side alone, and longer to the back than to the head. */
const left = [
  ball('left', [3, 2, 0], 5),
  cylinder('arm', [-4, -3, 2], 2, 8, [30, 40, 0]),
  ball('top', [2, -3, 5.5], 2.2),
];

type Case = readonly [
  name: string,
  layers: readonly Layer[],
  truth: Distance,
  shot: Shot,
  limits: { readonly mean: number; readonly rms: number; readonly part: number; readonly at?: string },
];

const bone = (...bodies: Parameters<typeof layer>[1][]): readonly Layer[] => [layer(1200, ...bodies)];

// Each limit is a quarter to a half above what is reached. `part`: of the threshold's own mean distance.
const cases: readonly Case[] = [
  ['a ball', bone(round), round.distance, { half: 11 }, { mean: 0.02, rms: 0.025, part: 0.45 }],
  [
    'a ball on a mirrored grid',
    bone(round),
    round.distance,
    { half: 11, mirrored: true },
    { mean: 0.02, rms: 0.025, part: 0.45 },
  ],
  [
    'a ball in sagittal slices',
    bone(round),
    round.distance,
    { half: 11, across: 0 },
    { mean: 0.02, rms: 0.025, part: 0.45 },
  ],
  [
    'a ball in coronal slices',
    bone(round),
    round.distance,
    { half: 11, across: 1 },
    { mean: 0.02, rms: 0.025, part: 0.45 },
  ],
  [
    'a ball under a tilted gantry',
    bone(round),
    round.distance,
    { half: 11, lean: 0.35 },
    { mean: 0.02, rms: 0.026, part: 0.45 },
  ],
  ['a ring', bone(ring), ring.distance, { half: 11 }, { mean: 0.03, rms: 0.035, part: 0.4 }],
  ['a shell', bone(hollow), hollow.distance, { half: 11 }, { mean: 0.02, rms: 0.024, part: 0.45 }],
  ['a block', bone(block), block.distance, { half: 11 }, { mean: 0.06, rms: 0.08, part: 0.95 }],
  [
    'a plate of 1.2 mm beside a thick body',
    bone(plate, thick),
    union(plate, thick),
    { half: 13 },
    { mean: 0.055, rms: 0.08, part: 0.8 },
  ],
  [
    'what has a left and a right',
    bone(...left),
    union(...left),
    { half: 12 },
    { mean: 0.04, rms: 0.06, part: 0.6 },
  ],
  [
    'what has a left and a right, in coronal slices of a mirrored grid',
    bone(...left),
    union(...left),
    { half: 12, across: 1, mirrored: true },
    { mean: 0.04, rms: 0.06, part: 0.6 },
  ],
  [
    'two densities side by side under one low threshold',
    [layer(500, ball('soft', [-6, 0, 0], 4.5)), layer(1600, ball('dense', [6, 0, 0], 4.5))],
    union(ball('soft', [-6, 0, 0], 4.5), ball('dense', [6, 0, 0], 4.5)),
    { half: 12 },
    { mean: 0.035, rms: 0.045, part: 0.1, at: '300' },
  ],
  [
    'a dense cortex of 1.5 mm round a light core',
    [layer(1600, ball('bone', [0, 0, 0], 8)), layer(300, ball('core', [0, 0, 0], 6.5))],
    ball('bone', [0, 0, 0], 8).distance,
    { half: 11 },
    { mean: 0.17, rms: 0.18, part: 0.25, at: '200' },
  ],
  [
    'air in soft tissue',
    [layer(-1000, round)],
    round.distance,
    { half: 11 },
    { mean: 0.022, rms: 0.028, part: 0.45, at: ':-400' },
  ],
  [
    'a scan without noise',
    bone(round),
    round.distance,
    { half: 11, noise: 0 },
    { mean: 0.014, rms: 0.017, part: 0.3 },
  ],
];

describe('locate', () => {
  it.each(cases)('goes to the truth: %s', async (_, layers, truth, shot, { mean, rms, part, at }) => {
    const scan = blurredScan(layers, { noise: grain, ...shot });
    const surface = await surfaceOf(scan, at);
    const { mesh, reference, within, edges } = await locate(
      { surface, scan },
      { blur: { ...blur, axis: shot.across ?? 2 } },
    );
    const miss = missOf(mesh, truth);
    expect(miss.mean).toBeLessThan(mean);
    expect(miss.rms).toBeLessThan(rms);
    expect(miss.mean).toBeLessThan(part * missOf(surface.mesh, truth).mean);
    expect(mesh.triangles).toEqual(surface.mesh.triangles);
    expect(reference).toBe(mesh);
    expect(within).toBe(0);
    expect(edges?.clean.length).toBe(mesh.positions.length / 3);
    expectSound(mesh);
  });

  it('makes up for slices of 3 mm, and for the volume that blur takes', async () => {
    const scan = blurredScan(bone(round), {
      half: 12,
      spacing: [0.7, 0.7, 3],
      noise: grain,
      blur: coarse,
    });
    const surface = await surfaceOf(scan);
    const { mesh } = await locate({ surface, scan }, { blur: coarse });
    const miss = missOf(mesh, round.distance);
    expect(miss.mean).toBeLessThan(0.07);
    expect(miss.mean).toBeLessThan(0.4 * missOf(surface.mesh, round.distance).mean);
    const volume = (4 / 3) * Math.PI * 7 ** 3;
    expect(Math.abs(signedVolume(surface.mesh) / volume - 1)).toBeGreaterThan(0.02);
    expect(Math.abs(signedVolume(mesh) / volume - 1)).toBeLessThan(0.01);
    expectSound(mesh);
  });

  it('does so with the blur that the scan itself shows', async () => {
    const scan = blurredScan(bone(round), { half: 11, noise: grain });
    const own = scanBlur(scan, sharpness(scan));
    const surface = await surfaceOf(scan);
    const { mesh } = await locate({ surface, scan }, { blur: own });
    expect(missOf(mesh, round.distance).mean).toBeLessThan(0.03);
  });

  it('says what it did, and what it stands on', async () => {
    const scan = blurredScan(bone(round), { half: 11, noise: grain });
    const context = listener();
    const { edges } = await locate({ surface: await surfaceOf(scan), scan }, { blur }, context);
    const named = (name: string): number => Number(context.notes.find((note) => note.name === name)?.value);
    expect(named('surface on a clean edge')).toBeGreaterThan(99);
    expect(Math.abs(named('median contrast') - 1160)).toBeLessThan(15);
    expect(named('median misfit')).toBeLessThan(3);
    expect(named('volume change')).toBeGreaterThan(1);
    expect(named('95 % of the moves within')).toBeLessThan(0.5);
    expect(context.progresses.at(-1)).toBe(1);
    const across = Math.sqrt(usual.throughPlane ** 2 + usual.sliceBox ** 2 / 12);
    for (const sigma of edges?.sigma ?? [Number.NaN]) {
      expect(sigma).toBeGreaterThan(usual.inPlane - 1e-6);
      expect(sigma).toBeLessThan(across + 1e-6);
    }
    const { says } = locate.declaration;
    expect(says({ edge: 'local', reach: 1.5, blur })).toContain('0.5 mm in the slices');
    expect(says({ edge: 'threshold', reach: 1.5, blur })).toBe('');
  });

  it('stays where no edge is clean, and tells where its reach ended', async () => {
    const noise = seeded(5);
    const scan = blurredScan(bone(round), { half: 9 });
    const mess = { ...scan, voxels: scan.voxels.map(() => (noise() < 0.5 ? 40 : 1200)) };
    const tangled = await surfaceOf(mess);
    const { mesh } = await locate({ surface: tangled, scan: mess }, { blur });
    expect(mesh.positions).toEqual(tangled.mesh.positions);
    const far = await surfaceOf(scan, '200');
    const [near, wide] = [listener(), listener()];
    await locate({ surface: far, scan }, { blur, reach: 0.8 }, near);
    await locate({ surface: far, scan }, { blur, reach: 3 }, wide);
    expect(near.findings.map(({ code }) => code)).toEqual(['edge-out-of-reach']);
    expect(wide.findings).toEqual([]);
  });

  it('does nothing for a threshold, a label map, without reach or blur, or in a single slice', async () => {
    const scan = blurredScan(bone(round), { half: 9, noise: grain });
    const surface = await surfaceOf(scan);
    expect(await locate({ surface, scan }, { blur, edge: 'threshold' })).toBe(surface);
    expect(await locate({ surface, scan }, { blur, reach: 0 })).toBe(surface);
    expect(await locate({ surface, scan })).toBe(surface);
    expect(await locate({ surface, scan: null }, { blur })).toBe(surface);
    const labels = { ...scan, facts: { ...scan.facts, labels: true } };
    expect(await locate({ surface, scan: labels }, { blur })).toBe(surface);
    const [nx, ny] = scan.grid.size;
    const voxels = scan.voxels.slice(0, nx * ny);
    const one = { ...scan, grid: { ...scan.grid, size: [nx, ny, 1] as const }, voxels };
    expect(await locate({ surface, scan: one }, { blur })).toBe(surface);
  });

  it('is the same on one thread and on two, and can be stopped', async () => {
    const scan = blurredScan(bone(...left), { half: 12, spacing: [0.8, 0.8, 0.6], noise: grain });
    const surface = await surfaceOf(scan);
    const once = await locate({ surface, scan }, { blur });
    const pool = makePool(2, quietContext.signal);
    try {
      const each: Context['each'] = (task, jobs) => pool.each(task, jobs, () => {});
      const twice = await locate({ surface, scan }, { blur }, { ...quietContext, each });
      expect(twice.mesh.positions).toEqual(once.mesh.positions);
      expect(twice.edges).toEqual(once.edges);
    } finally {
      await pool.close();
    }
    const stop = new AbortController();
    const rounds = { ...quietContext, signal: stop.signal, progress: () => stop.abort() };
    await expect(locate({ surface, scan }, { blur }, rounds)).rejects.toThrow(/abort/i);
  });

  it('keeps cuts flat, and the rim where it is', async () => {
    const rod = cylinder('rod', [0, 0, 0], 4, 40, [0, 0, 0]);
    const scan = blurredScan(bone(rod), { half: 10, turn: 0, noise: grain });
    const cropped = await surfaceOf(scan, half, '-20:20,-20:2.1,-20:20');
    for (const surface of [await surfaceOf(scan), cropped]) {
      const { mesh } = await locate({ surface, scan }, { blur });
      let onCuts = 0;
      for (const { normal, at } of surface.cuts ?? [])
        for (let o = 0; o < mesh.positions.length; o += 3) {
          const height = ({ positions: p }: Mesh): number =>
            normal[0] * p[o] + normal[1] * p[o + 1] + normal[2] * p[o + 2] - at;
          expect(height(mesh)).toBeLessThan(1e-3);
          if (Math.abs(height(surface.mesh)) > 1e-3) continue;
          onCuts++;
          expect(Math.abs(height(mesh))).toBeLessThan(1e-3);
        }
      expect(onCuts).toBeGreaterThan(100);
      const on = (v: number): boolean =>
        surface.cuts?.some(
          ({ normal: [a, b, c], at }) =>
            Math.abs(a * p[3 * v] + b * p[3 * v + 1] + c * p[3 * v + 2] - at) < 1e-3,
        ) === true;
      const p = surface.mesh.positions;
      // Not where two cuts meet.
      const round = (v: number): boolean => Math.hypot(p[3 * v], p[3 * v + 1]) > 3.6;
      const rims = new Set<number>();
      const t = mesh.triangles;
      for (let h = 0; h < t.length; h += 3) {
        const corners = [...t.subarray(h, h + 3)];
        if (!corners.every(on)) for (const v of corners) if (on(v) && round(v)) rims.add(v);
      }
      const mantle = [...Array(p.length / 3).keys()].filter((v) => !on(v));
      const radiusOff = (of: readonly number[], { positions } = mesh): number =>
        of.reduce((sum, v) => {
          const [x, y] = positions.subarray(3 * v, 3 * v + 2);
          return sum + Math.abs(Math.hypot(x, y) - 4);
        }, 0) / of.length;
      expect(radiusOff(mantle)).toBeLessThan(0.03);
      expect(rims.size).toBeGreaterThan(50);
      // The last half voxel was closed with a bevel.
      expect(radiusOff([...rims])).toBeLessThan(radiusOff([...rims], surface.mesh) + 0.06);
      expectSound(mesh);
    }
  });

  it('leaves what was edited where it was', async () => {
    const scan = blurredScan(bone(round), { half: 11, noise: grain });
    const volume = await resample(scan, { spacing: 0.6 });
    const surface = await marchingCubes(await erode(await threshold(volume, { threshold: half }), { by: 1 }));
    const { mesh } = await locate({ surface, scan }, { blur });
    expect(surface.edited?.every((one) => one === 1)).toBe(true);
    for (let o = 0; o < mesh.positions.length; o++)
      expect(Math.abs(mesh.positions[o] - surface.mesh.positions[o])).toBeLessThan(1e-5);
  });

  it('leaves the smallest pieces, and a block that fills the scan', async () => {
    const scan = blurredScan(bone(round), { half: 9, noise: 0 });
    const [nx, ny] = scan.grid.size;
    const dot = 3 + nx * (3 + ny * 3);
    scan.voxels[dot] = 3000;
    const surface = await surfaceOf(scan);
    const { mesh } = await locate({ surface, scan }, { blur });
    expect(topologyOf(surface.mesh).components.length).toBe(2);
    const away = missOf(mesh, round.distance, ([x, y, z]) => round.distance(x, y, z) > 2);
    expect(away).toEqual(missOf(surface.mesh, round.distance, ([x, y, z]) => round.distance(x, y, z) > 2));
    expectSound(mesh);
    const full = { ...scan, voxels: scan.voxels.map(() => 1000) };
    const whole = await surfaceOf(full);
    const same = await locate({ surface: whole, scan: full }, { blur });
    expect(Math.abs(signedVolume(same.mesh) / signedVolume(whole.mesh) - 1)).toBeLessThan(0.001);
    expectSound(same.mesh);
  });

  it('does with two slices what can be done', async () => {
    const scan = blurredScan(bone(round), { half: 11, spacing: [0.7, 0.7, 3], blur: coarse });
    const [nx, ny, nz] = scan.grid.size;
    const voxels = scan.voxels.slice(nx * ny * (nz / 2 - 1), nx * ny * (nz / 2 + 1));
    const two = { ...scan, grid: { ...scan.grid, size: [nx, ny, 2] as const }, voxels };
    const surface = await surfaceOf(two);
    const { mesh } = await locate({ surface, scan: two }, { blur: coarse });
    expect(Math.abs(signedVolume(mesh) / signedVolume(surface.mesh) - 1)).toBeLessThan(0.1);
    expectSound(mesh);
  });

  it('keeps a cavity within its solid, near the outer wall', async () => {
    const solid = ball('solid', [0, 0, 0], 7);
    const hole = ball('hole', [4.3, 0, 0], 1.7);
    const scan = blurredScan([layer(1200, solid), layer(40, hole)], { half: 10, noise: 40 });
    const surface = await surfaceOf(scan, '500');
    const { mesh } = await locate({ surface, scan }, { blur: { ...blur, noise: 40 } });
    const { components, componentOf } = topologyOf(mesh);
    expect(components.length).toBe(2);
    const cavity = components.findIndex(({ volume }) => volume < 0);
    const v = 3 * mesh.triangles[3 * components[cavity].first];
    const [x, y, z] = mesh.positions.subarray(v, v + 3);
    expect(shellsAround(triangleTree(mesh), componentOf, x, y, z)).toContain(1 - cavity);
    expectSound(mesh);
  });
});
