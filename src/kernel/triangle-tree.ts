// Boxes around boxes around the triangles of a mesh, so that what lies near is found without looking at the rest.
// J. L. Bentley, Multidimensional Binary Search Trees Used for Associative Searching, 1975 (halving at medians).
import { UserError } from '../core/errors.js';
import type { Mesh } from '../core/mesh.js';
import { roomForTree, treeMemory, withScratch } from './tree-memory.js';

/**
 * Node n has the children 2n + 1 and 2n + 2; the last `leaves` nodes are leaves, and leaf l holds the slots
 * ⌊l·T/leaves⌋ … ⌊(l+1)·T/leaves⌋ − 1. All arrays lie in a memory that threads share: a job can carry the tree.
 */
export interface TriangleTree {
  readonly memory: WebAssembly.Memory;
  /** Address in there, for the kernels. */
  readonly at: number;
  readonly leaves: number;
  /** Six a node: lowest x, y, z, highest x, y, z; mm, exact. */
  readonly boxes: Float32Array;
  /** Slot → triangle. */
  readonly order: Uint32Array;
  /** Nine a slot: the triangle's corners, mm. */
  readonly corners: Float32Array;
  /** Room for what a target surface adds; it takes none before that is written. */
  readonly rest: TreeRest;
}

/** See TargetSurface. */
export interface TreeRest {
  readonly neighbours: Int32Array;
  readonly normals: Float32Array;
  readonly vertices: Uint32Array;
  readonly vertexNormals: Float32Array;
}

/** First slot of a leaf. */
export const firstSlot = (tree: TriangleTree, leaf: number): number =>
  Math.floor((leaf * tree.order.length) / tree.leaves);

/** 0.2 s per million triangles. `mesh` is borrowed; the tree holds copies. Throws a UserError beyond some 40 million. */
export function triangleTree(mesh: Mesh): TriangleTree {
  const { positions, triangles } = mesh;
  const count = triangles.length / 3;
  let leaves = 1;
  while (4 * leaves < count) leaves *= 2;
  const tree = emptyTree(leaves, count, positions.length);
  const items = middlesOf(mesh, tree);
  withScratch(tree, (run, scratch) => run.arrange(tree.at, items.byteOffset, scratch));
  const { order, corners } = tree;
  for (let s = 0; s < count; s++) order[s] = items[4 * s + 3];
  for (let s = 0; s < count; s++) {
    for (let k = 0; k < 3; k++) {
      const v = 3 * triangles[3 * order[s] + k];
      const o = 9 * s + 3 * k;
      corners[o] = positions[v];
      corners[o + 1] = positions[v + 1];
      corners[o + 2] = positions[v + 2];
    }
  }
  withScratch(tree, (run) => run.fillBoxes(tree.at));
  return tree;
}

/**
 * Brings the corners of the chosen triangles (1 each) to where they are now, and all boxes around them. What lies near is
 * found as before; which triangles share a leaf no longer follows their places.
 */
export function refreshTree(tree: TriangleTree, { positions, triangles }: Mesh, chosen: Uint8Array): void {
  const { order, corners } = tree;
  for (let s = 0; s < order.length; s++) {
    const t = order[s];
    if (chosen[t] === 1)
      for (let k = 0; k < 3; k++)
        for (let d = 0; d < 3; d++) corners[9 * s + 3 * k + d] = positions[3 * triangles[3 * t + k] + d];
  }
  withScratch(tree, (run) => run.fillBoxes(tree.at));
}

function emptyTree(leaves: number, count: number, coordinates: number): TriangleTree {
  const nodes = 2 * leaves - 1;
  const sizes = [24 * nodes, 4 * count, 36 * count, 12 * count, 12 * count, 12 * count, 4 * coordinates];
  if (sizes.reduce((sum, size) => sum + size, 0) > roomForTree)
    throw new UserError(
      `A surface of ${(count / 1e6).toFixed(0)} million triangles is too large to be measured.`,
      'Make it of fewer triangles: with coarser voxels, or of a part of the scan.',
    );
  const { memory, at, blocks } = treeMemory(sizes);
  const { buffer } = memory;
  new Uint32Array(buffer, at).set([leaves, count]);
  return {
    memory,
    at,
    leaves,
    boxes: new Float32Array(buffer, blocks[0], 6 * nodes),
    order: new Uint32Array(buffer, blocks[1], count),
    corners: new Float32Array(buffer, blocks[2], 9 * count),
    rest: {
      neighbours: new Int32Array(buffer, blocks[3], 3 * count),
      normals: new Float32Array(buffer, blocks[4], 3 * count),
      vertices: new Uint32Array(buffer, blocks[5], 3 * count),
      vertexNormals: new Float32Array(buffer, blocks[6], coordinates),
    },
  };
}

/** Four words a triangle, where the corners shall be: three times its middle (f32), and its number. */
function middlesOf({ positions: p, triangles }: Mesh, { memory, corners, order }: TriangleTree): Uint32Array {
  const items = new Uint32Array(memory.buffer, corners.byteOffset, 4 * order.length);
  const middles = new Float32Array(memory.buffer, corners.byteOffset, 4 * order.length);
  for (let t = 0; t < order.length; t++) {
    const a = 3 * triangles[3 * t];
    const b = 3 * triangles[3 * t + 1];
    const c = 3 * triangles[3 * t + 2];
    middles[4 * t] = p[a] + p[b] + p[c];
    middles[4 * t + 1] = p[a + 1] + p[b + 1] + p[c + 1];
    middles[4 * t + 2] = p[a + 2] + p[b + 2] + p[c + 2];
    items[4 * t + 3] = t;
  }
  return items;
}
