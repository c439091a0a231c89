// Some triangles of a mesh as a mesh of their own.
import type { Mesh } from '../core/mesh.js';

export interface KeptTriangles {
  readonly mesh: Mesh;
  /** Of each triangle, which one of the mesh it was. */
  readonly from: Uint32Array;
}

/** In their old order, with the vertices that they name. */
export function keepTriangles({ positions, triangles }: Mesh, isKept: (t: number) => boolean): KeptTriangles {
  const from: Uint32Array = Uint32Array.from({ length: triangles.length / 3 }, (_, t) => t).filter(isKept);
  const number = new Int32Array(positions.length / 3).fill(-1);
  const kept = new Uint32Array(3 * from.length);
  let vertices = 0;
  for (let t = 0; t < from.length; t++) for (let k = 0; k < 3; k++) number[triangles[3 * from[t] + k]] = 0;
  for (let v = 0; v < number.length; v++) if (number[v] === 0) number[v] = vertices++;
  const places = new Float32Array(3 * vertices);
  for (let v = 0; v < number.length; v++)
    if (number[v] >= 0) for (let d = 0; d < 3; d++) places[3 * number[v] + d] = positions[3 * v + d];
  for (let t = 0; t < from.length; t++)
    for (let k = 0; k < 3; k++) kept[3 * t + k] = number[triangles[3 * from[t] + k]];
  return { mesh: { positions: places, triangles: kept }, from };
}
