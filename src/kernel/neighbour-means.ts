// Numbers at the vertices of a mesh that are drawn toward their neighbours', again and again; the loops are
// assembly/means.ts.
import type { Neighbours } from './vertex-neighbours.js';
import { wasmInstance } from './wasm.js';

export interface NeighbourMeans {
  /** The arrays, `numbers` a vertex; to be filled by whoever asked for them. They live as long as this does. */
  readonly rows: readonly Float64Array[];
  /**
   * Of each vertex (1 − part) of what stands in array `from` and part of its neighbours' mean, into array `into`. A vertex
   * without neighbours becomes `alone` of itself; 1 − part where that is not said.
   */
  toward(from: number, into: number, part: number, alone?: number): void;
  /** Array `into` becomes now − twice · (mean − now). */
  away(now: number, mean: number, into: number, twice: number): void;
}

/** So many arrays of so many numbers a vertex, in a memory of their own. */
export function neighbourMeans(
  { first, to }: Neighbours,
  numbers: 1 | 2 | 3 | 10,
  arrays: number,
): NeighbourMeans {
  const { run, take, bytes } = wasmInstance();
  const vertices = first.length - 1;
  const n = numbers * vertices;
  const [firstAt, toAt, ...at] = take([
    first.byteLength,
    to.byteLength,
    ...Array.from({ length: arrays }, () => 8 * n),
  ]);
  const { buffer } = bytes();
  new Uint32Array(buffer, firstAt).set(first);
  new Uint32Array(buffer, toAt).set(to);
  const means = { 1: run.meansOfOne, 2: run.meansOfTwo, 3: run.meansOfThree, 10: run.meansOfTen }[numbers];
  return {
    rows: at.map((start) => new Float64Array(buffer, start, n)),
    toward: (from, into, part, alone = 1 - part) =>
      means(at[from], at[into], firstAt, toAt, vertices, part, alone),
    away: (now, mean, into, twice) => run.awayFromMean(at[now], at[mean], at[into], n, twice),
  };
}
