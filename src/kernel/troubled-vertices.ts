// Where moved vertices have made a surface unsound, and the triangles to look at again once they have moved on.
import type { Mesh } from '../core/mesh.js';
import { degenerateTriangles } from './degenerate-triangles.js';

/**
 * Vertices of triangles that meet others (`pairs`) or have no area. Where two vertices share a place, their triangles meet
 * there, or the one between them has no area.
 */
export function troubledVertices({ positions, triangles }: Mesh, pairs: Uint32Array): Set<number> {
  const vertices = new Set<number>();
  const take = (f: number): void => {
    for (let k = 0; k < 3; k++) vertices.add(triangles[3 * f + k]);
  };
  for (const f of pairs) take(f);
  for (const f of degenerateTriangles({ positions, triangles })) take(f);
  return vertices;
}

/** The triangles with a corner among the vertices, ascending. */
export function trianglesAt(triangles: Uint32Array, vertices: Iterable<number>, count: number): Uint32Array {
  const chosen = new Uint8Array(count);
  for (const v of vertices) chosen[v] = 1;
  const found: number[] = [];
  for (let h = 0; h < triangles.length; h += 3)
    if ((chosen[triangles[h]] | chosen[triangles[h + 1]] | chosen[triangles[h + 2]]) === 1) found.push(h / 3);
  return Uint32Array.from(found);
}
