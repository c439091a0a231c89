// Deviations with known answers, and a bound that holds.
import { describe, expect, it } from 'vitest';
import { quietContext } from '../../src/core/context.js';
import type { Deviation } from '../../src/core/facts.js';
import type { Mesh } from '../../src/core/mesh.js';
import { measureDeviation } from '../../src/kernel/surface-distance.js';
import { runTask } from '../../src/kernel/tasks.js';
import { squaredDistance } from './slow/nearest-triangle.js';
import { ball, box, flipped, meshOf, random, together, torus } from './solids.js';

const measured = (from: Mesh, to: Mesh): Promise<Deviation> => measureDeviation(from, to, quietContext);
const zero = { mean: 0, meanAbsolute: 0, rms: 0, p95: 0, p99: 0, max: 0, bound: 0 };
const shaken = (mesh: Mesh, by: number, seed: number): Mesh => {
  const next = random(seed);
  return { ...mesh, positions: mesh.positions.map((x) => x + by * (2 * next() - 1)) };
};
const moved = (mesh: Mesh, by: readonly number[]): Mesh => ({
  ...mesh,
  positions: mesh.positions.map((x, i) => x + by[i % 3]),
});

/** The farthest of points n a side on every triangle, each compared with every triangle of the other mesh. */
function farthestSample(from: Mesh, to: Mesh, n: number): number {
  const all = Float32Array.from(
    [...to.triangles].flatMap((v) => [0, 1, 2].map((x) => to.positions[3 * v + x])),
  );
  let most = 0;
  for (let h = 0; h < from.triangles.length; h += 3) {
    const at = (k: number, x: number): number => from.positions[3 * from.triangles[h + k] + x];
    for (let i = 0; i <= n; i++)
      for (let j = 0; i + j <= n; j++) {
        const [x, y, z] = [0, 1, 2].map(
          (c) => at(0, c) + ((at(1, c) - at(0, c)) * i + (at(2, c) - at(0, c)) * j) / n,
        );
        let least = Number.POSITIVE_INFINITY;
        for (let o = 0; o < all.length; o += 9) least = Math.min(least, squaredDistance(all, o, x, y, z));
        most = Math.max(most, least);
      }
  }
  return Math.sqrt(most);
}

