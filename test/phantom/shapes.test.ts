import { describe, expect, test } from 'vitest';
import type { Body } from '../../src/phantom/body.js';
import { cosDeg, exp, normalBelow, sinDeg } from '../../src/phantom/elementary.js';
import { helix } from '../../src/phantom/helix.js';
import { phantomNames, phantomOf } from '../../src/phantom/phantom-of.js';
import { ball, box, capsule, cone, cylinder, ellipsoid, shell, torus } from '../../src/phantom/shapes.js';
import { volumeOf } from '../../src/phantom/volume-of.js';

const bodies: readonly Body[] = [
  ball('ball', [1, 2, 3], 9),
  shell('shell', [1, 2, 3], 9, 2),
  box('box', [1, -2, 3], [12, 9, 15], [20, 30, 40]),
  cylinder('cylinder', [1, 2, -3], 4, 17, [20, 30, 40]),
  cone('cone', [1, 2, -3], 6, 2, 12, [70, 10, 40]),
  torus('torus', [0, 2, 3], 9, 3, [50, 10, 0]),
  capsule('capsule', [-5, 2, 3], [6, 1, -7], 3),
  ellipsoid('ellipsoid', [1, 2, 3], [9, 6, 7]),
  helix('helix', [0, 0, 1], { radius: 9, pitch: 9, turns: 2, wireRadius: 2 }, [15, 10, 0]),
];

/** Points in and round a body's box, always the same. */
function* places(body: Body, count: number): Generator<readonly [number, number, number]> {
  let state = 12345;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 0) / 4294967296;
  };
  const { min, max } = body.bounds;
  const along = (axis: number): number => min[axis] - 3 + next() * (max[axis] - min[axis] + 6);
  for (let n = 0; n < count; n++) yield [along(0), along(1), along(2)];
}

describe('distances', () => {
  for (const body of bodies)
    test(`${body.name}: slope at most 1, nothing inside beyond its bounds, volume by formula`, () => {
      let steepest = 0;
      for (const [x, y, z] of places(body, 3000)) {
        // near its axis the distance of a coil is a bound only
        if (body.shape === 'helix' && Math.hypot(x, y) < 7) continue;
        const d = body.distance(x, y, z);
        const h = 1e-3;
        const g = [
          body.distance(x + h, y, z) - d,
          body.distance(x, y + h, z) - d,
          body.distance(x, y, z + h) - d,
        ].map((difference) => difference / h);
        steepest = Math.max(steepest, Math.hypot(...g));
        const { min, max } = body.bounds;
        const outside = [x, y, z].some((p, axis) => p < min[axis] || p > max[axis]);
        if (outside) expect(d).toBeGreaterThan(0);
      }
      expect(steepest).toBeLessThan(1.002);
      const measured = volumeOf([{ material: 'it', valueHU: 1, bodies: [body] }], 'it');
      expect(Math.abs(measured / (body.volume ?? 0) - 1)).toBeLessThan(0.003);
    });

  test('a helix is as far as its nearest point', () => {
    const [radius, pitch, turns, wireRadius] = [9, 9, 2, 2];
    const body = helix('helix', [0, 0, 0], { radius, pitch, turns, wireRadius }, [0, 0, 0]);
    const line = Array.from({ length: 20001 }, (_, n) => {
      const t = Math.PI * turns * (n / 10000 - 1);
      return [radius * Math.cos(t), radius * Math.sin(t), (pitch * t) / (2 * Math.PI)] as const;
    });
    for (const [x, y, z] of places(body, 200)) {
      if (Math.hypot(x, y) < radius / 2) continue;
      const nearest = Math.min(...line.map((p) => Math.hypot(x - p[0], y - p[1], z - p[2])));
      expect(body.distance(x, y, z)).toBeCloseTo(nearest - wireRadius, 4);
    }
  });
});

test('bodies said to be disjoint are: the painted volume is the sum of the formulas', () => {
  for (const name of phantomNames) {
    const phantom = phantomOf(name);
    if (!phantom.disjoint) continue;
    const own = phantom.layers.filter((layer) => layer.material === phantom.structure.material);
    const sum = own.flatMap((layer) => layer.bodies).reduce((total, body) => total + (body.volume ?? 0), 0);
    expect(Math.abs(volumeOf(phantom.layers, phantom.structure.material) / sum - 1)).toBeLessThan(0.002);
  }
});

test('elementary functions agree with the built-in ones', () => {
  for (let x = -40; x <= 40; x += 0.37) {
    expect(exp(x) / Math.exp(x)).toBeCloseTo(1, 13);
    expect(sinDeg(x * 11)).toBeCloseTo(Math.sin((x * 11 * Math.PI) / 180), 13);
    expect(cosDeg(x * 11)).toBeCloseTo(Math.cos((x * 11 * Math.PI) / 180), 13);
  }
  expect([0, 90, 180, 270, -90].map((a) => sinDeg(a) + 0)).toEqual([0, 1, 0, -1, -1]);
  // tables of the normal distribution
  for (const [x, area] of [
    [0, 0.5],
    [1, 0.8413447460685429],
    [-1.959963984540054, 0.025],
    [3, 0.9986501019683699],
    [-6, 9.865876e-10],
  ])
    expect(normalBelow(x)).toBeCloseTo(area, 14);
});
