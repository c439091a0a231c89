// Reads any mesh file, by what is in it first and by its extension second.
import { basename, extname } from 'node:path';
import { markRemarks } from './mark-remarks.js';
import { type MeshFile, meshError } from './mesh-file.js';
import { readBytes } from './read-bytes.js';
import { looksLikeObj, readObj } from './read-obj.js';
import { isPly, readPly } from './read-ply.js';
import { isAsciiStl, isBinaryStl, readStl } from './read-stl.js';
import { readThreeMf } from './read-three-mf.js';
import { isZip } from './zip-members.js';

/** What the engine says when an array or a text gets too large. */
const tooLarge = /allocation failed|invalid (typed )?array length|invalid string length|line is too long/i;

/** The meshes of an STL, 3MF, OBJ or PLY file, mm. Throws a UserError for anything else and for damaged files. */
export async function readMesh(path: string): Promise<MeshFile> {
  const file = basename(path);
  const bytes = await readBytes(path);
  const read = readerOf(bytes, extname(path).toLowerCase());
  if (read === null)
    throw meshError(file, 'this is no mesh that can be read', 'Give an STL, 3MF, OBJ or PLY file.');
  try {
    const found = await read(bytes, file);
    if (found.format === '3MF') return found;
    return { ...found, remarks: [...markRemarks(bytes, found.format), ...found.remarks] };
  } catch (error) {
    if (error instanceof RangeError && tooLarge.test(error.message))
      throw meshError(
        file,
        'the mesh is larger than this machine can hold',
        'Reduce the mesh, or use a larger machine.',
      );
    throw error;
  }
}

function readerOf(
  bytes: Uint8Array,
  extension: string,
): ((bytes: Uint8Array, file: string) => MeshFile | Promise<MeshFile>) | null {
  if (isBinaryStl(bytes)) return readStl;
  if (isZip(bytes)) return readThreeMf;
  if (isPly(bytes)) return readPly;
  if (isAsciiStl(bytes)) return readStl;
  const text = isText(bytes);
  if (extension === '.obj' ? text : looksLikeObj(bytes)) return readObj;
  if (extension === '.stl' && !text) return readStl;
  return null;
}

/** No control characters but white space in the first few thousand bytes. */
const isText = (bytes: Uint8Array): boolean =>
  bytes.subarray(0, 4096).every((b) => b >= 32 || (b >= 9 && b <= 13));
