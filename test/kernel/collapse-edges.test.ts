// Edges collapse in the order, and to the places, that plain JavaScript finds; and the volume stays.
import { expect, it } from 'vitest';
import { type Mesh, signedVolume } from '../../src/core/mesh.js';
import { alongCurve } from '../../src/kernel/along-curve.js';
import { collapseEdges } from '../../src/kernel/collapse-edges.js';
import { fitsMemory, type Points } from '../../src/kernel/collapse-memory.js';
import { collapser } from '../../src/kernel/collapser.js';
import type { Near } from '../../src/kernel/stays-near.js';
import { targetSurface } from '../../src/kernel/target-surface.js';
import { slowCollapse } from '../fixtures/slow-collapse.js';
import { ball, bandNoise, gyroid, isosurface, seeded, speckle } from '../fixtures/solids.js';

/** Thin noisy walls, handles and specks. */
function nasty(seed: number): Mesh {
  const walls = gyroid(6, 0.35);
  const waves = bandNoise(seed, 2, 6);
  const noise = speckle(seed);
  const field = (x: number, y: number, z: number): number =>
    walls(x, y, z) + 0.25 * waves(x, y, z) + 0.02 * noise(x, y, z);
  return alongCurve(isosurface(field, [13, 13, 13], 0.5, [-4, 100, -220], 0.001)).mesh;
}

const mesh = nasty(1);
const vertices = mesh.positions.length / 3;
const random = seeded(5);
const points = (cap: number): Points => ({
  places: mesh.positions,
  caps: Float32Array.from({ length: vertices }, () => cap * (0.5 + random())),
});
const near = (cap: number): Near => ({ reference: targetSurface(mesh), cap });
const none = new Uint8Array(vertices);
const some = Uint8Array.from({ length: vertices }, () => (random() < 0.1 ? 1 : 0));

it.each<[string, number, Points | null, Near | null, Uint8Array, number]>([
  ['nothing', 0.1, null, null, none, Number.POSITIVE_INFINITY],
  ['points', 0.05, points(0.1), null, none, Number.POSITIVE_INFINITY],
  ['points and the reference', 0.25, points(0.07), near(0.1), none, Number.POSITIVE_INFINITY],
  ['drift', 0, points(0.07), near(0.1), none, 0.02],
  ['vertices that stay', 0.1, points(0.02), near(0.03), some, 0.1],
])('does what plain JavaScript does, limited by %s', (_, keep, held, close, locked, drift) => {
  const target = Math.max(4, Math.round((keep * mesh.triangles.length) / 3));
  const work = collapser(mesh, held, close);
  if (work === null) throw new Error('not closed');
  const record = collapseEdges(work, target, locked, drift, () => {});
  const expected = slowCollapse(mesh, held, close, target, locked, drift);
  expect(record.kept.length).toBeGreaterThan(200);
  expect(record).toEqual(expected);
  expect(work.count()).toBe(mesh.triangles.length / 3 - 2 * record.kept.length);
});

it('tells how far it got, and stops when it is told to', () => {
  const work = collapser(mesh, null, null);
  if (work === null) throw new Error('not closed');
  const left: number[] = [];
  collapseEdges(work, 4, none, Number.POSITIVE_INFINITY, (count) => left.push(count));
  expect(left.length).toBeGreaterThan(1);
  expect(left).toEqual(left.toSorted((a, b) => b - a));
  const stop = (): never => {
    throw new Error('stopped');
  };
  expect(() => collapseEdges(work, 4, none, 1, stop)).toThrow('stopped');
});

it('keeps the volume to rounding', () => {
  const round = isosurface(ball([103, 3, -57], 2.2), [13, 13, 13], 0.5, [100, 0, -60]);
  const work = collapser(round, null, null);
  if (work === null) throw new Error('not closed');
  const locked = new Uint8Array(round.positions.length / 3);
  collapseEdges(work, 400, locked, Number.POSITIVE_INFINITY, () => {});
  expect(work.count()).toBe(400);
  expect(Math.abs(signedVolume(work.extract().mesh) / signedVolume(round) - 1)).toBeLessThan(2e-4);
});

it('knows how large a mesh may be', () => {
  expect(fitsMemory(1e7, 2e7, 2e7)).toBe(true);
  expect(fitsMemory(2e7, 4e7, 4e7)).toBe(false);
});
