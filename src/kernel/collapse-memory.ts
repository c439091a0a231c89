// Lays out the memory in which a mesh is simplified: all of it at once, so that what lies there can be looked at.
import type { Mesh } from '../core/mesh.js';
import type { CornerMesh } from './corner-mesh.js';
import type { Corner } from './distance-bound.js';
import type { TargetSurface } from './target-surface.js';
import { type KernelExports, type KernelImports, wasmInstance } from './wasm.js';

/** Three coordinates for each, and how far from the mesh it may get, mm. */
export interface Points {
  readonly places: Float32Array;
  readonly caps: Float32Array;
}

/** Half-edges of whole triangles that one call goes through, where all are: a loop that is called again gets fast. */
export const stride = 3 * 8192;
/** Half-edges worked on together: few enough for their data to stay in the processor's cache. */
export const blockSize = 1 << 15;
/** An edge with more triangles than this around it stays. */
export const mostAround = 64;
/** Collapses in one block: see collapseBlock in assembly/collapse-edges.ts. */
const mostInBlock = Math.ceil(blockSize / 18);
/** Edges in the queue: those of a block, and those around what was collapsed. */
const mostWaiting = blockSize + mostInBlock * mostAround;
const recordBytes = 20;
const aroundBytes = 56;

/** Views of one memory; they live as long as it. */
export interface CollapseMemory {
  readonly run: KernelExports;
  readonly mesh: CornerMesh;
  /** 1 at the vertices that stay. */
  readonly locked: Uint8Array;
  /** A vertex whose nearest slot of the reference is known. */
  cornerAt(v: number): Corner;
  /** Five a collapse of the last block: vertex kept and gone, u32; place, f32. */
  readonly records: { readonly vertices: Uint32Array; readonly places: Float32Array };
  /** See `gathered` in assembly/collapse-around.ts: fourteen a triangle, the first its number. */
  readonly around: Uint32Array;
  /** Where crossings are looked for, see assembly/collapse-grid.ts: bounds of each triangle, six f32; those found. */
  readonly grid: { readonly bounds: Float32Array; readonly found: Uint32Array };
  /** Edges of each cost; and where they are. */
  readonly counts: Uint32Array;
  readonly countsAt: number;
}

/** Bytes of each block, in the order of assembly/collapse-state.ts; two more after these. */
function sizesOf(vertices: number, triangles: number, slots: number): number[] {
  const halfEdges = 3 * triangles;
  return [
    12 * vertices,
    4 * halfEdges,
    4 * halfEdges,
    4 * vertices,
    vertices,
    80 * vertices,
    8 * halfEdges,
    4 * halfEdges,
    16 * mostWaiting,
    4 * (vertices + 1),
    4 * triangles,
    4 * vertices,
    12 * vertices,
    4 * vertices,
    8 * vertices,
    24 * vertices,
    12 * slots,
    aroundBytes * mostAround,
    recordBytes * mostInBlock,
    // Costs; this list.
    4 * 2 ** 16,
    4 * 32,
  ];
}

/** Is there room in a memory of 4 GiB? For 27 million triangles with a reference of as many. */
export function fitsMemory(vertices: number, triangles: number, ofReference: number): boolean {
  const sizes = sizesOf(vertices, triangles, ofReference);
  return sizes.reduce((sum, size) => sum + size + 256, 2 ** 21) < 2 ** 32;
}

/** Copies all in; the half-edges are not yet paired. `points`, `hints` (slots of the reference): one a vertex. */
export function collapseMemory(
  { positions, triangles }: Mesh,
  points: Points | null,
  reference: TargetSurface | null,
  hints: Uint32Array | null,
  imports: KernelImports,
): CollapseMemory {
  const vertices = positions.length / 3;
  const instance = wasmInstance(imports);
  const slots = reference?.tree.order.length ?? 0;
  const at = instance.take(sizesOf(vertices, triangles.length / 3, slots));
  const { buffer } = instance.bytes();
  const floats = (block: number, count: number): Float32Array => new Float32Array(buffer, at[block], count);
  const numbers = (block: number, count: number): Uint32Array => new Uint32Array(buffer, at[block], count);
  floats(0, positions.length).set(positions);
  numbers(1, triangles.length).set(triangles);
  if (points !== null) {
    floats(12, positions.length).set(points.places);
    floats(13, vertices).set(points.caps);
  }
  if (reference !== null) {
    floats(16, reference.normals.length).set(reference.normals);
    hint(numbers(15, 6 * vertices), hints);
  }
  const layout = at.slice(0, 19);
  if (points === null) layout.fill(0, 12, 14);
  numbers(20, 32).set([...layout, vertices, triangles.length, reference?.tree.at ?? 0]);
  instance.run.openCollapse(at[20]);
  const p = floats(0, positions.length);
  const near = new Float64Array(buffer, at[15], 3 * vertices);
  const nearSlots = new Int32Array(buffer, at[15], 6 * vertices);
  return {
    run: instance.run,
    mesh: {
      positions: p,
      corner: numbers(1, triangles.length),
      twin: new Int32Array(buffer, at[2], triangles.length),
      start: new Int32Array(buffer, at[3], vertices),
    },
    locked: new Uint8Array(buffer, at[4], vertices),
    cornerAt: (v) => ({
      x: p[3 * v],
      y: p[3 * v + 1],
      z: p[3 * v + 2],
      slot: nearSlots[6 * v + 5],
      distance: near[3 * v],
    }),
    records: { vertices: numbers(18, 5 * mostInBlock), places: floats(18, 5 * mostInBlock) },
    around: numbers(17, (aroundBytes / 4) * mostAround),
    grid: { bounds: floats(6, 2 * triangles.length), found: numbers(10, triangles.length / 3) },
    counts: numbers(19, 2 ** 16),
    countsAt: at[19],
  };
}

/** See slotOf in assembly/collapse-near.ts. */
function hint(near: Uint32Array, hints: Uint32Array | null): void {
  for (let v = 0; 6 * v < near.length; v++) near[6 * v + 5] = hints === null ? -1 : -2 - hints[v];
}
