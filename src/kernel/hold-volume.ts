// Shifts a moved surface along its normals so that each of its pieces holds the volume that it held before.
// M. Desbrun et al., "Implicit Fairing of Irregular Meshes Using Diffusion and Curvature Flow", 1999, §5.1 (rescaling).

/** Six times the volume under each triangle, about the origin, added up by piece. `piece`: of each vertex. */
function volumes(
  positions: ArrayLike<number>,
  triangles: Uint32Array,
  piece: Uint32Array,
  origin: ArrayLike<number>,
): Float64Array {
  const sums = new Float64Array(piece.length);
  const p = positions;
  for (let h = 0; h < triangles.length; h += 3) {
    const [a, b, c] = [3 * triangles[h], 3 * triangles[h + 1], 3 * triangles[h + 2]];
    const o = 3 * piece[triangles[h]];
    const [x, y, z] = [origin[o], origin[o + 1], origin[o + 2]];
    const [ax, ay, az] = [p[a] - x, p[a + 1] - y, p[a + 2] - z];
    const [bx, by, bz] = [p[b] - x, p[b + 1] - y, p[b + 2] - z];
    const [cx, cy, cz] = [p[c] - x, p[c + 1] - y, p[c + 2] - z];
    sums[piece[triangles[h]]] +=
      ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx);
  }
  return sums;
}

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
 * Adds to `goal` what brings the volume at `now` (where the vertices came to on their way to `goal`) back to that at
 * `before`, to first order: the same way along the normal for all vertices of a piece. `piece`: the lowest vertex of
 * each vertex's piece.
 */
export function holdVolume(
  goal: Float64Array,
  now: Float32Array,
  before: Float32Array,
  triangles: Uint32Array,
  piece: Uint32Array,
): void {
  const was = volumes(before, triangles, piece, before);
  const is = volumes(now, triangles, piece, before);
  const normals = normalsOf(now, triangles, piece.length);
  const slope = new Float64Array(piece.length);
  const length = (v: number): number =>
    Math.sqrt(normals[3 * v] ** 2 + normals[3 * v + 1] ** 2 + normals[3 * v + 2] ** 2);
  // A vertex's area vector is the sixfold volume's derivative by its place.
  for (let v = 0; v < piece.length; v++) slope[piece[v]] += length(v);
  for (let v = 0; v < piece.length; v++) {
    const size = length(v);
    if (size === 0) continue;
    const way = (was[piece[v]] - is[piece[v]]) / slope[piece[v]] / size;
    for (let d = 0; d < 3; d++) goal[3 * v + d] += way * normals[3 * v + d];
  }
}
