// JPEG-LS frames, lossless and near-lossless, by CharLS in wasm.
import { decodeByCodec } from './decode-by-codec.js';
import { type FrameFormat, widen } from './widen-samples.js';

/** The frame's stored values, little-endian in `bitsAllocated` bits each. Throws an Error on a damaged frame. */
export async function decodeJpegLs(packed: Uint8Array, format: FrameFormat): Promise<Uint8Array> {
  const stream = Buffer.from(packed.buffer, packed.byteOffset, packed.length);
  checkSize(stream, format);
  // The decoder reads on through whatever lies behind the end, for seconds: what is cut off is found here.
  if (stream.lastIndexOf(END) < 0) throw new Error('the pixels are cut off');
  return widen(await decodeByCodec('JpegLSDecoder', packed, format), format);
}

const END = Buffer.from([0xff, 0xd9]);
const SCAN = 0xda;
const FRAME = 0xf7;

/** The decoder allocates whatever the picture's own header says, so that is compared with the file's first. */
function checkSize(stream: Buffer, format: FrameFormat): void {
  for (let at = 2; at + 9 < stream.length && stream[at] === 0xff; ) {
    const marker = stream[at + 1];
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === SCAN) break;
    if (marker !== FRAME) {
      at += 2 + stream.readUInt16BE(at + 2);
      continue;
    }
    const [rows, columns] = [stream.readUInt16BE(at + 5), stream.readUInt16BE(at + 7)];
    if (rows === format.rows && columns === format.columns && stream[at + 9] === 1) return;
    throw new Error('the compressed picture is not of the size that the header gives');
  }
  throw new Error('the compressed picture is damaged');
}
