import { PNG } from 'playwright-core/lib/utilsBundle';
import { describe, expect, it } from 'vitest';
import { pngBytes } from '../../src/kernel/png-bytes.js';
import { pngFile } from '../../src/kernel/png-file.js';
import { smallPng } from '../../src/kernel/small-png.js';

const [width, height] = [90, 70];

/** A shaded disc with a smooth edge, half of it red. */
const disc = (): Uint8Array => {
  const rgba = new Uint8Array(4 * width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const inside = Math.min(1, Math.max(0, 30 - Math.hypot(x - 45, y - 35)));
      const light = Math.max(0, 255 - 4 * Math.hypot(x - 35, y - 25));
      const colour = x < 45 ? [light, light * 0.9, light * 0.7] : [light, 20, 10];
      if (inside > 0) rgba.set([...colour, 255 * inside], 4 * (x + width * y));
    }
  return rgba;
};

describe('smallPng', () => {
  it('keeps what is seen, in less room', () => {
    const rgba = disc();
    const small = smallPng({ width, height, rgba });
    const { data } = PNG.sync.read(Buffer.from(small));
    let worst = 0;
    for (let b = 0; b < rgba.length; b += 4) {
      expect(Math.abs(data[b + 3] - rgba[b + 3])).toBeLessThanOrEqual(32);
      if (rgba[b + 3] > 32)
        for (let c = 0; c < 3; c++) worst = Math.max(worst, Math.abs(data[b + c] - rgba[b + c]));
    }
    expect(worst).toBeLessThanOrEqual(8);
    expect(small.length).toBeLessThan(0.85 * pngBytes({ width, height, rgba }).length);
    expect(smallPng({ width, height, rgba })).toEqual(small);
  });

  it('survives more colours than a palette holds', () => {
    const rgba = Uint8Array.from({ length: 4 * 64 * 64 }, (_, b) =>
      b % 4 === 3 ? 255 : (b * b * 31 + (b >> 4) * 7) % 256,
    );
    const { data } = PNG.sync.read(Buffer.from(smallPng({ width: 64, height: 64, rgba })));
    expect(data.length).toBe(rgba.length);
    expect(data.every((value: number, b: number) => Math.abs(value - rgba[b]) <= 96)).toBe(true);
  });
});

describe('pngFile', () => {
  it('holds grey values as they are', () => {
    const pixels = Uint8Array.from({ length: 35 }, (_, n) => (n * 37) % 256);
    const { data } = PNG.sync.read(Buffer.from(pngFile({ width: 5, height: 7, kind: 'grey', pixels })));
    expect(pixels.every((value, p) => data[4 * p] === value && data[4 * p + 3] === 255)).toBe(true);
    expect(() => pngFile({ width: 5, height: 6, kind: 'grey', pixels })).toThrow(RangeError);
  });
});
