// Several bodies as one mesh, to be measured or written together.
import type { Mesh } from '../core/mesh.js';

/** In their order, vertices kept apart; a single one is itself, not copied. */
export function mergedMesh(meshes: readonly Mesh[]): Mesh {
  if (meshes.length === 1) return meshes[0];
  const count = (of: 'positions' | 'triangles'): number =>
    meshes.reduce((sum, mesh) => sum + mesh[of].length, 0);
  const positions = new Float32Array(count('positions'));
  const triangles = new Uint32Array(count('triangles'));
  let [p, t] = [0, 0];
  for (const mesh of meshes) {
    positions.set(mesh.positions, p);
    for (let h = 0; h < mesh.triangles.length; h++) triangles[t + h] = mesh.triangles[h] + p / 3;
    p += mesh.positions.length;
    t += mesh.triangles.length;
  }
  return { positions, triangles };
}
