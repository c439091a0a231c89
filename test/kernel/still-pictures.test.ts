import { PNG } from 'playwright-core/lib/utilsBundle';
import { expect, it } from 'vitest';
import { viewNames } from '../../src/core/standard-views.js';
import { stillPictures } from '../../src/kernel/still-pictures.js';
import { boxMesh } from '../fixtures/shapes.js';

it('draws six sides at one scale, as large as the box says', () => {
  const mesh = boxMesh([5, -7, 100], [45, 13, 200]);
  const { pixel, pictures } = stillPictures([{ name: 'box', mesh, colour: [0.8, 0.6, 0.4] }], 480);
  expect(pixel).toBeCloseTo(114 / 480, 12);
  expect(pictures.map(({ view }) => view)).toEqual(viewNames);
  const areas = pictures.map(({ png }) => {
    const { width, height, data } = PNG.sync.read(Buffer.from(png));
    expect([width, height]).toEqual([480, 480]);
    let covered = 0;
    for (let p = 3; p < data.length; p += 4) covered += data[p] / 255;
    return covered * pixel * pixel;
  });
  const [front, side, top] = [40 * 100, 20 * 100, 40 * 20];
  for (const [n, area] of [front, front, side, side, top, top].entries())
    expect(Math.abs(areas[n] / area - 1)).toBeLessThan(0.02);
});

it('is blank where there is nothing', () => {
  const none = { positions: new Float32Array(0), triangles: new Uint32Array(0) };
  for (const parts of [[], [{ name: 'none', mesh: none, colour: [1, 1, 1] as const }]])
    expect(stillPictures(parts, 8).pictures).toHaveLength(6);
});
