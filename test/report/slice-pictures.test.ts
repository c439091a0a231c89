// Slices with known places in them: what is on the patient's right, in front, or at the head must be seen there.
import { PNG } from 'playwright-core/lib/utilsBundle';
import { describe, expect, it } from 'vitest';
import type { ShownScan } from '../../src/core/shown-scan.js';
import { slicePictures, sliceTitle } from '../../src/report/slice-pictures.js';
import { slicePlane } from '../../src/report/slice-plane.js';
import { ball, box, together } from '../kernel/solids.js';

/** 40 × 60 × 80 mm around the origin; a cube of 12 mm around (−8, −14, 20): on the right, in front, above the middle. */
const centre = [-8, -14, 20];
function scan(): ShownScan {
  const size = [20, 60, 40] as const;
  const spacing = [2, 1, 2] as const;
  const origin = [-19, -29.5, -39] as const;
  const values = new Int16Array(20 * 60 * 40).fill(-1000);
  for (let k = 0, p = 0; k < 40; k++)
    for (let j = 0; j < 60; j++)
      for (let i = 0; i < 20; i++, p++) {
        const place = [i, j, k].map((n, c) => origin[c] + n * spacing[c]);
        if (place.every((x, c) => Math.abs(x - centre[c]) < 6)) values[p] = 1000;
      }
  return { size, spacing, origin, values, unit: 'HU', window: [-500, 500] };
}
const cube = box([-14, -20, 14], [12, 12, 12]);
const parts = [{ name: 'cube', mesh: cube, colour: [0.8, 0.1, 0.1] as const }];

const svgOf = (source: string): string => Buffer.from(source.split(',')[1], 'base64').toString('utf8');

/** Where the white of a picture lies, as shares of its width and height. */
function white(svg: string): readonly [number, number] {
  const png = PNG.sync.read(Buffer.from(/base64,([^"]+)"/.exec(svg)?.[1] ?? '', 'base64'));
  let [x, y, count] = [0, 0, 0];
  for (let p = 0; p < png.width * png.height; p++)
    if (png.data[4 * p] > 128) {
      x += ((p % png.width) + 0.5) / png.width;
      y += (Math.floor(p / png.width) + 0.5) / png.height;
      count++;
    }
  return [x / count, y / count];
}

/** The middle of the outline's box, in pixels from the image's corner, and its size. */
function outline(svg: string): { readonly middle: readonly number[]; readonly size: readonly number[] } {
  const path = /<path stroke="#(?!000)[^>]* d="([^"]+)"/.exec(svg)?.[1] ?? '';
  const numbers = (path.match(/-?\d+/g) ?? []).map(Number);
  let [x, y] = [numbers[0], numbers[1]];
  const [xs, ys] = [[x], [y]];
  for (let n = 2; n < numbers.length; n += 2) {
    x += numbers[n];
    y += numbers[n + 1];
    xs.push(x);
    ys.push(y);
  }
  const ends = [xs, ys].map((all) => [Math.min(...all) / 10, Math.max(...all) / 10]);
  return { middle: ends.map(([a, b]) => (a + b) / 2), size: ends.map(([a, b]) => b - a) };
}

describe('slicePictures', () => {
  const pictures = slicePictures(parts, scan());

  it('hangs them as radiologists do, with the outline on the edge', () => {
    expect(pictures.map(({ name }) => name)).toEqual(['slice-axial', 'slice-coronal', 'slice-sagittal']);
    // Shares of the box from the left and from the top: −8 of −20 … 20; −14 of −30 … 30; 20 of −40 … 40, from above.
    const [x, y, z] = [12 / 40, 16 / 60, 20 / 80];
    const truth = [
      [x, y],
      [x, z],
      [y, z],
    ];
    for (const [n, { source }] of pictures.entries()) {
      const svg = svgOf(source);
      const [wx, wy] = white(svg);
      expect(wx).toBeCloseTo(truth[n][0], 1);
      expect(wy).toBeCloseTo(truth[n][1], 1);
      const image = /<image x="[^"]+" y="[^"]+" width="([^"]+)" height="([^"]+)"/.exec(svg) ?? [];
      const { middle, size } = outline(svg);
      expect(middle[0] / Number(image[1])).toBeCloseTo(truth[n][0], 2);
      expect(middle[1] / Number(image[2])).toBeCloseTo(truth[n][1], 2);
      // 480 pixels for 80 mm.
      for (const length of size) expect(length).toBeCloseTo(12 * 6, 0);
    }
    const letters = pictures.map(({ source }) =>
      [...svgOf(source).matchAll(/>([RLAPSI])</g)].map(([, l]) => l).join(''),
    );
    expect(letters).toEqual(['RLAP', 'RLSI', 'APSI']);
  });

  it('says which planes they are, cut the model, and are the same twice', () => {
    expect(pictures.map(sliceTitle)).toEqual([
      'Axial, z = 21.0 mm',
      'Coronal, y = −13.5 mm',
      'Sagittal, x = −7.0 mm',
    ]);
    expect(slicePictures(parts, scan())).toEqual(pictures);
    expect(slicePictures([], scan())).toEqual([]);
  });

  it('has the colour of a part that has one, and yellow for bone', () => {
    const bone = slicePictures([{ ...parts[0], colour: [0.87, 0.83, 0.74] }], scan());
    expect(svgOf(bone[0].source)).toContain('stroke="#ffd02e"');
    expect(svgOf(pictures[0].source)).toMatch(/stroke="#(?!ffd02e|000)\w{6}"/);
  });
});

describe('slicePlane', () => {
  const planes = { origin: -100, spacing: 1, count: 201 };

  it('is the middle where that cuts enough, else where the outline is longest', () => {
    expect(slicePlane([ball(3, 20, [10, 0, 0])], 0, planes)).toBe(110);
    const kidneys = together(ball(3, 20, [-50, 0, 0]), ball(3, 24, [50, 0, 0]));
    expect(Math.abs(slicePlane([kidneys], 0, planes) - 150)).toBeLessThanOrEqual(5);
    expect(slicePlane([], 0, planes)).toBeGreaterThanOrEqual(0);
  });
});
