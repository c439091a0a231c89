import { DataUtils } from 'three';
import { describe, expect, it } from 'vitest';
import { scanTexture } from '../../src/preview/scan-texture.js';

describe('scanTexture', () => {
  it('holds every value: whole numbers to ±2048 exactly, all within a 2000th', () => {
    const values = Int16Array.from({ length: 4100 }, (_, n) => n - 2050).subarray(2, 4099);
    const far = Int16Array.of(-32768, 32767, 3071, -3024);
    const all = Int16Array.of(...values, ...far);
    const { image } = scanTexture({
      size: [all.length, 1, 1],
      origin: [0, 0, 0],
      spacing: [1, 1, 1],
      values: all,
      unit: 'HU',
      window: [0, 1],
    });
    const halves = image.data;
    if (!(halves instanceof Uint16Array)) throw new Error('no half floats');
    const back = Array.from(halves, (half) => DataUtils.fromHalfFloat(half));
    expect(back.slice(0, values.length)).toEqual([...values]);
    for (const [n, value] of far.entries())
      expect(Math.abs(back[values.length + n] - value)).toBeLessThanOrEqual(Math.abs(value) / 2000);
    expect({ ...image, data: null }).toMatchObject({ width: all.length, height: 1, depth: 1 });
  });
});
