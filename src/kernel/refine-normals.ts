// Unit normals of a mesh's vertices, smoothed over their surroundings: the steps of a label map make single ones noise.
import { areaNormals } from './area-normals.js';
import type { Neighbours } from './vertex-neighbours.js';

/** Three numbers a vertex, outward, into `normals`; `passes` averages with the neighbours. Zero where there is no side. */
export function refineNormals(
  positions: Float64Array,
  triangles: Uint32Array,
  { first, to }: Neighbours,
  passes: number,
  normals: Float64Array,
): void {
  areaNormals(positions, triangles, normals);
  toUnit(normals);
  let other: Float64Array = new Float64Array(normals.length);
  let from = normals;
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
  if (from !== normals) normals.set(from);
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
