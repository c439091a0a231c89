// PLY (Stanford polygon files): ASCII and binary of both byte orders; faces of any number of corners.
import { fanOrEars } from './fan-or-ears.js';
import { indexedMesh } from './indexed-mesh.js';
import { type MeshFile, meshError, mostTriangles } from './mesh-file.js';
import { type PlyElement, type PlyHeader, type PlyType, plyHeader, plySizes } from './ply-header.js';
import { numberOf, textLines } from './text-lines.js';

/** Reads one value after the other; `left` is how many bytes remain (for ASCII: an upper bound). */
interface PlySource {
  next(type: PlyType): number;
  left(): number;
}

/** True if the bytes begin as a PLY does. */
export function isPly(bytes: Uint8Array): boolean {
  return /^ply[ \t]*[\r\n]/.test(Buffer.from(bytes.subarray(0, 16)).toString('latin1'));
}

/** `file` is the bare name of the file. Normals, colours and other elements are left aside. Throws a UserError. */
export function readPly(bytes: Uint8Array, file: string): MeshFile {
  const header = plyHeader(bytes, file);
  const source =
    header.coding === 'ascii' ? asciiSource(bytes, header, file) : binarySource(bytes, header, file);
  const positions: number[] = [];
  const polygons: number[][] = [];
  let thin = 0;
  for (const element of header.elements) {
    checkRoom(element, header, source, file);
    if (element.name === 'tristrips' && element.count > 0)
      throw meshError(file, 'triangle strips in PLY are not read');
    const columns = element.properties.map((p) => columnOf(element.name, p.name));
    if (columns.length === 0) continue;
    for (let row = 0; row < element.count; row++) {
      const point = [Number.NaN, Number.NaN, Number.NaN];
      for (const [c, property] of element.properties.entries()) {
        if (property.countType === null) {
          const value = source.next(property.type);
          const axis = columns[c];
          if (axis >= 0 && axis < 3) point[axis] = value;
          continue;
        }
        const list = listOf(source, property.countType, property.type, file);
        if (columns[c] !== cornerColumn) continue;
        if (list.length < 3) thin++;
        else polygons.push(list);
      }
      if (element.name === 'vertex') addPoint(point, positions, file);
    }
  }
  if (polygons.length === 0) throw meshError(file, 'there are no triangles in it');
  const triangles = trianglesOf(polygons, positions, file);
  const remarks = thin > 0 ? [`${thin} faces with fewer than three corners were left aside.`] : [];
  const mesh = indexedMesh(positions, triangles, remarks);
  return { format: 'PLY', meshes: [{ name: 'part 1', mesh }], remarks };
}

const cornerColumn = 3;

/** 0, 1, 2 for x, y, z of a vertex, 3 for the corners of a face, else −1. */
function columnOf(element: string, property: string): number {
  if (element === 'vertex') return ['x', 'y', 'z'].indexOf(property);
  const corners = property === 'vertex_indices' || property === 'vertex_index';
  return element === 'face' && corners ? cornerColumn : -1;
}

function addPoint(point: readonly number[], positions: number[], file: string): void {
  for (const value of point) {
    if (!Number.isFinite(Math.fround(value)))
      throw meshError(
        file,
        `vertex ${Math.floor(positions.length / 3) + 1} has a coordinate that is missing or not a finite number`,
      );
    positions.push(value);
  }
}

function trianglesOf(polygons: readonly number[][], positions: readonly number[], file: string): number[] {
  const vertices = positions.length / 3;
  const triangles: number[] = [];
  for (const [f, polygon] of polygons.entries()) {
    const wrong = polygon.find((v) => !Number.isInteger(v) || v < 0 || v >= vertices);
    if (wrong !== undefined)
      throw meshError(file, `face ${f + 1} uses vertex ${wrong}, but there are ${vertices} vertices`);
    fanOrEars(polygon, positions, triangles);
  }
  return triangles;
}

function listOf(source: PlySource, countType: PlyType, type: PlyType, file: string): number[] {
  const count = source.next(countType);
  if (!Number.isInteger(count) || count < 0) throw meshError(file, 'a face has no proper number of corners');
  const smallest = plySizes[type];
  if (count * Math.min(2, smallest) > source.left() + 1)
    throw cutShort(file, count * smallest, source.left());
  const list: number[] = [];
  for (let k = 0; k < count; k++) list.push(source.next(type));
  return list;
}

/** Before any loop over `count`: could so many be in the file at all? */
function checkRoom(element: PlyElement, header: PlyHeader, source: PlySource, file: string): void {
  if (element.count > mostTriangles)
    throw meshError(file, `${element.count} ${element.name}s are more than 2^31`);
  const size = (type: PlyType): number => (header.coding === 'ascii' ? 2 : plySizes[type]);
  const row = element.properties.reduce((sum, p) => sum + size(p.countType ?? p.type), 0);
  const slack = header.coding === 'ascii' ? 1 : 0;
  if (row * element.count > source.left() + slack) throw cutShort(file, row * element.count, source.left());
}

const cutShort = (file: string, expected: number, found: number) =>
  meshError(file, `the file is cut short: at least ${expected} more bytes expected, ${found} found`);

function binarySource(bytes: Uint8Array, { length, coding }: PlyHeader, file: string): PlySource {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = coding === 'binary_little_endian';
  let at = length;
  const read: Readonly<Record<PlyType, (at: number) => number>> = {
    int8: (p) => view.getInt8(p),
    uint8: (p) => view.getUint8(p),
    int16: (p) => view.getInt16(p, little),
    uint16: (p) => view.getUint16(p, little),
    int32: (p) => view.getInt32(p, little),
    uint32: (p) => view.getUint32(p, little),
    float32: (p) => view.getFloat32(p, little),
    float64: (p) => view.getFloat64(p, little),
  };
  return {
    left: () => bytes.length - at,
    next: (type) => {
      const size = plySizes[type];
      if (at + size > bytes.length) throw cutShort(file, size, bytes.length - at);
      at += size;
      return read[type](at - size);
    },
  };
}

function asciiSource(bytes: Uint8Array, { length }: PlyHeader, file: string): PlySource {
  const lines = textLines(bytes, length);
  let words: string[] = [];
  let word = 0;
  let used = length;
  const refill = (): void => {
    const line = lines.next();
    if (line.done) throw cutShort(file, 1, 0);
    words = line.value.trim().split(/\s+/);
    if (words[0] === '') words = [];
    word = 0;
    used += line.value.length + 1;
  };
  return {
    left: () => Math.max(0, bytes.length - used) + 2 * (words.length - word),
    next: () => {
      while (word >= words.length) refill();
      return numberOf(words[word++]);
    },
  };
}
