// Sequential JPEG with loss, of 8 or 12 bits: Huffman-coded cosine transforms of 8 × 8 blocks (processes 1, 2 and 4).
// ITU-T Recommendation T.81 (1992), annexes A.3 and F.2.
import { inverseCosine } from './inverse-cosine.js';
import { jpegIntervals } from './jpeg-intervals.js';
import type { JpegPicture } from './jpeg-picture.js';

/** Where coefficient n of the coded order stands in a block. */
const zigzag = Uint8Array.from([
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7,
  14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46,
  53, 60, 61, 54, 47, 55, 62, 63,
]);

/** Reads codes and bits; no further than `end`, in bits. */
interface Bits {
  readonly bytes: Uint8Array;
  at: number;
  end: number;
}

interface Tables {
  readonly dc: Uint16Array;
  readonly ac: Uint16Array;
  readonly quantiser: Uint16Array;
}

const damaged = (): Error => new Error('the compressed picture is damaged');

/** rows·columns samples. `picture`: of process 0xc0 or 0xc1, its size already compared with the header. Throws. */
export function decodeJpegDct(packed: Uint8Array, picture: JpegPicture): Uint16Array {
  const { rows, columns, precision, restart, dcTable: dc, acTable: ac, quantiser } = picture;
  if (dc === null || ac === null || quantiser === null) throw damaged();
  // Some writers make one of 16 bits, which the standard does not know; its values come out wrong.
  if (precision !== 8 && precision !== 12)
    throw new Error(`the compressed picture is lossy JPEG of ${precision} bits, which is not read here`);
  const { bytes, bounds } = jpegIntervals(packed, picture.start);
  const across = Math.ceil(columns / 8);
  const blocks = across * Math.ceil(rows / 8);
  const each = restart === 0 ? blocks : restart;
  // A block takes two bits at least: what is promised can be there.
  if (bounds.length - 1 < Math.ceil(blocks / each) || bytes.length * 4 < blocks)
    throw new Error('the pixels are cut off');
  const samples = new Uint16Array(rows * columns);
  const bits: Bits = { bytes, at: 0, end: 0 };
  const coefficients = new Float64Array(64);
  const block = new Float64Array(64);
  let level = 0;
  for (let n = 0; n < blocks; n++) {
    if (n % each === 0) {
      bits.at = bounds[n / each] * 8;
      bits.end = bounds[n / each + 1] * 8;
      level = 0;
    }
    level = readBlock(bits, { dc, ac, quantiser }, level, coefficients);
    inverseCosine(coefficients, block);
    place(block, samples, picture, 8 * (n % across), 8 * Math.floor(n / across));
  }
  return samples;
}

/** Fills `out` with one block's coefficients; its undivided level, which the next block's counts from, is returned. */
function readBlock(bits: Bits, { dc, ac, quantiser }: Tables, before: number, out: Float64Array): number {
  out.fill(0);
  const level = before + readDifference(bits, readSymbol(bits, dc));
  out[0] = level * quantiser[0];
  for (let n = 1; n < 64; n++) {
    const symbol = readSymbol(bits, ac);
    const size = symbol & 15;
    const run = symbol >> 4;
    if (size === 0 && run < 15) break;
    n += run;
    if (n > 63) throw damaged();
    if (size > 0) out[zigzag[n]] = readDifference(bits, size) * quantiser[n];
  }
  if (bits.at > bits.end) throw new Error('the pixels are cut off');
  return level;
}

function peek({ bytes, at }: Bits): number {
  const byte = at >>> 3;
  return (((bytes[byte] << 16) | (bytes[byte + 1] << 8) | bytes[byte + 2]) >>> (8 - (at & 7))) & 0xffff;
}

function readSymbol(bits: Bits, table: Uint16Array): number {
  const entry = table[peek(bits)];
  if (entry === 0) throw damaged();
  bits.at += entry >>> 8;
  return entry & 0xff;
}

/** A signed number of `size` bits. */
function readDifference(bits: Bits, size: number): number {
  if (size === 0) return 0;
  if (size > 15) throw damaged();
  const extra = peek(bits) >>> (16 - size);
  bits.at += size;
  return extra < 1 << (size - 1) ? extra - (1 << size) + 1 : extra;
}

/** Puts a block where it belongs, without what hangs over the picture's edge. */
function place(
  block: Float64Array,
  samples: Uint16Array,
  picture: JpegPicture,
  i0: number,
  j0: number,
): void {
  const { rows, columns, precision } = picture;
  const most = 2 ** precision - 1;
  const middle = 2 ** (precision - 1);
  const iEnd = Math.min(8, columns - i0);
  const jEnd = Math.min(8, rows - j0);
  for (let j = 0; j < jEnd; j++)
    for (let i = 0; i < iEnd; i++)
      samples[(j0 + j) * columns + i0 + i] = Math.min(
        most,
        Math.max(0, Math.round(block[8 * j + i] + middle)),
      );
}
