// Decoders give 8-bit pictures one byte a value, also where the file allocates two.
import type { DicomImage } from './dicom-image.js';

/** The values in `bitsAllocated` bits each. Throws an Error when the decoder gave another number of values. */
export function widen(bytes: Uint8Array, image: DicomImage): Uint8Array {
  const count = image.rows * image.columns;
  const width = image.bitsAllocated / 8;
  if (bytes.length === count * width) return bytes;
  if (bytes.length !== count || width !== 2)
    throw new Error('the compressed picture has another depth than the header gives');
  const wide = new Uint8Array(count * 2);
  const sign = image.signed ? 0x80 : 0x100;
  for (let p = 0; p < count; p++) {
    wide[2 * p] = bytes[p];
    wide[2 * p + 1] = bytes[p] >= sign ? 0xff : 0;
  }
  return wide;
}
