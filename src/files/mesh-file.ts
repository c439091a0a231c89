// What a mesh file gave us, and the one way in which its readers complain.
import { UserError } from '../core/errors.js';
import type { Mesh } from '../core/mesh.js';

export type MeshFormat = 'STL' | '3MF' | 'OBJ' | 'PLY';

/** A body of a file under the file's own name for it (or 'part 1', 'part 2', …). */
export interface NamedMesh {
  readonly name: string;
  readonly mesh: Mesh;
}

/** The bodies of a file, mm; at least one, each with triangles, every coordinate finite, every index in range. */
export interface MeshFile {
  readonly format: MeshFormat;
  readonly meshes: readonly NamedMesh[];
  /** What was unusual and what was done about it, one sentence each. */
  readonly remarks: readonly string[];
}

const exportAgain = 'Export the mesh again, as binary STL or 3MF, and check that the copy is complete.';

/** `file` is the bare name of the file. */
export function meshError(file: string, wrong: string, advice: string = exportAgain): UserError {
  return new UserError(`${file}: ${wrong}.`, advice);
}

/** More triangles than any of our formats may hold. */
export const mostTriangles = 2 ** 31 - 1;

/** A name from a file as harmless text: one line, no control characters, at most 100 characters. */
export function harmlessName(text: string, otherwise: string): string {
  const line = text.replace(/[\p{C}\s]+/gu, ' ').trim();
  return line === '' ? otherwise : [...line].slice(0, 100).join('').trimEnd();
}
