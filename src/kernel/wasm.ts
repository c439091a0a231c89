// Loads the kernels' wasm module once a thread, and hands out instances that own a small memory of their own.
import { wasmModule } from './wasm-module.js';

/** What the module exports (see assembly/); all pointers are byte addresses into the instance's memory. */
export interface KernelExports {
  heapBase(): number;
  blendF32(sources: number, weights: number, taps: number, n: number, out: number): void;
  blendI16(sources: number, weights: number, taps: number, n: number, out: number): void;
  resampleRows(
    plane: number,
    stride: number,
    yFirst: number,
    yWeights: number,
    yTaps: number,
    rows: number,
    xFirst: number,
    xWeights: number,
    xTaps: number,
    nx: number,
    pointers: number,
    lines: number,
    four: number,
    out: number,
  ): void;
  classifyRows(
    values: number,
    nx: number,
    rows: number,
    from: number,
    to: number,
    bits: number,
    wordsPerRow: number,
  ): number;
  heightSum(): number;
  shorten(from: number, n: number, scale: number, out: number): number;
  toHeights(values: number, n: number, from: number, to: number): void;
  marchBegin(
    frame: number,
    heights: number,
    cases: number,
    nx: number,
    ny: number,
    nz: number,
    first: number,
    mirrored: boolean,
  ): void;
  crossPlane(bits: number, c: number, onX: number, onY: number, number: number, out: number): number;
  crossUpright(low: number, high: number, c: number, upright: number, number: number, out: number): number;
  marchLayer(
    low: number,
    high: number,
    c: number,
    planes: number,
    j0: number,
    j1: number,
    out: number,
    loops: number,
    firstCentre: number,
    again: boolean,
  ): number;
  missingCase(): number;
  marchedCentres(): number;
  meansOfOne(
    from: number,
    into: number,
    first: number,
    to: number,
    v0: number,
    v1: number,
    part: number,
    alone: number,
  ): void;
  meansOfTwo(
    from: number,
    into: number,
    first: number,
    to: number,
    v0: number,
    v1: number,
    part: number,
    alone: number,
  ): void;
  meansOfThree(
    from: number,
    into: number,
    first: number,
    to: number,
    v0: number,
    v1: number,
    part: number,
    alone: number,
  ): void;
  meansOfTen(
    from: number,
    into: number,
    first: number,
    to: number,
    v0: number,
    v1: number,
    part: number,
    alone: number,
  ): void;
  awayFromMean(now: number, mean: number, into: number, n: number, twice: number): void;
  setBoxes(planes: number, stride: number, count: number): void;
  meetingOf(planes: number, stride: number, own: number, from: number, count: number, found: number): number;
  boxesTouched(): number;
  splatPoints(
    points: number,
    count: number,
    frame: number,
    heights: number,
    nx: number,
    ny: number,
    nz: number,
    below: number,
    across: number,
    through: number,
    scratch: number,
    most: number,
    share: number,
    answer: number,
    touched: number,
  ): void;
  sumRows(share: number, nx: number, rows: number, touched: number): void;
  lookAround(
    vertices: number,
    count: number,
    frame: number,
    heights: number,
    nx: number,
    ny: number,
    nz: number,
    across: number,
    through: number,
    wideAcross: number,
    wideThrough: number,
    tightAcross: number,
    tightThrough: number,
    scratch: number,
    most: number,
    voxels: number,
    share: number,
    answer: number,
    bases: number,
    out: number,
  ): void;
  openCollapse(layout: number): void;
  beginTwins(): void;
  pairTwins(from: number, to: number): number;
  closedAround(from: number, to: number): number;
  readyToCollapse(enough: number): void;
  tryCollapse(h: number, x: number, y: number, z: number, shapeToo: number): number;
  gathered(): number;
  undoCollapse(): void;
  finishCollapse(): void;
  beginWeighing(): void;
  sumQuadrics(from: number, to: number): void;
  weighEdges(from: number, to: number): void;
  countCosts(from: number, to: number, counts: number): number;
  collapseBlock(from: number, to: number, limit: number, most: number, drift: number): number;
  replayRecords(from: number, to: number): number;
  beginGrid(smallest: number): void;
  fillGrid(from: number, to: number): void;
  findInGrid(x0: number, y0: number, z0: number, x1: number, y1: number, z1: number): number;
  solveColumns(data: number, n: number, width: number, stride: number, factors: number): void;
  solveRows(data: number, n: number, rows: number, stride: number, factors: number, scratch: number): void;
  countI16(values: number, n: number, tables: number): void;
  extremesI16(values: number, n: number, out: number): void;
  extremesF32(values: number, n: number, out: number): void;
}

/** One instance and the memory that its owner lays out: `take` gives the addresses of blocks of these sizes (bytes). */
export interface WasmInstance {
  readonly run: KernelExports;
  /** Lays the memory out afresh: 64-byte aligned addresses; what they hold is undefined. Views taken before may die. */
  take(sizes: readonly number[]): number[];
  /** The memory's bytes; ask again after `take`. */
  bytes(): Uint8Array;
}

const isKernels = (exports: object): exports is KernelExports =>
  'heapBase' in exports && 'resampleRows' in exports && 'lookAround' in exports && 'collapseBlock' in exports;

const pageBytes = 65536;
/** Left unused after each block, so that a vector may be read a little beyond it. */
const slackBytes = 128;

/** What the module asks of others. */
export interface KernelImports {
  /** See assembly/nearest.ts, in the memory of the tree. */
  nearestSlot(tree: number, x: number, y: number, z: number, hint: number): number;
  lastSquared(): number;
  /** Is the triangle with these corners near enough to the reference everywhere? 1 or 0. */
  isNear(a: number, b: number, c: number): number;
}

const nobody = (): never => {
  throw new Error('Nobody is there to be asked.');
};
/** Of an instance that never asks. */
export const nobodyAsks: KernelImports = { nearestSlot: nobody, lastSquared: nobody, isNear: nobody };

/** A new instance. Cheap (the module is compiled once a thread), but keep it: it is fast only after some calls. */
export function wasmInstance(imports: KernelImports = nobodyAsks): WasmInstance {
  const memory = new WebAssembly.Memory({ initial: 17, maximum: 65536 });
  const exports = new WebAssembly.Instance(wasmModule('kernels'), { env: { memory, ...imports } }).exports;
  if (!isKernels(exports)) throw new Error('kernels.wasm is out of date: run "npm run build"');
  const run = exports;
  const start = run.heapBase();
  return {
    run,
    bytes: () => new Uint8Array(memory.buffer),
    take: (sizes) => {
      let end = start;
      const addresses: number[] = [];
      for (const size of sizes) {
        addresses.push(end);
        end += Math.ceil((size + slackBytes) / 64) * 64;
      }
      const missing = end - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / pageBytes));
      return addresses;
    },
  };
}
