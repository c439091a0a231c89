// The wasm kernels that work in a tree's memory against plain JavaScript: to the last bit, whatever the surfaces.
import { describe, expect, it } from 'vitest';
import type { Mesh } from '../../src/core/mesh.js';
import { type DeviationPartJob, deviationPart } from '../../src/kernel/deviation-part.js';
import { exceeding } from '../../src/kernel/exceeding.js';
import { nearestTriangle } from '../../src/kernel/nearest-triangle.js';
import { sharedMesh } from '../../src/kernel/shared-mesh.js';
import { targetSurface } from '../../src/kernel/target-surface.js';
import { ownScratch, withScratch } from '../../src/kernel/tree-memory.js';
import { triangleTree } from '../../src/kernel/triangle-tree.js';
import { vertexDistances } from '../../src/kernel/vertex-distances.js';
import { wallsPart } from '../../src/kernel/walls.js';
import { deviationPart as slowPart } from './slow/deviation-part.js';
import { exceeding as slowExceeding } from './slow/exceeding.js';
import { leafOrder } from './slow/leaf-order.js';
import { nearestTriangle as slowNearest } from './slow/nearest-triangle.js';
import { wayAcross } from './slow/ways-across.js';
import { ball, box, meshOf, random, together, torus } from './solids.js';

const shaken = (mesh: Mesh, by: number, seed: number): Mesh => {
  const next = random(seed);
  return { ...mesh, positions: mesh.positions.map((x) => x + by * (2 * next() - 1)) };
};

/** Longer one way than the others, far from the origin, with needles and triangles without area. */
const crooked = (seed: number): Mesh => {
  const { positions, triangles } = shaken(ball(2, 4), 0.15, seed);
  const next = random(seed + 1);
  const broken = triangles.slice();
  for (let h = 0; h < broken.length; h += 3) if (next() < 0.05) broken[h + 1] = broken[h + 2];
  return {
    positions: positions.map((x, i) => [3, 1.5, 0.5][i % 3] * x + [-210, 130, 900][i % 3]),
    triangles: broken,
  };
};
const needles: Mesh = meshOf(
  [0, 0, 0, 100, 0, 0, 50, 1e-7, 0, 50, 0, 8, 50, 1e-30, 8, 100, 1e-7, 8],
  [0, 1, 2, 1, 0, 3, 0, 2, 4, 3, 4, 5],
);
const pairs: readonly (readonly [string, Mesh, Mesh])[] = [
  ['shaken balls', shaken(ball(2, 10), 0.3, 1), ball(3, 10)],
  ['fine on coarse', shaken(ball(3, 10), 0.1, 7), shaken(ball(1, 10), 0.2, 2)],
  ['crooked', crooked(3), crooked(5)],
  ['boxes', together(box([0, 0, 0], [4, 5, 6]), box([5, 0, 0], [1, 1, 1])), box([0.5, 0, 0.25], [4, 5, 6])],
  ['loose triangles', shaken(ball(1, 3), 2, 5), shaken(ball(1, 3), 2, 6)],
  ['needles', shaken(needles, 1, 2), needles],
];

const same = (a: Float32Array | Float64Array | Uint32Array, b: typeof a): boolean =>
  Buffer.from(a.buffer, a.byteOffset, a.byteLength).equals(Buffer.from(b.buffer, b.byteOffset, b.byteLength));

describe('triangleTree', () => {
  it.each([
    ...pairs.map(([name, mesh]) => [name, mesh] as const),
    ['a ring', torus(10, 3, 160, 70)] as const,
  ])('has the leaves in the same order: %s', (_, mesh) => {
    const { order, leaves, boxes, corners } = triangleTree(mesh);
    expect(same(order, leafOrder(mesh.positions, mesh.triangles, leaves))).toBe(true);
    const places = corners.map((_c, i) => {
      const h = 3 * order[Math.floor(i / 9)] + (Math.floor(i / 3) % 3);
      return mesh.positions[3 * mesh.triangles[h] + (i % 3)];
    });
    expect(same(corners, places)).toBe(true);
    expect(corners.findIndex((x, i) => x < boxes[i % 3] || x > boxes[3 + (i % 3)])).toBe(-1);
  });

  it('lends each scratch once at a time', () => {
    const tree = triangleTree(box([0, 0, 0], [1, 1, 1]));
    const own = ownScratch(tree);
    withScratch(tree, (_, first) =>
      withScratch(tree, (_run, second) => expect(new Set([own, first, second]).size).toBe(3)),
    );
    const again = [0, 1].map(() => withScratch(tree, (_, scratch) => scratch));
    expect(again[0]).toBe(again[1]);
  });
});

