import { describe, expect, test } from 'vitest';
import type { Vec3 } from '../../src/core/grid.js';
import type { Phantom } from '../../src/phantom/body.js';
import { draws } from '../../src/phantom/draws.js';
import { phantomNames, phantomOf } from '../../src/phantom/phantom-of.js';
import { phantomOptions } from '../../src/phantom/phantom-options.js';
import { renderPhantom } from '../../src/phantom/render-phantom.js';
import { truthDistance } from '../../src/phantom/truth-distance.js';
import { volumeOf } from '../../src/phantom/volume-of.js';
import { valueAt } from './value-at.js';

const none = { bodyHU: null, softHU: null, airHU: null };
const coarse = { spacing: [1, 1, 1.1] as Vec3, psfInPlane: 0.7, psfThroughPlane: 0.7 };
const hard = ['plates', 'cortex', 'densities', 'joint', 'vessel', 'gyroid', 'text', 'random'];

const ownBodies = ({ layers, structure }: Phantom) =>
  layers.filter((layer) => structure.materials.includes(layer.material)).flatMap((layer) => layer.bodies);

function* placesIn({ extent: { min, max } }: Phantom, count: number): Generator<Vec3> {
  const draw = draws(77);
  for (let n = 0; n < count; n++) yield [draw(min[0], max[0]), draw(min[1], max[1]), draw(min[2], max[2])];
}

test('by default no new phantom has more than 12 million voxels; every body lies in soft tissue in the extent', () => {
  for (const name of hard) {
    const phantom = phantomOf(name);
    const { min, max } = phantom.extent;
    const s = phantom.defaults.spacing;
    expect([0, 1, 2].reduce((n, axis) => (n * (max[axis] - min[axis])) / s[axis], 1)).toBeLessThan(12e6);
    const tissue = phantom.layers[0].bodies[0];
    for (const body of ownBodies(phantom))
      for (const [x, y, z] of placesIn(phantom, 400)) {
        if (body.distance(x, y, z) > 0) continue;
        expect(tissue.distance(x, y, z)).toBeLessThan(-5);
        for (const [axis, p] of [x, y, z].entries()) {
          expect(p).toBeGreaterThanOrEqual(body.bounds.min[axis]);
          expect(p).toBeLessThanOrEqual(body.bounds.max[axis]);
        }
      }
  }
});

test('in a scan every landmark lies on its side of the half-maximum', () => {
  for (const name of ['plates', 'vessel', 'text']) {
    const p = renderPhantom(name, { ...coarse, noise: 0, axes: 'RSA', tiltDeg: [4, -6, 9] });
    expect(p.truth.landmarks.length).toBeGreaterThan(1);
    for (const { name: landmark, at, inside } of p.truth.landmarks) {
      const value = valueAt(p, at);
      expect(`${name}, ${landmark}: ${value > p.truth.halfMaximum}`).toBe(`${name}, ${landmark}: ${inside}`);
    }
  }
});

