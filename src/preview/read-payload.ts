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
    maps: Object.fromEntries(part.values.map((one) => [one.name, valuesOf(one, part.vertices, data)])),
  }));
}

/** The scan; some ten milliseconds a million voxels. */
export function readScan(
  { size, origin, spacing, unit, window, low, step, scale, bytes }: PreviewScan,
  data: Uint8Array,
): ShownScan {
  const levels = levelsOf(inflateSync(data.subarray(...bytes)), size);
  const values = Int16Array.from(levels, (level) => low + step * level);
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
  return Float32Array.from(lattice, (q, n) => origin[n % 3] + step * q);
}

function valuesOf({ low, step, bytes }: PreviewValues, vertices: number, data: Uint8Array): Float32Array {
  return Float32Array.from(decoded(data, bytes, vertices, 4), (q) =>
    q === 0 ? Number.NaN : low + step * (q - 1),
  );
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
