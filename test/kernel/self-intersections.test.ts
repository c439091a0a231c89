// Exact intersections: known answers, and an oracle in whole-number fractions on random triangles of every kind.
import { describe, expect, it } from 'vitest';
import type { Mesh } from '../../src/core/mesh.js';
import { selfIntersections, selfIntersectionsNear } from '../../src/kernel/self-intersections.js';
import { triangleTree } from '../../src/kernel/triangle-tree.js';
import { trianglesMeet } from '../../src/kernel/triangles-meet.js';
import { trianglesAt } from '../../src/kernel/troubled-vertices.js';
import { ball, box, flipped, meshOf, random, together, torus } from './solids.js';

/** A point (x, y, z) / w, w > 0. */
type Point = readonly [bigint, bigint, bigint, bigint];
type Plane = readonly [bigint, bigint, bigint, bigint];

const point = (mesh: Mesh, v: number): Point => {
  const at = (x: number): bigint => BigInt(mesh.positions[3 * v + x]);
  return [at(0), at(1), at(2), 1n];
};
const height = (s: Plane, q: Point): bigint => s[0] * q[0] + s[1] * q[1] + s[2] * q[2] + s[3] * q[3];
const minus = (a: Point, b: Point) => [a[0] - b[0], a[1] - b[1], a[2] - b[2]] as const;
const cross = (u: readonly bigint[], v: readonly bigint[]) =>
  [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]] as const;
const planeOf = (n: readonly bigint[], a: Point): Plane => [
  n[0],
  n[1],
  n[2],
  -(n[0] * a[0] + n[1] * a[1] + n[2] * a[2]),
];
const opposite = (s: Plane): Plane => [-s[0], -s[1], -s[2], -s[3]];

/** The half-spaces (height ≥ 0) whose common part is the convex hull of three whole-number points, flat or not. */
function halfSpaces([a, b, c]: readonly Point[]): Plane[] {
  const n = cross(minus(b, a), minus(c, a));
  if (n.some((x) => x !== 0n)) {
    const top = planeOf(n, a);
    const edge = (p: Point, q: Point): Plane => planeOf(cross(n, minus(q, p)), p);
    return [top, opposite(top), edge(a, b), edge(b, c), edge(c, a)];
  }
  const length = (p: Point, q: Point): bigint => minus(p, q).reduce((s, x) => s + x * x, 0n);
  const [p, q] = [
    [a, b],
    [b, c],
    [c, a],
  ].reduce((best, e) => (length(e[0], e[1]) > length(best[0], best[1]) ? e : best));
  const d = minus(q, p);
  const across = [
    [1n, 0n, 0n],
    [0n, 1n, 0n],
    [0n, 0n, 1n],
  ].map((e) => planeOf(d.some((x) => x !== 0n) ? cross(d, e) : e, p));
  if (d.every((x) => x === 0n)) return across.flatMap((s) => [s, opposite(s)]);
  const ends = [planeOf(d, p), opposite(planeOf(d, q))];
  return [...across.flatMap((s) => [s, opposite(s)]), ...ends];
}

/** Corners of what two convex sets share: the polygon cut by one half-space after the other. */
function cut(polygon: readonly Point[], s: Plane): Point[] {
  const out: Point[] = [];
  polygon.forEach((p, k) => {
    const q = polygon[(k + 1) % polygon.length];
    const [hp, hq] = [height(s, p), height(s, q)];
    if (hp >= 0n) out.push(p);
    if ((hp > 0n && hq < 0n) || (hp < 0n && hq > 0n)) {
      const [u, v] = hp > 0n ? [hp, -hq] : [-hp, hq];
      out.push([u * q[0] + v * p[0], u * q[1] + v * p[1], u * q[2] + v * p[2], u * q[3] + v * p[3]]);
    }
  });
  return out;
}

function oracle(mesh: Mesh, i: number, j: number): boolean {
  const a = [...mesh.triangles.subarray(3 * i, 3 * i + 3)];
  const b = [...mesh.triangles.subarray(3 * j, 3 * j + 3)];
  if (new Set(a).size < 3 || new Set(b).size < 3) return false;
  const shared = a.filter((v) => b.includes(v)).map((v) => point(mesh, v));
  if (shared.length === 3) return true;
  let common: Point[] = a.map((v) => point(mesh, v));
  for (const s of halfSpaces(b.map((v) => point(mesh, v)))) common = cut(common, s);
  if (shared.length === 0) return common.length > 0;
  const allowed = halfSpaces([shared[0], shared[shared.length - 1], shared[0]]);
  return common.some((q) => allowed.some((s) => height(s, q) < 0n));
}

function allPairs(mesh: Mesh, meet: (i: number, j: number) => boolean): number[] {
  const n = mesh.triangles.length / 3;
  const pairs: number[] = [];
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) if (meet(i, j)) pairs.push(i, j);
  return pairs;
}

const pairs = (mesh: Mesh): number[] => [...selfIntersections(mesh)];

