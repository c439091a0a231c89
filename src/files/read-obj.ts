// Wavefront OBJ: vertices and faces of any number of corners, one mesh an object ('o').
import { fanOrEars } from './fan-or-ears.js';
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
  readonly polygons: number[][];
}

/** `file` is the bare name of the file. Curves, colours, normals, textures and materials are left aside. */
export function readObj(bytes: Uint8Array, file: string): MeshFile {
  const positions: number[] = [];
  const bodies: ObjBody[] = [{ name: '', polygons: [] }];
  const remarks: string[] = [];
  let scale = 1;
  let line = 0;
  let carried = '';
  for (const part of textLines(bytes)) {
    line++;
    if (part.endsWith('\\')) {
      carried += `${part.slice(0, -1)} `;
      continue;
    }
    const words = (carried + part).trim().split(/\s+/);
    carried = '';
    if (words[0] === 'v') addVertex(words, positions, file);
    else if (words[0] === 'f')
      bodies[bodies.length - 1].polygons.push(polygonOf(words, positions, file, line));
    else if (words[0] === 'o')
      bodies.push({ name: harmlessName(utf8(words.slice(1).join(' ')), ''), polygons: [] });
    else if (words[0].startsWith('#')) scale = unitOf(part) ?? scale;
  }
  checkIndices(bodies, positions.length / 3, file);
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

function addVertex(words: readonly string[], positions: number[], file: string): void {
  for (let c = 1; c <= 3; c++) positions.push(numberOf(words[c]));
  if (words.length < 4)
    throw meshError(file, `vertex ${positions.length / 3} has fewer than three coordinates`);
}

/** 0-based; negative numbers count back from the last vertex so far. */
function polygonOf(
  words: readonly string[],
  positions: readonly number[],
  file: string,
  line: number,
): number[] {
  if (words.length < 4) throw meshError(file, `line ${line}: a face needs three corners`);
  return words.slice(1).map((word) => {
    const index = numberOf(word.split('/', 1)[0]);
    if (!Number.isInteger(index) || index === 0)
      throw meshError(file, `line ${line}: '${harmlessName(word, '').slice(0, 20)}' is no vertex number`);
    return index > 0 ? index - 1 : positions.length / 3 + index;
  });
}

/** Materialise writes '# 1 unit = 1000.000000 mm'. */
function unitOf(comment: string): number | null {
  const found = /\b1 unit = ([\d.]+) ?mm\b/.exec(comment);
  const unit = found === null ? 0 : numberOf(found[1]);
  return unit > 0 ? unit : null;
}

function checkIndices(bodies: readonly ObjBody[], vertices: number, file: string): void {
  for (const { polygons } of bodies) {
    for (const polygon of polygons) {
      for (const v of polygon) {
        if (v < 0 || v >= vertices)
          throw meshError(file, `a face uses vertex ${v + 1}, but there are ${vertices} vertices`);
      }
    }
  }
}

function checkFinite(positions: readonly number[], file: string): void {
  for (let c = 0; c < positions.length; c++) {
    if (!Number.isFinite(Math.fround(positions[c])))
      throw meshError(file, `vertex ${Math.floor(c / 3) + 1} has a coordinate that is not a finite number`);
  }
}

/** The body with the vertices that it uses, in the file's order. */
function meshOf({ name, polygons }: ObjBody, positions: readonly number[], remarks: string[]): NamedMesh[] {
  if (polygons.length === 0) return [];
  const triangles: number[] = [];
  for (const polygon of polygons) fanOrEars(polygon, positions, triangles);
  const place = new Uint32Array(positions.length / 3);
  for (const v of triangles) place[v] = 1;
  const own: number[] = [];
  for (let v = 0; v < place.length; v++) {
    if (place[v] === 0) continue;
    place[v] = own.length / 3;
    own.push(positions[3 * v], positions[3 * v + 1], positions[3 * v + 2]);
  }
  return [
    {
      name,
      mesh: indexedMesh(
        own,
        triangles.map((v) => place[v]),
        remarks,
      ),
    },
  ];
}
