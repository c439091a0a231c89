// A surface with its large triangles in pieces: the same points, but proofs about it have less to do at once.
import type { Mesh } from '../core/mesh.js';

export interface SplitMesh extends Mesh {
  /** mm: no point of it is farther than this from the surface that was split, since the new corners are rounded. */
  readonly moved: number;
}

/** Pieces of pieces, at most: 4⁶ of a triangle. */
const deepest = 6;

/** Triangles with an edge beyond `longest`, mm, in four, again and again; neighbours may have other corners on an edge. */
export function splitLarge({ positions, triangles }: Mesh, longest: number): SplitMesh {
  const points = Array.from(positions);
  const found: number[] = [];
  const halfway = (a: number, b: number): number => {
    for (let d = 0; d < 3; d++) points.push(Math.fround((points[3 * a + d] + points[3 * b + d]) / 2));
    return points.length / 3 - 1;
  };
  const length = (a: number, b: number): number =>
    Math.hypot(
      points[3 * a] - points[3 * b],
      points[3 * a + 1] - points[3 * b + 1],
      points[3 * a + 2] - points[3 * b + 2],
    );
  const split = (a: number, b: number, c: number, depth: number): void => {
    if (depth === deepest || Math.max(length(a, b), length(b, c), length(c, a)) <= longest) {
      found.push(a, b, c);
      return;
    }
    const [ab, bc, ca] = [halfway(a, b), halfway(b, c), halfway(c, a)];
    for (const [p, q, r] of [
      [a, ab, ca],
      [ab, b, bc],
      [ca, bc, c],
      [ab, bc, ca],
    ])
      split(p, q, r, depth + 1);
  };
  for (let h = 0; h < triangles.length; h += 3) split(triangles[h], triangles[h + 1], triangles[h + 2], 0);
  const farthest = positions.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  return {
    positions: Float32Array.from(points),
    triangles: Uint32Array.from(found),
    // Half a unit in the last place in each direction, for each time.
    moved: found.length === triangles.length ? 0 : deepest * Math.sqrt(3) * 2 ** -24 * farthest,
  };
}
