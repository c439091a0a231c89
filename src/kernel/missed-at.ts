// Where a surface misses another one: its triangles that are nearest to those that it got too far from.
import type { Mesh } from '../core/mesh.js';
import { nearestTriangle } from './nearest-triangle.js';
import type { TriangleTree } from './triangle-tree.js';

/** The triangles in `tree` nearest to the middles of the reference's triangles that were missed. */
export function missedAt(missed: Uint32Array, reference: Mesh, tree: TriangleTree): Uint32Array {
  const nearest = nearestTriangle(tree);
  const { positions: p, triangles: t } = reference;
  return missed.map((f) => {
    const [a, b, c] = [3 * t[3 * f], 3 * t[3 * f + 1], 3 * t[3 * f + 2]];
    const middle = (d: number): number => (p[a + d] + p[b + d] + p[c + d]) / 3;
    return tree.order[nearest.slotAt(middle(0), middle(1), middle(2), -1)];
  });
}
