// STL, binary and ASCII, any number of solids: triangle soup, welded where corners are the same to the bit.
import { weld } from '../kernel/weld.js';
import { append, growingNumbers, numbersIn } from './growing-numbers.js';
import { harmlessName, type MeshFile, meshError, mostTriangles, type NamedMesh } from './mesh-file.js';
import { byteOrderMark, numberOf, textLines, utf8 } from './text-lines.js';

/** True if the size fits its count of triangles, or if nothing else than a binary STL can hold such bytes. */
export function isBinaryStl(bytes: Uint8Array): boolean {
  return bytes.length >= 84 && bytes.length === 84 + 50 * binaryCount(bytes);
}

/** True if the text begins as an ASCII STL does. A binary header may begin with 'solid' too, but is not all text. */
export function isAsciiStl(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 1024))
    .toString('latin1')
    .replace(byteOrderMark, '')
    .trimStart()
    .toLowerCase();
  return /^solid\b/.test(start) && !start.includes('\0') && /\b(facet|endsolid)\b/.test(start);
}

/** `file` is the bare name of the file. Throws a UserError. */
export function readStl(bytes: Uint8Array, file: string): MeshFile {
  if (!isBinaryStl(bytes) && isAsciiStl(bytes)) return readAscii(bytes, file);
  const corners = stlCorners(bytes, file);
  const extra = bytes.length - 84 - (50 * corners.length) / 9;
  const remarks = extra > 0 ? [`${extra} bytes after the last triangle were left aside.`] : [];
  return { format: 'STL', meshes: [{ name: 'part 1', mesh: weld(corners).mesh }], remarks };
}

/** The corners of a binary STL in the order of the file, nine values a triangle. The caller owns them. */
export function stlCorners(bytes: Uint8Array, file: string): Float32Array {
  if (bytes.length < 84) throw meshError(file, `an STL has at least 84 bytes, this one ${bytes.length}`);
  const count = binaryCount(bytes);
  const expected = 84 + 50 * count;
  if (bytes.length < expected)
    throw meshError(
      file,
      `the file is cut short or no STL: ${count} triangles need ${expected} bytes, found ${bytes.length}`,
    );
  if (count > mostTriangles) throw meshError(file, `${count} triangles are more than 2^31`);
  if (count === 0) throw meshError(file, 'there are no triangles in it');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const corners = new Float32Array(9 * count);
  for (let f = 0, at = 96; f < count; f++, at += 50) {
    for (let k = 0; k < 9; k++) {
      const value = view.getFloat32(at + 4 * k, true);
      if (value - value !== 0) throw notFinite(file, f);
      corners[9 * f + k] = value;
    }
  }
  return corners;
}

const binaryCount = (bytes: Uint8Array): number =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(80, true);

const notFinite = (file: string, triangle: number) =>
  meshError(file, `triangle ${triangle + 1} has a coordinate that is not a finite number`);

function readAscii(bytes: Uint8Array, file: string): MeshFile {
  const meshes: NamedMesh[] = [];
  const remarks: string[] = [];
  let corners = growingNumbers();
  let name: string | null = null;
  let line = 0;
  let triangles = 0;
  const finish = (solid: string): void => {
    if (corners.length === 0) remarks.push(`Solid '${solid}' has no triangles and was left aside.`);
    else meshes.push({ name: solid, mesh: weld(new Float32Array(numbersIn(corners))).mesh });
    corners = growingNumbers();
  };
  for (const text of textLines(bytes)) {
    line++;
    const words = text.trim().split(/\s+/);
    const word = words[0].toLowerCase();
    if (word === 'vertex') {
      if (name === null) throw meshError(file, `line ${line}: a vertex outside of a solid`);
      for (const w of words.slice(1, 4)) {
        const value = Math.fround(numberOf(w));
        if (!Number.isFinite(value)) throw notFinite(file, triangles);
        append(corners, value);
      }
      if (words.length < 4) throw meshError(file, `line ${line}: a vertex needs three numbers`);
    } else if (word === 'endfacet') {
      if (corners.length % 9 !== 0) throw meshError(file, `line ${line}: this facet is no triangle`);
      triangles++;
    } else if (word === 'solid') {
      if (name !== null) throw meshError(file, `line ${line}: a solid begins before the last one ended`);
      const given = utf8(text.trim().slice('solid'.length));
      name = harmlessName(given, `part ${meshes.length + 1}`);
    } else if (word === 'endsolid') {
      if (name === null || corners.length % 9 !== 0)
        throw meshError(file, `line ${line}: 'endsolid' out of place`);
      finish(name);
      name = null;
    } else if (!['', 'facet', 'outer', 'endloop'].includes(word)) {
      throw meshError(
        file,
        `line ${line}: '${harmlessName(word, '').slice(0, 20)}' does not belong in an STL`,
      );
    }
  }
  if (name !== null)
    throw meshError(file, `the file is cut short: it ends inside a solid, after ${triangles} triangles`);
  if (meshes.length === 0) throw meshError(file, 'there are no triangles in it');
  return { format: 'STL', meshes, remarks };
}
