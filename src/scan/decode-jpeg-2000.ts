// JPEG 2000 and High-Throughput JPEG 2000 frames, by OpenJPEG in wasm.
import type { DicomImage } from './dicom-image.js';
import { decodeWith, loadCodec, wrongSize } from './load-codec.js';
import { widen } from './widen-samples.js';

/** The frame's stored values, little-endian in `bitsAllocated` bits each. */
export async function decodeJpeg2000(packed: Uint8Array, image: DicomImage): Promise<Uint8Array> {
  checkSize(packed, image);
  const codec = await loadCodec('@cornerstonejs/codec-openjpeg/decodewasmjs');
  const bytes = decodeWith(new codec.J2KDecoder(), packed, image.rows, image.columns);
  return widen(bytes, image);
}

function checkSize(packed: Uint8Array, image: DicomImage): void {
  const start = Buffer.from(packed.buffer, packed.byteOffset, Math.min(packed.length, 4096));
  // Start of codestream, then its size: normally the first bytes, in a JP2 file after some boxes.
  const at = start.indexOf(Buffer.from([0xff, 0x4f, 0xff, 0x51]));
  if (at < 0 || at + 24 > start.length) throw new Error('the compressed picture is damaged');
  const width = start.readUInt32BE(at + 8) - start.readUInt32BE(at + 16);
  const height = start.readUInt32BE(at + 12) - start.readUInt32BE(at + 20);
  if (width !== image.columns || height !== image.rows) throw wrongSize();
}
