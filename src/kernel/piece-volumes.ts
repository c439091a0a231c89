// The volume in each piece of a closed surface.

/**
 * mm³ of each piece, at its lowest vertex (a cavity's is negative); 0 elsewhere. `piece`: the lowest vertex of each vertex's
 * piece.
 */
export function pieceVolumes(p: ArrayLike<number>, triangles: Uint32Array, piece: Uint32Array): Float64Array {
  const sums = new Float64Array(piece.length);
  for (let h = 0; h < triangles.length; h += 3) {
    const a = 3 * triangles[h];
    const b = 3 * triangles[h + 1];
    const c = 3 * triangles[h + 2];
    const own = piece[triangles[h]];
    // About one of its own vertices, where nothing is lost to rounding.
    const ox = p[3 * own];
    const oy = p[3 * own + 1];
    const oz = p[3 * own + 2];
    const bx = p[b] - ox;
    const by = p[b + 1] - oy;
    const bz = p[b + 2] - oz;
    const cx = p[c] - ox;
    const cy = p[c + 1] - oy;
    const cz = p[c + 2] - oz;
    sums[own] +=
      (p[a] - ox) * (by * cz - bz * cy) +
      (p[a + 1] - oy) * (bz * cx - bx * cz) +
      (p[a + 2] - oz) * (bx * cy - by * cx);
  }
  return sums.map((sum) => sum / 6);
}
