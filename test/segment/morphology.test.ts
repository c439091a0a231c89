import { describe, expect, it } from 'vitest';
import { emptyBits } from '../../src/core/bits.js';
import type { Segment } from '../../src/core/segment.js';
import { complementBits } from '../../src/kernel/complement-bits.js';
import {
  close,
  dilate,
  dropSmaller,
  erode,
  fillCavities,
  fillHoles,
  keep,
  largest,
  median,
  open,
  seed,
} from '../../src/segment/index.js';
import { asDrawn, drawn } from '../fixtures/drawn.js';
import { maskOf, randomMask } from '../fixtures/masks.js';
import { listening, segmentOf } from './segments.js';

const dot = drawn(
  '.....\n.....\n.....\n.....\n.....',
  '.....\n.....\n..#..\n.....\n.....',
  '.....\n.....\n.....\n.....\n.....',
);
const picture = (segment: Segment): string => asDrawn(segment.inside);

/** Every step at work. */
const active: readonly [
  string,
  (segment: Segment, context?: Parameters<typeof dilate>[2]) => Promise<Segment>,
][] = [
  ['median', (s, c) => median(s, { by: 1 }, c)],
  ['open', (s, c) => open(s, { by: 1 }, c)],
  ['close', (s, c) => close(s, { by: 1 }, c)],
  ['erode', (s, c) => erode(s, { by: 1 }, c)],
  ['dilate', (s, c) => dilate(s, { by: 1 }, c)],
  ['fill-holes', (s, c) => fillHoles(s, { upTo: 'all' }, c)],
  ['fill-cavities', (s, c) => fillCavities(s, { upTo: 'all' }, c)],
  ['seed', (s, c) => seed(s, { at: [7, -3, 11] }, c)],
  ['drop-smaller', (s, c) => dropSmaller(s, { than: 1 }, c)],
  ['keep', (s, c) => keep(s, { count: 2 }, c)],
  ['largest', (s, c) => largest(s, { only: true }, c)],
];
const steps = [median, open, close, erode, dilate, fillHoles, fillCavities, seed, dropSmaller, keep, largest];

describe('every step on masks', () => {
  it('does nothing and says nothing by default', async () => {
    const segment = await segmentOf(dot);
    for (const step of [median, open, close, erode, dilate]) expect(await step(segment)).toBe(segment);
    for (const step of [fillHoles, fillCavities]) expect(await step(segment)).toBe(segment);
    expect(await seed(segment)).toBe(segment);
    expect(await dropSmaller(segment)).toBe(segment);
    expect(await keep(segment)).toBe(segment);
    expect(await largest(segment)).toBe(segment);
    expect(median.declaration.says({ by: 0 })).toBe('');
    expect(largest.declaration.says({ only: false })).toBe('');
    expect(fillHoles.declaration.says({ upTo: 0 })).toBe('');
    expect(seed.declaration.says({ at: null })).toBe('');
  });
  it.each(active)('%s leaves its input as it was, and gives the same twice', async (_, run) => {
    const segment = await segmentOf(maskOf([33, 9, 8], (i, j, k) => i + j + k < 20 || (i === 30 && k > 5)));
    const before = segment.inside.words.slice();
    const [a, b] = [await run(segment), await run(segment)];
    expect(segment.inside.words).toEqual(before);
    expect(a.grey).toBe(segment.grey);
    expect(a.inside.words).toEqual(b.inside.words);
  });
  it.each(active)(
    '%s works on a full mask and one of a single voxel, and refuses to leave nothing',
    async (name, run) => {
      const one = complementBits(emptyBits([1, 1, 1]));
      const full = complementBits(emptyBits([33, 3, 4]));
      for (const mask of [full, ...(name === 'median' ? [] : [one])])
        expect((await run(await segmentOf(mask))).inside.words.some((w) => w !== 0)).toBe(true);
      await expect(run(await segmentOf(emptyBits([33, 3, 4])))).rejects.toMatchObject({
        name: 'UserError',
        message: expect.stringContaining(name),
      });
    },
  );
  it.each(active)('%s stops when asked to', async (_, run) => {
    const segment = await segmentOf(randomMask([65, 30, 40], 0.6, 1));
    const abort = new AbortController();
    const heard = listening();
    const context = {
      ...heard.context,
      signal: abort.signal,
      progress: (done: number) => done > 0.05 && abort.abort(),
    };
    await expect(run(segment, context)).rejects.toThrow('abort');
  });
  it.each(active)('%s tells how far it is', async (_, run) => {
    const { context, progress } = listening();
    await run(await segmentOf(complementBits(emptyBits([33, 9, 9]))), context);
    expect(progress.length).toBeGreaterThan(5);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect(progress.at(-1)).toBeCloseTo(1);
  });
  it('has flags of one word each', () => {
    const flags = steps.flatMap((s) =>
      Object.values<{ flag?: string }>(s.declaration.options).map((o) => o.flag),
    );
    expect(flags).toEqual(steps.map((s) => s.declaration.name));
  });
});

