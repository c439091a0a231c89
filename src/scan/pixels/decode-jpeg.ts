// JPEG frames of one component: lossless, or sequential with loss.
import { decodeJpegDct } from './decode-jpeg-dct.js';
import { decodeJpegLossless } from './decode-jpeg-lossless.js';
import { jpegPicture } from './jpeg-picture.js';
import { type FrameFormat, widen } from './widen-samples.js';

/** The frame's stored values, little-endian in `bitsAllocated` bits each. Throws an Error on a damaged frame. */
export function decodeJpeg(packed: Uint8Array, format: FrameFormat): Uint8Array {
  const found = jpegPicture(packed);
  // A height of 0 means: told after the scan. The DICOM header has told it already.
  const picture = found.rows === 0 ? { ...found, rows: format.rows } : found;
  if (picture.rows !== format.rows || picture.columns !== format.columns)
    throw new Error('the compressed picture is not of the size that the header gives');
  const { precision } = picture;
  const values =
    picture.process === 0xc3 ? decodeJpegLossless(packed, picture) : decodeJpegDct(packed, picture);
  return widen({ values, precision }, format);
}
