// Wavefront OBJ: vertices and faces of any number of corners, one mesh an object ('o').
import { fanOrEars } from './fan-or-ears.js';
import { append, type GrowingNumbers, growingNumbers, numbersIn } from './growing-numbers.js';
import { indexedMesh } from './indexed-mesh.js';
import { harmlessName, type MeshFile, meshError, type NamedMesh } from './mesh-file.js';
import { numberOf, textLines, utf8 } from './text-lines.js';

/** True if the first few thousand bytes hold a vertex line and nothing that text cannot. */
export function looksLikeObj(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 1 << 16)).toString('latin1');
  return !start.includes('\0') && /^[ \t]*v[ \t]+[-+.\d]/m.test(start);
}

interface ObjBody {
  readonly name: string;
  /** The polygons one after the other: how many corners, and the corners, 0-based. */
  readonly sizes: GrowingNumbers;
  readonly corners: GrowingNumbers;
}

const bodyOf = (name: string): ObjBody => ({ name, sizes: growingNumbers(), corners: growingNumbers() });

/** `file` is the bare name of the file. Curves, colours, normals, textures and materials are left aside. */
export function readObj(bytes: Uint8Array, file: string): MeshFile {
  const points = growingNumbers();
  const bodies = [bodyOf('')];
  const remarks: string[] = [];
  let scale = 1;
  let line = 0;
  let carried = '';
  for (const text of textLines(bytes)) {
    line++;
    if (text.endsWith('\\')) {
      carried += `${text.slice(0, -1)} `;
      continue;
    }
    const words = (carried + text).trim().split(/\s+/);
    carried = '';
    if (words[0] === 'v') addVertex(words, points, file);
    else if (words[0] === 'f') addPolygon(words, points.length / 3, bodies[bodies.length - 1], file, line);
    else if (words[0] === 'o') bodies.push(bodyOf(harmlessName(utf8(words.slice(1).join(' ')), '')));
    else if (words[0].startsWith('#')) scale = unitOf(text) ?? scale;
  }
  const positions = numbersIn(points);
  for (const body of bodies) checkIndices(body, positions.length / 3, file);
  if (scale !== 1) {
    for (let c = 0; c < positions.length; c++) positions[c] *= scale;
    remarks.push(`The file says that its unit is ${scale} mm; the mesh was scaled to mm.`);
  }
  checkFinite(positions, file);
  const meshes = bodies.flatMap((body) => meshOf(body, positions, remarks));
  if (meshes.length === 0) throw meshError(file, 'there are no triangles in it');
  const named: NamedMesh[] = meshes.map(({ name, mesh }, m) => ({ name: name || `part ${m + 1}`, mesh }));
  return { format: 'OBJ', meshes: named, remarks };
}

function addVertex(words: readonly string[], points: GrowingNumbers, file: string): void {
  for (let c = 1; c <= 3; c++) append(points, numberOf(words[c]));
  if (words.length < 4) throw meshError(file, `vertex ${points.length / 3} has fewer than three coordinates`);
}

/** Negative numbers count back from the last vertex so far. */
function addPolygon(
  words: readonly string[],
  vertices: number,
  { sizes, corners }: ObjBody,
  file: string,
  line: number,
): void {
  if (words.length < 4) throw meshError(file, `line ${line}: a face needs three corners`);
  for (let c = 1; c < words.length; c++) {
    const index = numberOf(words[c].split('/', 1)[0]);
    if (!Number.isInteger(index) || index === 0)
      throw meshError(file, `line ${line}: '${harmlessName(words[c], '').slice(0, 20)}' is no vertex number`);
    append(corners, index > 0 ? index - 1 : vertices + index);
  }
  append(sizes, words.length - 1);
}

/** Materialise writes '# 1 unit = 1000.000000 mm'. */
function unitOf(comment: string): number | null {
  const found = /\b1 unit = ([\d.]+) ?mm\b/.exec(comment);
  const unit = found === null ? 0 : numberOf(found[1]);
  return unit > 0 ? unit : null;
}

function checkIndices({ corners }: ObjBody, vertices: number, file: string): void {
  for (const v of numbersIn(corners)) {
    if (v < 0 || v >= vertices)
      throw meshError(file, `a face uses vertex ${v + 1}, but there are ${vertices} vertices`);
  }
}

function checkFinite(positions: Float64Array, file: string): void {
  for (let c = 0; c < positions.length; c++) {
    if (!Number.isFinite(Math.fround(positions[c])))
      throw meshError(file, `vertex ${Math.floor(c / 3) + 1} has a coordinate that is not a finite number`);
  }
}

/** The body with the vertices that it uses, in the file's order. */
function meshOf({ name, sizes, corners }: ObjBody, positions: Float64Array, remarks: string[]): NamedMesh[] {
  if (sizes.length === 0) return [];
  const list = growingNumbers();
  let first = 0;
  for (const size of numbersIn(sizes)) {
    fanOrEars(corners.data.subarray(first, first + size), positions, list);
    first += size;
  }
  const triangles = numbersIn(list);
  const place = new Uint32Array(positions.length / 3);
  for (const v of triangles) place[v] = 1;
  const own = growingNumbers();
  for (let v = 0; v < place.length; v++) {
    if (place[v] === 0) continue;
    place[v] = own.length / 3;
    for (let c = 0; c < 3; c++) append(own, positions[3 * v + c]);
  }
  return [
    {
      name,
      mesh: indexedMesh(
        numbersIn(own),
        triangles.map((v) => place[v]),
        remarks,
      ),
    },
  ];
}