describe('steps with a ball', () => {
  it('measure in mm', async () => {
    const grown = await dilate(await segmentOf(dot, 0.5), { by: 0.5 });
    expect(picture(grown).split('\n\n')[1]).toBe('.....\n..#..\n.###.\n..#..\n.....');
    expect(picture(await erode(grown, { by: 0.5 }))).toBe(asDrawn(dot));
  });
  it('note what came and went', async () => {
    const { context, notes } = listening();
    await dilate(await segmentOf(dot, 0.5), { by: 0.5 }, context);
    expect(Object.fromEntries(notes)).toEqual({
      'voxels added': 6,
      'volume added': 0.75,
      'voxels removed': 0,
      'volume removed': 0,
    });
  });
  it('say so when the ball is smaller than a voxel', async () => {
    const { context, findings } = listening();
    const segment = await segmentOf(dot, 0.5);
    expect(picture(await close(segment, { by: 0.4 }, context))).toBe(asDrawn(dot));
    expect(findings.map((f) => f.code)).toEqual(['radius-below-spacing']);
  });
  it('refuse what erosion leaves nothing of, and a median wider than it can count', async () => {
    await expect(erode(await segmentOf(dot), { by: 1 })).rejects.toThrow('erode: nothing is left');
    await expect(median(await segmentOf(dot, 0.1), { by: 5 })).rejects.toThrow('more than 31 voxels');
    await expect(dilate(await segmentOf(dot), { by: -1 })).rejects.toThrow('not a number from 0 to 20');
  });
});

describe('fill-cavities and fill-holes', () => {
  const ring = '.....\n.###.\n.#.#.\n.###.\n.....';
  const lid = '.....\n.###.\n.###.\n.###.\n.....';
  const blank = dot && '.....\n.....\n.....\n.....\n.....';
  it('fill up to a volume, up to an area, or all', async () => {
    const hollow = await segmentOf(drawn(blank, lid, ring, lid, blank), 2);
    const solid = asDrawn(drawn(blank, lid, lid, lid, blank));
    expect(picture(await fillCavities(hollow, { upTo: 7.9 }))).toBe(picture(hollow));
    expect(picture(await fillCavities(hollow, { upTo: 8 }))).toBe(solid);
    expect(picture(await fillCavities(hollow, { upTo: Number.POSITIVE_INFINITY }))).toBe(solid);
    expect(picture(await fillHoles(hollow, { upTo: 3.9 }))).toBe(picture(hollow));
    expect(picture(await fillHoles(hollow, { upTo: 4 }))).toBe(solid);
  });
  it('read their flags', () => {
    const { upTo } = fillCavities.declaration.options;
    expect(upTo.parse('all', 'x')).toBe('all');
    expect(upTo.parse('12.5', 'x')).toBe(12.5);
    for (const text of ['', 'many', '-1']) expect(() => upTo.parse(text, 'x')).toThrow('neither a size');
    expect(fillCavities.declaration.says({ upTo: 'all' })).toBe('Cavities closed on all sides were filled.');
  });
});

describe('steps that keep pieces', () => {
  const pieces = drawn(
    '##..#...##\n##......##\n..........\n#.#.#.#..#',
    '##......##\n##......##\n..........\n.........#',
  );
  it('keep the largest; of equals the first', async () => {
    const only = await largest(await segmentOf(pieces), { only: true });
    expect(picture(only)).toBe(
      asDrawn(
        drawn(
          '##........\n##........\n..........\n..........',
          '##........\n##........\n..........\n..........',
        ),
      ),
    );
    const two = await keep(await segmentOf(pieces), { count: 2 });
    expect(picture(two)).toBe(
      asDrawn(
        drawn(
          '##......##\n##......##\n..........\n..........',
          '##......##\n##......##\n..........\n..........',
        ),
      ),
    );
    const all = await segmentOf(pieces);
    expect(await keep(all, { count: 8 })).toBe(all);
  });
  it('drop what is smaller, not what is just as big, and tell', async () => {
    const { context, notes } = listening();
    const left = await dropSmaller(await segmentOf(pieces, 2), { than: 16 }, context);
    expect(picture(left)).toBe(
      asDrawn(
        drawn(
          '##......##\n##......##\n..........\n.........#',
          '##......##\n##......##\n..........\n.........#',
        ),
      ),
    );
    expect(Object.fromEntries(notes)).toMatchObject({
      'pieces kept': 3,
      'pieces dropped': 5,
      'volume dropped': 40,
      'largest dropped': 8,
    });
    await expect(dropSmaller(await segmentOf(pieces), { than: 9 })).rejects.toThrow(
      'the largest has 8.00 mm³',
    );
  });
  it('keep what holds a point given in mm, on a turned grid', async () => {
    // Voxel (4, 0, 0) of `turned(2)` lies at x = 7 − 2·0, y = −3 + 2·4, z = 11.
    const found = await seed(await segmentOf(pieces, 2), { at: [7.9, 5.9, 10.1] });
    expect(picture(found)).toBe(
      asDrawn(
        drawn(
          '....#.....\n..........\n..........\n..........',
          '..........\n..........\n..........\n..........',
        ),
      ),
    );
    // Its mirror images hold nothing.
    await expect(seed(await segmentOf(pieces, 2), { at: [-7, 5, 11] })).rejects.toThrow(
      'not in the structure',
    );
    await expect(seed(await segmentOf(pieces, 2), { at: [7, 1, 11] })).rejects.toThrow('2.0 mm away');
  });
  it('read a point', () => {
    const { at } = seed.declaration.options;
    expect(at.parse('12, -30.5,140', 'seed')).toEqual([12, -30.5, 140]);
    for (const text of ['', '1,2', '1,2,3,4', '1,,3', 'a,b,c'])
      expect(() => at.parse(text, 'seed')).toThrow('not a point');
  });
});
