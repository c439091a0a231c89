import { describe, expect, test } from 'vitest';
import type { Body } from '../../src/phantom/body.js';
import { phantomNames, phantomOf } from '../../src/phantom/phantom-of.js';
import { truthDistance } from '../../src/phantom/truth-distance.js';

function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 0) / 4294967296;
  };
}

describe('truthDistance', () => {
  test('of bodies apart it is the least of their distances', () => {
    for (const name of ['field', 'spheres', 'asymmetric']) {
      const phantom = phantomOf(name);
      const truth = truthDistance(phantom);
      const own = phantom.layers.filter((layer) => phantom.structure.materials.includes(layer.material));
      const bodies: readonly Body[] = own.flatMap((layer) => layer.bodies);
      expect(truth.bodies.map((body) => body.name)).toEqual(bodies.map((body) => body.name));
      const next = draws(5);
      const { min, max } = phantom.extent;
      const at = (axis: number): number => min[axis] + next() * (max[axis] - min[axis]);
      for (let n = 0; n < 3000; n++) {
        const [x, y, z] = [at(0), at(1), at(2)];
        const least = Math.min(...bodies.map((body) => body.distance(x, y, z)));
        // on the axis of a coil its own distance is a bound, and the box of the coil may be a better one
        if (least < 5) expect(truth.distance(x, y, z)).toBeCloseTo(least, 9);
        else expect(truth.distance(x, y, z)).toBeGreaterThan(least - 1e-9);
      }
    }
  });

  test('its sign tells which side every landmark is on', () => {
    for (const name of phantomNames) {
      const phantom = phantomOf(name);
      const { distance } = truthDistance(phantom);
      for (const { name: landmark, at, inside } of phantom.landmarks)
        expect(`${name}, ${landmark}: ${distance(...at) < 0}`).toBe(`${name}, ${landmark}: ${inside}`);
    }
  });

  test('near an ellipsoid it is the way to the nearest point', () => {
    const phantom = phantomOf('skull');
    const { bodies } = truthDistance(phantom);
    const body = bodies.find((it) => it.name === 'orbit wall, left');
    if (body === undefined) throw new Error('no orbit wall');
    const [cx, cy, cz] = [19.2, -44, -26.4];
    const [rx, ry, rz] = [14.8, 18.4, 13.2];
    const next = draws(3);
    for (let n = 0; n < 200; n++) {
      // a point on the ellipsoid, then off it along the normal
      const [u, v] = [2 * next() - 1, 2 * Math.PI * next()];
      const q = Math.sqrt(1 - u * u);
      const [a, b, c] = [q * Math.cos(v), q * Math.sin(v), u];
      const normal = [a / rx, b / ry, c / rz];
      const long = Math.hypot(...normal);
      const off = 0.6 * next() - 0.3;
      const d = body.distance(
        cx + rx * a + (off * normal[0]) / long,
        cy + ry * b + (off * normal[1]) / long,
        cz + rz * c + (off * normal[2]) / long,
      );
      expect(Math.abs(d - off)).toBeLessThan(0.005);
    }
  });
});
