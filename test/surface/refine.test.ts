// The refining step: phantoms whose true surface is known, drawn as labels much coarser than their scan.
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import type { Vec3 } from '../../src/core/grid.js';
import type { Mesh } from '../../src/core/mesh.js';
import { selfIntersections } from '../../src/kernel/self-intersections.js';
import { topologyOf } from '../../src/kernel/topology.js';
import { refine, refineReach } from '../../src/surface/refine.js';
import { listener } from '../fixtures/listener.js';
import { seeded } from '../fixtures/solids.js';
import {
  bright,
  type Distance,
  edge,
  type Look,
  labelSurface,
  missOf,
  noiseOf,
  scanRound,
} from './label-phantom.js';

const ball: Distance = ([x, y, z]) => Math.hypot(x - 0.4, y + 0.3, z - 0.2) - 9;
/** Longer to one side: a mirrored scan would not fit it. */
const egg: Distance = ([x, y, z]) => {
  const [u, v, w] = [x - 2, y - 1, z];
  return Math.min(Math.hypot(u, v, w) - 7, Math.hypot(u + 5.5, v + 3, w - 2) - 4);
};
const half = 14;
const fine: Vec3 = [0.6, 0.6, 1];

function scanned(solid: Distance, look: Look, mirrored = false) {
  const noise = noiseOf(look.noise);
  return scanRound(half, fine, (p) => Math.round(edge(look, solid(p)) + noise()), 0.3, mirrored);
}

function expectSound(mesh: Mesh): void {
  const topology = topologyOf(mesh);
  expect(topology.openEdges.count + topology.nonManifoldEdges.count).toBe(0);
  expect(topology.misorientedEdges.count + topology.nonManifoldVertices.count).toBe(0);
  expect(selfIntersections(mesh).length).toBe(0);
}

