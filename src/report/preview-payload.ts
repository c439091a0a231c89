// The model as the page carries it: positions on a 16-bit lattice and indices, compressed by meshoptimizer.
import { MeshoptEncoder, MeshoptSimplifier } from 'meshoptimizer';
import { boundsOf, type Mesh, type Part, triangleCount, vertexCount } from '../core/mesh.js';

/** Where a part's bytes lie in the payload. */
export interface PreviewPart {
  readonly name: string;
  readonly colour: readonly [number, number, number];
  readonly vertices: number;
  readonly triangles: number;
  /** Byte ranges [from, to) in the data: the vertex buffer (four uint16 a vertex: x, y, z, 0), the index buffer. */
  readonly vertexBytes: readonly [number, number];
  readonly indexBytes: readonly [number, number];
}

/** A lattice point q stands for origin + step·q, mm LPS. */
export interface PreviewManifest {
  readonly origin: readonly [number, number, number];
  readonly step: number;
  /** About how far thinning for display moved the surface, mm; null if nothing was thinned. */
  readonly thinned: number | null;
  readonly parts: readonly PreviewPart[];
}

export interface PreviewPayload {
  readonly manifest: PreviewManifest;
  readonly data: Uint8Array;
}

// Above this the page is slow to open on a plain laptop; the files still hold every triangle.
const mostTriangles = 1_000_000;

/** For display alone: every measurement is made on the meshes themselves. The same parts give the same bytes. */
export async function previewPayload(parts: readonly Part[], most = mostTriangles): Promise<PreviewPayload> {
  await Promise.all([MeshoptEncoder.ready, MeshoptSimplifier.ready]);
  const { origin, step } = lattice(parts);
  const total = parts.reduce((sum, part) => sum + triangleCount(part.mesh), 0);
  const chunks: Uint8Array[] = [];
  let at = 0;
  let thinned: number | null = null;
  const put = (bytes: Uint8Array): readonly [number, number] => {
    chunks.push(bytes);
    at += bytes.length;
    return [at - bytes.length, at];
  };
  const listed = parts.map((part): PreviewPart => {
    const thin = total > most ? thinnedMesh(part.mesh, most / total) : null;
    if (thin) thinned = Math.max(thinned ?? 0, thin.moved);
    const { vertices, bytes, triangles } = packed(thin?.mesh ?? part.mesh, origin, step);
    const vertexBytes = put(encodeVertices(bytes, vertices));
    const indexBytes = put(encodeTriangles(triangles));
    return {
      name: part.name,
      colour: part.colour,
      vertices,
      triangles: triangles.length / 3,
      vertexBytes,
      indexBytes,
    };
  });
  return { manifest: { origin, step, thinned, parts: listed }, data: joined(chunks, at) };
}

// One lattice for all parts, so that parts that touch stay touching.
function lattice(parts: readonly Part[]): { origin: [number, number, number]; step: number } {
  const boxes = parts.filter((part) => vertexCount(part.mesh) > 0).map((part) => boundsOf(part.mesh));
  if (boxes.length === 0) return { origin: [0, 0, 0], step: 1 };
  const low = (c: 0 | 1 | 2): number => Math.min(...boxes.map((box) => box.min[c]));
  const high = (c: 0 | 1 | 2): number => Math.max(...boxes.map((box) => box.max[c]));
  const widest = Math.max(high(0) - low(0), high(1) - low(1), high(2) - low(2));
  return { origin: [low(0), low(1), low(2)], step: widest > 0 ? widest / 65535 : 1 };
}

function thinnedMesh(mesh: Mesh, share: number): { readonly mesh: Mesh; readonly moved: number } {
  const target = 3 * Math.floor(triangleCount(mesh) * share);
  const [triangles, error] = MeshoptSimplifier.simplify(mesh.triangles, mesh.positions, 3, target, 1);
  return {
    mesh: { positions: mesh.positions, triangles },
    moved: error * MeshoptSimplifier.getScale(mesh.positions, 3),
  };
}

function packed(
  mesh: Mesh,
  origin: readonly number[],
  step: number,
): { readonly vertices: number; readonly bytes: Uint8Array; readonly triangles: Uint32Array } {
  const triangles = mesh.triangles.slice();
  if (triangles.length === 0) return { vertices: 0, bytes: new Uint8Array(0), triangles };
  const [place, vertices] = MeshoptEncoder.reorderMesh(triangles, true, true);
  const points = new Uint16Array(4 * vertices);
  for (let v = 0; v < place.length; v++) {
    const to = 4 * place[v];
    if (to >= points.length) continue; // no triangle uses this vertex
    for (let c = 0; c < 3; c++)
      points[to + c] = Math.min(
        65535,
        Math.max(0, Math.round((mesh.positions[3 * v + c] - origin[c]) / step)),
      );
  }
  return { vertices, bytes: new Uint8Array(points.buffer), triangles };
}

const encodeVertices = (bytes: Uint8Array, vertices: number): Uint8Array =>
  vertices === 0 ? bytes : MeshoptEncoder.encodeVertexBuffer(bytes, vertices, 8);

const encodeTriangles = (triangles: Uint32Array): Uint8Array =>
  triangles.length === 0
    ? new Uint8Array(0)
    : MeshoptEncoder.encodeIndexBuffer(new Uint8Array(triangles.buffer), triangles.length, 4);

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
