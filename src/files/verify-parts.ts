// Proves that a 3MF, OBJ or PLY on disk holds its parts: vertex for vertex, triangle for triangle, bit for bit.
import type { Part } from '../core/mesh.js';
import { partNames } from './part-names.js';
import { readMesh } from './read-mesh.js';
import { sameBits } from './same-bits.js';

/** For `OutputFile.verify`. Throws an Error (a bug of ours) where the file holds anything else. PLY has no names. */
export function verifyParts(parts: readonly Part[]): (path: string) => Promise<void> {
  return async (path) => {
    const { format, meshes } = await readMesh(path);
    const names = partNames(parts);
    const same = parts.every(({ mesh }, p) => {
      const found = meshes.at(p);
      if (found === undefined || (format !== 'PLY' && found.name !== names[p])) return false;
      return sameBits(found.mesh.positions, mesh.positions) && sameBits(found.mesh.triangles, mesh.triangles);
    });
    if (!same || meshes.length !== parts.length)
      throw new Error(`The ${format} does not read back as its parts.`);
  };
}
