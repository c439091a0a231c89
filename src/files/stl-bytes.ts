// Parts as one binary STL file, in the patient's frame, a stretch of triangles at a time.
import type { Part } from '../core/mesh.js';
import { type Alteration, frameWords, modelMarks, useWords } from './model-marks.js';

const trianglesPerChunk = 4096;
const headerBytes = 80;
const mostTriangles = 2 ** 32 - 1;

type Shape = Pick<Part, 'mesh'>;

/**
 * The file's bytes in order; each chunk is the caller's. Several parts stand one after the other: the file does not tell
 * them apart. Normals from the float64 cross product; attributes 0.
 */
export function* stlBytes(of: Shape | readonly Shape[], altered: Alteration = {}): Generator<Uint8Array> {
  const parts = 'mesh' in of ? [of] : of;
  const count = parts.reduce((sum, { mesh }) => sum + mesh.triangles.length / 3, 0);
  if (count > mostTriangles) throw new RangeError('an STL holds fewer than 2^32 triangles');
  const head = new Uint8Array(headerBytes + 4);
  new TextEncoder().encodeInto(headerText(altered), head);
  new DataView(head.buffer).setUint32(headerBytes, count, true);
  yield head;
  for (const { mesh } of parts) {
    const { positions, triangles } = mesh;
    const last = triangles.length / 3;
    for (let first = 0; first < last; first += trianglesPerChunk)
      yield triangleBytes(positions, triangles, first, Math.min(last, first + trianglesPerChunk));
  }
}

/** No name and no date; must not start with 'solid'. The marks come whole, before what may be left out. */
function headerText(altered: Alteration): string {
  const said = [frameWords, ...modelMarks(altered)].join('; ');
  const all = `${said}; ${useWords}`;
  return (all.length <= headerBytes ? all : said).padEnd(headerBytes);
}

function triangleBytes(p: Float32Array, t: Uint32Array, first: number, end: number): Uint8Array {
  const chunk = new Uint8Array(50 * (end - first));
  const view = new DataView(chunk.buffer);
  for (let f = first, at = 0; f < end; f++, at += 50) {
    const [a, b, c] = [3 * t[3 * f], 3 * t[3 * f + 1], 3 * t[3 * f + 2]];
    const [ux, uy, uz] = [p[b] - p[a], p[b + 1] - p[a + 1], p[b + 2] - p[a + 2]];
    const [vx, vy, vz] = [p[c] - p[a], p[c + 1] - p[a + 1], p[c + 2] - p[a + 2]];
    const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    const length = Math.sqrt(nx * nx + ny * ny + nz * nz);
    const scale = length > 0 ? 1 / length : 0;
    view.setFloat32(at, nx * scale, true);
    view.setFloat32(at + 4, ny * scale, true);
    view.setFloat32(at + 8, nz * scale, true);
    for (let k = 0; k < 3; k++) {
      view.setFloat32(at + 12 + 4 * k, p[a + k], true);
      view.setFloat32(at + 24 + 4 * k, p[b + k], true);
      view.setFloat32(at + 36 + 4 * k, p[c + k], true);
    }
  }
  return chunk;
}
