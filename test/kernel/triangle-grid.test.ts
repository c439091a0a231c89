// What lies near a box, while triangles come, go and move: the same as by looking at all of them.
import { expect, it } from 'vitest';
import { triangleGrid } from '../../src/kernel/triangle-grid.js';
import { seeded } from '../fixtures/solids.js';

it('finds what a look at all boxes finds', () => {
  const random = seeded(8);
  const count = 400;
  const positions = new Float32Array(9 * count);
  const place = (f: number): void => {
    // Sizes over six orders of magnitude, around the origin.
    const size = 10 ** (4 * random() - 2);
    const centre = [0, 1, 2].map(() => 40 * random() - 20);
    for (let n = 0; n < 9; n++) positions[9 * f + n] = centre[n % 3] + size * (random() - 0.5);
  };
  const grid = triangleGrid(positions, count, 0.5);
  const present = new Set<number>();
  const low = (f: number, d: number): number => Math.min(...[0, 3, 6].map((k) => positions[9 * f + k + d]));
  const high = (f: number, d: number): number => Math.max(...[0, 3, 6].map((k) => positions[9 * f + k + d]));
  for (let n = 0; n < 3000; n++) {
    const f = Math.floor(random() * count);
    if (!present.has(f)) {
      place(f);
      grid.insert(f, 3 * f, 3 * f + 1, 3 * f + 2);
      present.add(f);
    } else if (random() < 0.6) {
      place(f);
      grid.move(f, 3 * f, 3 * f + 1, 3 * f + 2);
    } else {
      grid.remove(f);
      present.delete(f);
    }
    if (n % 20 !== 0) continue;
    const from = [0, 1, 2].map(() => 40 * random() - 20);
    const to = from.map((x) => x + 3 * random());
    const { list, count: found } = grid.near(from[0], from[1], from[2], to[0], to[1], to[2]);
    const wanted = [...present].filter((g) =>
      [0, 1, 2].every((d) => low(g, d) <= to[d] && high(g, d) >= from[d]),
    );
    expect([...list.subarray(0, found)].sort((a, b) => a - b)).toEqual(wanted.sort((a, b) => a - b));
  }
});
