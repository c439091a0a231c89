// Lays out the memory in which a mesh is simplified: all of it at once, so that what lies there can be looked at.
import type { Mesh } from '../core/mesh.js';
import type { CornerMesh } from './corner-mesh.js';
import type { TargetSurface } from './target-surface.js';
import { type KernelExports, type KernelImports, wasmInstance } from './wasm.js';

/** Three coordinates for each, and how far from the mesh it may get, mm. */
export interface Points {
  readonly places: Float32Array;
  readonly caps: Float32Array;
}

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
  /** Of each vertex the reference's slot nearest to it, −1 where nobody asked; and how far that is, mm. */
  readonly slots: Int32Array;
  readonly distances: Float64Array;
  /** Five a collapse of the last block: vertex kept and gone, u32; place, f32. */
  readonly records: { readonly vertices: Uint32Array; readonly places: Float32Array };
  /** See `gathered` in assembly/collapse-around.ts: fourteen a triangle, the first its number. */
  readonly around: Uint32Array;
  /** Edges of each cost; and where they are. */
  readonly counts: Uint32Array;
  readonly countsAt: number;
}

/** Bytes of each block, in the order of assembly/collapse-state.ts; two more after these. */
function sizesOf(vertices: number, triangles: number, slots: number): number[] {
  const halfEdges = 3 * triangles;
  const near = slots > 0 ? vertices : 0;
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
    4 * near,
    8 * near,
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

/** Copies all in; the half-edges are not yet paired. `points`: one a vertex. */
export function collapseMemory(
  { positions, triangles }: Mesh,
  points: Points | null,
  reference: TargetSurface | null,
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
    floats(17, reference.normals.length).set(reference.normals);
  }
  const layout = at.slice(0, 20);
  if (points === null) layout.fill(0, 12, 14);
  numbers(21, 32).set([...layout, vertices, triangles.length, reference?.tree.at ?? 0]);
  instance.run.openCollapse(at[21]);
  return {
    run: instance.run,
    mesh: {
      positions: floats(0, positions.length),
      corner: numbers(1, triangles.length),
      twin: new Int32Array(buffer, at[2], triangles.length),
      start: new Int32Array(buffer, at[3], vertices),
    },
    locked: new Uint8Array(buffer, at[4], vertices),
    slots: new Int32Array(buffer, at[15], slots > 0 ? vertices : 0),
    distances: new Float64Array(buffer, at[16], slots > 0 ? vertices : 0),
    records: { vertices: numbers(19, 5 * mostInBlock), places: floats(19, 5 * mostInBlock) },
    around: numbers(18, (aroundBytes / 4) * mostAround),
    counts: numbers(20, 2 ** 16),
    countsAt: at[20],
  };
}
