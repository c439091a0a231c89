// Least and greatest value of a scan.
import { type WasmInstance, wasmInstance } from './wasm.js';

let own: WasmInstance | undefined;

/** Values that are copied at a time; a whole number of vectors. */
const pieceLength = 1 << 15;

/** NaN is passed over; of no values at all [Infinity, −Infinity]. */
export function valueRange(voxels: Int16Array | Float32Array): readonly [number, number] {
  own ??= wasmInstance();
  const { run } = own;
  const [values, out] = own.take([4 * pieceLength, 32]);
  const { buffer } = own.bytes();
  const whole = voxels instanceof Int16Array;
  const piece = whole
    ? new Int16Array(buffer, values, pieceLength)
    : new Float32Array(buffer, values, pieceLength);
  const ends = whole ? new Int16Array(buffer, out, 16) : new Float32Array(buffer, out, 8);
  const lanes = ends.length / 2;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let from = 0; from < voxels.length; from += pieceLength) {
    const some = voxels.subarray(from, from + pieceLength);
    const length = Math.ceil(some.length / lanes) * lanes;
    piece.set(some);
    piece.fill(piece[0], some.length, length);
    if (whole) run.extremesI16(values, length, out);
    else run.extremesF32(values, length, out);
    for (let lane = 0; lane < lanes; lane++) {
      if (ends[lane] < least) least = ends[lane];
      if (ends[lanes + lane] > most) most = ends[lanes + lane];
    }
  }
  return [signed(least, voxels), signed(most, voxels)];
}

/** Of 0 and −0 the first. */
const signed = (value: number, voxels: Int16Array | Float32Array): number =>
  value === 0 ? voxels[voxels.indexOf(0)] : value;
