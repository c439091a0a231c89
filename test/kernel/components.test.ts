import { describe, expect, it } from 'vitest';
import { emptyBits, getBit } from '../../src/core/bits.js';
import type { Vec3 } from '../../src/core/grid.js';
import { complementBits } from '../../src/kernel/complement-bits.js';
import { componentsOf, type Link } from '../../src/kernel/components.js';
import { fillEnclosed } from '../../src/kernel/fill-enclosed.js';
import { pickComponents } from '../../src/kernel/pick-components.js';
import { paintRun, runsOf } from '../../src/kernel/runs.js';
import { asDrawn, drawn } from '../fixtures/drawn.js';
import { ballOffsets, done, eachVoxel, flood, maskOf, randomMask } from '../fixtures/masks.js';

const sizes: readonly Vec3[] = [
  [31, 9, 8],
  [32, 6, 9],
  [33, 8, 7],
  [65, 10, 6],
  [1, 1, 1],
  [40, 1, 5],
  [1, 30, 2],
];
const steps: Readonly<Record<Link, readonly Vec3[]>> = {
  faces: ballOffsets(1),
  corners: ballOffsets(3),
  'slice-faces': ballOffsets(1).filter((d) => d[2] === 0),
};
const links: readonly Link[] = ['faces', 'corners', 'slice-faces'];

describe('runsOf', () => {
  it('reads runs of inside and of outside', () => {
    const bits = drawn('.##.#\n.....\n#####');
    const runs = runsOf(bits);
    expect([...runs.first]).toEqual([0, 2, 2, 3]);
    expect([...runs.from]).toEqual([1, 4, 0]);
    expect([...runs.to]).toEqual([3, 5, 5]);
    expect([...runsOf(bits, true).from]).toEqual([0, 3, 0]);
  });
  it('paints back what it read', () => {
    for (const size of sizes)
      for (const chance of [0, 0.1, 0.5, 0.95, 1]) {
        const bits = randomMask(size, chance, 3);
        for (const outside of [false, true]) {
          const runs = runsOf(bits, outside);
          const on = emptyBits(size);
          const off = complementBits(emptyBits(size));
          for (let row = 0; row < size[1] * size[2]; row++)
            for (let r = runs.first[row]; r < runs.first[row + 1]; r++) {
              paintRun(on.words, row * on.wordsPerRow, runs.from[r], runs.to[r], true);
              paintRun(off.words, row * on.wordsPerRow, runs.from[r], runs.to[r], false);
            }
          expect(on.words).toEqual(outside ? complementBits(bits).words : bits.words);
          expect(complementBits(off).words).toEqual(on.words);
        }
      }
  });
});

describe('componentsOf', () => {
  it('joins diagonals by corners, and does not by faces', () => {
    const stairs = runsOf(drawn('#..\n.#.\n...', '...\n...\n..#'));
    expect([...done(componentsOf(stairs, 'corners')).sizes]).toEqual([3]);
    expect([...done(componentsOf(stairs, 'faces')).sizes]).toEqual([1, 1, 1]);
  });
  it('numbers as a flood does from the first voxel on', () => {
    sizes.forEach((size, s) => {
      for (const chance of [0.05, 0.2, 0.35, 0.6, 1])
        for (const link of links) {
          const bits = randomMask(size, chance, s);
          const before = bits.words.slice();
          const runs = runsOf(bits);
          const { labels, sizes: found } = done(componentsOf(runs, link));
          const slow = flood(bits, steps[link]);
          expect([...found]).toEqual(slow.sizes);
          const same = runs.first.slice(0, -1).every((first, row) => {
            const mine = [...labels.subarray(first, runs.first[row + 1])];
            const from = [...runs.from.subarray(first, runs.first[row + 1])];
            return mine.every((label, r) => slow.labels[row * size[0] + from[r]] === label + 1);
          });
          expect(same).toBe(true);
          expect(bits.words).toEqual(before);
        }
    });
  });
  it('joins a spiral that meets itself at the end only', () => {
    const spiral = drawn(`
      #########
      ........#
      #######.#
      #.....#.#
      #.###.#.#
      #.#...#.#
      #.#####.#
      #.......#
      #########`);
    expect([...done(componentsOf(runsOf(spiral), 'faces')).sizes]).toHaveLength(1);
    expect([...done(componentsOf(runsOf(spiral, true), 'faces')).sizes]).toHaveLength(1);
  });
});

describe('pickComponents', () => {
  it('keeps those asked for', () => {
    const runs = runsOf(drawn('##.#.###'));
    const picked = pickComponents(runs, done(componentsOf(runs, 'corners')), Uint8Array.of(1, 0, 1));
    expect(asDrawn(picked)).toBe('##...###');
  });
});

describe('fillEnclosed', () => {
  it('fills a cavity, not a canal, and a hole in each slice', () => {
    const ring = '####.\n#..#.\n####.';
    const lid = '####.\n####.\n####.';
    const canal = fillEnclosed(drawn(ring, ring, lid), 'faces', Number.POSITIVE_INFINITY);
    expect(asDrawn(done(canal).inside)).toBe(`${ring}\n\n${ring}\n\n${lid}`);
    const box = done(fillEnclosed(drawn(lid, ring, lid), 'faces', Number.POSITIVE_INFINITY));
    expect(asDrawn(box.inside)).toBe(`${lid}\n\n${lid}\n\n${lid}`);
    expect(box).toMatchObject({ filled: 2, holes: 1, left: 0 });
    const slices = done(fillEnclosed(drawn(ring, ring, lid), 'slice-faces', 2));
    expect(asDrawn(slices.inside)).toBe(`${lid}\n\n${lid}\n\n${lid}`);
    expect(slices).toMatchObject({ filled: 4, holes: 2, left: 0 });
    expect(done(fillEnclosed(drawn(lid, ring, lid), 'faces', 1))).toMatchObject({ filled: 0, left: 1 });
  });
  it('leaks through no diagonal', () => {
    expect(asDrawn(done(fillEnclosed(drawn('.#.\n#.#\n.#.'), 'slice-faces', 9)).inside)).toBe(
      '.#.\n###\n.#.',
    );
  });
  it('is the flood of the background, both ways and up to a size', () => {
    sizes.forEach((size, s) => {
      for (const chance of [0.5, 0.7, 0.85])
        for (const link of ['faces', 'slice-faces'] as const)
          for (const most of [1, 3, Number.POSITIVE_INFINITY]) {
            const bits = randomMask(size, chance, 50 + s);
            const before = bits.words.slice();
            const { labels, sizes: found } = flood(complementBits(bits), steps[link]);
            const open = new Set<number>();
            eachVoxel(size, (i, j, k) => {
              const rim = i === 0 || j === 0 || i === size[0] - 1 || j === size[1] - 1;
              const end = link === 'faces' && (k === 0 || k === size[2] - 1);
              if (rim || end) open.add(labels[(k * size[1] + j) * size[0] + i]);
            });
            const slow = maskOf(size, (i, j, k) => {
              const label = labels[(k * size[1] + j) * size[0] + i];
              return getBit(bits, i, j, k) || (!open.has(label) && found[label - 1] <= most);
            });
            expect(done(fillEnclosed(bits, link, most)).inside.words).toEqual(slow.words);
            expect(bits.words).toEqual(before);
          }
    });
  });
});
