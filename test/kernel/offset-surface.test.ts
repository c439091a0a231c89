// Surfaces at a distance from balls, tori, boxes and plates, against what is known of these, and against a slow oracle.
import { describe, expect, it } from 'vitest';
import { quietContext } from '../../src/core/context.js';
import { boundsOf, type Mesh, signedVolume } from '../../src/core/mesh.js';
import { offsetSolid } from '../../src/kernel/offset-solid.js';
import { offsetSurface } from '../../src/kernel/offset-surface.js';
import { signedDistance } from '../../src/kernel/signed-distance.js';
import { targetSurface } from '../../src/kernel/target-surface.js';
import { topologyOf } from '../../src/kernel/topology.js';
import { makePool } from '../../src/pool.js';
import { checkMesh } from '../../src/solid/check-mesh.js';
import { randomSolid } from '../fixtures/random-solid.js';
import { ballMesh, boxMesh, movedMesh, together, torusMesh, turnedOver } from '../fixtures/shapes.js';
import { isosurface, seeded } from '../fixtures/solids.js';

type P = readonly [number, number, number];

/** Distances of all vertices and of middles of triangles from what `formula` says: the greatest and the least. */
function missed(mesh: Mesh, formula: (p: P) => number): readonly [number, number] {
  const { positions: p, triangles: t } = mesh;
  const found: number[] = [];
  for (let v = 0; v < p.length; v += 3) found.push(formula([p[v], p[v + 1], p[v + 2]]));
  for (let h = 0; h < t.length; h += 3) {
    const mean = (d: number): number => (p[3 * t[h] + d] + p[3 * t[h + 1] + d] + p[3 * t[h + 2] + d]) / 3;
    found.push(formula([mean(0), mean(1), mean(2)]));
  }
  return [found.reduce((a, b) => Math.min(a, b)), found.reduce((a, b) => Math.max(a, b))];
}

function expectWithin(mesh: Mesh, formula: (p: P) => number, below: number, above = below): void {
  const [least, most] = missed(mesh, formula);
  expect(least).toBeGreaterThan(-below);
  expect(most).toBeLessThan(above);
}

function expectSound(mesh: Mesh, parts = 1): void {
  const facts = checkMesh(mesh);
  expect(facts).toMatchObject({
    parts,
    closed: true,
    manifold: true,
    orientedOutward: true,
    selfIntersections: 0,
    degenerateTriangles: 0,
    coincidentVertices: 0,
  });
}

const odd: P = [17.31, -203.77, 8.093];
const from = ([x, y, z]: P, [a, b, c]: P): P => [x - a, y - b, z - c];

