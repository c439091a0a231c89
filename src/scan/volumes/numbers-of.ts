// Bytes as a file holds them become numbers.

import type { Numbers } from '../to-voxels.js';
import { bytesOf, type NumberType } from './number-type.js';

/**
 * The numbers in `bytes`, which must fill their buffer. They are turned into this machine's order in place; the answer
 * is a view of them, but for 64-bit whole numbers, which come as doubles (exact to 2⁵³).
 */
export function numbersOf(bytes: Uint8Array, type: NumberType, littleEndian: boolean): Numbers {
  if (!littleEndian) swapBytes(bytes, bytesOf[type]);
  const { buffer } = bytes;
  switch (type) {
    case 'uint8':
      return bytes;
    case 'int8':
      return new Int8Array(buffer);
    case 'int16':
      return new Int16Array(buffer);
    case 'uint16':
      return new Uint16Array(buffer);
    case 'int32':
      return new Int32Array(buffer);
    case 'uint32':
      return new Uint32Array(buffer);
    case 'float32':
      return new Float32Array(buffer);
    case 'float64':
      return new Float64Array(buffer);
    case 'int64':
      return wideNumbers(new Int32Array(buffer), new Uint32Array(buffer));
    case 'uint64':
      return wideNumbers(new Uint32Array(buffer), new Uint32Array(buffer));
  }
}

/** Room for numbers of this kind as `numbersOf` gives them, shared among threads. */
export function emptyNumbers(type: NumberType, count: number): Numbers {
  const bytes = new Uint8Array(new SharedArrayBuffer(count * bytesOf[type]));
  if (type !== 'int64' && type !== 'uint64') return numbersOf(bytes, type, true);
  return new Float64Array(bytes.buffer);
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
