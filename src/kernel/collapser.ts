// Collapses edges of a closed mesh one at a time, refusing each that would spoil it or take it too far.
// T. K. Dey et al., "Topology Preserving Edge Contraction", 1999 (the link condition).
import type { Mesh } from '../core/mesh.js';
import { type CollapseMemory, collapseMemory, mostAround, type Points, stride } from './collapse-memory.js';
import { type CornerMesh, noVertex } from './corner-mesh.js';
import { type CrossingsAround, crossingsAround } from './crossings-around.js';
import type { Corner } from './distance-bound.js';
import { type Near, staysNear } from './stays-near.js';
import { treeKernels } from './tree-memory.js';
import { type KernelImports, nobodyAsks } from './wasm.js';

/**
 * What a collapse is looked at for beside its topology and its points: its shape and whether triangles then cross; its
 * shape alone (who asks for this looks for crossings later); nothing, where it was seen to before.
 */
export type Looking = 'crossings' | 'shape' | 'nothing';

export interface Collapser {
  readonly mesh: CornerMesh;
  /** Where all of it lies; `collapseEdges` alone may change what is there. */
  readonly memory: CollapseMemory;
  /** Triangles left. */
  count(): number;
  /** So many collapses were done in the memory itself. */
  done(collapses: number): void;
  /**
   * Merges half-edge h's end into its start, which moves to (x, y, z), float32 each. False, and nothing done, if that
   * would spoil the mesh, as far as `looking` sees. Throws where crossings are to be looked for and points are held.
   */
  collapse(h: number, x: number, y: number, z: number, looking: Looking): boolean;
  extract(): Remainder;
}

/** What is left, vertices and triangles in their old order; the old number of each. */
export interface Remainder {
  readonly mesh: Mesh;
  readonly vertices: Uint32Array;
  readonly faces: Uint32Array;
}

/**
 * `mesh` is borrowed and copied; null where it is not a closed, consistently oriented 2-manifold. The copy stays closed,
 * manifold and free of self-intersection if it was. `points` (x, y, z per vertex, borrowed) lie on the reference, each
 * near the vertex of its number; none gets farther than its cap (mm) from the triangles that took the place of those
 * around it. With `near`, these do not get too far from the reference either. With neither, nobody looks at distances.
 */
export function collapser(mesh: Mesh, points: Points | null, near: Near | null): Collapser | null {
  const memory: CollapseMemory = collapseMemory(
    mesh,
    points,
    near?.reference ?? null,
    near?.hints ?? null,
    near === null ? nobodyAsks : asked(near, (v) => memory.cornerAt(v)),
  );
  const { run, around, mesh: corners } = memory;
  if (!paired(memory)) return null;
  run.readyToCollapse(near?.cap ?? 0);
  let left = corners.corner.length / 3;
  // Made when crossings are first looked for: most runs never need it.
  let crossings: CrossingsAround | null = null;
  const lookForCrossings = (): CrossingsAround => {
    if (points !== null) throw new Error('There is no room for points and for a look at crossings.');
    return crossingsAround(memory);
  };
  const face = new Int32Array(mostAround + 2);

  const collapse = (h: number, x: number, y: number, z: number, looking: Looking): boolean => {
    if (looking === 'crossings') crossings ??= lookForCrossings();
    const g = corners.twin[h];
    if (run.tryCollapse(h, x, y, z, looking === 'nothing' ? 0 : 1) === 0) return false;
    if (looking === 'crossings' && crossings !== null) {
      const count = run.gathered();
      for (let n = 0; n < count; n++) face[n] = around[14 * n];
      face[count] = Math.floor(h / 3);
      face[count + 1] = Math.floor(g / 3);
      if (crossings.found(face, count)) {
        run.undoCollapse();
        return false;
      }
    }
    run.finishCollapse();
    left -= 2;
    return true;
  };

  return {
    mesh: corners,
    memory,
    count: () => left,
    done: (collapses) => {
      left -= 2 * collapses;
    },
    collapse,
    extract: () => extractMesh(corners, left),
  };
}

/** Finds the twins; false where the mesh is not closed, or no manifold. */
function paired({ run, mesh: { corner, start } }: CollapseMemory): boolean {
  run.beginTwins();
  for (let h = 0; h < corner.length; h += stride)
    if (run.pairTwins(h, Math.min(corner.length, h + stride)) === 0) return false;
  for (let v = 0; v < start.length; v += stride)
    if (run.closedAround(v, Math.min(start.length, v + stride)) === 0) return false;
  return true;
}

function asked(near: Near, cornerAt: (v: number) => Corner): KernelImports {
  const { nearestSlot, lastSquared } = treeKernels(near.reference.tree.memory);
  return { nearestSlot, lastSquared, isNear: staysNear(near, cornerAt) };
}

function extractMesh({ positions, corner, start }: CornerMesh, left: number): Remainder {
  const number = new Int32Array(start.length).fill(-1);
  let count = 0;
  for (let v = 0; v < start.length; v++) if (start[v] >= 0) number[v] = count++;
  const vertices = new Uint32Array(count);
  const kept = new Float32Array(3 * count);
  for (let v = 0; v < start.length; v++) {
    if (number[v] < 0) continue;
    vertices[number[v]] = v;
    for (let d = 0; d < 3; d++) kept[3 * number[v] + d] = positions[3 * v + d];
  }
  const faces = new Uint32Array(left);
  const triangles = new Uint32Array(3 * left);
  let at = 0;
  for (let h = 0; h < corner.length; h += 3) {
    if (corner[h] === noVertex) continue;
    for (let k = 0; k < 3; k++) triangles[3 * at + k] = number[corner[h + k]];
    faces[at++] = h / 3;
  }
  return { mesh: { positions: kept, triangles }, vertices, faces };
}
