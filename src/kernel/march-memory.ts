// The memory in which a slab is marched: its heights, two planes of the mask, the vertices on their edges, and scratch.
import type { Vec3 } from '../core/grid.js';
import { ambiguousFaces, cubeCase, faceCorners } from './cube-cases.js';
import { type WasmInstance, wasmInstance } from './wasm.js';

export interface MarchMemory {
  readonly wasm: WasmInstance;
  /** nx · ny a slice, x fastest; to be filled. */
  readonly heights: Float32Array;
  /** Addresses: heights, two padded planes of bits, the five planes of vertices' numbers, and where answers go. */
  readonly places: {
    readonly heights: number;
    readonly frame: number;
    readonly cases: number;
    readonly bits: readonly [number, number];
    readonly low: readonly [number, number];
    readonly high: readonly [number, number];
    readonly upright: number;
    readonly planes: number;
    readonly points: number;
    readonly triangles: number;
    readonly loops: number;
  };
  /** Rows of cubes that are marched at once, so that their triangles surely fit. */
  readonly rows: number;
  /** Makes a case that the kernel had not met. */
  learn(key: number): void;
}

/** Triangles of one cube, and words of its loops with a centre, at most. */
const mostTriangles = 12;
const mostLoopWords = 16;
/** Bytes for the triangles of one call; touched only as far as they are needed. */
const triangleBytes = 2 ** 26;
const frameNumbers = 34;
const caseKeys = 2 ** 14;
/** All cases together take a third of this. */
const caseBytes = 2 ** 15;

let own: WasmInstance | undefined;

/** For `slices` slices of a grid of this size. One at a time in each thread: the next overwrites it. */
export function marchMemory([nx, ny]: Vec3, slices: number): MarchMemory {
  own ??= wasmInstance();
  const wasm = own;
  const [px, py] = [nx + 2, ny + 2];
  const plane = 4 * ((px + 31) >> 5) * py;
  const numbers = 4 * px * py;
  const rows = Math.max(1, Math.min(py, Math.floor(triangleBytes / (12 * mostTriangles * px))));
  const addresses = wasm.take([
    8 * frameNumbers,
    4 * caseKeys + 256 + 24,
    caseBytes,
    plane,
    plane,
    numbers,
    numbers,
    numbers,
    numbers,
    numbers,
    5 * 4,
    4 * nx * ny * slices,
    // Of a plane, the x- and the y-edges: three floats each.
    2 * 3 * numbers,
    12 * mostTriangles * px * rows,
    4 * mostLoopWords * px * rows,
  ]);
  const [frame, cases, pool, bits0, bits1, lowX, lowY, highX, highY, upright, planes] = addresses;
  const [heights, points, triangles, loops] = addresses.slice(11);
  const { buffer } = wasm.bytes();
  new Uint32Array(buffer, cases, caseKeys).fill(0);
  const tables = new Uint8Array(buffer, cases + 4 * caseKeys, 256 + 24);
  tables.set(ambiguousFaces);
  tables.set(faceCorners.flat(), 256);
  let free = pool;
  const learn = (key: number): void => {
    const { triangles: points, centres } = cubeCase(key & 255, key >> 8);
    const record = [points.length, centres.length, ...points];
    for (const loop of centres) record.push(loop.length, ...loop);
    new Uint8Array(buffer, free, record.length).set(record);
    new Uint32Array(buffer, cases, caseKeys)[key] = free;
    free += record.length;
  };
  return {
    wasm,
    heights: new Float32Array(buffer, heights, nx * ny * slices),
    places: {
      heights,
      frame,
      cases,
      bits: [bits0, bits1],
      low: [lowX, lowY],
      high: [highX, highY],
      upright,
      planes,
      points,
      triangles,
      loops,
    },
    rows,
    learn,
  };
}
