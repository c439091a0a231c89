// A simplification done once more without some of its collapses: what comes of it one collapse at a time.
import { expect, it } from 'vitest';
import { alongCurve } from '../../src/kernel/along-curve.js';
import { collapseEdges } from '../../src/kernel/collapse-edges.js';
import { type Collapser, collapser } from '../../src/kernel/collapser.js';
import { replayCollapses } from '../../src/kernel/replay-collapses.js';
import { slowReplay } from '../fixtures/slow-replay.js';
import { bandNoise, gyroid, isosurface, seeded } from '../fixtures/solids.js';

const walls = gyroid(6, 0.35);
const waves = bandNoise(2, 2, 6);
const field = (x: number, y: number, z: number): number => walls(x, y, z) + 0.25 * waves(x, y, z);
const { mesh } = alongCurve(isosurface(field, [23, 23, 23], 0.3, [-4, 100, -220], 0.001));

function workOn(): Collapser {
  const work = collapser(mesh, null, null);
  if (work === null) throw new Error('not closed');
  return work;
}

const first = workOn();
const locked = new Uint8Array(mesh.positions.length / 3);
const target = Math.round(mesh.triangles.length / 15);
const record = collapseEdges(first, target, locked, Number.POSITIVE_INFINITY, () => {});

it('comes out as it did where nothing is left out', () => {
  const dropped = new Uint8Array(record.kept.length);
  const work = workOn();
  replayCollapses(work, record, dropped);
  expect(dropped.includes(1)).toBe(false);
  expect(work.count()).toBe(first.count());
  expect(work.extract()).toEqual(first.extract());
});

it.each([0.0005, 0.01, 0.2, 1])('does what is done one at a time, a share of %f left out', (share) => {
  const random = seeded(7);
  const dropped = Uint8Array.from(record.kept, () => (random() < share ? 1 : 0));
  const expected = dropped.slice();
  const [fast, slow] = [workOn(), workOn()];
  const anew = slowReplay(slow, record, expected);
  replayCollapses(fast, record, dropped);
  expect(dropped).toEqual(expected);
  expect(fast.count()).toBe(slow.count());
  expect(fast.extract()).toEqual(slow.extract());
  if (share < 1) expect(anew).toBeGreaterThan(0);
});
