// One compressed frame to its stored values, by the decoder that its transfer syntax asks for.
import { inflateRawSync } from 'node:zlib';
import { decodeJpeg } from './decode-jpeg.js';
import { decodeJpeg2000 } from './decode-jpeg-2000.js';
import { decodeJpegLs } from './decode-jpeg-ls.js';
import { decodeRle } from './decode-rle.js';
import type { Packing } from './transfer-syntax.js';
import type { FrameFormat } from './widen-samples.js';

/** The ways of packing that need a decoder. */
export type Compression = Exclude<Packing, 'little' | 'big' | 'wrapped'>;

/** Pixels of one compressed frame; 8192 × 8192 is more than any scanner gives. */
const MOST_PIXELS = 2 ** 26;

type Decode = (packed: Uint8Array, format: FrameFormat) => Uint8Array | Promise<Uint8Array>;

const decoders: Readonly<Record<Compression, Decode>> = {
  rle: (packed, { rows, columns, bitsAllocated }) => decodeRle(packed, rows * columns, bitsAllocated / 8),
  deflated: inflated,
  jpeg: decodeJpeg,
  'jpeg-ls': decodeJpegLs,
  'jpeg-2000': decodeJpeg2000,
};

/** rows·columns values, little-endian in `bitsAllocated` bits each. Throws an Error on damaged pixels. */
export async function decodePacked(
  compression: Compression,
  packed: Uint8Array,
  format: FrameFormat,
): Promise<Uint8Array> {
  const { rows, columns, bitsAllocated } = format;
  if (rows * columns > MOST_PIXELS) throw new Error('the compressed picture is too large');
  const pixels = await decoders[compression](packed, format);
  if (pixels.length < (rows * columns * bitsAllocated) / 8) throw new Error('the pixels are cut off');
  return pixels;
}

/** Deflate (RFC 1951) of one frame. */
function inflated(packed: Uint8Array, { rows, columns, bitsAllocated }: FrameFormat): Uint8Array {
  const length = (rows * columns * bitsAllocated) / 8;
  try {
    // One byte more may fill the frame to an even length.
    return Uint8Array.from(inflateRawSync(packed, { maxOutputLength: length + 1 }).subarray(0, length));
  } catch {
    throw new Error('the compressed picture is damaged');
  }
}
