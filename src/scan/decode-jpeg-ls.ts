// JPEG-LS frames, by CharLS in wasm.
import type { DicomImage } from './dicom-image.js';
import { decodeWith, loadCodec, wrongSize } from './load-codec.js';
import { widen } from './widen-samples.js';

/** The frame's stored values, little-endian in `bitsAllocated` bits each. */
export async function decodeJpegLs(packed: Uint8Array, image: DicomImage): Promise<Uint8Array> {
  checkSize(packed, image);
  const codec = await loadCodec('@cornerstonejs/codec-charls/decodewasmjs');
  const bytes = decodeWith(new codec.JpegLSDecoder(), packed, image.rows, image.columns);
  return widen(bytes, image);
}

function checkSize(packed: Uint8Array, image: DicomImage): void {
  for (let p = 2; p + 9 < packed.length && packed[p] === 0xff; ) {
    if (packed[p + 1] === 0xf7) {
      const rows = packed[p + 5] * 256 + packed[p + 6];
      const columns = packed[p + 7] * 256 + packed[p + 8];
      if (rows === image.rows && columns === image.columns) return;
      break;
    }
    p += 2 + packed[p + 2] * 256 + packed[p + 3];
  }
  throw wrongSize();
}