describe('selfIntersections', () => {
  it.each([
    ['a box', box([0, 0, 0], [1, 2, 3])],
    ['a ball', ball(3, 10)],
    ['a ring', torus(10, 3, 40, 20)],
    ['a box with a cavity', together(box([0, 0, 0], [4, 4, 4]), flipped(box([1, 1, 1], [2, 2, 2])))],
    ['nothing', meshOf([], [])],
  ])('finds none in %s', (_, mesh) => expect(pairs(mesh)).toEqual([]));

  it('finds two boxes in each other, and in the same order from either side', () => {
    const both = together(box([0, 0, 0], [2, 2, 2]), box([1, 1, 1], [2, 2, 2]));
    expect(pairs(both)).toEqual(allPairs(both, (i, j) => oracle(both, i, j)));
    expect(pairs(both).length).toBeGreaterThan(10);
  });

  it('finds a touch of a corner, an edge and a face', () => {
    const tip = meshOf([0, 0, 0, 4, 0, 0, 0, 4, 0, 1, 1, 0, 1, 1, 2, 2, 1, 2], [0, 1, 2, 3, 4, 5]);
    expect(pairs(tip)).toEqual([0, 1]);
    const away = meshOf([0, 0, 0, 4, 0, 0, 0, 4, 0, 1, 1, 1e-30, 1, 1, 2, 2, 1, 2], [0, 1, 2, 3, 4, 5]);
    expect(pairs(away)).toEqual([]);
    expect(pairs(together(box([0, 0, 0], [1, 1, 1]), box([1, 0, 0], [1, 1, 1]))).length).toBeGreaterThan(0);
  });

  it('finds a fold laid flat upon itself, not one that is nearly flat', () => {
    const fold = (up: number): Mesh => meshOf([0, 0, 0, 1, 0, 0, 0.5, 1, 0, 0.4, 1, up], [0, 1, 2, 1, 0, 3]);
    expect(pairs(fold(0))).toEqual([0, 1]);
    expect(pairs(fold(1e-20))).toEqual([]);
    expect(pairs(meshOf([0, 0, 0, 1, 0, 0, 0.5, 1, 0, 0.4, -1, 0], [0, 1, 2, 1, 0, 3]))).toEqual([]);
  });

  it('tells needles that cross from needles that miss by a hair', () => {
    const needles = (z: number): Mesh =>
      meshOf([-100, 0, 0, 100, 0, 0, 100, 1e-6, 0, 0, -100, z, 0, 100, z, 1e-6, 100, z], [0, 1, 2, 3, 4, 5]);
    expect(pairs(needles(0))).toEqual([0, 1]);
    expect(pairs(needles(1e-25))).toEqual([]);
  });

  it('leaves out triangles with a repeated vertex', () => {
    expect(pairs(meshOf([0, 0, 0, 2, 0, 0, 0, 2, 0, 0.5, 0.5, -1, 0.5, 0.5, 1], [0, 1, 2, 3, 4, 4]))).toEqual(
      [],
    );
  });

  it('stops at a limit, and looks only near chosen triangles', () => {
    const both = together(ball(2, 10), ball(2, 10, [3, 1, 0.5]));
    const all = pairs(both);
    expect(all.length).toBeGreaterThan(40);
    expect(selfIntersections(both, 5).length).toBe(10);
    expect(selfIntersections(both, 5)).toEqual(selfIntersections(both, 5));
    const chosen = Uint32Array.from([all[0], all[1], all[20], 7]);
    const near = all.filter(
      (_, k) => chosen.includes(all[k - (k % 2)]) || chosen.includes(all[k - (k % 2) + 1]),
    );
    expect([...selfIntersectionsNear(both, chosen)]).toEqual(near);
    expect(selfIntersectionsNear(both, new Uint32Array(0)).length).toBe(0);
  });

  it.each([
    ['in space', 3, 3],
    ['in space, wider', 9, 9],
    ['in a plane', 4, 1],
    ['on few points', 2, 2],
  ])('agrees with exact fractions on random triangles %s', (_, wide, deep) => {
    const next = random(wide * 31 + deep);
    const kinds = [0, 0, 0, 0];
    for (let round = 0; round < 150; round++) {
      const points = Array.from({ length: 27 }, (_v, k) => Math.floor(next() * (k % 3 === 2 ? deep : wide)));
      const mesh = meshOf(
        points,
        Array.from({ length: 24 }, () => Math.floor(next() * 9)),
      );
      const expected = allPairs(mesh, (i, j) => oracle(mesh, i, j));
      expect(pairs(mesh)).toEqual(expected);
      for (let k = 0; k < expected.length; k += 2) {
        const b = mesh.triangles.subarray(3 * expected[k + 1], 3 * expected[k + 1] + 3);
        kinds[
          mesh.triangles.subarray(3 * expected[k], 3 * expected[k] + 3).filter((v) => b.includes(v)).length
        ]++;
      }
    }
    for (const kind of kinds) expect(kind).toBeGreaterThan(0);
  });

  it('agrees with every pair asked exactly on crumpled rings', () => {
    const next = random(5);
    for (const rough of [0.02, 0.3, 1]) {
      const { positions, triangles } = together(torus(10, 3, 20, 10), torus(9, 2, 12, 8));
      const mesh = { positions: positions.map((x) => x + rough * (next() - 0.5)), triangles };
      const whole = allPairs(mesh, (i, j) => trianglesMeet(mesh.positions, triangles, i, j));
      expect(pairs(mesh)).toEqual(whole);
      const chosen = Uint32Array.from({ length: 40 }, () => Math.floor((next() * triangles.length) / 3));
      const near = whole.filter(
        (_, k) => chosen.includes(whole[k - (k % 2)]) || chosen.includes(whole[k | 1]),
      );
      expect([...selfIntersectionsNear(mesh, chosen)]).toEqual(near);
    }
  });

  it('finds the same with a tree of the mesh before some of its vertices moved', () => {
    const next = random(6);
    const { positions, triangles } = together(torus(10, 3, 20, 10), torus(9, 2, 12, 8));
    const tree = triangleTree({ positions, triangles });
    const moved = positions.slice();
    const ofMoved = new Set<number>();
    for (let n = 0; n < 60; n++) {
      const v = Math.floor((next() * positions.length) / 3);
      ofMoved.add(v);
      for (let d = 0; d < 3; d++) moved[3 * v + d] += 4 * (next() - 0.5);
    }
    const mesh = { positions: moved, triangles };
    const chosen = trianglesAt(triangles, ofMoved, positions.length / 3);
    const found = selfIntersectionsNear(mesh, chosen, tree);
    expect(found).toEqual(selfIntersectionsNear(mesh, chosen));
    expect(found.length).toBeGreaterThan(20);
    expect(selfIntersections(mesh, Number.POSITIVE_INFINITY, tree)).toEqual(selfIntersections(mesh));
  });

  it('agrees with exact fractions where rounding would not decide', () => {
    // A plane through far points, and tips a last bit above, on and below it.
    const far = 2 ** 20;
    const next = random(99);
    for (let round = 0; round < 300; round++) {
      const [a, b] = [Math.floor(next() * 1000) + 1, Math.floor(next() * 1000) + 1];
      const on = [3 * a + 5 * b, far - 7 * a, 11 * b];
      const plane = [0, far, 0, 3 * 2048, far - 7 * 2048, 0, 5 * 2048, far, 11 * 2048];
      const tip = [on[0], on[1], on[2] + Math.floor(next() * 3) - 1];
      const mesh = meshOf(
        [...plane, ...tip, on[0] + 9, on[1] + 8, on[2] + 999, on[0], on[1] + 5, on[2] + 888],
        [0, 1, 2, 3, 4, 5],
      );
      expect(pairs(mesh)).toEqual(allPairs(mesh, (i, j) => oracle(mesh, i, j)));
    }
  });
});

