// The thickness at each vertex, for pictures and files that show it.
import type { Mesh } from '../core/mesh.js';

/** mm: the thinnest of its triangles'; `most` where it is thicker, or the vertex has none. */
export function vertexThickness(
  { positions, triangles }: Mesh,
  ofTriangles: Float32Array,
  most: number,
): Float32Array {
  const thickness = new Float32Array(positions.length / 3).fill(most);
  for (let h = 0; h < triangles.length; h++) {
    const here = ofTriangles[Math.floor(h / 3)];
    if (here < thickness[triangles[h]]) thickness[triangles[h]] = here;
  }
  return thickness;
}
