// Unit normals of a mesh's vertices, smoothed over their surroundings: the steps of a label map make single ones noise.
import type { Neighbours } from './vertex-neighbours.js';

/** Three numbers a vertex, outward, into `normals`; `passes` averages with the neighbours. Zero where there is no side. */
export function refineNormals(
  positions: Float64Array,
  triangles: Uint32Array,
  { first, to }: Neighbours,
  passes: number,
  normals: Float64Array,
): void {
  normals.fill(0);
  for (let h = 0; h < triangles.length; h += 3) addNormal(positions, triangles, h, normals);
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

/** Adds twice the triangle's area vector to its three corners. */
function addNormal(p: Float64Array, triangles: Uint32Array, h: number, into: Float64Array): void {
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
  for (let k = 0; k < 3; k++) {
    const o = 3 * triangles[h + k];
    into[o] += x;
    into[o + 1] += y;
    into[o + 2] += z;
  }
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
