// Walls, gaps, pins and holes of known size: how wide they are found, that each is found once, and nothing else.
import { describe, expect, it } from 'vitest';
import { quietContext } from '../../src/core/context.js';
import type { Vec3 } from '../../src/core/grid.js';
import type { Mesh } from '../../src/core/mesh.js';
import { bodyOf } from '../../src/core/print-model.js';
import type { Solid } from '../../src/kernel/booleans.js';
import { measureWalls } from '../../src/kernel/measure-walls.js';
import { narrowPlaces } from '../../src/kernel/narrow-places.js';
import { meshOf, plateAt, platesMesh, plateThicknesses, turnedBack, turnedMesh } from '../fixtures/plates.js';
import { ballMesh, boxMesh, together, turnedOver } from '../fixtures/shapes.js';
import { seeded } from '../fixtures/solids.js';

const limits = { wall: 2.5, pin: 1, gap: 0.5, hole: 0.5 };
const measured = (mesh: Mesh, given: Partial<typeof limits> = {}) =>
  measureWalls(mesh, { ...limits, ...given }, 6, quietContext);
/** One for each fineness. */
const once = <T>(make: (edge?: number) => Promise<T>) => {
  const known = new Map<number | undefined, Promise<T>>();
  return (edge?: number): Promise<T> => {
    const made = known.get(edge) ?? make(edge);
    known.set(edge, made);
    return made;
  };
};
const plates = once(platesMesh);
const platesMeasured = once(async (edge) => measured(await plates(edge)));
const inWalls = { side: -1, join: 1.1, fail: 0.7, leastArea: 0.5 } as const;
const apart = (a: Vec3, b: Vec3): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

describe.each([
  ['of few triangles', undefined],
  ['of many triangles', 0.7],
] as const)('plates on a block, %s', (_, edge) => {
  it('have their thickness all over', async () => {
    const { walls } = await platesMeasured(edge);
    plateThicknesses.forEach((thickness, n) => {
      let [area, good] = [0, 0];
      for (let i = 0; i < walls.widths.length; i++) {
        const [x, y, z] = turnedBack([walls.places[3 * i], walls.places[3 * i + 1], walls.places[3 * i + 2]]);
        const [cx, cy, cz] = plateAt(n);
        const onFace = Math.abs(Math.abs(x - cx) - thickness / 2) < 1e-3;
        if (!onFace || Math.abs(y - cy) > 6 || Math.abs(z - cz) > 5) continue;
        area += walls.areas[i];
        if (Math.abs(walls.widths[i] - thickness) < 0.1) good += walls.areas[i];
      }
      expect(area).toBeGreaterThan(0.97 * 2 * 12 * 10);
      expect(good).toBeGreaterThan(0.95 * 2 * 12 * 10);
    });
  });

  it('are each found once, and the block not at all', async () => {
    const { walls } = await platesMeasured(edge);
    const { places, specks } = narrowPlaces(walls, inWalls);
    expect(places).toHaveLength(plateThicknesses.length);
    expect(specks).toBe(0);
    for (const { centre, least, mean, area, failingArea, extent } of places) {
      const n = plateThicknesses.findIndex((_, k) => apart(turnedBack(centre), plateAt(k)) < 0.4);
      expect(n).toBeGreaterThanOrEqual(0);
      expect(least).toBeCloseTo(plateThicknesses[n], 1);
      expect(mean).toBeCloseTo(plateThicknesses[n], 1);
      expect(area).toBeGreaterThan(230);
      expect(area).toBeLessThan(250);
      expect(failingArea > 0).toBe(plateThicknesses[n] < 0.7);
      expect(extent).toBeGreaterThan(9);
    }
    const thinner = (await measured(await plates(edge), { wall: 0.9 })).walls;
    expect(narrowPlaces(thinner, inWalls).places).toHaveLength(3);
  });

  it('have no pins, gaps or holes', async () => {
    const { pins, gaps, holes } = await measured(await plates(edge), { gap: 4, hole: 2 });
    expect(narrowPlaces(pins, { ...inWalls, leastArea: 1 }).places).toEqual([]);
    expect(gaps.widths).toHaveLength(0);
    expect(holes.widths).toHaveLength(0);
  });
});

