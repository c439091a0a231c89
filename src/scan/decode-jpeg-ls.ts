// JPEG-LS frames, by CharLS in wasm.
import { decodeByCodec } from './load-codec.js';
import { type FrameFormat, widen } from './widen-samples.js';

/** The frame's stored values, little-endian in `bitsAllocated` bits each. Throws an Error on a damaged frame. */
export async function decodeJpegLs(packed: Uint8Array, format: FrameFormat): Promise<Uint8Array> {
  checkSize(packed, format);
  return widen(await decodeByCodec('JpegLSDecoder', packed, format), format);
}

/** The decoder allocates whatever the picture's own header says, so that is compared with the file's first. */
function checkSize(packed: Uint8Array, format: FrameFormat): void {
  for (let at = 2; at + 9 < packed.length && packed[at] === 0xff; ) {
    const marker = packed[at + 1];
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === 0xda) break;
    if (marker !== 0xf7) {
      at += 2 + packed[at + 2] * 256 + packed[at + 3];
      continue;
    }
    const rows = packed[at + 5] * 256 + packed[at + 6];
    const columns = packed[at + 7] * 256 + packed[at + 8];
    if (rows === format.rows && columns === format.columns && packed[at + 9] === 1) return;
    throw new Error('the compressed picture is not of the size that the header gives');
  }
  throw new Error('the compressed picture is damaged');
}
