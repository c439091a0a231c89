// Triangles that enclose no area, decided exactly.
import type { Mesh } from '../core/mesh.js';
import { projectionAxis } from './collinear.js';

/** Their numbers, ascending: a vertex twice, or all three on one line. */
export function degenerateTriangles({ positions, triangles }: Mesh): number[] {
  const found: number[] = [];
  for (let h = 0; h < triangles.length; h += 3) {
    const a = triangles[h];
    const b = triangles[h + 1];
    const c = triangles[h + 2];
    if (a === b || b === c || c === a || projectionAxis(positions, a, b, c) < 0) found.push(h / 3);
  }
  return found;
}
