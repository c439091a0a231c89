import { describe, expect, test } from 'vitest';
import { cosDeg, exp, normalBelow, sinDeg } from '../../src/kernel/elementary.js';
import type { Body } from '../../src/phantom/body.js';
import { cup } from '../../src/phantom/cup.js';
import { gyroidSheet } from '../../src/phantom/gyroid-sheet.js';
import { helix } from '../../src/phantom/helix.js';
import { lettering } from '../../src/phantom/lettering.js';
import { phantomNames, phantomOf } from '../../src/phantom/phantom-of.js';
import { roundCone } from '../../src/phantom/round-cone.js';
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
  roundCone('round cone', [-5, 2, 3], [6, 1, -7], 3, 6),
  roundCone('round cone, upside down', [-5, 2, 3], [6, 1, -7], 7, 2),
  cup('cup', [1, 2, 3], { innerRadius: 7, thickness: 2.5, rimDeg: 70 }, [15, 10, 40]),
  cup('deep cup', [1, 2, 3], { innerRadius: 7, thickness: 3, rimDeg: 125 }, [15, 100, 40]),
];

/** Smooth, thick, and of an exact distance: what the octree gets right. */
const tight = /^(ball|cylinder|box|torus|capsule|round cone|cup)$/;

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
      let [steepest, nearest] = [0, Number.POSITIVE_INFINITY];
      for (const [x, y, z] of places(body, 3000)) {
        // near its axis the distance of a coil is a bound only
        if (body.shape === 'helix' && Math.hypot(x, y) < 7) continue;
        const d = body.distance(x, y, z);
        const h = 1e-3;
        const g = [
          body.distance(x + h, y, z) - body.distance(x - h, y, z),
          body.distance(x, y + h, z) - body.distance(x, y - h, z),
          body.distance(x, y, z + h) - body.distance(x, y, z - h),
        ].map((difference) => difference / (2 * h));
        steepest = Math.max(steepest, Math.hypot(...g));
        const { min, max } = body.bounds;
        const outside = [x, y, z].some((p, axis) => p < min[axis] || p > max[axis]);
        if (outside) nearest = Math.min(nearest, d);
      }
      expect(nearest).toBeGreaterThan(0);
      expect(steepest).toBeLessThan(1.002);
      const measured = volumeOf([{ material: 'it', valueHU: 1, bodies: [body] }], ['it']);
      expect(Math.abs(measured / (body.volume ?? 0) - 1)).toBeLessThan(
        tight.test(body.shape) ? 0.0005 : 0.003,
      );
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

/** The least distance from a place to many points of a surface, coarse to fine: slow and sure. */
function nearest(points: readonly (readonly number[])[], x: number, y: number, z: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (const [a, b, c] of points) best = Math.min(best, (a - x) ** 2 + (b - y) ** 2 + (c - z) ** 2);
  return Math.sqrt(best);
}

/** Two numbers from 0 to 1, spread over the square. */
const spread = (n: number): readonly [number, number] => [
  (n * 0.7548776662466927) % 1,
  (n * 0.5698402909980532) % 1,
];

