// Inside or outside, for points on every kind of line that a ray could meet.
import { expect, it } from 'vitest';
import { shellsAround } from '../../src/kernel/shells-around.js';
import { triangleTree } from '../../src/kernel/triangle-tree.js';
import { ball, box, random, together } from './solids.js';

it('tells inside from outside on a lattice that runs through corners, edges and faces', () => {
  const mesh = together(box([0, 0, 0], [4, 4, 4]), box([1, 1, 1], [2, 2, 2]), box([6, 0, 0], [1, 4, 4]));
  const shellOf = Int32Array.from({ length: 36 }, (_, t) => Math.floor(t / 12));
  const tree = triangleTree(mesh);
  for (let x = -0.5; x < 8; x += 1)
    for (let y = -1; y <= 5; y += 0.5)
      for (let z = -1; z <= 5; z += 0.5) {
        const within = (low: number, high: number): boolean => [y, z].every((q) => q > low && q < high);
        const onFace = [0, 1, 3, 4].some((q) => y === q || z === q);
        if (onFace) continue;
        const expected = [];
        if (x > 0 && x < 4 && within(0, 4)) expected.push(0);
        if (x > 1 && x < 3 && within(1, 3)) expected.push(1);
        if (x > 6 && x < 7 && within(0, 4)) expected.push(2);
        expect(shellsAround(tree, shellOf, x, y, z)).toEqual(expected);
      }
});

it('agrees with the radius of a ball, at its vertices’ heights too', () => {
  const mesh = ball(3, 10);
  const tree = triangleTree(mesh);
  const shellOf = new Int32Array(mesh.triangles.length / 3);
  const next = random(1);
  for (let round = 0; round < 500; round++) {
    const v = 3 * Math.floor((next() * mesh.positions.length) / 3);
    const x = 30 * next() - 15;
    const [y, z] = [mesh.positions[v + 1], mesh.positions[v + 2]];
    const r = Math.hypot(x, y, z);
    if (r > 9.9 && r < 10.01) continue;
    expect(shellsAround(tree, shellOf, x, y, z)).toEqual(r < 10 ? [0] : []);
  }
});
