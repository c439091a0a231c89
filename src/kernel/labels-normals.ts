// Which way a complex faces at each of its vertices, each on the surface that it is moved on.
import type { LabelsComplex } from './labels-complex.js';
import { kinds, type LabelsNet } from './labels-net.js';

/** Unit vectors, three numbers a vertex, toward the lower part; zero where a vertex is held. `passes` averages with the neighbours. */
export function labelsNormals(
  p: Float64Array,
  { triangles, front }: Pick<LabelsComplex, 'triangles' | 'front'>,
  { kind, same: { first, to } }: LabelsNet,
  passes: number,
): Float64Array {
  let from: Float64Array = new Float64Array(p.length);
  for (let h = 0, f = 0; f < front.length; f++, h += 3) {
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
    const on = front[f] === 0 ? kinds.outer : kinds.inner;
    for (let k = h; k < h + 3; k++) {
      if (kind[triangles[k]] !== on) continue;
      const o = 3 * triangles[k];
      from[o] += x;
      from[o + 1] += y;
      from[o + 2] += z;
    }
  }
  toUnit(from);
  let other: Float64Array = new Float64Array(p.length);
  for (let pass = 0; pass < passes; pass++) {
    for (let v = 0; v < kind.length; v++) {
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
  return from;
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
