// Slides the vertices of a mesh along its surface until each stands in the middle of its neighbours.
import { areaNormals } from './area-normals.js';
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
