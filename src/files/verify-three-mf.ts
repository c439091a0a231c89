// Proves that a 3MF on disk holds its parts: vertex for vertex, triangle for triangle, bit for bit.
import { basename } from 'node:path';
import type { Part } from '../core/mesh.js';
import { readBytes } from './read-bytes.js';
import { readThreeMf } from './read-three-mf.js';
import { sameBits } from './same-bits.js';

/** For `OutputFile.verify`. Throws an Error (a bug of ours) where the file holds anything else. */
export function verifyThreeMf(parts: readonly Part[]): (path: string) => Promise<void> {
  return async (path) => {
    const { meshes } = await readThreeMf(await readBytes(path), basename(path));
    const same = parts.every(({ mesh }, p) => {
      const found = meshes.at(p)?.mesh;
      if (found === undefined) return false;
      return sameBits(found.positions, mesh.positions) && sameBits(found.triangles, mesh.triangles);
    });
    if (!same || meshes.length !== parts.length) throw new Error('The 3MF does not read back as its parts.');
  };
}
