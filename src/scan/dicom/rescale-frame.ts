// The stored bits of a DICOM frame become values: masked, signed, rescaled, padding taken out.
import type { DicomFrame, DicomImage } from './dicom-image.js';

/** What lies outside a CT's field is air at most, HU. */
const AIR = -1024;

/**
 * Writes the values of one frame to `out` from index `at`. `stored`: little-endian, `bitsAllocated` bits each. False,
 * with `out` half written, when `out` is Int16 and a value is not whole or does not fit.
 */
export function rescaleFrame(
  stored: Uint8Array,
  image: DicomImage,
  frame: DicomFrame,
  out: Int16Array | Float32Array,
  at: number,
): boolean {
  const words = wordsOf(stored, image);
  const count = image.rows * image.columns;
  const { slope, intercept } = frame;
  const left = 31 - image.highBit;
  const right = 32 - image.bitsStored;
  const isWhole = out instanceof Int16Array;
  const [padFrom, padTo, padValue] = paddingValues(image, frame);
  for (let p = 0; p < count; p++) {
    const word = words[p];
    const bits = word << left;
    const number = image.signed ? bits >> right : bits >>> right;
    let value = number * slope + intercept;
    // Padding is written as a word or in the stored bits alone.
    if ((word >= padFrom && word <= padTo) || (number >= padFrom && number <= padTo)) value = padValue;
    if (isWhole && (value !== Math.round(value) || value < -32768 || value > 32767)) return false;
    out[at + p] = value;
  }
  return true;
}

/** The words as signed or unsigned numbers of all their allocated bits. */
function wordsOf(stored: Uint8Array, image: DicomImage): ArrayLike<number> {
  // The slice of a Buffer would be a view, at the same odd place.
  const bytes = stored.byteOffset % 4 === 0 ? stored : Uint8Array.from(stored);
  const count = image.rows * image.columns;
  const { buffer, byteOffset } = bytes;
  if (image.bitsAllocated === 8)
    return image.signed ? new Int8Array(buffer, byteOffset, count) : bytes.subarray(0, count);
  if (image.bitsAllocated === 16)
    return image.signed
      ? new Int16Array(buffer, byteOffset, count)
      : new Uint16Array(buffer, byteOffset, count);
  return image.signed
    ? new Int32Array(buffer, byteOffset, count)
    : new Uint32Array(buffer, byteOffset, count);
}

/**
 * Words from … to are padding and take the given value: their own where that is air-like (it may be below what the
 * stored bits can hold), else air. Only CT has a value that means "nothing here".
 */
function paddingValues(image: DicomImage, frame: DicomFrame): readonly [number, number, number] {
  if (image.padding === null || image.modality !== 'CT') return [1, 0, 0];
  const value = paddingValue(image, frame);
  return [image.padding[0], image.padding[1], value === null || value > 0 ? AIR : value];
}

/** The rescaled value that pads this frame, null without. */
export function paddingValue(image: DicomImage, frame: DicomFrame): number | null {
  return image.padding === null ? null : image.padding[0] * frame.slope + frame.intercept;
}
