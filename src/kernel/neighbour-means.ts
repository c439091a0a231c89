// Numbers at the vertices of a mesh that are drawn toward their neighbours', again and again; the loops are
// assembly/means.ts.
import type { Neighbours } from './vertex-neighbours.js';
import { wasmInstance } from './wasm.js';

export interface NeighbourMeans {
  /** The arrays, `numbers` a vertex; to be filled by whoever asked for them. */
  readonly rows: readonly Float64Array[];
  /**
   * Of each vertex (1 − part) of what stands in array `from` and part of its neighbours' mean, into array `into`. A vertex
   * without neighbours becomes `alone` of itself; 1 − part where that is not said.
   */
  toward(from: number, into: number, part: number, alone?: number): void;
  /**
   * From array 0 into 1, from there back into 0, and so on: a pass for each of the parts. The array that the last one wrote.
   * What the other holds then is undefined.
   */
  passes(parts: readonly number[]): Float64Array;
  /** Array `into` becomes now − twice · (mean − now). */
  away(now: number, mean: number, into: number, twice: number): void;
}

/** So many numbers a vertex in so many arrays; those of the call before die. */
export type MeansOver = (numbers: 1 | 2 | 3 | 10, arrays: number) => NeighbourMeans;

/** Vertices of a pass that are seen to at once. */
const chunk = 512;

/** So many arrays of so many numbers a vertex, in a memory of their own. */
export const neighbourMeans = (ring: Neighbours, numbers: 1 | 2 | 3 | 10, arrays: number): NeighbourMeans =>
  meansOver(ring)(numbers, arrays);

/** For several calls on one mesh, closed and oriented: its neighbours are copied into the memory once. */
export function meansOver(ring: Neighbours): MeansOver {
  const { run, take, bytes } = wasmInstance();
  const { first, to } = ring;
  const vertices = first.length - 1;
  const lists = [first.byteLength, to.byteLength];
  const [firstAt, toAt] = take(lists);
  new Uint32Array(bytes().buffer, firstAt, first.length).set(first);
  new Uint32Array(bytes().buffer, toAt, to.length).set(to);
  const reach = chunkReach(ring);
  return (numbers, arrays) => {
    const n = numbers * vertices;
    // The same blocks first: these stay as they are.
    const at = take([...lists, ...Array.from({ length: arrays }, () => 8 * n)]).slice(2);
    const means = { 1: run.meansOfOne, 2: run.meansOfTwo, 3: run.meansOfThree, 10: run.meansOfTen }[numbers];
    const rows = at.map((start) => new Float64Array(bytes().buffer, start, n));
    return {
      rows,
      toward: (from, into, part, alone = 1 - part) =>
        means(at[from], at[into], firstAt, toAt, 0, vertices, part, alone),
      passes: (parts) => {
        inWaves(parts.length, reach, (pass, c) => {
          const part = parts[pass];
          const [from, into] = [at[pass % 2], at[(pass + 1) % 2]];
          const end = Math.min(vertices, (c + 1) * chunk);
          means(from, into, firstAt, toAt, c * chunk, end, part, 1 - part);
        });
        return rows[parts.length % 2];
      },
      away: (now, mean, into, twice) => run.awayFromMean(at[now], at[mean], at[into], n, twice),
    };
  };
}

/** Of each chunk: the number of chunks that it and its neighbours lie in, counted from the first. */
function chunkReach({ first, to }: Neighbours): Uint32Array {
  const vertices = first.length - 1;
  const reach = new Uint32Array(Math.ceil(vertices / chunk));
  for (let c = 0; c < reach.length; c++) {
    const end = Math.min(vertices, (c + 1) * chunk);
    let last = end - 1;
    for (let n = first[c * chunk]; n < first[end]; n++) if (to[n] > last) last = to[n];
    reach[c] = Math.floor(last / chunk) + 1;
  }
  return reach;
}

/**
 * Runs each pass over all chunks, in order, and as soon as the pass before has been where a chunk's neighbours lie: what it
 * wrote there is still at hand. Who neighbours whom is mutual, so no pass overwrites what an earlier one has yet to read.
 */
function inWaves(passes: number, reach: Uint32Array, run: (pass: number, chunk: number) => void): void {
  const done = new Uint32Array(passes);
  while (passes > 0 && done[passes - 1] < reach.length)
    for (let pass = 0; pass < passes; pass++) {
      const ready = pass === 0 ? Math.min(reach.length, done[0] + 1) : done[pass - 1];
      while (done[pass] < reach.length && (pass === 0 ? done[0] < ready : reach[done[pass]] <= ready))
        run(pass, done[pass]++);
    }
}
