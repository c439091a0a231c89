// Least and greatest value of a scan.
import { extremesBytes, extremesIn } from './extremes.js';
import { type WasmInstance, wasmInstance } from './wasm.js';

let own: WasmInstance | undefined;

/** Values that are copied at a time. */
const pieceLength = 1 << 15;

/** NaN is passed over; of no values at all [Infinity, −Infinity]. */
export function valueRange(voxels: Int16Array | Float32Array): readonly [number, number] {
  own ??= wasmInstance();
  const [values, out] = own.take([4 * pieceLength, extremesBytes]);
  const { buffer } = own.bytes();
  const whole = voxels instanceof Int16Array;
  const piece = whole
    ? new Int16Array(buffer, values, pieceLength)
    : new Float32Array(buffer, values, pieceLength);
  const extremesAt = extremesIn(own, whole, out);
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let from = 0; from < voxels.length; from += pieceLength) {
    const some = voxels.subarray(from, from + pieceLength);
    piece.set(some);
    const [low, high] = extremesAt(values, some.length);
    least = Math.min(least, low);
    most = Math.max(most, high);
  }
  return [signed(least, voxels), signed(most, voxels)];
}

/** Of 0 and −0 the first. */
const signed = (value: number, voxels: Int16Array | Float32Array): number =>
  value === 0 ? voxels[voxels.indexOf(0)] : value;