describe('distances of what has a surface of many points', () => {
  test('a round cone is all balls between its two', () => {
    const [from, to] = [
      [-5, 2, 3],
      [6, 1, -7],
    ];
    const body = roundCone('it', [-5, 2, 3], [6, 1, -7], 3, 6);
    for (const [x, y, z] of places(body, 300)) {
      let least = Number.POSITIVE_INFINITY;
      for (let n = 0; n <= 4000; n++) {
        const t = n / 4000;
        const [a, b, c] = from.map((p, axis) => p + t * (to[axis] - p));
        least = Math.min(least, Math.hypot(x - a, y - b, z - c) - (3 + 3 * t));
      }
      expect(Math.abs(body.distance(x, y, z) - least)).toBeLessThan(1e-5);
    }
  });

  test('a cup is all balls on its middle surface', () => {
    const body = cup('it', [0, 0, 0], { innerRadius: 7, thickness: 3, rimDeg: 110 }, [0, 0, 0]);
    const points = Array.from({ length: 40000 }, (_, n) => {
      const [u, v] = spread(n);
      const c = 1 - u * (1 - Math.cos((110 * Math.PI) / 180));
      const s = Math.sqrt(1 - c * c);
      return [8.5 * s * Math.cos(2 * Math.PI * v), 8.5 * s * Math.sin(2 * Math.PI * v), 8.5 * c];
    });
    for (const [x, y, z] of places(body, 150)) {
      const off = body.distance(x, y, z) - (nearest(points, x, y, z) - 1.5);
      // points on the surface may be farther than the surface, never nearer
      expect(off).toBeLessThan(1e-9);
      expect(off).toBeGreaterThan(-0.12);
    }
  });

  test("a gyroid's wall is all balls on the gyroid, to 1e-4 mm where an edge is soft", () => {
    const [period, thickness] = [14, 1.5];
    const k = (2 * Math.PI) / period;
    const body = gyroidSheet('it', [0, 0, 0], { period, thickness }, [0, 0, 0], {
      min: [-7, -7, -7],
      max: [7, 7, 7],
    });
    const level = ([x, y, z]: readonly number[]): number =>
      Math.sin(k * x) * Math.cos(k * y) +
      Math.sin(k * y) * Math.cos(k * z) +
      Math.sin(k * z) * Math.cos(k * x);
    let seen = 0;
    for (const place of places(body, 400)) {
      const [x, y, z] = place;
      const d = body.distance(x, y, z);
      const inside = level(place) > 0;
      // no ball of that radius round the place reaches the middle surface, one a little larger does
      const crosses = (radius: number): boolean => {
        for (let n = 0; n < 3000; n++) {
          const [u, v] = spread(n);
          const c = 2 * u - 1;
          const s = Math.sqrt(1 - c * c);
          const [a, b] = [s * Math.cos(2 * Math.PI * v), s * Math.sin(2 * Math.PI * v)];
          if (level([x + radius * a, y + radius * b, z + radius * c]) > 0 !== inside) return true;
        }
        return false;
      };
      const reach = d + thickness / 2;
      if (reach > 0.02) expect(`${place}: ${crosses(reach - 1e-4)}`).toBe(`${place}: false`);
      // what the soft edge and the measuring of meshes need
      if (Math.abs(d) > 0.6) continue;
      seen++;
      expect(crosses(reach + 0.01)).toBe(true);
    }
    expect(seen).toBeGreaterThan(100);
  });

  test('a letter reads right from its side, and outside it is as far as its strokes', () => {
    const size = { height: 6, pen: 1, depth: 2 };
    const [fromRight, fromLeft] = [
      lettering('F', 'F', [0, 0, 0], size, -1),
      lettering('F', 'F', [0, 0, 0], size, 1),
    ];
    // the end of the upper arm lies to the reader's right: anterior (−y) on the patient's right side
    expect(fromRight.distance(0, -2, 3)).toBeLessThan(0);
    expect(fromRight.distance(0, 2, -2)).toBeLessThan(0);
    expect(fromRight.distance(0, -2, -2)).toBeCloseTo(Math.sqrt(5) - 0.5, 9);
    expect(fromLeft.distance(0, 2, 3)).toBeLessThan(0);
    expect(fromLeft.distance(0, -2, -2)).toBeLessThan(0);
    // past an edge of the front: 0.5 from the stroke's side and 1 from its front
    expect(fromRight.distance(2, 2 + 1, -1)).toBeCloseTo(Math.hypot(0.5, 1), 9);
  });
});

test('bodies said to be disjoint are: the painted volume is the sum of their own', () => {
  for (const name of phantomNames) {
    const phantom = phantomOf(name);
    if (!phantom.disjoint) continue;
    const own = phantom.layers.filter((layer) => phantom.structure.materials.includes(layer.material));
    // a plate of 1.2 mm is thinner than the octree's ramp
    const most = /^plates?$/.test(name) ? 0.01 : 0.002;
    const alone = (body: Body): number =>
      body.volume ?? volumeOf([{ material: 'it', valueHU: 1, bodies: [body] }], ['it']);
    const sum = own.flatMap((layer) => layer.bodies).reduce((total, body) => total + alone(body), 0);
    expect(Math.abs(volumeOf(phantom.layers, phantom.structure.materials) / sum - 1)).toBeLessThan(most);
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