describe('what the new phantoms promise', () => {
  test('plates: seven thicknesses, none along the grid', () => {
    const { bodies } = truthDistance(phantomOf('plates'));
    expect(bodies.map((body) => Math.min(...[body.parameters.size].flat()))).toEqual([
      0.4, 0.6, 0.8, 1, 1.2, 1.5, 2,
    ]);
    for (const body of bodies)
      for (const angle of [body.parameters.anglesDeg].flat()) expect(Math.abs(angle)).toBeGreaterThan(5);
  });

  test('cortex: a shell 1 to 3 mm thick; the core is told of against the shell', () => {
    const phantom = phantomOf('cortex');
    const { distance, bodies } = truthDistance(phantom);
    const [bone, core] = bodies;
    expect([bone.valueHU, bone.againstHU, core.valueHU, core.againstHU]).toEqual([1600, 40, 300, 1600]);
    let [least, most, wrong] = [9, 0, 0];
    for (const [x, y, z] of placesIn(phantom, 60000)) {
      if (distance(x, y, z) !== Math.min(bone.distance(x, y, z), core.distance(x, y, z))) wrong++;
      const out = bone.distance(x, y, z);
      if (Math.abs(out) > 0.05) continue;
      least = Math.min(least, core.distance(x, y, z));
      most = Math.max(most, core.distance(x, y, z));
    }
    expect(wrong).toBe(0);
    expect(least).toBeGreaterThan(0.9);
    expect(least).toBeLessThan(1.2);
    expect(most).toBeGreaterThan(2.7);
    expect(most).toBeLessThan(3.2);
    const truth = renderPhantom('cortex', { size: [1, 1, 1] }).truth;
    expect(truth.halfMaximum).toBe(820);
    expect(truth.bodies.map((body) => body.halfMaximum)).toEqual([null, 820, 950]);
  });

  test('densities: each body with its own half-maximum, and one density for all if it is given', () => {
    const { truth } = renderPhantom('densities', { size: [1, 1, 1] });
    const values = truth.bodies.slice(1).map((body) => [body.valueHU, body.halfMaximum]);
    expect(values.filter((_, n) => n % 3 === 0)).toEqual(
      [350, 500, 700, 900, 1200, 1500, 1800].map((value) => [value, (value + 40) / 2]),
    );
    expect(truth.halfMaximum).toBe(195);
    expect(truth.structure.materials.length).toBe(7);
    const same = renderPhantom('densities', { size: [1, 1, 1], bodyHU: 800 }).truth;
    expect(new Set(same.bodies.slice(1).map((body) => body.halfMaximum))).toEqual(new Set([420]));
    expect(same.volume).toBeCloseTo(truth.volume, 9);
    const { bodies } = truthDistance(phantomOf('densities'));
    expect(bodies.map((body) => body.valueHU)).toEqual(truth.bodies.slice(1).map((body) => body.valueHU));
  });

  test('joint: 0.8 mm from bone to bone, nowhere less', () => {
    const phantom = phantomOf('joint');
    const [ball, socket] = truthDistance(phantom).bodies;
    let least = 9;
    for (const [x, y, z] of placesIn(phantom, 300000)) {
      const [a, b] = [ball.distance(x, y, z), socket.distance(x, y, z)];
      if (a > 0 && b > 0) least = Math.min(least, a + b);
    }
    expect(least).toBeGreaterThan(0.8 - 1e-9);
    expect(least).toBeLessThan(0.801);
  });

  test('vessel: from 3 mm down to 0.8, in one piece', () => {
    const phantom = phantomOf('vessel');
    const { distance } = truthDistance(phantom);
    expect(distance(0, 4, -43.001)).toBeGreaterThan(0);
    expect(distance(0, 4, -40)).toBeCloseTo(-3, 9);
    expect(distance(-33, 11, 23)).toBeCloseTo(-0.8, 9);
    expect(phantom.structure.valueHU).toBe(350);
  });

  test('random: the seed picks the bodies; they lie apart and are of several kinds', () => {
    const kinds = new Set<string>();
    for (const seed of [0, 1, 2, 3, 40, 2147483647]) {
      const phantom = phantomOf('random', none, seed);
      const bodies = ownBodies(phantom);
      expect(bodies.length).toBeGreaterThan(3);
      const told = (p: Phantom): string =>
        JSON.stringify(ownBodies(p).map((body) => [body.name, body.bounds]));
      expect(told(phantomOf('random', none, seed))).toBe(told(phantom));
      expect(told(phantomOf('random', none, seed ^ 5))).not.toBe(told(phantom));
      for (const body of bodies) kinds.add(body.shape);
      let nearest = Number.POSITIVE_INFINITY;
      for (const [x, y, z] of placesIn(phantom, 5000)) {
        const near = bodies.map((body) => body.distance(x, y, z)).sort((a, b) => a - b);
        // two bodies are farther apart than the sum of the ways to them says
        nearest = Math.min(nearest, Math.max(0, near[0]) + near[1]);
      }
      expect(nearest).toBeGreaterThan(0.5);
    }
    expect(kinds.size).toBeGreaterThan(7);
    expect(
      renderPhantom('random', { seed: 8, size: [1, 1, 1] })
        .truth.bodies.slice(1)
        .map((b) => b.name),
    ).toEqual(ownBodies(phantomOf('random', none, 8)).map((body) => body.name));
  });

  test('all of them: the volume of all materials is the sum of the bodies that lie apart', () => {
    for (const name of ['densities', 'spheres']) {
      const phantom = phantomOf(name);
      const sum = ownBodies(phantom).reduce((total, body) => total + (body.volume ?? Number.NaN), 0);
      const painted = volumeOf(phantom.layers, phantom.structure.materials);
      expect(Math.abs(painted / sum - 1)).toBeLessThan(0.0005);
      expect(renderPhantom(name, { size: [1, 1, 1] }).truth.volume).toBeCloseTo(sum, 6);
    }
  });
});

test('every option of the scan at both its limits gives a scan of whole numbers, the same twice', () => {
  const base = { size: [4, 5, 3] as Vec3, spacing: [2, 2, 3] as Vec3, psfInPlane: 1, psfThroughPlane: 1 };
  const limited = Object.entries(phantomOptions).filter(([, option]) => option.limits !== undefined);
  expect(limited.map(([name]) => name)).toEqual(
    expect.arrayContaining(['noiseCorrelation', 'cupping', 'streaks', 'shearDeg', 'seed']),
  );
  for (const [name, { limits }] of limited)
    for (const value of limits ?? []) {
      const once = () => renderPhantom('spheres', { ...base, noise: 10, streaks: 5, [name]: value });
      const a = once();
      expect(a.voxels).toEqual(once().voxels);
      expect(a.voxels.length).toBe(60);
      expect(a.affine.every(Number.isFinite)).toBe(true);
      expect(JSON.parse(JSON.stringify(a.truth)).options[name]).toBe(value);
    }
});

test('what is beyond the limits is said', () => {
  for (const wrong of [
    { noiseCorrelation: 11 },
    { cupping: -1 },
    { streaks: 501 },
    { shearDeg: 46 },
    { seed: -1 },
  ])
    expect(() => renderPhantom('ball', wrong)).toThrow(/is not a/);
  expect(phantomNames).toEqual(expect.arrayContaining(hard));
});
