// The surfaces of the regions of a complex, each as a mesh of its own.
import type { Mesh } from '../core/mesh.js';
import type { PartFaces } from '../core/shared-surfaces.js';

export interface RegionMeshes {
  /** The triangles of the complex that bound a region, ascending. 0: those that bound all together. */
  facesOf(region: number): Uint32Array;
  /** Outward, vertices and triangles in the order of the complex, over shared memory. */
  meshOf(region: number): Mesh;
}

/** Regions 0 … `last`. The complex is borrowed, and must not change. */
export function regionMeshes({ positions, triangles, back, front }: PartFaces, last: number): RegionMeshes {
  const start = new Uint32Array(last + 2);
  for (const part of back) start[part + 1]++;
  for (const part of front) start[part + 1]++;
  for (let region = 0; region <= last; region++) start[region + 1] += start[region];
  const at = start.slice();
  const lists = new Uint32Array(2 * back.length);
  for (let f = 0; f < back.length; f++) {
    lists[at[back[f]]++] = f;
    lists[at[front[f]]++] = f;
  }
  const facesOf = (region: number): Uint32Array => lists.subarray(start[region], start[region + 1]);
  /** Of each vertex its number in the mesh being made; −1 but for that time. */
  const number = new Int32Array(positions.length / 3).fill(-1);

  const verticesOf = (own: Uint32Array): Uint32Array => {
    const vertices = new Uint32Array(3 * own.length);
    let count = 0;
    for (const f of own)
      for (let k = 3 * f; k < 3 * f + 3; k++) {
        if (number[triangles[k]] >= 0) continue;
        number[triangles[k]] = 0;
        vertices[count++] = triangles[k];
      }
    return vertices.subarray(0, count).sort();
  };

  const meshOf = (region: number): Mesh => {
    const own = facesOf(region);
    const vertices = verticesOf(own);
    const places = new Float32Array(new SharedArrayBuffer(12 * vertices.length));
    for (let n = 0; n < vertices.length; n++) {
      const v = vertices[n];
      number[v] = n;
      for (let d = 0; d < 3; d++) places[3 * n + d] = positions[3 * v + d];
    }
    const corners = new Uint32Array(new SharedArrayBuffer(12 * own.length));
    for (let n = 0; n < own.length; n++) {
      const f = own[n];
      const turned = region !== 0 && front[f] === region;
      corners[3 * n] = number[triangles[3 * f]];
      corners[3 * n + 1] = number[triangles[3 * f + (turned ? 2 : 1)]];
      corners[3 * n + 2] = number[triangles[3 * f + (turned ? 1 : 2)]];
    }
    for (const v of vertices) number[v] = -1;
    return { positions: places, triangles: corners };
  };
  return { facesOf, meshOf };
}
