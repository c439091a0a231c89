// Parts as one binary glTF file (Khronos, glTF 2.0), streamed: for viewers, web pages, headsets and slides.
import { UserError } from '../core/errors.js';
import type { ShownPart } from '../core/origin-colours.js';
import { areaNormals } from '../kernel/area-normals.js';
import { gltfDocument } from './gltf-document.js';
import type { ModelMeta } from './model-xml.js';
import { recordBytes } from './record-bytes.js';

const sizeLimit = 0xffffffff;
const [magic, version, jsonChunk, binChunk] = [0x46546c67, 2, 0x4e4f534a, 0x004e4942];
const blank = 32;

/**
 * The file's bytes in order; each chunk is the caller's. Vertices are the parts' own, mm LPS; the root node's matrix makes
 * them metres with the head up and the face forward, as glTF asks. Normals by area. Throws a UserError beyond 4 GB.
 */
export function* glbBytes(
  parts: readonly ShownPart[],
  meta: Omit<ModelMeta, 'placements'>,
): Generator<Uint8Array> {
  const { document, binBytes, order } = gltfDocument(parts, meta);
  const text = new TextEncoder().encode(JSON.stringify(document));
  const json = new Uint8Array(4 * Math.ceil(text.length / 4)).fill(blank);
  json.set(text);
  const total = 12 + 8 + json.length + 8 + binBytes;
  if (total > sizeLimit)
    throw new UserError('The GLB would be larger than 4 GB, more than glTF may hold.', 'Reduce the mesh.');
  yield words(magic, version, total, json.length, jsonChunk);
  yield json;
  yield words(binBytes, binChunk);
  for (const [p, { mesh, origin }] of parts.entries()) {
    yield* vectorBytes(mesh.positions);
    yield* normalBytes(mesh.positions, mesh.triangles);
    for (const { part, number, triangles } of order) {
      if (part !== p) continue;
      yield* indexBytes(mesh.triangles, pickOf(origin, number, triangles));
    }
  }
}

function words(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  for (const [n, value] of values.entries()) view.setUint32(4 * n, value, true);
  return bytes;
}

const vectorBytes = (values: Float32Array): Generator<Uint8Array> =>
  recordBytes(values.length, 4, (view, at, n) => view.setFloat32(at, values[n], true));

function* normalBytes(positions: Float32Array, triangles: Uint32Array): Generator<Uint8Array> {
  const normals = new Float64Array(positions.length);
  areaNormals(positions, triangles, normals);
  yield* recordBytes(positions.length / 3, 12, (view, at, v) => {
    const [x, y, z] = [normals[3 * v], normals[3 * v + 1], normals[3 * v + 2]];
    const length = Math.sqrt(x * x + y * y + z * z);
    // One of length 1 must stand there, also where the sheets of a fold cancel out.
    view.setFloat32(at, length > 0 ? x / length : 0, true);
    view.setFloat32(at + 4, length > 0 ? y / length : 0, true);
    view.setFloat32(at + 8, length > 0 ? z / length : 1, true);
  });
}

/** Which triangles come from there. */
function pickOf(origin: Uint8Array | undefined, number: number, count: number): Uint32Array | null {
  if (origin === undefined || count === origin.length) return null;
  const pick = new Uint32Array(count);
  for (let f = 0, n = 0; f < origin.length; f++) if (origin[f] === number) pick[n++] = f;
  return pick;
}

const indexBytes = (triangles: Uint32Array, pick: Uint32Array | null): Generator<Uint8Array> =>
  recordBytes(pick?.length ?? triangles.length / 3, 12, (view, at, n) => {
    const t = 3 * (pick === null ? n : pick[n]);
    for (let c = 0; c < 3; c++) view.setUint32(at + 4 * c, triangles[t + c], true);
  });
