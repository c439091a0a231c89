// The volume in each piece of a closed surface.

/**
 * mm³ of each piece, at its lowest vertex (a cavity's is negative); 0 elsewhere. `piece`: the lowest vertex of each vertex's
 * piece.
 */
export function pieceVolumes(p: ArrayLike<number>, triangles: Uint32Array, piece: Uint32Array): Float64Array {
  const sums = new Float64Array(piece.length);
  for (let h = 0; h < triangles.length; h += 3) {
    const [a, b, c] = [3 * triangles[h], 3 * triangles[h + 1], 3 * triangles[h + 2]];
    // About one of its own vertices, where nothing is lost to rounding.
    const o = 3 * piece[triangles[h]];
    const [ax, ay, az] = [p[a] - p[o], p[a + 1] - p[o + 1], p[a + 2] - p[o + 2]];
    const [bx, by, bz] = [p[b] - p[o], p[b + 1] - p[o + 1], p[b + 2] - p[o + 2]];
    const [cx, cy, cz] = [p[c] - p[o], p[c + 1] - p[o + 1], p[c + 2] - p[o + 2]];
    sums[piece[triangles[h]]] +=
      ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx);
  }
  return sums.map((sum) => sum / 6);
}
