import { expect, it } from 'vitest';
import { originColours, originsIn } from '../../src/core/origin-colours.js';
import { origins, printPart } from '../../src/core/print-model.js';
import { boxMesh } from '../fixtures/shapes.js';

const bone = [0.9, 0.83, 0.72] as const;
const of = (origin: (typeof origins)[number]): readonly number[] =>
  originColours(bone)[origins.indexOf(origin)];

it('colours each origin so that it can be told from the others', () => {
  const colours = originColours(bone);
  expect(colours).toHaveLength(origins.length);
  for (const [a, one] of colours.entries())
    for (const other of colours.slice(a + 1))
      expect(Math.hypot(...one.map((x, c) => x - other[c]))).toBeGreaterThan(0.17);
  expect(colours.flat().every((share) => share >= 0 && share <= 1)).toBe(true);
});

it('shows the anatomy in its own colour, and what was cut of it in a darker one', () => {
  expect(of('anatomy')).toEqual(bone);
  for (const [c, share] of bone.entries()) {
    expect(of('cut')[c]).toBeLessThan(share);
    expect(of('inside')[c]).toBeLessThan(of('cut')[c]);
    expect(of('offset')[c]).toBeGreaterThan(share);
  }
  const [red, green, blue] = of('added');
  expect(red).toBeGreaterThan(3 * Math.max(green, blue));
});

it('finds which origins there are', () => {
  const part = printPart({ name: 'box', mesh: boxMesh([0, 0, 0], [1, 1, 1]), colour: bone });
  expect(originsIn(part)).toEqual([0]);
  expect(originsIn({ name: 'box', mesh: part.mesh, colour: bone })).toEqual([0]);
  expect(originsIn({ ...part, origin: part.origin.map((_, f) => (f === 3 ? 6 : 2)) })).toEqual([2, 6]);
  expect(() => originsIn({ ...part, origin: new Uint8Array(5) })).toThrow(RangeError);
});
