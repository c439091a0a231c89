// The z pass of the spline prefilter, on a range of columns.
// M. Unser, A. Aldroubi & M. Eden, B-Spline Signal Processing: Part II, 1993.
import { type InUnits, opener, shortener } from './in-units.js';
import { type WasmInstance, wasmInstance } from './wasm.js';

/**
 * Columns [c0, c1) of `from` (c = i + nx·j; nz samples each, x fastest in memory) go to `to`, which may be `from`.
 * Factors: see splineFactors.
 */
export interface FilterColumnsJob extends InUnits {
  readonly size: readonly [number, number, number];
  readonly z: Float32Array;
  readonly c0: number;
  readonly c1: number;
}

/** Samples of a tile: 1 MB, to stay in a core's second cache for both sweeps. */
const tileSamples = 2 ** 18;

let own: WasmInstance | undefined;

/** Could all be held in `to`? */
export function filterColumns(job: FilterColumnsJob): boolean {
  const {
    from,
    to,
    size: [nx, ny, nz],
    z,
    c0,
    c1,
  } = job;
  own ??= wasmInstance();
  const { run } = own;
  const widest = Math.max(16, Math.floor(tileSamples / nz / 16) * 16);
  const [tile, raw, factors, pointer, one] = own.take([4 * widest * nz, 2 * widest * nz, 4 * z.length, 4, 4]);
  const { buffer } = own.bytes();
  new Uint8Array(buffer, tile, factors - tile).fill(0);
  new Float32Array(buffer, factors, z.length).set(z);
  const open = opener(job, own, { raw, values: tile, pointer, weight: one });
  const shut = shortener(job, own, { raw, values: tile });
  let held = true;
  const values = new Float32Array(buffer, tile, widest * nz);
  const whole = new Int16Array(buffer, raw, widest * nz);
  for (let c = c0; c < c1; c += widest) {
    const width = Math.min(widest, c1 - c);
    // What was there before is filtered along, and must not be judged.
    if (width < widest) new Uint8Array(buffer, tile, factors - tile).fill(0);
    for (let k = 0; k < nz; k++) {
      const at = nx * ny * k + c;
      (from instanceof Int16Array ? whole : values).set(from.subarray(at, at + width), widest * k);
    }
    open(widest * nz);
    run.solveColumns(tile, nz, widest, 4 * widest, factors);
    if (!shut(widest * nz)) held = false;
    const done = to instanceof Int16Array ? whole : values;
    for (let k = 0; k < nz; k++) to.set(done.subarray(widest * k, widest * k + width), nx * ny * k + c);
  }
  return held;
}