describe('offsetSurface', () => {
  it.each([-3, -1, 1.5, 4])('keeps %f mm from a ball', async (by) => {
    const ball = movedMesh(ballMesh(10, 160), odd);
    const mesh = await offsetSurface(ball, by, 0.5, quietContext);
    expectSound(mesh);
    expectWithin(mesh, (p) => Math.hypot(...from(p, odd)) - 10 - by, 0.03);
  });

  it.each([-1.2, 2])('keeps %f mm from a torus', async (by) => {
    const mesh = await offsetSurface(movedMesh(torusMesh(12, 3, 200, 96), odd), by, 0.4, quietContext);
    expectSound(mesh);
    expect(checkMesh(mesh).genus).toBe(1);
    expectWithin(
      mesh,
      (q) => {
        const [x, y, z] = from(q, odd);
        return Math.hypot(Math.hypot(x, y) - 12, z) - 3 - by;
      },
      0.03,
    );
  });

  it('cuts off the edges of a smaller box by half a step at most, and leaves its sides', async () => {
    const mesh = await offsetSurface(boxMesh([0, 0, 0], [10, 14, 7]), -2, 0.5, quietContext);
    expectSound(mesh);
    const inside = (p: P): number =>
      Math.max(...p.map((x, d) => Math.abs(x - [5, 7, 3.5][d]) - [3, 5, 1.5][d]));
    expectWithin(mesh, inside, 0.25, 1e-4);
    const { min, max } = boundsOf(mesh);
    for (let d = 0; d < 3; d++) {
      expect(min[d]).toBeCloseTo(2, 3);
      expect(max[d]).toBeCloseTo([8, 12, 5][d], 3);
    }
  });

  it('rounds the edges of a larger one', async () => {
    const mesh = await offsetSurface(boxMesh([0, 0, 0], [10, 14, 7]), 2, 0.5, quietContext);
    expectSound(mesh);
    const outside = ([x, y, z]: P): number =>
      Math.hypot(
        Math.max(0, Math.abs(x - 5) - 5),
        Math.max(0, Math.abs(y - 7) - 7),
        Math.max(0, Math.abs(z - 3.5) - 3.5),
      ) - 2;
    expectWithin(mesh, outside, 0.042);
    expect(signedVolume(mesh)).toBeCloseTo(
      10 * 14 * 7 + 2 * (2 * 140 + 2 * 98 + 2 * 70) + Math.PI * 4 * 31 + (4 / 3) * Math.PI * 8,
      -1,
    );
  });

  it('finds nothing inside a plate that is too thin, and all of it outside', async () => {
    const plate = boxMesh([0, 0, 0], [20, 12, 1]);
    expect((await offsetSurface(plate, -0.55, 0.25, quietContext)).triangles.length).toBe(0);
    const inner = await offsetSurface(plate, -0.3, 0.25, quietContext);
    expectSound(inner);
    const { min, max } = boundsOf(inner);
    expect([min[2], max[2]].map((z) => Math.round(1000 * z))).toEqual([300, 700]);
    expectSound(await offsetSurface(plate, 0.3, 0.25, quietContext));
  });

  it('makes one of two balls that nearly touch, and keeps cavities apart', async () => {
    const two = together(movedMesh(ballMesh(5), [-5.05, 0, 0]), movedMesh(ballMesh(5), [5.05, 0, 0]));
    expectSound(await offsetSurface(two, 0.5, 0.4, quietContext), 1);
    expectSound(await offsetSurface(two, -0.5, 0.4, quietContext), 2);
    const hollow = together(ballMesh(10), turnedOver(ballMesh(6)));
    const within = await offsetSurface(hollow, -1, 0.4, quietContext);
    expectSound(within, 2);
    expect(signedVolume(within)).toBeCloseTo((4 / 3) * Math.PI * (9 ** 3 - 7 ** 3), -2);
  });

  it('keeps its distance from points', async () => {
    const points: Mesh = {
      positions: Float32Array.from([0, 0, 0, 1, 0, 0]),
      triangles: Uint32Array.from([0, 0, 0, 1, 1, 1]),
    };
    const mesh = await offsetSurface(points, 2, 0.25, quietContext, { signed: false });
    expectSound(mesh);
    expectWithin(mesh, ([x, y, z]) => Math.min(Math.hypot(x, y, z), Math.hypot(x - 1, y, z)) - 2, 0.05);
  });

  it('is closed where a box ends it', async () => {
    const mesh = await offsetSurface(ballMesh(10), 1, 0.5, quietContext, {
      box: { min: [2, -20, -20], max: [20, 20, 3] },
    });
    expectSound(mesh);
    const { min, max } = boundsOf(mesh);
    expect(min[0]).toBeCloseTo(1.75, 3);
    expect(max[0]).toBeCloseTo(11, 1);
    const beyond = { box: { min: [20, 0, 0], max: [30, 1, 1] } } as const;
    expect((await offsetSurface(ballMesh(10), 1, 0.5, quietContext, beyond)).triangles.length).toBe(0);
  });

  it('refuses what no memory holds', async () => {
    await expect(offsetSurface(ballMesh(10), 1, 0.01, quietContext)).rejects.toThrow(/too many voxels/);
    await expect(offsetSurface(ballMesh(10), 100, 0.05, quietContext)).rejects.toThrow(/too many voxels/);
  });

  it('keeps to what is near another solid', async () => {
    const other = movedMesh(ballMesh(3), [12, 0, 0]);
    const mesh = await offsetSurface(ballMesh(10), 0.6, 0.3, quietContext, {
      near: { mesh: other, by: 0.5 },
    });
    expectSound(mesh);
    const far = ([x, y, z]: P): number =>
      Math.max(Math.hypot(x, y, z) - 10.6, Math.hypot(x - 12, y, z) - 3.5);
    expectWithin(mesh, far, 0.15, 0.03);
  });

  it('is the same on two threads', async () => {
    const pool = makePool(2, quietContext.signal);
    const many = {
      ...quietContext,
      each: <N extends Parameters<typeof pool.each>[0]>(task: N, jobs: Parameters<typeof pool.each<N>>[1]) =>
        pool.each(task, jobs, () => {}),
    };
    try {
      const ball = ballMesh(9);
      expect(await offsetSurface(ball, -1, 0.4, many)).toEqual(
        await offsetSurface(ball, -1, 0.4, quietContext),
      );
    } finally {
      await pool.close();
    }
  });

  it('stands where each sample of a grid says it does, on solids by chance', async () => {
    for (const seed of [1, 2, 3]) {
      const solid = isosurface(randomSolid(seed, 24), [49, 49, 49], 0.5);
      for (const by of [-0.7, 0.9]) {
        const mesh = await offsetSurface(solid, by, 0.5, quietContext);
        if (mesh.triangles.length === 0) continue;
        const topology = topologyOf(mesh);
        expect(
          topology.openEdges.count + topology.nonManifoldEdges.count + topology.coincidentVertices.count,
        ).toBe(0);
        expect(checkMesh(mesh).selfIntersections).toBe(0);
        const distance = signedDistance(targetSurface(solid));
        expectWithin(mesh, (p) => distance(...p) - by, 0.35);
        // Inside the new surface is what is nearer than it, whatever lies between its voxels.
        const inside = signedDistance(targetSurface(mesh));
        const random = seeded(seed);
        for (let n = 0; n < 2000; n++) {
          const p = [0, 1, 2].map(() => 28 * random() - 2);
          const here = distance(p[0], p[1], p[2]) - by;
          if (Math.abs(here) > 0.45) expect(inside(p[0], p[1], p[2]) < 0, `${p}`).toBe(here < 0);
        }
      }
    }
  });
});

describe('offsetSolid', () => {
  it('has fewer triangles and no specks', async () => {
    const both = together(ballMesh(10, 128), movedMesh(ballMesh(1.4), [30, 0, 0]));
    const mesh = await offsetSolid(both, -1, 0.4, quietContext, {}, (volume) => volume > 1);
    expectSound(mesh);
    expectWithin(mesh, (p) => Math.hypot(...p) - 9, 0.045);
    expect(mesh.triangles.length).toBeLessThan(
      0.4 * (await offsetSurface(both, -1, 0.4, quietContext)).triangles.length,
    );
  });
});
