// The stored pixels of one DICOM frame, unpacked from whatever it is compressed with.
import dicomParser, { type DataSet } from 'dicom-parser';
import { decodeJpeg2000 } from './decode-jpeg-2000.js';
import { decodeJpegLs } from './decode-jpeg-ls.js';
import { decodeRle } from './decode-rle.js';
import type { DicomImage } from './dicom-image.js';

type Decode = (packed: Uint8Array, image: DicomImage) => Uint8Array | Promise<Uint8Array>;

const packedSyntaxes: Readonly<Record<string, Decode>> = {
  '1.2.840.10008.1.2.5': (packed, image) =>
    decodeRle(packed, image.rows * image.columns, image.bitsAllocated / 8),
  '1.2.840.10008.1.2.4.80': decodeJpegLs,
  '1.2.840.10008.1.2.4.81': decodeJpegLs,
  '1.2.840.10008.1.2.4.90': decodeJpeg2000,
  '1.2.840.10008.1.2.4.91': decodeJpeg2000,
  '1.2.840.10008.1.2.4.201': decodeJpeg2000,
  '1.2.840.10008.1.2.4.202': decodeJpeg2000,
  '1.2.840.10008.1.2.4.203': decodeJpeg2000,
};
const plainSyntaxes = [
  '1.2.840.10008.1.2',
  '1.2.840.10008.1.2.1',
  '1.2.840.10008.1.2.1.99',
  '1.2.840.10008.1.2.2',
];
const BIG_ENDIAN = '1.2.840.10008.1.2.2';

const refused: Readonly<Record<string, string>> = {
  '1.2.840.10008.1.2.4.50': 'JPEG Baseline, 8 bit, with loss',
  '1.2.840.10008.1.2.4.51': 'JPEG Extended, 12 bit, with loss',
  '1.2.840.10008.1.2.4.53': 'JPEG Spectral Selection, with loss, retired',
  '1.2.840.10008.1.2.4.55': 'JPEG Full Progression, with loss, retired',
  '1.2.840.10008.1.2.4.57': 'JPEG Lossless, process 14',
  '1.2.840.10008.1.2.4.70': 'JPEG Lossless, process 14, first-order prediction',
};

/** Null when frames of this transfer syntax can be decoded, else its name. */
export function undecodable(syntax: string): string | null {
  if (plainSyntaxes.includes(syntax) || packedSyntaxes[syntax] !== undefined) return null;
  return (
    refused[syntax] ?? `an unknown compression (${syntax.replace(/[^0-9.]/g, '').slice(0, 64) || 'unnamed'})`
  );
}

/**
 * The stored values of frame `frame`, rows·columns of them, little-endian in `bitsAllocated` bits each; a copy, or a
 * view of the file's bytes: read it, don't keep it. Throws an Error on damaged or missing pixels.
 */
export async function decodeFrame(set: DataSet, image: DicomImage, frame: number): Promise<Uint8Array> {
  const element = set.elements.x7fe00010;
  const length = (image.rows * image.columns * image.bitsAllocated) / 8;
  if (element === undefined) throw new Error('no pixels');
  const decode = packedSyntaxes[image.syntax];
  if (decode === undefined) {
    const from = element.dataOffset + frame * length;
    const bytes = set.byteArray.subarray(from, from + length);
    if (bytes.length < length) throw new Error('the pixels are cut off');
    return image.syntax === BIG_ENDIAN ? swapped(bytes, image.bitsAllocated) : bytes;
  }
  const pixels = await decode(packedFrame(set, image, frame), image);
  if (pixels.length < length) throw new Error('the pixels are cut off');
  return pixels;
}

function packedFrame(set: DataSet, image: DicomImage, frame: number): Uint8Array {
  const element = set.elements.x7fe00010;
  const fragments = element.fragments;
  if (fragments === undefined || fragments.length === 0) throw new Error('no pixels');
  const { length } = image.frames;
  if (length === 1)
    return dicomParser.readEncapsulatedPixelDataFromFragments(set, element, 0, fragments.length);
  if (fragments.length === length)
    return dicomParser.readEncapsulatedPixelDataFromFragments(set, element, frame, 1);
  const table = element.basicOffsetTable;
  if (table !== undefined && table.length === length)
    return dicomParser.readEncapsulatedImageFrame(set, element, frame);
  const found = dicomParser.createJPEGBasicOffsetTable(set, element);
  return dicomParser.readEncapsulatedImageFrame(set, element, frame, found);
}

function swapped(bytes: Uint8Array, bits: number): Uint8Array {
  const copy = Buffer.from(bytes);
  if (bits === 16) return copy.swap16();
  return bits === 32 ? copy.swap32() : copy;
}
