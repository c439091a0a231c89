// Bytes as a file holds them become numbers.

import { bytesOf, type NumberType } from './number-type.js';

export type Numbers =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array;

/**
 * The numbers in `bytes`, which begin in their buffer where such a number may. They are turned into this machine's order
 * in place; the answer is a view of them, but for 64-bit whole numbers, which come as doubles (exact to 2⁵³).
 */
export function numbersOf(bytes: Uint8Array, type: NumberType, littleEndian: boolean): Numbers {
  if (!littleEndian) swapBytes(bytes, bytesOf[type]);
  const { buffer, byteOffset } = bytes;
  const count = bytes.length / bytesOf[type];
  switch (type) {
    case 'uint8':
      return bytes;
    case 'int8':
      return new Int8Array(buffer, byteOffset, count);
    case 'int16':
      return new Int16Array(buffer, byteOffset, count);
    case 'uint16':
      return new Uint16Array(buffer, byteOffset, count);
    case 'int32':
      return new Int32Array(buffer, byteOffset, count);
    case 'uint32':
      return new Uint32Array(buffer, byteOffset, count);
    case 'float32':
      return new Float32Array(buffer, byteOffset, count);
    case 'float64':
      return new Float64Array(buffer, byteOffset, count);
    case 'int64':
      return wideNumbers(
        new Int32Array(buffer, byteOffset, 2 * count),
        new Uint32Array(buffer, byteOffset, 2 * count),
      );
    case 'uint64': {
      const halves = new Uint32Array(buffer, byteOffset, 2 * count);
      return wideNumbers(halves, halves);
    }
  }
}

/** From the upper halves (signed or not) and the lower; rounded once, as the nearest double. */
function wideNumbers(upper: Int32Array | Uint32Array, lower: Uint32Array): Float64Array {
  const numbers = new Float64Array(lower.length >> 1);
  for (let p = 0; p < numbers.length; p++) numbers[p] = upper[2 * p + 1] * 2 ** 32 + lower[2 * p];
  return numbers;
}

function swapBytes(bytes: Uint8Array, width: number): void {
  if (width === 1) return;
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (width === 2) view.swap16();
  else if (width === 4) view.swap32();
  else view.swap64();
}
