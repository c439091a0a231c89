// PLY (Stanford polygon files): ASCII and binary of both byte orders; faces of any number of corners.
import { fanOrEars } from './fan-or-ears.js';
import { append, type GrowingNumbers, growingNumbers, numbersIn } from './growing-numbers.js';
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

/** What the faces and vertices of the file give; polygons one after the other, how many corners and the corners. */
interface PlyBody {
  readonly positions: GrowingNumbers;
  readonly sizes: GrowingNumbers;
  readonly corners: GrowingNumbers;
  /** Faces of fewer than three corners, left aside. */
  thin: number;
}

/** `file` is the bare name of the file. Normals, colours and other elements are left aside. Throws a UserError. */
export function readPly(bytes: Uint8Array, file: string): MeshFile {
  const header = plyHeader(bytes, file);
  const source =
    header.coding === 'ascii' ? asciiSource(bytes, header, file) : binarySource(bytes, header, file);
  const body = { positions: growingNumbers(), sizes: growingNumbers(), corners: growingNumbers(), thin: 0 };
  for (const element of header.elements) {
    checkRoom(element, header, source, file);
    if (element.name === 'tristrips' && element.count > 0)
      throw meshError(file, 'triangle strips in PLY are not read');
    if (element.properties.length > 0) readElement(element, source, body, file);
  }
  if (body.sizes.length === 0) throw meshError(file, 'there are no triangles in it');
  const remarks = body.thin > 0 ? [`${body.thin} faces with fewer than three corners were left aside.`] : [];
  const mesh = indexedMesh(numbersIn(body.positions), trianglesOf(body, file), remarks);
  return { format: 'PLY', meshes: [{ name: 'part 1', mesh }], remarks };
}

function readElement(
  { name, count, properties }: PlyElement,
  source: PlySource,
  body: PlyBody,
  file: string,
): void {
  const columns = properties.map((property) => columnOf(name, property.name));
  const point = [Number.NaN, Number.NaN, Number.NaN];
  for (let row = 0; row < count; row++) {
    for (let c = 0; c < properties.length; c++) {
      const { type, countType } = properties[c];
      if (countType === null) {
        const value = source.next(type);
        if (columns[c] >= 0 && columns[c] < 3) point[columns[c]] = value;
        continue;
      }
      const size = listSize(source, countType, type, file);
      const wanted = columns[c] === cornerColumn && size >= 3;
      for (let k = 0; k < size; k++) {
        const v = source.next(type);
        if (wanted) append(body.corners, v);
      }
      if (wanted) append(body.sizes, size);
      else if (columns[c] === cornerColumn) body.thin++;
    }
    if (name === 'vertex') addPoint(point, body.positions, file);
  }
}

const cornerColumn = 3;

/** 0, 1, 2 for x, y, z of a vertex, 3 for the corners of a face, else −1. */
function columnOf(element: string, property: string): number {
  if (element === 'vertex') return ['x', 'y', 'z'].indexOf(property);
  const corners = property === 'vertex_indices' || property === 'vertex_index';
  return element === 'face' && corners ? cornerColumn : -1;
}

function addPoint(point: readonly number[], positions: GrowingNumbers, file: string): void {
  for (const value of point) {
    if (!Number.isFinite(Math.fround(value)))
      throw meshError(
        file,
        `vertex ${Math.floor(positions.length / 3) + 1} has a coordinate that is missing or not a finite number`,
      );
    append(positions, value);
  }
}

function trianglesOf({ positions, sizes, corners }: PlyBody, file: string): Float64Array {
  const vertices = positions.length / 3;
  for (const v of numbersIn(corners)) {
    if (!Number.isInteger(v)) throw meshError(file, 'a face uses a vertex whose number is no whole number');
    if (v < 0 || v >= vertices)
      throw meshError(file, `a face uses vertex ${v}, but there are ${vertices} vertices, counted from 0`);
  }
  const triangles = growingNumbers();
  let first = 0;
  for (const size of numbersIn(sizes)) {
    fanOrEars(corners.data.subarray(first, first + size), positions.data, triangles);
    first += size;
  }
  return numbersIn(triangles);
}

function listSize(source: PlySource, countType: PlyType, type: PlyType, file: string): number {
  const size = source.next(countType);
  if (!Number.isInteger(size) || size < 0) throw meshError(file, 'a face has no proper number of corners');
  const smallest = plySizes[type];
  if (size * Math.min(2, smallest) > source.left() + 1) throw cutShort(file, size * smallest, source.left());
  return size;
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
