// Slides the vertices of a mesh along its surface until each stands in the middle of its neighbours.
import type { Neighbours } from './vertex-neighbours.js';

/** Of the way to the middle, per pass. */
const share = 0.5;

/** Positions are written to. Vertices that are not free stay. */
export function fairRelax(
  positions: Float64Array,
  triangles: Uint32Array,
  { first, to }: Neighbours,
  free: Uint8Array,
  passes: number,
): void {
  const normals = new Float64Array(positions.length);
  const next = Float64Array.from(positions);
  for (let pass = 0; pass < passes; pass++) {
    areaNormals(positions, triangles, normals);
    for (let v = 0; v < free.length; v++) {
      if (free[v] === 0) continue;
      const o = 3 * v;
      let x = 0;
      let y = 0;
      let z = 0;
      for (let n = first[v]; n < first[v + 1]; n++) {
        const w = 3 * to[n];
        x += positions[w];
        y += positions[w + 1];
        z += positions[w + 2];
      }
      const of = 1 / (first[v + 1] - first[v]);
      x = x * of - positions[o];
      y = y * of - positions[o + 1];
      z = z * of - positions[o + 2];
      const nx = normals[o];
      const ny = normals[o + 1];
      const nz = normals[o + 2];
      const squared = nx * nx + ny * ny + nz * nz;
      const off = squared > 0 ? (x * nx + y * ny + z * nz) / squared : 0;
      next[o] = positions[o] + share * (x - off * nx);
      next[o + 1] = positions[o + 1] + share * (y - off * ny);
      next[o + 2] = positions[o + 2] + share * (z - off * nz);
    }
    positions.set(next);
  }
}

/** Of each vertex, the sum of its triangles' area vectors, twice. */
function areaNormals(p: Float64Array, triangles: Uint32Array, into: Float64Array): void {
  into.fill(0);
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
    into[a] += x;
    into[a + 1] += y;
    into[a + 2] += z;
    into[b] += x;
    into[b + 1] += y;
    into[b + 2] += z;
    into[c] += x;
    into[c + 1] += y;
    into[c + 2] += z;
  }
}
