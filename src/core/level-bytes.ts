// Levels of a volume as bytes that compress well, and back: each is told by how far it is from what its neighbours foretell.
import type { Vec3 } from './grid.js';

/**
 * Two planes of bytes, the low ones first: differences from the median edge detector of Weinberger, Seroussi and Sapiro (LOCO-I,
 * IEEE Trans. Image Process. 9:1309, 2000) in each slice. `levels` lie in 0 … 65535.
 */
export function levelBytes(levels: Uint16Array, [nx, ny]: Vec3): Uint8Array {
  const count = levels.length;
  const bytes = new Uint8Array(2 * count);
  for (let p = 0; p < count; p++) {
    const off = zigzag(((levels[p] - foretold(levels, p, nx, ny)) << 16) >> 16);
    bytes[p] = off & 255;
    bytes[count + p] = off >> 8;
  }
  return bytes;
}

/** The levels that `levelBytes` wrote. */
export function levelsOf(bytes: Uint8Array, [nx, ny]: Vec3): Uint16Array {
  const count = bytes.length >> 1;
  const levels = new Uint16Array(count);
  for (let p = 0; p < count; p++) {
    const off = bytes[p] | (bytes[count + p] << 8);
    levels[p] = foretold(levels, p, nx, ny) + ((off >>> 1) ^ -(off & 1));
  }
  return levels;
}

/** Small numbers of either sign as small numbers. */
const zigzag = (off: number): number => ((off << 1) ^ (off >> 31)) & 0xffff;

/** By the neighbour before it, the one in the row before, and the one before that. */
function foretold(levels: Uint16Array, p: number, nx: number, ny: number): number {
  const x = p % nx;
  const y = Math.floor(p / nx) % ny;
  if (x === 0) return y === 0 ? 0 : levels[p - nx];
  const a = levels[p - 1];
  if (y === 0) return a;
  const b = levels[p - nx];
  const c = levels[p - nx - 1];
  if (c >= Math.max(a, b)) return Math.min(a, b);
  return c <= Math.min(a, b) ? Math.max(a, b) : a + b - c;
}
