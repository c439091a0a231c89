// JPEG 2000 and High-Throughput JPEG 2000 frames, by OpenJPEG in wasm.
import { decodeByCodec } from './decode-by-codec.js';
import { type FrameFormat, widen } from './widen-samples.js';

/** The frame's stored values, little-endian in `bitsAllocated` bits each. Throws an Error on damaged pixels. */
export async function decodeJpeg2000(packed: Uint8Array, format: FrameFormat): Promise<Uint8Array> {
  const stream = codestreamIn(Buffer.from(packed.buffer, packed.byteOffset, packed.length));
  checkSize(stream, format);
  checkTiles(stream);
  if (stream[DEPTH] < SIGN || stream[DEPTH] >= SIGN + 8)
    return widen(await decodeByCodec('J2KDecoder', stream, format), format);
  // The package takes negative values of 8 bits and less for 0. Called unsigned, they come raised by half their range.
  const raised = Buffer.from(stream);
  raised[DEPTH] -= SIGN;
  const { values, precision } = await decodeByCodec('J2KDecoder', raised, format);
  return widen({ values: Int8Array.from(values, (v) => v - 2 ** (precision - 1)), precision }, format);
}

/** Byte of a codestream that says how many bits a sample has, less one; its top bit that samples are signed. */
const DEPTH = 42;
const SIGN = 0x80;

const damaged = (): Error => new Error('the compressed picture is damaged');

/** The codestream: normally all there is, in a JP2 file after some boxes. */
function codestreamIn(bytes: Buffer): Buffer {
  const start = bytes.subarray(0, 65536).indexOf(Buffer.from([0xff, 0x4f, 0xff, 0x51]));
  if (start < 0) throw damaged();
  return bytes.subarray(start);
}

/** The decoder allocates whatever the picture's own header says, so that is compared with the file's first. */
function checkSize(stream: Buffer, format: FrameFormat): void {
  if (stream.length < 45) throw damaged();
  const width = stream.readUInt32BE(8) - stream.readUInt32BE(16);
  const height = stream.readUInt32BE(12) - stream.readUInt32BE(20);
  if (width !== format.columns || height !== format.rows)
    throw new Error('the compressed picture is not of the size that the header gives');
  if (stream.readUInt16BE(40) !== 1) throw new Error('the compressed picture is in colour');
  if (stream[DEPTH] % SIGN > 15) throw new Error('the compressed picture has more than 16 bits');
  if (stream[43] !== 1 || stream[44] !== 1) throw damaged();
}

/**
 * The decoder gives half a picture without a word where the end is cut off or a tile is missing; the tile parts tell.
 * The last one may leave its length open.
 */
function checkTiles(stream: Buffer): void {
  let at = 2;
  // The main header, to the first start of a tile part.
  while (at + 4 <= stream.length && stream.readUInt16BE(at) !== 0xff90) at += 2 + stream.readUInt16BE(at + 2);
  const tiles = new Set<number>();
  while (at + 12 <= stream.length && stream.readUInt16BE(at) === 0xff90) {
    const length = stream.readUInt32BE(at + 6);
    tiles.add(stream.readUInt16BE(at + 4));
    if (length !== 0 && (length < 14 || at + length > stream.length))
      throw new Error('the pixels are cut off');
    at += length === 0 ? stream.length : length;
  }
  if (tiles.size !== tileCount(stream)) throw damaged();
}

function tileCount(stream: Buffer): number {
  const along = (at: number): number =>
    Math.ceil((stream.readUInt32BE(at) - stream.readUInt32BE(at + 24)) / stream.readUInt32BE(at + 16));
  return along(8) * along(12);
}
