// Unpacks what the page carries: the model, what is known of its vertices, and the scan.
import { inflateSync } from 'fflate';
import { MeshoptDecoder } from 'meshoptimizer/decoder';
import { levelsOf } from '../core/level-bytes.js';
import type { ShownScan } from '../core/shown-scan.js';
import type { SurfaceMaps } from '../core/surface-map.js';
import type {
  ByteRange,
  PreviewManifest,
  PreviewPart,
  PreviewScan,
  PreviewValues,
} from '../report/preview-manifest.js';

export interface PreviewMesh {
  readonly name: string;
  readonly colour: readonly [number, number, number];
  readonly body: number;
  /** x, y, z per vertex, mm LPS. */
  readonly positions: Float32Array;
  readonly triangles: Uint32Array;
  readonly maps: SurfaceMaps;
}

export function readPayload(manifest: PreviewManifest, data: Uint8Array): readonly PreviewMesh[] {
  return manifest.parts.map((part) => ({
    name: part.name,
    colour: part.colour,
    body: part.body,
    positions: positionsOf(manifest, part, data),
    triangles: trianglesOf(part, data),
    maps: mapsOf(part, data),
  }));
}

/** The scan; some ten milliseconds a million voxels. */
export function readScan(
  { size, origin, spacing, unit, window, low, step, scale, bytes }: PreviewScan,
  data: Uint8Array,
): ShownScan {
  const levels = levelsOf(inflateSync(data.subarray(...bytes)), size);
  // The topmost level may stand for a little more than 16 bits hold.
  const values = Int16Array.from(levels, (level) => Math.min(32767, low + step * level));
  return { size, origin, spacing, unit, window, values, ...(scale === 1 ? {} : { step: scale }) };
}

export function bytesOf(base64: string): Uint8Array {
  const text = atob(base64.trim());
  const bytes = new Uint8Array(text.length);
  for (let n = 0; n < text.length; n++) bytes[n] = text.charCodeAt(n);
  return bytes;
}

function decoded(data: Uint8Array, bytes: ByteRange, vertices: number, stride: number): Int32Array {
  const numbers = new Int32Array((vertices * stride) / 4);
  if (vertices > 0)
    MeshoptDecoder.decodeVertexBuffer(
      new Uint8Array(numbers.buffer),
      vertices,
      stride,
      data.subarray(...bytes),
    );
  return numbers;
}

function positionsOf({ origin, step }: PreviewManifest, part: PreviewPart, data: Uint8Array): Float32Array {
  const lattice = decoded(data, part.vertexBytes, part.vertices, 12);
  // A plain loop: a third of the time of Float32Array.from, which asks an iterator for every number.
  const positions = new Float32Array(lattice.length);
  for (let n = 0; n < positions.length; n += 3) {
    positions[n] = origin[0] + step * lattice[n];
    positions[n + 1] = origin[1] + step * lattice[n + 1];
    positions[n + 2] = origin[2] + step * lattice[n + 2];
  }
  return positions;
}

/** Each unpacked when it is first looked at: most readers never do. */
function mapsOf({ values, vertices }: PreviewPart, data: Uint8Array): SurfaceMaps {
  const maps: SurfaceMaps = {};
  for (const one of values) {
    let known: Float32Array | null = null;
    const get = (): Float32Array => {
      known ??= valuesOf(one, vertices, data);
      return known;
    };
    Object.defineProperty(maps, one.name, { enumerable: true, get });
  }
  return maps;
}

function valuesOf({ low, step, bytes }: PreviewValues, vertices: number, data: Uint8Array): Float32Array {
  const levels = decoded(data, bytes, vertices, 4);
  const values = new Float32Array(levels.length);
  for (let v = 0; v < values.length; v++)
    values[v] = levels[v] === 0 ? Number.NaN : low + step * (levels[v] - 1);
  return values;
}

function trianglesOf(part: PreviewPart, data: Uint8Array): Uint32Array {
  const triangles = new Uint32Array(3 * part.triangles);
  if (part.triangles > 0)
    MeshoptDecoder.decodeIndexBuffer(
      new Uint8Array(triangles.buffer),
      triangles.length,
      4,
      data.subarray(...part.indexBytes),
    );
  return triangles;
}
