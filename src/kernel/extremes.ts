// The least and the greatest of values that lie in a kernel's memory.
import type { WasmInstance } from './wasm.js';

/** Bytes that the kernels write to: two vectors. */
export const extremesBytes = 32;

/** Of the `n` values from this address on, n ≥ 1. Up to 14 bytes behind them are written to. */
export type ExtremesAt = (values: number, n: number) => readonly [number, number];

/**
 * Over the memory as it is laid out now; `whole`: values of 16 bits, else of single precision. `out`: address of
 * extremesBytes. NaN is passed over; of nothing else [Infinity, −Infinity].
 */
export function extremesIn({ run, bytes }: WasmInstance, whole: boolean, out: number): ExtremesAt {
  const { buffer } = bytes();
  const all = whole ? new Int16Array(buffer) : new Float32Array(buffer);
  const lanes = whole ? 8 : 4;
  const kernel = whole ? run.extremesI16 : run.extremesF32;
  const first = out / all.BYTES_PER_ELEMENT;
  return (values, n) => {
    const at = values / all.BYTES_PER_ELEMENT;
    const padded = Math.ceil(n / lanes) * lanes;
    all.fill(all[at], at + n, at + padded);
    kernel(values, padded, out);
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    for (let lane = first; lane < first + lanes; lane++) {
      if (all[lane] < least) least = all[lane];
      if (all[lanes + lane] > most) most = all[lanes + lane];
    }
    return [least, most];
  };
}