describe.each(pairs)('%s', (_, from, to) => {
  const mesh = sharedMesh(from);
  const target = targetSurface(to);
  const vertices = from.positions.length / 3;
  const slots = new Int32Array(vertices);
  const distances = new Float64Array(vertices);
  vertexDistances({ target, positions: from.positions, first: 0, end: vertices, slots, distances });

  it('has the same nearest triangles', () => {
    const [fast, slow] = [nearestTriangle(target.tree), slowNearest(target.tree)];
    const next = random(11);
    const found: number[] = [];
    const truth: number[] = [];
    for (let round = 0; round < 800; round++) {
      const v = Math.floor(next() * vertices);
      const far = round % 4 === 0 ? 0 : round % 4 === 1 ? 1e-6 : 10;
      const [x, y, z] = [0, 1, 2].map((d) => from.positions[3 * v + d] + far * (next() - 0.5));
      const hint = Math.floor(next() * (target.tree.order.length + 1)) - 1;
      found.push(fast.slotAt(x, y, z, hint), fast.distance());
      truth.push(slow.slotAt(x, y, z, -1), slow.distance());
    }
    for (let v = 0; v < vertices; v++) {
      const [x, y, z] = from.positions.subarray(3 * v, 3 * v + 3);
      found.push(slots[v], distances[v]);
      truth.push(slow.slotAt(x, y, z, -1), slow.distance());
    }
    expect(same(Float64Array.from(found), Float64Array.from(truth))).toBe(true);
  });

  it('has the same triangles beyond a tolerance', () => {
    const sorted = distances.slice().sort();
    for (const share of [0.3, 0.6, 0.9, 1]) {
      const tolerance = 1.02 * sorted[Math.ceil(share * vertices) - 1] + 1e-9;
      expect(exceeding(from, tolerance, target)).toEqual(slowExceeding(from, tolerance, target));
    }
    const caps = Float32Array.from(distances, (d, v) => (v % 3 === 0 ? 0.9 * d : 1.5 * d + 0.01));
    const some = Uint32Array.from({ length: from.triangles.length / 6 }, (_v, k) => 2 * k);
    const most = sorted[vertices - 1];
    expect(exceeding(from, most, target, some, caps)).toEqual(slowExceeding(from, most, target, some, caps));
  });

  it('has the same deviation', () => {
    const farthest = Math.max(...distances);
    const proof = { slots, distances, farthest };
    const job: Omit<DeviationPartJob, 'proof'> = {
      ...mesh,
      target,
      first: 0,
      end: from.triangles.length / 3,
      areaPerSample: 0.05,
    };
    for (const tolerance of [null, farthest, 0.5 * farthest]) {
      const whole = { ...job, proof: tolerance === null ? null : { ...proof, tolerance } };
      const { histogram, ...numbers } = deviationPart(whole);
      const { histogram: truth, ...right } = slowPart(whole);
      expect(numbers).toEqual(right);
      expect(same(histogram, truth)).toBe(true);
    }
  });

  it('has the same walls', () => {
    const own = targetSurface(mesh);
    for (const reach of [0.7, 5, 1000]) {
      const inward = new Float32Array(vertices);
      const outward = new Float32Array(vertices);
      wallsPart({ surface: own, positions: mesh.positions, reach, first: 0, end: vertices, inward, outward });
      const across = wayAcross(own, mesh.positions, reach);
      const ways = Array.from(inward, (_w, v) => across(v));
      expect(inward).toEqual(Float32Array.from(ways, ({ within }) => within));
      expect(outward).toEqual(Float32Array.from(ways, ({ without }) => without));
    }
  });
});
