// Text as polygons: heights and areas that are known, letters that stand as they are read, and those that there are not.
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { type Lettering, letters } from '../../src/kernel/letters.js';

/** Whether the ink covers a point (crossings of a ray, even or odd). */
function inked({ rings }: Lettering, x: number, y: number): boolean {
  let inside = false;
  for (const ring of rings)
    for (let k = 0; k < ring.length; k++) {
      const [ax, ay] = ring[k];
      const [bx, by] = ring[(k + 1) % ring.length];
      if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
    }
  return inside;
}

/** Rows from the top, '#' where there is ink. */
const raster = (text: Lettering, columns: number, rows: number): string[] =>
  Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) =>
      inked(
        text,
        ((column + 0.5) / columns) * text.width,
        text.low + ((rows - row - 0.5) / rows) * (text.high - text.low),
      )
        ? '#'
        : '.',
    ).join(''),
  );

describe('letters', () => {
  it('are as high as they were asked for', () => {
    for (const height of [1, 2.5, 7.5]) {
      const { low, high } = letters('H', height);
      expect([low, high]).toEqual([0, height]);
    }
  });

  it('are not mirrored: an F has its arms on the right, an L its foot', () => {
    expect(raster(letters('F', 10), 4, 5)).toEqual(['####', '#...', '####', '#...', '#...']);
    expect(raster(letters('L', 10), 4, 5)).toEqual(['#...', '#...', '#...', '#...', '####']);
  });

  it('have the area of their ink', () => {
    const bar = letters('I', 1493);
    expect(bar.area).toBe(385 * 1493);
    expect(bar.width).toBe(385);
    const text = letters('R2ä', 10);
    const step = 0.05;
    let cells = 0;
    for (let x = step / 2; x < text.width; x += step)
      for (let y = text.low + step / 2; y < text.high; y += step) if (inked(text, x, y)) cells++;
    expect(cells * step * step).toBeCloseTo(text.area, 0);
  });

  it('stand as far apart as the font has it', () => {
    const gap = (pair: string) =>
      letters(pair, 10).width - letters(pair[0], 10).width - letters(pair[1], 10).width;
    expect(gap('AV')).toBeLessThan(gap('HH'));
    expect(letters('A B', 10).width).toBeGreaterThan(letters('AB', 10).width);
  });

  it('refuses what the font has not, and says which', () => {
    expect(() => letters('case Ж7', 2.5)).toThrow(/'Ж' \(U\+0416\)/);
    expect(() => letters('two\nlines', 2.5)).toThrow(/U\+000A/);
    expect(() => letters('toString', 2.5)).not.toThrow();
    expect(() => letters('  ', 2.5)).toThrow(UserError);
  });

  it('takes letters with accents however they were written', () => {
    expect(letters('e\u0301', 5)).toEqual(letters('é', 5));
    expect(letters('Größe 3,5 × 2 – ±µ°·', 5).rings.length).toBeGreaterThan(20);
  });
});
