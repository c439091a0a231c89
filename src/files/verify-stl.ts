// Proves that an STL on disk holds a mesh, triangle for triangle and bit for bit.
import { basename } from 'node:path';
import type { Mesh } from '../core/mesh.js';
import { cornersOf } from './indexed-mesh.js';
import { readBytes } from './read-bytes.js';
import { stlCorners } from './read-stl.js';
import { sameBits } from './same-bits.js';

/** For `OutputFile.verify`. Throws an Error (a bug of ours) where the file holds anything else. */
export function verifyStl(mesh: Mesh): (path: string) => Promise<void> {
  return async (path) => {
    const found = stlCorners(await readBytes(path), basename(path));
    if (!sameBits(found, cornersOf(mesh))) throw new Error('The STL does not read back as the mesh.');
  };
}
