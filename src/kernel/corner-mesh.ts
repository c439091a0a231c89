// A closed manifold mesh whose edges can be collapsed: triangles by corners, and for each half-edge its twin.
// J. Rossignac, A. Safonova, A. Szymczak, "3D Compression Made Simple: Edgebreaker on a Corner-Table", 2001.
import type { Mesh } from '../core/mesh.js';
import { previousOf, twinsOf } from './edges.js';

/** At each corner of a triangle that is gone. */
export const noVertex = 0xffffffff;

/** Half-edge h runs from corner[h] to the next corner of triangle ⌊h / 3⌋. */
export interface CornerMesh {
  readonly positions: Float32Array;
  readonly corner: Uint32Array;
  /** The half-edge that runs the other way. */
  readonly twin: Int32Array;
  /** One half-edge out of each vertex; −1 where the vertex is gone or was never used. */
  readonly start: Int32Array;
}

/** Null where the mesh is not a closed, consistently oriented 2-manifold. The mesh's arrays are taken over. */
export function cornerMesh(mesh: Mesh): CornerMesh | null {
  const corner = mesh.triangles;
  const vertices = mesh.positions.length / 3;
  const twin = twinsOf(corner, vertices);
  const start = new Int32Array(vertices).fill(-1);
  const valence = new Int32Array(vertices);
  for (let h = 0; h < corner.length; h++) {
    if (twin[h] < 0 || corner[twin[h]] === corner[h]) return null;
    if (start[corner[h]] < 0) start[corner[h]] = h;
    valence[corner[h]]++;
  }
  // A vertex where two sheets touch: one walk round it does not meet all its triangles.
  for (let v = 0; v < vertices; v++) {
    if (start[v] < 0) continue;
    let met = 0;
    let h = start[v];
    do {
      h = twin[previousOf(h)];
      met++;
    } while (h !== start[v] && met <= valence[v]);
    if (met !== valence[v]) return null;
  }
  return { positions: mesh.positions, corner, twin, start };
}
