// The model as the page carries it: positions on a fine lattice, indices and maps, compressed by meshoptimizer; and the scan.
import { MeshoptEncoder, MeshoptSimplifier } from 'meshoptimizer';
import { boundsOf, type Mesh, type Part, triangleCount, vertexCount } from '../core/mesh.js';
import type { ShownScan } from '../core/shown-scan.js';
import { mapNames } from '../core/surface-map.js';
import type { ByteRange, PreviewManifest, PreviewPart, PreviewValues } from './preview-manifest.js';
import { type MapMarks, previewMaps } from './preview-maps.js';
import { previewScan } from './preview-scan.js';
import type { ShownBody } from './shown-bodies.js';

export interface PreviewPayload {
  readonly manifest: PreviewManifest;
  readonly data: Uint8Array;
}

// Above this the page is slow to open on a plain laptop; the files still hold every triangle.
const mostTriangles = 1_000_000;

export interface PayloadWish {
  readonly marks?: MapMarks;
  /** Triangles, at most. */
  readonly most?: number;
}

/** For display alone: every measurement is made on the meshes themselves. The same parts give the same bytes. */
export async function previewPayload(
  bodies: readonly ShownBody[],
  scan: ShownScan | null = null,
  { marks = { tolerance: 0, thinnestWall: null }, most = mostTriangles }: PayloadWish = {},
): Promise<PreviewPayload> {
  await Promise.all([MeshoptEncoder.ready, MeshoptSimplifier.ready]);
  const { origin, step } = lattice(bodies);
  const total = bodies.reduce((sum, { mesh }) => sum + triangleCount(mesh), 0);
  const chunks: Uint8Array[] = [];
  let at = 0;
  let thinned: number | null = null;
  const put = (bytes: Uint8Array): ByteRange => {
    chunks.push(bytes);
    at += bytes.length;
    return [at - bytes.length, at];
  };
  const parts = bodies.map((body): PreviewPart => {
    const thin = total > most ? thinnedMesh(body.mesh, most / total) : null;
    if (thin) thinned = Math.max(thinned ?? 0, thin.moved);
    const { place, vertices, bytes, triangles } = packed(thin?.mesh ?? body.mesh, origin, step);
    return {
      name: body.name,
      colour: body.colour,
      body: body.body,
      vertices,
      triangles: triangles.length / 3,
      vertexBytes: put(encodeVertices(bytes, vertices, 12)),
      indexBytes: put(encodeTriangles(triangles)),
      values: valuesOf(body, place, vertices, put),
    };
  });
  const maps = previewMaps(
    bodies.map((body) => body.maps ?? {}),
    marks,
  );
  const shown = scan === null ? null : previewScan(scan, put);
  return { manifest: { origin, step, thinned, parts, maps, scan: shown }, data: joined(chunks, at) };
}

/** Finer than anybody reads. */
const valueStep = 0.001;

/** What is known of the body's vertices, in the order of the packed ones. */
function valuesOf(
  { maps = {} }: ShownBody,
  place: Uint32Array,
  vertices: number,
  put: (bytes: Uint8Array) => ByteRange,
): readonly PreviewValues[] {
  return mapNames.flatMap((name): PreviewValues[] => {
    const values = maps[name];
    if (values === undefined || vertices === 0) return [];
    const known = values.filter((value) => Number.isFinite(value));
    if (known.length === 0) return [];
    const low = Math.round(known.reduce((least, value) => Math.min(least, value)) / valueStep) * valueStep;
    const levels = new Uint32Array(vertices);
    for (let v = 0; v < place.length; v++)
      if (place[v] < vertices && Number.isFinite(values[v]))
        levels[place[v]] = 1 + Math.max(0, Math.round((values[v] - low) / valueStep));
    const bytes = put(encodeVertices(new Uint8Array(levels.buffer), vertices, 4));
    return [{ name, low, step: valueStep, bytes }];
  });
}

/** mm. Two points are then as far apart as in the model within 0.4 µm. */
const latticeStep = 0.0002;

// One lattice for all parts, so that parts that touch stay touching.
function lattice(parts: readonly Part[]): { origin: readonly [number, number, number]; step: number } {
  const boxes = parts.filter((part) => vertexCount(part.mesh) > 0).map((part) => boundsOf(part.mesh));
  if (boxes.length === 0) return { origin: [0, 0, 0], step: latticeStep };
  const low = (c: 0 | 1 | 2): number => Math.min(...boxes.map((box) => box.min[c]));
  return { origin: [low(0), low(1), low(2)], step: latticeStep };
}

/** mm: no picture is worth more; then the page is larger. Where bodies were made of one, their seams stay. */
const mostMoved = 0.2;

function thinnedMesh(mesh: Mesh, share: number): { readonly mesh: Mesh; readonly moved: number } {
  const target = 3 * Math.floor(triangleCount(mesh) * share);
  const [triangles, moved] = MeshoptSimplifier.simplify(
    mesh.triangles,
    mesh.positions,
    3,
    target,
    mostMoved,
    ['LockBorder', 'ErrorAbsolute'],
  );
  return { mesh: { positions: mesh.positions, triangles }, moved };
}

interface Packed {
  /** Where each vertex of the mesh stands now; beyond `vertices`: no triangle uses it. */
  readonly place: Uint32Array;
  readonly vertices: number;
  readonly bytes: Uint8Array;
  readonly triangles: Uint32Array;
}

function packed(mesh: Mesh, origin: readonly number[], step: number): Packed {
  const triangles = mesh.triangles.slice();
  if (triangles.length === 0)
    return { place: new Uint32Array(0), vertices: 0, bytes: new Uint8Array(0), triangles };
  const [place, vertices] = MeshoptEncoder.reorderMesh(triangles, true, true);
  const points = new Int32Array(3 * vertices);
  for (let v = 0; v < place.length; v++) {
    if (place[v] >= vertices) continue;
    for (let c = 0; c < 3; c++)
      points[3 * place[v] + c] = Math.round((mesh.positions[3 * v + c] - origin[c]) / step);
  }
  return { place, vertices, bytes: new Uint8Array(points.buffer), triangles };
}

const encodeVertices = (bytes: Uint8Array, vertices: number, stride: number): Uint8Array =>
  vertices === 0 ? bytes : MeshoptEncoder.encodeVertexBuffer(bytes, vertices, stride);

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
