// A closed manifold mesh whose edges can be collapsed: triangles by corners, and for each half-edge its twin.
// J. Rossignac, A. Safonova, A. Szymczak, "3D Compression Made Simple: Edgebreaker on a Corner-Table", 2001.

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
