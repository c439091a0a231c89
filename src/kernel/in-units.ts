// Samples on their way through a filter: 16-bit ones count in a unit of their own, and are computed with in single precision.
import type { WasmInstance } from './wasm.js';

export interface InUnits {
  readonly from: Int16Array | Float32Array;
  readonly to: Int16Array | Float32Array;
  /** What a step of 16-bit samples in `from` and in `to` stands for; 1 by default. */
  readonly fromUnit?: number;
  readonly toUnit?: number;
}

interface Places {
  readonly raw: number;
  readonly values: number;
}

/** Makes the 16-bit samples at `raw` numbers at `values`; does nothing where they are numbers already. */
export function opener(
  { from, fromUnit = 1 }: InUnits,
  { run, bytes }: WasmInstance,
  { raw, values, pointer, weight }: Places & { readonly pointer: number; readonly weight: number },
): (n: number) => void {
  const { buffer } = bytes();
  new Uint32Array(buffer, pointer, 1)[0] = raw;
  new Float32Array(buffer, weight, 1)[0] = fromUnit;
  if (from instanceof Float32Array) return () => {};
  return (n) => run.blendI16(pointer, weight, 1, n, values);
}

/** Makes the numbers at `values` 16-bit samples at `raw`, where `to` wants these; false where they could not be held. */
export function shortener(
  { to, toUnit = 1 }: InUnits,
  { run }: WasmInstance,
  { raw, values }: Places,
): (n: number) => boolean {
  if (to instanceof Float32Array) return () => true;
  return (n) => run.shorten(values, n, 1 / toUnit, raw) === 0;
}
