// Shifts a moved surface along its normals so that each of its pieces holds the volume that it should.
// M. Desbrun et al., "Implicit Fairing of Irregular Meshes Using Diffusion and Curvature Flow", 1999, §5.1 (rescaling).
import { areaNormals } from './area-normals.js';
import { pieceVolumes } from './piece-volumes.js';

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
  const normals = new Float64Array(3 * piece.length);
  areaNormals(now, triangles, normals);
  const slope = new Float64Array(piece.length);
  const length = new Float64Array(piece.length);
  // A vertex's area vector is the sixfold volume's derivative by its place.
  for (let v = 0; v < piece.length; v++) {
    const x = normals[3 * v];
    const y = normals[3 * v + 1];
    const z = normals[3 * v + 2];
    length[v] = Math.sqrt(x * x + y * y + z * z);
    slope[piece[v]] += length[v];
  }
  for (let v = 0; v < piece.length; v++) {
    const way = (6 * (wanted[piece[v]] - is[piece[v]])) / slope[piece[v]] / length[v];
    if (!Number.isFinite(way)) continue;
    goal[3 * v] += way * normals[3 * v];
    goal[3 * v + 1] += way * normals[3 * v + 1];
    goal[3 * v + 2] += way * normals[3 * v + 2];
  }
}
