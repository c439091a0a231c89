// Nothing that is near may be left out.
import { expect, it } from 'vitest';
import { trianglesNear } from '../../src/kernel/triangles-near.js';
import { ball, isosurface } from '../fixtures/solids.js';

it('holds every triangle whose box comes within reach, and what was asked for besides', () => {
  const mesh = isosurface(ball([0, 0, 0], 6), [33, 33, 33], 0.5, [-8, -8, -8]);
  const some = Uint32Array.of(17, 900);
  const near = new Set(trianglesNear(mesh, mesh, some, 0.3, Uint32Array.of(3)));
  const range = (f: number, d: number): [number, number] => {
    const x = [0, 1, 2].map((k) => mesh.positions[3 * mesh.triangles[3 * f + k] + d]);
    return [Math.min(...x), Math.max(...x)];
  };
  const touches = (f: number, g: number): boolean =>
    [0, 1, 2].every((d) => range(f, d)[0] - 0.3 <= range(g, d)[1] && range(f, d)[1] + 0.3 >= range(g, d)[0]);
  for (let f = 0; f < mesh.triangles.length / 3; f++)
    if (f === 3 || [...some].some((g) => touches(f, g))) expect(near.has(f)).toBe(true);
  expect(near.size).toBeLessThan(mesh.triangles.length / 6);
});
