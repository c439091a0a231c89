// Proves that an STL on disk holds its meshes one after the other, triangle for triangle and bit for bit.
import { createReadStream } from 'node:fs';
import type { Mesh } from '../core/mesh.js';

const chunkBytes = 1 << 20;
const head = 84;
const each = 50;

/** For `OutputFile.verify`. Throws an Error (a bug of ours) where the file holds anything else. */
export function verifyStl(of: Mesh | readonly Mesh[]): (path: string) => Promise<void> {
  const meshes = 'positions' in of ? [of] : of;
  return async (path) => {
    const proof = prover(meshes);
    let rest: Uint8Array = new Uint8Array(0);
    for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes })) {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      rest = bytes.subarray(proof.take(bytes));
    }
    if (rest.length > 0 || !proof.whole()) throw different();
  };
}

const different = (): Error => new Error('The STL does not read back as its meshes.');

/** Hears the file's bytes; those that it has not taken come again with the next. */
function prover(meshes: readonly Mesh[]) {
  const count = meshes.reduce((sum, { triangles }) => sum + triangles.length / 3, 0);
  const corners = cornersOf(meshes);
  let begun = false;
  let done = 0;
  const take = (bytes: Uint8Array): number => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let at = 0;
    if (!begun) {
      if (bytes.length < head) return 0;
      if (view.getUint32(80, true) !== count) throw different();
      begun = true;
      at = head;
    }
    for (; at + each <= bytes.length; at += each, done++) {
      if (done === count) throw different();
      const { bits, triangles, first } = corners(done);
      for (let corner = 0; corner < 3; corner++) {
        const v = 3 * triangles[3 * (done - first) + corner];
        // Behind the normal.
        const place = at + 12 + 12 * corner;
        if (
          view.getUint32(place, true) !== bits[v] ||
          view.getUint32(place + 4, true) !== bits[v + 1] ||
          view.getUint32(place + 8, true) !== bits[v + 2]
        )
          throw different();
      }
    }
    return at;
  };
  return { take, whole: () => begun && done === count };
}

interface Corners {
  readonly bits: Uint32Array;
  readonly triangles: Uint32Array;
  /** The number that the mesh's first triangle has in the file. */
  readonly first: number;
}

/** The mesh of a triangle of the file; asked for in the order of the file. */
function cornersOf(meshes: readonly Mesh[]): (triangle: number) => Corners {
  let next = 0;
  const all = meshes.map(({ positions, triangles }): Corners => {
    const first = next;
    next += triangles.length / 3;
    const bits = new Uint32Array(positions.buffer, positions.byteOffset, positions.length);
    return { bits, triangles, first };
  });
  let m = 0;
  return (triangle) => {
    while (triangle >= all[m].first + all[m].triangles.length / 3) m++;
    return all[m];
  };
}