describe('a hollow ball', () => {
  it.each([0.4, 1.5])('has a wall of %d mm', async (thickness) => {
    const { walls } = await measured(together(ballMesh(8, 64), turnedOver(ballMesh(8 - thickness, 64))));
    const { places } = narrowPlaces(walls, inWalls);
    expect(places).toHaveLength(1);
    expect(Math.abs(places[0].mean - thickness)).toBeLessThan(0.02);
    expect(Math.abs(places[0].least - thickness)).toBeLessThan(0.02);
    const area = 4 * Math.PI * (8 ** 2 + (8 - thickness) ** 2);
    expect(Math.abs(places[0].area / area - 1)).toBeLessThan(0.01);
  });
});

describe('a rough surface', () => {
  it('is as thick as it is on average', async () => {
    const mesh = await plates(0.7);
    const random = seeded(6);
    // Vertices ± 0.03 mm off: facets lean by some degrees, as those of a scan do.
    const rough = { ...mesh, positions: mesh.positions.map((x) => x + 0.06 * (random() - 0.5)) };
    const { walls } = await measured(rough);
    const { places } = narrowPlaces(walls, inWalls);
    expect(places.map(({ mean }) => mean).sort()).toEqual(
      plateThicknesses.map((thickness) => expect.closeTo(thickness, 1)),
    );
    for (const [n, thickness] of plateThicknesses.entries()) {
      const place = places.find(({ centre }) => apart(turnedBack(centre), plateAt(n)) < 0.5);
      expect(place?.least).toBeGreaterThan(thickness - 0.1);
    }
  });
});

/** A block with pins on it (0.8, 1.5 mm), slots (0.3, 0.9 mm wide) and holes (0.4, 1.2 mm) in it. */
const workpiece = once((edge) =>
  meshOf(({ library, solid, union, difference }) => {
    const one = (low: Vec3, high: Vec3): Solid => solid(bodyOf(boxMesh(low, high), 'anatomy'), 'box');
    const rod = (x: number, y: number, z: number, height: number, across: number): Solid =>
      library.Manifold.cylinder(height, across / 2, across / 2, 32).translate([x, y, z]);
    const block = union([one([0, 0, 0], [40, 20, 8]), rod(5, 5, 7, 7, 0.8), rod(5, 15, 7, 7, 1.5)]);
    return difference(block, [
      one([12, 4, 3], [12.3, 16, 9]),
      one([18, 4, 3], [18.9, 16, 9]),
      rod(26, 10, -1, 10, 0.4),
      rod(34, 10, -1, 10, 1.2),
    ]);
  }, edge).then(turnedMesh),
);

const workpieceMeasured = once(async (edge) => measured(await workpiece(edge)));

describe.each([
  ['of few triangles', undefined],
  ['of many triangles', 0.5],
] as const)('pins, slots and holes, %s', (_, edge) => {
  const near = (place: Vec3, x: number, y: number, z: number): boolean =>
    apart(turnedBack(place), [x, y, z]) < 0.5;

  it('finds the thin pin', async () => {
    const { pins } = await workpieceMeasured(edge);
    const { places } = narrowPlaces(pins, { ...inWalls, leastArea: 1 });
    expect(places).toHaveLength(1);
    expect(near(places[0].centre, 5, 5, 11)).toBe(true);
    expect(places[0].mean).toBeCloseTo(0.8, 1);
    const wide = narrowPlaces((await measured(await workpiece(edge), { pin: 1.7 })).pins, inWalls);
    const [thin, thick] = wide.places.map(({ mean }) => mean).sort();
    expect(wide.places).toHaveLength(2);
    expect(Math.abs(thin - 0.8)).toBeLessThan(0.05);
    expect(Math.abs(thick - 1.5)).toBeLessThan(0.05);
  });

  it('finds the narrow slot and the small hole', async () => {
    const { gaps, holes } = await workpieceMeasured(edge);
    const found = narrowPlaces(holes, { ...inWalls, side: 1, leastArea: 1 }).places;
    expect(found).toHaveLength(1);
    expect(near(found[0].centre, 26, 10, 4)).toBe(true);
    expect(found[0].mean).toBeCloseTo(0.4, 1);
    const slots = narrowPlaces(gaps, { ...inWalls, side: 1 }).places;
    expect(slots).toHaveLength(2);
    expect(
      slots.some(({ centre, mean }) => near(centre, 12.15, 10, 5.5) && Math.abs(mean - 0.3) < 0.05),
    ).toBe(true);
    const wider = await measured(await workpiece(edge), { gap: 1, hole: 1.4 });
    expect(narrowPlaces(wider.holes, { ...inWalls, side: 1, leastArea: 1.5 }).places).toHaveLength(2);
  });
});