describe('patience', () => {
  const layers = Array.from({ length: 100 }, (_, n) => [0, 0, n / 1e6, 1, 0, 0, 0, 1, 0]).flat();
  const pile = meshOf(
    layers,
    Array.from({ length: 300 }, (_, n) => n),
  );
  const search = (patience: number) => selfIntersections(pile, 1e6, undefined, patience);

  it('ends where every triangle lies over every other', () => {
    expect(() => search(1e4)).toThrow(/lie over each other so often/);
    expect(search(1e9)).toEqual(selfIntersections(pile));
  });

  it('is not tried by a sound mesh', () => {
    const sound = ball(4, 10);
    expect(selfIntersections(sound, 1e6, undefined, 1000 * (sound.triangles.length / 3)).length).toBe(0);
  });
});

describe('a mesh of more than a quarter of a million triangles', () => {
  it('hides no crossing: a needle through each of many places of a sheet', () => {
    const side = 380;
    const positions: number[] = [];
    const triangles: number[] = [];
    for (let j = 0; j <= side; j++)
      for (let i = 0; i <= side; i++) positions.push(i, j, Math.sin(i) * Math.cos(0.7 * j));
    for (let j = 0; j < side; j++)
      for (let i = 0; i < side; i++) {
        const v = j * (side + 1) + i;
        triangles.push(v, v + 1, v + side + 1, v + 1, v + side + 2, v + side + 1);
      }
    const sheet = triangles.length / 3;
    const needles = 400;
    for (let n = 0; n < needles; n++) {
      const [x, y] = [(7 * n + 0.25) % side, (19 * (n % 20) + 0.25) % side];
      const v = positions.length / 3;
      positions.push(x, y, -2, x, y, 2, x + 0.25, y, 2);
      triangles.push(v, v + 1, v + 2);
    }
    const mesh = meshOf(positions, triangles);
    const all = Uint32Array.from({ length: needles }, (_, n) => sheet + n);
    const found = selfIntersections(mesh);
    expect(found).toEqual(selfIntersectionsNear(mesh, all));
    expect(new Set(found.filter((t) => t >= sheet)).size).toBe(needles);
  });
});
