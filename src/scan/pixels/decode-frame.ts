// The stored pixels of one DICOM frame, out of the file's bytes or from a decoder.
import type { DataSet } from 'dicom-parser';
import type { DicomImage } from '../dicom/dicom-image.js';
import type { DecoderThreads } from './decoder-threads.js';
import { packedFrame } from './packed-frame.js';
import { transferSyntax } from './transfer-syntax.js';

/** Null when frames of this transfer syntax can be decoded, else its name. */
export function undecodable(syntax: string): string | null {
  const { packing, name } = transferSyntax(syntax);
  return packing === null ? name : null;
}

/** Whether frames of this transfer syntax are worth being decoded ahead. */
export function isCompressed(syntax: string): boolean {
  const { packing } = transferSyntax(syntax);
  return packing !== null && packing !== 'little' && packing !== 'big' && packing !== 'wrapped';
}

/**
 * The stored values of frame `frame`, rows·columns of them, little-endian in `bitsAllocated` bits each; a copy, or a
 * view of the file's bytes: read it, don't write it. Throws an Error on damaged or missing pixels.
 */
export async function decodeFrame(
  set: DataSet,
  image: DicomImage,
  frame: number,
  threads: DecoderThreads,
): Promise<Uint8Array> {
  const { rows, columns, bitsAllocated, bitsStored, highBit, signed } = image;
  const { packing, name } = transferSyntax(image.syntax);
  if (packing === null) throw new Error(`${name} is not read here`);
  if (packing === 'little' || packing === 'big') return plainFrame(set, image, frame, packing === 'big');
  // More may be stored than the header says something of.
  const count = Math.max(image.frames.length, set.intString('x00280008') || 1);
  const packed = packedFrame(set, count, frame);
  if (packing === 'wrapped') {
    const length = (rows * columns * bitsAllocated) / 8;
    if (packed.length < length) throw new Error('the pixels are cut off');
    return packed;
  }
  const format = { rows, columns, bitsAllocated, bitsStored, highBit, signed };
  return threads.decode({ compression: packing, packed: Uint8Array.from(packed), format });
}

function plainFrame(set: DataSet, image: DicomImage, frame: number, big: boolean): Uint8Array {
  const element = set.elements.x7fe00010;
  if (element === undefined) throw new Error('no pixels');
  if (element.fragments !== undefined)
    throw new Error('its pixels are compressed, though the file says that they are not');
  const length = (image.rows * image.columns * image.bitsAllocated) / 8;
  const from = element.dataOffset + frame * length;
  const { byteArray } = set;
  if (frame * length + length > element.length || from + length > byteArray.length)
    throw new Error('the pixels are cut off');
  if (!big) return byteArray.subarray(from, from + length);
  return swapped(
    byteArray,
    from,
    length,
    element.dataOffset,
    image.bitsAllocated === 8 && element.vr !== 'OW',
  );
}

/**
 * Big-endian pixels are 16-bit words with their bytes turned round, whatever a pixel's own width: two 8-bit pixels
 * share a word (PS3.5, annex D). Pixels stored as single bytes (OB) are left. `origin`: where the words begin.
 */
function swapped(
  bytes: Uint8Array,
  from: number,
  length: number,
  origin: number,
  single: boolean,
): Uint8Array {
  if (single) return bytes.subarray(from, from + length);
  const out = new Uint8Array(length);
  for (let n = 0; n < length; n++) out[n] = bytes[origin + ((from - origin + n) ^ 1)];
  return out;
}
