// How often each 16-bit value occurs, counted piece by piece, as the pieces are read.
import { type WasmInstance, wasmInstance } from './wasm.js';

export interface ValueTally {
  /** Counts these as well. */
  add(values: Int16Array): void;
  /** Of each value so far: [value + 32768]; the caller's. */
  counts(): Float64Array;
}

/** Values that are copied at a time: they stay in the fastest cache but one. */
const pieceLength = 1 << 15;
const kinds = 1 << 16;
const tables = 4;

/** Nothing is counted yet. Up to 2³² values of a kind. */
export function valueTally(): ValueTally {
  const wasm: WasmInstance = wasmInstance();
  const [values, table] = wasm.take([2 * pieceLength, 4 * kinds * tables]);
  const { buffer } = wasm.bytes();
  const piece = new Int16Array(buffer, values, pieceLength);
  const counted = new Uint32Array(buffer, table, kinds * tables);
  counted.fill(0);
  return {
    add: (more) => {
      for (let from = 0; from < more.length; from += pieceLength) {
        const some = more.subarray(from, from + pieceLength);
        piece.set(some);
        wasm.run.countI16(values, some.length, table);
      }
    },
    counts: () => {
      const all = new Float64Array(kinds);
      // By their bits negative values come last.
      for (let n = 0; n < counted.length; n++) all[(n + kinds / 2) % kinds] += counted[n];
      return all;
    },
  };
}
