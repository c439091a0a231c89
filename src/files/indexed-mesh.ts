// A mesh from the lists that a reader of indexed formats has gathered.
import type { Mesh } from '../core/mesh.js';
import { weld } from '../kernel/weld.js';

/**
 * The lists are borrowed. Where every triangle has corners of its own, they are welded where equal to the bit, and that
 * is said in `remarks`.
 */
export function indexedMesh(
  positions: ArrayLike<number>,
  triangles: ArrayLike<number>,
  remarks: string[],
): Mesh {
  const mesh = { positions: new Float32Array(positions), triangles: new Uint32Array(triangles) };
  if (!isSoup(mesh)) return mesh;
  remarks.push('No triangle shared a corner with another by number; corners equal to the bit were made one.');
  return weld(cornersOf(mesh)).mesh;
}

/** The corners of the triangles one after the other, nine values a triangle. The caller owns them. */
export function cornersOf({ positions, triangles }: Mesh): Float32Array {
  const corners = new Float32Array(3 * triangles.length);
  for (let t = 0; t < triangles.length; t++) {
    for (let k = 0; k < 3; k++) corners[3 * t + k] = positions[3 * triangles[t] + k];
  }
  return corners;
}

function isSoup({ positions, triangles }: Mesh): boolean {
  if (triangles.length === 3 || triangles.length !== positions.length / 3) return false;
  const used = new Uint8Array(triangles.length);
  for (const v of triangles) {
    if (used[v] === 1) return false;
    used[v] = 1;
  }
  return true;
}