describe('refine', () => {
  it.each([
    ['bright', bright, 2],
    ['dark', { ...bright, inside: -850 }, 2],
    ['faint', { ...bright, inside: 120 }, 2],
    ['bright, labels of 3 mm', bright, 3],
  ] as const)('brings a ball to its edge: %s', async (_, look, voxel) => {
    const surface = await labelSurface(half, voxel, (p) => ball(p) <= 0);
    const before = missOf(surface.mesh, ball);
    const refined = await refine(surface, { scan: scanned(ball, look), reach: 2 * voxel });
    const after = missOf(refined.mesh, ball);
    const most = look.inside === 120 ? 0.11 : 0.05;
    expect(before.mean).toBeGreaterThan(0.15);
    expect(after.mean).toBeLessThan(most);
    expect(after.p95).toBeLessThan(3 * most);
    expect(refined.reference).toBe(refined.mesh);
    expect(refined.within).toBe(0);
    expect(refined.mesh.triangles).toEqual(surface.mesh.triangles);
    expectSound(refined.mesh);
  });

  it.each([1.8, -1.8])('finds the edge from labels that are %s mm too large', async (grown) => {
    const surface = await labelSurface(half, 2, (p) => egg(p) <= grown);
    const refined = await refine(surface, { scan: scanned(egg, bright, true), reach: 4 });
    expect(missOf(surface.mesh, egg).mean).toBeGreaterThan(1.5);
    expect(missOf(refined.mesh, egg).mean).toBeLessThan(0.12);
    expectSound(refined.mesh);
  });

  it('is not led astray by wrong voxels, and tells what it did', async () => {
    const random = seeded(3);
    const surface = await labelSurface(half, 2, (p) => random() < 0.01 !== ball(p) <= 0);
    const context = listener();
    const refined = await refine(surface, { scan: scanned(ball, bright), reach: 4 }, context);
    const { positions: p } = refined.mesh;
    const misses: number[] = [];
    for (let v = 0; v < p.length; v += 3) misses.push(Math.abs(ball([p[v], p[v + 1], p[v + 2]])));
    expect(misses.filter((d) => d < 0.2).length).toBeGreaterThan(0.6 * misses.length);
    expectSound(refined.mesh);
    expect(context.notes.map((note) => note.name)).toEqual([
      'reach',
      'noise of the scan there',
      'surface on an edge of the scan',
      'surface without an edge',
      'median move',
      '95 % of the moves within',
      'volume change',
      'vertices held back against self-intersection',
    ]);
    expect(context.progresses.every((done, n, all) => done <= 1 && (n === 0 || done >= all[n - 1]))).toBe(
      true,
    );
  });

  it('stays where a label meets its neighbour without contrast, and goes to the edge elsewhere', async () => {
    const surface = await labelSurface(half, 2, (p) => ball(p) <= 0 && p[2] < 0.3);
    const refined = await refine(surface, { scan: scanned(ball, bright), reach: 4 });
    const { positions: p } = refined.mesh;
    const { positions: q } = surface.mesh;
    let cut = 0;
    let round = 0;
    for (let v = 0; v < p.length; v += 3) {
      const from = Math.hypot(q[v], q[v + 1]);
      const move = Math.hypot(...[0, 1, 2].map((d) => p[v + d] - q[v + d]));
      // Well inside the cut, and well away from its rim.
      if (from < 4 && q[v + 2] > -0.5) {
        cut++;
        // A quarter of a voxel of the labels; the rim, 5 mm away, is drawn towards the edge of the ball.
        expect(move).toBeLessThan(0.5);
      } else if (q[v + 2] < -3) {
        round++;
        expect(Math.abs(ball([p[v], p[v + 1], p[v + 2]]))).toBeLessThan(0.35);
      }
    }
    expect(Math.min(cut, round)).toBeGreaterThan(100);
  });

  it('keeps to its own wall where a brighter structure lies near', async () => {
    const other: Distance = ([x]) => 11.8 - x;
    const surface = await labelSurface(half, 2, (p) => ball(p) <= 0);
    const noise = noiseOf(20);
    const scan = scanRound(half, fine, (p) =>
      Math.round(Math.max(edge(bright, ball(p)), edge({ ...bright, inside: 1200 }, other(p))) + noise()),
    );
    const refined = await refine(surface, { scan, reach: 4 });
    expect(missOf(refined.mesh, ball).p95).toBeLessThan(0.15);
  });

  it('warns where there are few edges, and does not move by noise', async () => {
    const surface = await labelSurface(half, 2, (p) => ball(p) <= 0);
    const noise = noiseOf(20);
    const context = listener();
    const refined = await refine(
      surface,
      { scan: scanRound(half, fine, () => Math.round(noise())), reach: 4 },
      context,
    );
    expect(context.findings.map(({ code }) => code)).toEqual(['few-edges']);
    const moves = surface.mesh.positions.map((x, n) => Math.abs(x - refined.mesh.positions[n]));
    expect(moves.reduce((sum, move) => sum + move, 0) / moves.length).toBeLessThan(0.1);
    const flat = await refine(surface, { scan: scanRound(half, fine, () => 7), reach: 4 });
    expect(missOf(flat.mesh, ball).mean).toBeLessThanOrEqual(missOf(surface.mesh, ball).mean + 0.01);
  });

  it('goes no farther than its reach, and leaves the end of the scan flat', async () => {
    const surface = await labelSurface(8, 2, (p) => ball(p) <= 1.5);
    const noise = noiseOf(20);
    const scan = scanRound(8, [0.5, 0.5, 0.5], (p) => Math.round(edge(bright, ball(p)) + noise()), 0);
    const refined = await refine(surface, { scan, reach: 1 });
    const { positions: p } = refined.mesh;
    const { positions: q } = surface.mesh;
    for (let v = 0; v < p.length; v += 3) {
      expect(Math.hypot(...[0, 1, 2].map((d) => p[v + d] - q[v + d]))).toBeLessThan(1.00001);
      for (let d = 0; d < 3; d++) {
        if (Math.abs(q[v + d]) < 8 - 1e-3) continue;
        // The face's middle, not its rounded rim.
        if ([0, 1, 2].filter((e) => Math.abs(q[v + e]) > 6).length === 1)
          expect(Math.abs(p[v + d] - q[v + d])).toBeLessThan(0.02);
      }
    }
  });

  it('sees a sheared scan with uneven slices as it is', async () => {
    const surface = await labelSurface(half, 2, (p) => ball(p) <= 0);
    const even = scanRound(half, fine, () => 0, 0);
    const { size } = even.grid;
    const at = Float64Array.from({ length: size[2] }, (_, k) => k + 0.3 * Math.sin(2 * k) * Math.min(1, k));
    const a = even.grid.affine;
    const affine = [a[0], a[1], 0.2, a[3] - 3.4, a[4], a[5], 0.1, a[7], a[8], a[9], a[10], a[11]] as const;
    const voxels = new Int16Array(new SharedArrayBuffer(2 * size[0] * size[1] * size[2]));
    const noise = noiseOf(20);
    for (let v = 0, k = 0; k < size[2]; k++)
      for (let j = 0; j < size[1]; j++)
        for (let i = 0; i < size[0]; i++) {
          const p = [0, 1, 2].map(
            (r) => affine[4 * r] * i + affine[4 * r + 1] * j + affine[4 * r + 2] * at[k] + affine[4 * r + 3],
          );
          voxels[v++] = Math.round(edge(bright, ball([p[0], p[1], p[2]])) + noise());
        }
    const scan = { ...even, grid: { size, affine }, nodes: { axis: 2 as const, at }, voxels };
    const refined = await refine(surface, { scan, reach: 4 });
    expect(missOf(refined.mesh, ball).mean).toBeLessThan(0.06);
  });

  it('does nothing, and says nothing, without a scan; and refuses a label map for one', async () => {
    const surface = await labelSurface(8, 2, (p) => Math.hypot(...p) < 5);
    expect(await refine(surface)).toBe(surface);
    expect(refine.declaration.says({ scan: null, reach: 0 })).toBe('');
    const scan = scanned(ball, bright);
    expect(refine.declaration.says({ scan, reach: 4 })).toContain('by 4 mm at most');
    const labels = { ...scan, facts: { ...scan.facts, labels: true } };
    await expect(refine(surface, { scan: labels })).rejects.toThrow(UserError);
    expect(() => refine.declaration.options.scan.parse('x', 'scan')).toThrow(UserError);
    expect(
      refineReach({ grid: { size: [9, 9, 9], affine: [1.5, 0, 0, 0, 0, -1.5, 0, 0, 0, 0, 3, 0] } }),
    ).toBe(6);
  });

  it('stops when told to', async () => {
    const surface = await labelSurface(8, 2, (p) => Math.hypot(...p) < 5);
    const stop = new AbortController();
    const context = { ...listener(stop.signal), progress: () => stop.abort() };
    await expect(refine(surface, { scan: scanned(ball, bright) }, context)).rejects.toThrow(/abort/i);
  });
});
