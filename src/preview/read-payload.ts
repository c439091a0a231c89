// Unpacks the model that the page carries.
import { MeshoptDecoder } from 'meshoptimizer/decoder';
import type { PreviewManifest, PreviewPart } from '../report/preview-payload.js';

export interface PreviewMesh {
  readonly name: string;
  readonly colour: readonly [number, number, number];
  /** x, y, z per vertex, mm LPS. */
  readonly positions: Float32Array;
  readonly triangles: Uint32Array;
}

export function readPayload(manifest: PreviewManifest, base64: string): readonly PreviewMesh[] {
  const data = bytesOf(base64);
  return manifest.parts.map((part) => ({
    name: part.name,
    colour: part.colour,
    positions: positionsOf(manifest, part, data),
    triangles: trianglesOf(part, data),
  }));
}

function bytesOf(base64: string): Uint8Array {
  const text = atob(base64.trim());
  const bytes = new Uint8Array(text.length);
  for (let n = 0; n < text.length; n++) bytes[n] = text.charCodeAt(n);
  return bytes;
}

function positionsOf(manifest: PreviewManifest, part: PreviewPart, data: Uint8Array): Float32Array {
  const lattice = new Uint16Array(4 * part.vertices);
  if (part.vertices > 0)
    MeshoptDecoder.decodeVertexBuffer(
      new Uint8Array(lattice.buffer),
      part.vertices,
      8,
      data.subarray(part.vertexBytes[0], part.vertexBytes[1]),
    );
  const positions = new Float32Array(3 * part.vertices);
  for (let v = 0; v < part.vertices; v++)
    for (let c = 0; c < 3; c++)
      positions[3 * v + c] = manifest.origin[c] + manifest.step * lattice[4 * v + c];
  return positions;
}

function trianglesOf(part: PreviewPart, data: Uint8Array): Uint32Array {
  const triangles = new Uint32Array(3 * part.triangles);
  if (part.triangles > 0)
    MeshoptDecoder.decodeIndexBuffer(
      new Uint8Array(triangles.buffer),
      triangles.length,
      4,
      data.subarray(part.indexBytes[0], part.indexBytes[1]),
    );
  return triangles;
}
