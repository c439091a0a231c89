// The stored bits of a DICOM frame become values: masked, signed, rescaled, padding taken out.
import type { DicomFrame, DicomImage } from './dicom-image.js';

/** What lies outside a CT's field is air at most, HU. */
const AIR = -1024;

/**
 * Writes the values of one frame to `out` from index `at`. `stored`: little-endian, `bitsAllocated` bits each. False,
 * with `out` half written, when `out` is Int16 and a value is not whole or does not fit.
 */
export type RescaleFrame = (
  stored: Uint8Array,
  image: DicomImage,
  frame: DicomFrame,
  out: Int16Array | Float32Array,
  at: number,
) => boolean;

export const rescaleFrame: RescaleFrame = (...given) => frameRescaler()(...given);

/** The same for many frames: what each word of 8 or 16 bits comes to is worked out once, as long as frames agree in that. */
export function frameRescaler(): RescaleFrame {
  let key = '';
  let values = new Float64Array(0);
  return (stored, image, frame, out, at) => {
    const { bitsAllocated: bits, signed, highBit, bitsStored } = image;
    const { slope, intercept } = frame;
    const words = wordsOf(stored, image);
    const asked = [
      bits,
      signed,
      highBit,
      bitsStored,
      slope,
      intercept,
      ...paddingValues(image, frame),
    ].join();
    const valueIn = valueOfWord(image, frame);
    const known = asked === key;
    if (words instanceof Uint32Array || (!known && words.length < 2 ** bits))
      return fill(words.length, (p) => valueIn(words[p]), out, at);
    if (!known) {
      values = Float64Array.from({ length: 2 ** bits }, (_, word) => valueIn(word));
      key = asked;
    }
    return fillFrom(values, words, out, at);
  };
}

function fill(
  count: number,
  valueAt: (p: number) => number,
  out: Int16Array | Float32Array,
  at: number,
): boolean {
  const isWhole = out instanceof Int16Array;
  for (let p = 0; p < count; p++) {
    const value = valueAt(p);
    if (isWhole && (value << 16) >> 16 !== value) return false;
    out[at + p] = value;
  }
  return true;
}

/** The same by what each word comes to. */
function fillFrom(
  values: Float64Array,
  words: Uint8Array | Uint16Array,
  out: Int16Array | Float32Array,
  at: number,
): boolean {
  if (out instanceof Float32Array) {
    for (let p = 0; p < words.length; p++) out[at + p] = values[words[p]];
    return true;
  }
  for (let p = 0; p < words.length; p++) {
    const value = values[words[p]];
    const whole = (value << 16) >> 16;
    if (whole !== value) return false;
    out[at + p] = whole;
  }
  return true;
}

/** Of a word of all allocated bits, without a sign: the header says whether it has one. */
function valueOfWord(image: DicomImage, frame: DicomFrame): (bare: number) => number {
  const { slope, intercept } = frame;
  const unused = 32 - image.bitsAllocated;
  const left = 31 - image.highBit;
  const right = 32 - image.bitsStored;
  const [padFrom, padTo, padValue] = paddingValues(image, frame);
  return (bare) => {
    const word = image.signed ? (bare << unused) >> unused : bare;
    const bits = word << left;
    const number = image.signed ? bits >> right : bits >>> right;
    // Padding is written as a word or in the stored bits alone.
    if ((word >= padFrom && word <= padTo) || (number >= padFrom && number <= padTo)) return padValue;
    return number * slope + intercept;
  };
}

/** All allocated bits of each pixel, without a sign. */
function wordsOf(stored: Uint8Array, image: DicomImage): Uint8Array | Uint16Array | Uint32Array {
  const width = image.bitsAllocated / 8;
  // The slice of a Buffer would be a view, at the same odd place.
  const { buffer, byteOffset } = stored.byteOffset % width === 0 ? stored : Uint8Array.from(stored);
  const count = image.rows * image.columns;
  if (width === 1) return new Uint8Array(buffer, byteOffset, count);
  return width === 2
    ? new Uint16Array(buffer, byteOffset, count)
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
