// The door to the library of booleans: volumes by formula, and every triangle knows where it came from.
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { signedVolume } from '../../src/core/mesh.js';
import { bodyOf, originNumber } from '../../src/core/print-model.js';
import { booleans } from '../../src/kernel/booleans.js';
import { checkMesh } from '../../src/solid/check-mesh.js';
import { boxMesh as box, turnedOver } from '../fixtures/shapes.js';

const cut = originNumber('cut');

describe('booleans', () => {
  it('joins and takes away boxes', async () => {
    const { solid, body, union, difference, intersection } = await booleans();
    const one = solid(bodyOf(box([0, 0, 0], [2, 3, 4]), 'anatomy'), 'one');
    const two = solid(bodyOf(box([1, 1, 1], [4, 5, 6]), 'support'), 'two');
    expect(signedVolume(body(union([one, two]), 'both').mesh)).toBeCloseTo(24 + 60 - 6, 5);
    expect(signedVolume(body(intersection(one, two), 'shared').mesh)).toBeCloseTo(6, 5);
    const rest = body(difference(one, [two]), 'rest');
    expect(signedVolume(rest.mesh)).toBeCloseTo(18, 5);
    const { origin, mesh } = rest;
    expect(new Set(origin)).toEqual(new Set([originNumber('anatomy'), originNumber('support')]));
    // The walls of the notch are those of the other box.
    for (let t = 0; t < origin.length; t++) {
      const corners = [0, 1, 2].map((k) => mesh.triangles[3 * t + k]);
      const onOuter = [0, 1, 2].some((d) =>
        [0, [2, 3, 4][d]].some((at) => corners.every((v) => mesh.positions[3 * v + d] === at)),
      );
      expect(onOuter).toBe(origin[t] === originNumber('anatomy'));
    }
    expect(checkMesh(mesh)).toMatchObject({ closed: true, manifold: true, selfIntersections: 0 });
  });

  it('splits, and knows the cap', async () => {
    const { solid, body, split } = await booleans();
    const [above, below] = split(solid(bodyOf(box([0, 0, 0], [2, 3, 4]), 'anatomy'), 'box'), [0, 0, 1], 1);
    expect(signedVolume(body(above, 'above').mesh)).toBeCloseTo(18, 5);
    const { mesh, origin } = body(below, 'below');
    expect(signedVolume(mesh)).toBeCloseTo(6, 5);
    for (let t = 0; t < origin.length; t++) {
      const onCap = [0, 1, 2].every((k) => mesh.positions[3 * mesh.triangles[3 * t + k] + 2] === 1);
      expect(origin[t] === cut).toBe(onCap);
    }
  });

  it('marks what the library made', async () => {
    const { library, marked, body } = await booleans();
    const ball = marked(library.Manifold.sphere(2, 32), originNumber('joint'));
    expect(new Set(body(ball, 'ball').origin)).toEqual(new Set([originNumber('joint')]));
  });

  it('refuses what is inside out, open, or empty', async () => {
    const { solid, body, difference } = await booleans();
    const sound = box([0, 0, 0], [1, 1, 1]);
    const turned = turnedOver(sound);
    const open = { ...sound, triangles: sound.triangles.slice(3) };
    expect(() => solid(bodyOf(turned, 'anatomy'), 'it')).toThrow(/inside out/);
    expect(() => solid(bodyOf(open, 'anatomy'), 'it')).toThrow(/not a closed manifold/);
    const one = solid(bodyOf(sound, 'anatomy'), 'it');
    expect(() => body(difference(one, [one]), 'it')).toThrow(UserError);
  });
});