describe('measureDeviation', () => {
  it.each([
    ['a box', box([0, 0, 0], [5, 6, 7])],
    ['a ball', ball(3, 20, [100, -200, 300])],
    ['a shaken ring', shaken(torus(10, 3, 40, 20), 0.2, 5)],
  ])('is nought from %s to itself', async (_, mesh) => {
    expect(await measured(mesh, mesh)).toMatchObject(zero);
  });

  it('is nought between two ways to cut the same box', async () => {
    const cut = box([0, 0, 0], [4, 4, 4]);
    const [a, b, c] = cut.triangles;
    const p = [
      ...cut.positions,
      ...[0, 1, 2].map((x) => (cut.positions[3 * a + x] + cut.positions[3 * c + x]) / 2),
    ];
    const finer = meshOf(p, [
      a,
      b,
      8,
      b,
      c,
      8,
      8,
      c,
      cut.triangles[5],
      a,
      8,
      cut.triangles[5],
      ...cut.triangles.slice(6),
    ]);
    expect(await measured(cut, finer)).toMatchObject({ meanAbsolute: 0, max: 0 });
    expect((await measured(cut, finer)).bound).toBeLessThanOrEqual(0.001 + 1e-8);
    expect(await measured(finer, cut)).toMatchObject({ meanAbsolute: 0, max: 0 });
  });

  it('finds the step between two balls, inward negative and outward positive', async () => {
    const [small, large] = [ball(5, 20, [3, -5, 7]), ball(5, 20.5, [3, -5, 7])];
    const outward = await measured(large, small);
    const inward = await measured(small, large);
    for (const [found, sign] of [
      [outward, 1],
      [inward, -1],
    ] as const) {
      expect(found.mean).toBeCloseTo(sign * 0.5, 2);
      expect(found.meanAbsolute).toBeCloseTo(0.5, 2);
      expect(found.rms).toBeCloseTo(0.5, 2);
      expect(found.p99).toBeLessThanOrEqual(found.max);
      expect(found.max).toBeCloseTo(0.5, 2);
      expect(found.bound).toBeGreaterThanOrEqual(found.max);
      expect(found.bound).toBeLessThanOrEqual(1.01 * found.max + 0.001);
    }
  });

  it('has the signs and the place of a lopsided change', async () => {
    // One side of a box pushed out by 1 mm, the opposite one in by 0.5 mm.
    const plain = box([0, 0, 0], [10, 20, 30]);
    const pushed = box([0.5, 0, 0], [10.5, 20, 30]);
    const found = await measured(pushed, plain);
    const [out, inside] = [found.mean, found.meanAbsolute];
    expect(found.max).toBeCloseTo(1, 12);
    expect(found.worstPlace[0]).toBe(11);
    const area = 2 * (20 * 30) + 2 * 10.5 * 50;
    // The end sides, and the strips of the others that stick out: their distances run from 0 to 1.
    expect(out).toBeCloseTo((600 * 1 - 600 * 0.5 + 100 * 0.5) / area, 1);
    expect(inside).toBeCloseTo((600 * 1 + 600 * 0.5 + 100 * 0.5) / area, 1);
    expect((await measured(flipped(pushed), plain)).mean).toBeCloseTo(out, 9);
    expect((await measured(pushed, flipped(plain))).mean).toBeCloseTo(-out, 9);
  });

  it('has the right side at sharp corners', async () => {
    // Far from a needle-sharp roof's ridge, the nearest face alone would often give the wrong side.
    const roof = meshOf(
      [0, 0, 0, 10, 0, 0, 10, 1, 0, 0, 1, 0, 0, 0.5, 9, 10, 0.5, 9],
      [0, 2, 1, 0, 3, 2, 0, 1, 5, 0, 5, 4, 2, 3, 4, 2, 4, 5, 0, 4, 3, 1, 2, 5],
    );
    const bubbles = [
      [5, 0.6, 12],
      [-3, 0.7, 12],
      [13, 0.2, 11],
      [-2, -2, -2],
      [12, 3, -1],
      [5, -3, 4],
    ].map((centre) => ball(1, 0.3, centre));
    for (const bubble of bubbles) {
      const found = await measured(bubble, roof);
      expect(found.mean).toBeCloseTo(found.meanAbsolute, 12);
    }
    expect((await measured(ball(1, 0.05, [5, 0.5, 3]), roof)).mean).toBeLessThan(0);
  });

  it.each([
    ['shaken balls', shaken(ball(2, 10), 0.3, 1), ball(2, 10)],
    ['coarse on fine', ball(1, 10), ball(2, 10.2)],
    ['fine on coarse', shaken(ball(2, 10), 0.1, 7), shaken(ball(1, 10), 0.2, 2)],
    ['rings of other triangles', shaken(torus(10, 3, 16, 8), 0.2, 3), shaken(torus(10, 3, 13, 9), 0.2, 4)],
    ['loose triangles', shaken(ball(1, 3), 2, 5), shaken(ball(1, 3), 2, 6)],
    ['an island far away', together(ball(1, 3), ball(1, 1, [20, 5, 0])), ball(1, 3)],
  ])('bounds all points and not by much: %s', async (_, from, to) => {
    const found = await measured(from, to);
    const dense = farthestSample(from, to, 16);
    expect(found.bound).toBeGreaterThanOrEqual(dense);
    expect(found.bound).toBeGreaterThanOrEqual(found.max);
    expect(found.max).toBeGreaterThan(0.93 * dense);
    expect(found.bound).toBeLessThanOrEqual(1.02 * found.max + 0.001);
  });

  it('weights by area', async () => {
    // A large plate at 0.2 mm and a small one at 1 mm above a floor.
    const square = (low: number, size: number, z: number): Mesh =>
      meshOf(
        [low, low, z, low + size, low, z, low + size, low + size, z, low, low + size, z],
        [0, 1, 2, 0, 2, 3],
      );
    const found = await measured(together(square(0, 30, 0.2), square(50, 10, 1)), square(-10, 100, 0));
    expect(found.mean).toBeCloseTo((900 * 0.2 + 100) / 1000, 3);
    expect(found.rms).toBeCloseTo(Math.sqrt((900 * 0.04 + 100) / 1000), 3);
    expect(found.p95).toBeCloseTo(1, 2);
  });

  it('gives the same bytes when spread over threads in another order', async () => {
    const [from, to] = [shaken(ball(5, 10), 0.02, 1), moved(ball(4, 10), [0.01, 0.02, -0.03])];
    const backward: typeof quietContext = {
      ...quietContext,
      each: async (task, jobs) => {
        const results = [...jobs].reverse().map((job) => runTask(task, structuredClone(job)));
        return results.reverse();
      },
    };
    expect(await measureDeviation(from, to, backward)).toEqual(await measured(from, to));
  });

  it('brings the bound within the tolerance where the farthest point is', async () => {
    const [from, to] = [shaken(ball(3, 10), 0.1, 1), ball(3, 10)];
    const { max, bound } = await measured(from, to);
    expect(bound).toBeGreaterThan(max + 1e-6);
    const tolerance = max + (bound - max) / 2;
    const sharper = await measureDeviation(from, to, quietContext, { tolerance });
    expect(sharper.max).toBeCloseTo(max, 3);
    expect(sharper.bound).toBeLessThanOrEqual(tolerance);
  });

  it('measures from nothing and to nothing', async () => {
    const nothing = meshOf([], []);
    expect(await measured(nothing, ball(0, 1))).toMatchObject(zero);
    expect((await measured(ball(0, 1), nothing)).bound).toBe(Number.POSITIVE_INFINITY);
  });

  it('tells how the area is spread: a ball in a larger one, and beside it', async () => {
    const [inner, outer] = [ball(5, 10), ball(5, 10.4)];
    const { within, spread, mean } = await measured(inner, outer);
    expect(mean).toBeCloseTo(-0.4, 2);
    expect(within.map(({ mm, share }) => [mm, Number(share.toFixed(3))])).toEqual([
      [0.1, 0],
      [0.25, 0],
      [0.5, 1],
      [1, 1],
    ]);
    if (spread === null) throw new Error('they are apart');
    const { low, width, shares, below, above } = spread;
    expect(shares.reduce((a, b) => a + b) + below + above).toBeCloseTo(1, 9);
    expect(below + above).toBeLessThan(0.006);
    for (const [n, share] of shares.entries())
      if (share > 0) expect(Math.abs(low + (n + 0.5) * width + 0.4)).toBeLessThan(1.5 * width + 0.01);
    // Moved aside as far, half of it lies without.
    const aside = await measured(moved(inner, [0.2, 0, 0]), inner);
    const half = (aside.spread?.shares ?? []).slice(30).reduce((a, b) => a + b, aside.spread?.above ?? 0);
    expect(half).toBeCloseTo(0.5, 1);
    // Of a slab around its middle half the area of a shifted ball lies within half of the shift.
    expect(aside.within[0].share).toBeCloseTo(0.5, 1);
  });

  it('has no histogram where there is no distance', async () => {
    const one = ball(2, 10);
    const { within, spread } = await measured(one, one);
    expect(spread).toBeNull();
    expect(within.every(({ share }) => share === 1)).toBe(true);
  });
});
