// Shifts a moved surface along its normals so that each of its pieces holds the volume that it should.
// M. Desbrun et al., "Implicit Fairing of Irregular Meshes Using Diffusion and Curvature Flow", 1999, §5.1 (rescaling).
import { pieceVolumes } from './piece-volumes.js';

/** Twice the sum of the area vectors of the triangles round each vertex. */
function normalsOf(p: ArrayLike<number>, triangles: Uint32Array, vertices: number): Float64Array {
  const sums = new Float64Array(3 * vertices);
  for (let h = 0; h < triangles.length; h += 3) {
    const [a, b, c] = [3 * triangles[h], 3 * triangles[h + 1], 3 * triangles[h + 2]];
    const [ux, uy, uz] = [p[b] - p[a], p[b + 1] - p[a + 1], p[b + 2] - p[a + 2]];
    const [vx, vy, vz] = [p[c] - p[a], p[c + 1] - p[a + 1], p[c + 2] - p[a + 2]];
    const [x, y, z] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    for (const v of [a, b, c]) {
      sums[v] += x;
      sums[v + 1] += y;
      sums[v + 2] += z;
    }
  }
  return sums;
}

/**
 * Adds to `goal` what brings the volume at `now` (where the vertices came to on their way to `goal`) to that in `wanted`
 * (mm³, as pieceVolumes has it; NaN: let be), to first order: the same way along the normal for all vertices of a piece.
 */
export function holdVolume(
  goal: Float64Array,
  now: ArrayLike<number>,
  wanted: Float64Array,
  triangles: Uint32Array,
  piece: Uint32Array,
): void {
  const is = pieceVolumes(now, triangles, piece);
  const normals = normalsOf(now, triangles, piece.length);
  const slope = new Float64Array(piece.length);
  const length = (v: number): number =>
    Math.sqrt(normals[3 * v] ** 2 + normals[3 * v + 1] ** 2 + normals[3 * v + 2] ** 2);
  // A vertex's area vector is the sixfold volume's derivative by its place.
  for (let v = 0; v < piece.length; v++) slope[piece[v]] += length(v);
  for (let v = 0; v < piece.length; v++) {
    const size = length(v);
    const way = (6 * (wanted[piece[v]] - is[piece[v]])) / slope[piece[v]] / size;
    if (!Number.isFinite(way)) continue;
    for (let d = 0; d < 3; d++) goal[3 * v + d] += way * normals[3 * v + d];
  }
}
