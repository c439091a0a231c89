// Directions at the vertices of a mesh, made even: those of single vertices are noise.
import type { Neighbours } from './vertex-neighbours.js';

/** Of vectors, three numbers a vertex, the unit ones, averaged with the neighbours' `passes` times; zero stays zero. In place. */
export function averageDirections(vectors: Float64Array, { first, to }: Neighbours, passes: number): void {
  toUnit(vectors);
  let from = vectors;
  let other: Float64Array = passes > 0 ? new Float64Array(vectors.length) : vectors;
  for (let pass = 0; pass < passes; pass++) {
    for (let v = 0; v < first.length - 1; v++) {
      let x = from[3 * v];
      let y = from[3 * v + 1];
      let z = from[3 * v + 2];
      for (let n = first[v]; n < first[v + 1]; n++) {
        const w = 3 * to[n];
        x += from[w];
        y += from[w + 1];
        z += from[w + 2];
      }
      other[3 * v] = x;
      other[3 * v + 1] = y;
      other[3 * v + 2] = z;
    }
    toUnit(other);
    [from, other] = [other, from];
  }
  if (from !== vectors) vectors.set(from);
}

function toUnit(vectors: Float64Array): void {
  for (let o = 0; o < vectors.length; o += 3) {
    const x = vectors[o];
    const y = vectors[o + 1];
    const z = vectors[o + 2];
    const length = Math.sqrt(x * x + y * y + z * z);
    const scale = length > 0 ? 1 / length : 0;
    vectors[o] = x * scale;
    vectors[o + 1] = y * scale;
    vectors[o + 2] = z * scale;
  }
}
