import { PNG } from 'playwright-core/lib/utilsBundle';
import { describe, expect, it } from 'vitest';
import { pngBytes } from '../../src/kernel/png-bytes.js';

const noise = (width: number, height: number): Uint8Array =>
  Uint8Array.from({ length: 4 * width * height }, (_, b) => (b * b * 31 + (b >> 5) * 7) % 256);

describe('pngBytes', () => {
  it.each([
    [1, 1],
    [7, 3],
    [64, 129],
  ])('%i × %i comes back from pngjs as it was', (width, height) => {
    const rgba = noise(width, height);
    const before = rgba.slice();
    const bytes = pngBytes({ width, height, rgba });
    const read = PNG.sync.read(Buffer.from(bytes));
    expect([read.width, read.height]).toEqual([width, height]);
    expect(new Uint8Array(read.data)).toEqual(rgba);
    expect(rgba).toEqual(before);
    expect(pngBytes({ width, height, rgba })).toEqual(bytes);
  });

  it('holds the three chunks that it must and nothing else, and refuses a picture of another size', () => {
    const bytes = Buffer.from(pngBytes({ width: 2, height: 2, rgba: noise(2, 2) }));
    const names: string[] = [];
    for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at))
      names.push(bytes.toString('latin1', at + 4, at + 8));
    expect(names).toEqual(['IHDR', 'IDAT', 'IEND']);
    expect(() => pngBytes({ width: 2, height: 2, rgba: noise(2, 1) })).toThrow(RangeError);
  });
});
