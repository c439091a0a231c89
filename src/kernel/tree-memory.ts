// Where a tree of triangles lies: in a memory that all threads share, and that wasm kernels work in without a copy.
import { wasmModule } from './wasm-module.js';

/** What the module exports (see assembly/over-trees.ts). `tree`: address of the tree, see assembly/nearest.ts. */
export interface TreeKernels {
  heapBase(): number;
  arrange(tree: number, items: number, scratch: number): void;
  fillBoxes(tree: number): void;
  nearestSlot(tree: number, x: number, y: number, z: number, hint: number): number;
  nearestSlots(tree: number, points: number, count: number, slots: number, distances: number): void;
  lastSquared(): number;
  enoughIs(most: number): void;
  boundOver(
    tree: number,
    scratch: number,
    a: number,
    b: number,
    c: number,
    cuts: number,
    hopeless: number,
    middle: number,
  ): number;
  exceedingTriangles(
    tree: number,
    scratch: number,
    count: number,
    corners: number,
    slots: number,
    distances: number,
    caps: number,
    cuts: number,
    found: number,
  ): void;
  sampleTriangles(
    tree: number,
    count: number,
    corners: number,
    slots: number,
    middles: number,
    areaPerSample: number,
    histogram: number,
    sums: number,
  ): void;
  proveTriangles(
    tree: number,
    scratch: number,
    count: number,
    corners: number,
    slots: number,
    distances: number,
    middles: number,
    farthest: number,
    tolerance: number,
    sums: number,
  ): void;
  levelHeights(
    tree: number,
    heights: number,
    place: number,
    sizeX: number,
    sizeY: number,
    sizeZ: number,
    signed: boolean,
  ): number;
  distanceTo(tree: number, x: number, y: number, z: number, signed: boolean): number;
  wallsOf(
    tree: number,
    points: number,
    normals: number,
    count: number,
    reach: number,
    out: number,
    inward: number,
    outward: number,
    stack: number,
  ): void;
}

const isKernels = (exports: object): exports is TreeKernels =>
  'heapBase' in exports && 'nearestSlots' in exports && 'fillBoxes' in exports;

const known = new WeakMap<WebAssembly.Memory, TreeKernels>();

/** The kernels over this memory, one instance for each thread. */
export function treeKernels(memory: WebAssembly.Memory): TreeKernels {
  const before = known.get(memory);
  if (before !== undefined) return before;
  const exports = new WebAssembly.Instance(wasmModule('tree-kernels'), { env: { memory } }).exports;
  if (!isKernels(exports)) throw new Error('tree-kernels.wasm is out of date: run "npm run build"');
  known.set(memory, exports);
  return exports;
}

const pageBytes = 65536;
const mostPages = 65536;
/** Left unused after each block, so that a vector may be read a little beyond it. */
const slackBytes = 64;

// The first blocks: the tree's ten words, and a word for each scratch: is it lent?
const words = 10;
const scratches = 1024;
/** Of a scratch. What is never written takes no room. */
export const scratchBytes = 17 << 16;
/** The first bytes of a scratch are the kernels' own (see assembly/bound.ts). */
export const kernelsOwn = 73728;

/** Bytes that a mesh's tree may take, without the scratch. */
export const roomForTree: number = 2 ** 32 - 64 * scratchBytes;

export interface TreeMemory {
  readonly memory: WebAssembly.Memory;
  /** Address of the tree. */
  readonly at: number;
  /** Addresses of the blocks, 64-byte aligned; all zeros. */
  readonly blocks: readonly number[];
}

/** A memory with blocks of these sizes (bytes), to which words 2, 3, … of the tree point; its last word is their end. */
export function treeMemory(sizes: readonly number[]): TreeMemory {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: mostPages, shared: true });
  const at = treeKernels(memory).heapBase();
  const blocks: number[] = [];
  let end = at + 4 * (words + scratches);
  for (const size of sizes) {
    end = Math.ceil(end / 64) * 64;
    blocks.push(end);
    end += size + slackBytes;
  }
  end = Math.ceil(end / pageBytes) * pageBytes;
  memory.grow(end / pageBytes - 1);
  const head = new Uint32Array(memory.buffer, at, words);
  head.set(blocks, 2);
  head[words - 1] = end;
  return { memory, at, blocks };
}

type Place = Pick<TreeMemory, 'memory' | 'at'>;

/** The address of a scratch that no one else uses from now on. What it holds is undefined. */
export function ownScratch({ memory, at }: Place): number {
  const own = borrow(new Int32Array(memory.buffer, at + 4 * words, scratches));
  const scratch = endOf({ memory, at }) + own * scratchBytes;
  const missing = scratch + scratchBytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / pageBytes));
  return scratch;
}

/** Lends a scratch for as long as `use` takes. */
export function withScratch<T>(place: Place, use: (run: TreeKernels, scratch: number) => T): T {
  const scratch = ownScratch(place);
  try {
    return use(treeKernels(place.memory), scratch);
  } finally {
    const lent = new Int32Array(place.memory.buffer, place.at + 4 * words, scratches);
    Atomics.store(lent, (scratch - endOf(place)) / scratchBytes, 0);
  }
}

const endOf = ({ memory, at }: Place): number => new Uint32Array(memory.buffer, at, words)[words - 1];

function borrow(lent: Int32Array): number {
  for (let n = 0; n < lent.length; n++) if (Atomics.compareExchange(lent, n, 0, 1) === 0) return n;
  throw new Error('More threads look into one tree than it has room for.');
}
