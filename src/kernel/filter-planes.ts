// The x and y passes of the spline prefilter, on a few slices.
// M. Unser, A. Aldroubi & M. Eden, B-Spline Signal Processing: Part II, 1993.
import { type InUnits, opener, shortener } from './in-units.js';
import { type WasmInstance, wasmInstance } from './wasm.js';

/** Slices [k0, k1) of `from` (nx · ny · nz samples, x fastest) go to `to`. Factors: see splineFactors; null = leave. */
export interface FilterPlanesJob extends InUnits {
  readonly size: readonly [number, number, number];
  readonly x: Float32Array | null;
  readonly y: Float32Array | null;
  readonly k0: number;
  readonly k1: number;
}

let own: WasmInstance | undefined;

/** Could all be held in `to`? */
export function filterPlanes(job: FilterPlanesJob): boolean {
  const {
    from,
    to,
    size: [nx, ny],
    x,
    y,
    k0,
    k1,
  } = job;
  own ??= wasmInstance();
  const { run } = own;
  const stride = Math.ceil(nx / 4) * 4;
  const rows = Math.ceil(ny / 16) * 16;
  const [plane, raw, scratch, xFactors, yFactors, pointer, one] = own.take([
    4 * stride * rows,
    2 * stride * rows,
    64 * (stride + 4),
    4 * (x?.length ?? 0),
    4 * (y?.length ?? 0),
    4,
    4,
  ]);
  const { buffer } = own.bytes();
  new Uint8Array(buffer, plane, xFactors - plane).fill(0);
  if (x) new Float32Array(buffer, xFactors, x.length).set(x);
  if (y) new Float32Array(buffer, yFactors, y.length).set(y);
  const open = opener(job, own, { raw, values: plane, pointer, weight: one });
  const shut = shortener(job, own, { raw, values: plane });
  let held = true;
  const values = new Float32Array(buffer, plane, stride * rows);
  const whole = new Int16Array(buffer, raw, stride * rows);
  // Rows of whole vectors are copied a slice at a time, others row by row into rows of `stride`.
  const [pieces, length] = stride === nx ? [1, nx * ny] : [ny, nx];
  for (let k = k0; k < k1; k++) {
    for (let j = 0; j < pieces; j++) {
      const piece = from.subarray(nx * ny * k + nx * j, nx * ny * k + nx * j + length);
      (from instanceof Int16Array ? whole : values).set(piece, stride * j);
    }
    open(stride * ny);
    if (x) run.solveRows(plane, nx, rows, 4 * stride, xFactors, scratch);
    if (y) run.solveColumns(plane, ny, stride, 4 * stride, yFactors);
    if (!shut(stride * ny)) held = false;
    const done = to instanceof Int16Array ? whole : values;
    for (let j = 0; j < pieces; j++)
      to.set(done.subarray(stride * j, stride * j + length), nx * ny * k + nx * j);
  }
  return held;
}
