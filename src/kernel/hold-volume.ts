// Shifts a moved surface along its normals so that each of its pieces holds the volume that it should.
// M. Desbrun et al., "Implicit Fairing of Irregular Meshes Using Diffusion and Curvature Flow", 1999, §5.1 (rescaling).
import { pieceVolumes } from './piece-volumes.js';

/** Twice the sum of the area vectors of the triangles round each vertex. */
function normalsOf(p: ArrayLike<number>, triangles: Uint32Array, vertices: number): Float64Array {
  const sums = new Float64Array(3 * vertices);
  for (let h = 0; h < triangles.length; h += 3) {
    const a = 3 * triangles[h];
    const b = 3 * triangles[h + 1];
    const c = 3 * triangles[h + 2];
    const ux = p[b] - p[a];
    const uy = p[b + 1] - p[a + 1];
    const uz = p[b + 2] - p[a + 2];
    const vx = p[c] - p[a];
    const vy = p[c + 1] - p[a + 1];
    const vz = p[c + 2] - p[a + 2];
    const x = uy * vz - uz * vy;
    const y = uz * vx - ux * vz;
    const z = ux * vy - uy * vx;
    sums[a] += x;
    sums[a + 1] += y;
    sums[a + 2] += z;
    sums[b] += x;
    sums[b + 1] += y;
    sums[b + 2] += z;
    sums[c] += x;
    sums[c + 1] += y;
    sums[c + 2] += z;
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
