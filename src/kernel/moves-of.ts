// How far the vertices of a surface went.

/** mm, ascending; `a` and `b` are the same vertices before and after. */
export function movesOf(a: Float32Array, b: Float32Array): Float64Array {
  const moves = new Float64Array(a.length / 3);
  for (let v = 0; v < moves.length; v++) {
    const [x, y, z] = [a[3 * v] - b[3 * v], a[3 * v + 1] - b[3 * v + 1], a[3 * v + 2] - b[3 * v + 2]];
    moves[v] = Math.sqrt(x * x + y * y + z * z);
  }
  return moves.sort();
}
