// Which way a complex faces at each of its vertices, each on the surface that it is moved on.
import { averageDirections } from './average-directions.js';
import type { LabelsComplex } from './labels-complex.js';
import { kinds, type LabelsNet } from './labels-net.js';

/** Unit vectors, three numbers a vertex, toward the lower part; zero where a vertex is held. `passes` averages with the neighbours. */
export function labelsNormals(
  p: Float64Array,
  { triangles, front }: Pick<LabelsComplex, 'triangles' | 'front'>,
  { kind, same }: LabelsNet,
  passes: number,
): Float64Array {
  const normals = new Float64Array(p.length);
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
      normals[o] += x;
      normals[o + 1] += y;
      normals[o + 2] += z;
    }
  }
  averageDirections(normals, same, passes);
  return normals;
}
