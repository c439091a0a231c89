// On which side of a surface a point lies. In plain JavaScript: the oracle of assembly/deviation.ts.
// J. A. Bærentzen, H. Aanæs, Signed Distance Computation Using the Angle Weighted Pseudonormal, 2005.
import type { TargetSurface } from '../../../src/kernel/target-surface.js';

/**
 * Is (x, y, z), whose nearest triangle is in `slot`, on the side that the triangles face? Over a face its normal
 * decides, over an edge the sum of both sides' normals, over a corner the sum of all around it, weighted by angle.
 */
export function outside(target: TargetSurface, slot: number, x: number, y: number, z: number): boolean {
  const c = target.tree.corners;
  const o = 9 * slot;
  const from = (k: number): readonly [number, number, number] => [
    x - c[o + k],
    y - c[o + k + 1],
    z - c[o + k + 2],
  ];
  const [a, b, d] = [from(0), from(3), from(6)];
  const u = [c[o + 3] - c[o], c[o + 4] - c[o + 1], c[o + 5] - c[o + 2]] as const;
  const v = [c[o + 6] - c[o], c[o + 7] - c[o + 1], c[o + 8] - c[o + 2]] as const;
  const [d1, d2] = [dot(u, a), dot(v, a)];
  if (d1 <= 0 && d2 <= 0) return overCorner(target, slot, 0, a);
  const [d3, d4] = [dot(u, b), dot(v, b)];
  if (d3 >= 0 && d4 <= d3) return overCorner(target, slot, 1, b);
  const [d5, d6] = [dot(u, d), dot(v, d)];
  if (d6 >= 0 && d5 <= d6) return overCorner(target, slot, 2, d);
  if (d1 * d4 - d3 * d2 <= 0 && d1 >= 0 && d3 <= 0) return overEdge(target, slot, 0, a);
  if (d5 * d2 - d1 * d6 <= 0 && d2 >= 0 && d6 <= 0) return overEdge(target, slot, 2, d);
  if (d3 * d6 - d5 * d4 <= 0 && d4 >= d3 && d5 >= d6) return overEdge(target, slot, 1, b);
  return dot(normalAt(target.normals, 3 * slot), a) >= 0;
}

type Vector = readonly [number, number, number];

const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const normalAt = (n: Float32Array, o: number): Vector => [n[o], n[o + 1], n[o + 2]];

function overCorner(target: TargetSurface, slot: number, k: number, from: Vector): boolean {
  return dot(normalAt(target.vertexNormals, 3 * target.vertices[3 * slot + k]), from) >= 0;
}

/** `from` leads from a point of the edge: the part of it along the edge is square to both normals. */
function overEdge({ normals, neighbours }: TargetSurface, slot: number, k: number, from: Vector): boolean {
  const other = neighbours[3 * slot + k];
  const own = dot(normalAt(normals, 3 * slot), from);
  return own + (other < 0 ? 0 : dot(normalAt(normals, 3 * other), from)) >= 0;
}
