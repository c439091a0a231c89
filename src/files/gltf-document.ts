// The JSON of a glTF 2.0 file: one node and one mesh a part, a primitive for each origin of its triangles.
import type { Colour } from '../core/colour.js';
import { boundsOf, triangleCount, vertexCount } from '../core/mesh.js';
import { originColours, originsIn, type ShownPart } from '../core/origin-colours.js';
import { origins } from '../core/print-model.js';
import { modelMarks } from './model-marks.js';
import type { ModelMeta } from './model-xml.js';
import { partNames } from './part-names.js';

export interface GltfLayout {
  readonly document: object;
  /** What the buffer holds: for each part positions, normals (float32), then the indices (uint32) in this order. */
  readonly order: readonly Indices[];
  readonly binBytes: number;
}

interface Indices {
  readonly part: number;
  /** Of the origin. */
  readonly number: number;
  readonly triangles: number;
}

/** Column by column: x = left, y = up, z = forward, metres, of left, back, up in mm. */
const uprightMetres = [0.001, 0, 0, 0, 0, 0, -0.001, 0, 0, 0.001, 0, 0, 0, 0, 0, 1];
const [float, uint] = [5126, 5125];
const [vertexData, indexData] = [34962, 34963];

export function gltfDocument(parts: readonly ShownPart[], meta: Omit<ModelMeta, 'placements'>): GltfLayout {
  const names = partNames(parts);
  const order = parts.flatMap(indicesOf);
  const bufferViews: object[] = [];
  const accessors: object[] = [];
  let binBytes = 0;
  const add = (bytes: number, target: number, accessor: object): number => {
    bufferViews.push({ buffer: 0, byteOffset: binBytes, byteLength: bytes, target });
    accessors.push({ bufferView: bufferViews.length - 1, ...accessor });
    binBytes += bytes;
    return accessors.length - 1;
  };
  const meshes = parts.map(({ mesh }, part) => {
    const count = vertexCount(mesh);
    const vectors = { componentType: float, count, type: 'VEC3' };
    const attributes = {
      POSITION: add(12 * count, vertexData, { ...vectors, ...boundsOf(mesh) }),
      NORMAL: add(12 * count, vertexData, vectors),
    };
    const primitives = order.flatMap((indices, material) => {
      if (indices.part !== part) return [];
      const corners = 3 * indices.triangles;
      const scalar = { componentType: uint, count: corners, type: 'SCALAR' };
      return [{ attributes, indices: add(4 * corners, indexData, scalar), material }];
    });
    return { name: names[part], primitives };
  });
  const document = {
    asset: { version: '2.0', generator: meta.application, extras: { disclaimer } },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [rootNode(meta, parts.length), ...names.map((name, mesh) => ({ name, mesh }))],
    meshes,
    materials: order.map(({ part, number }) => material(names[part], parts[part].colour, number)),
    accessors,
    bufferViews,
    buffers: [{ byteLength: binBytes }],
  };
  return { document, order, binBytes };
}

const disclaimer = 'Not cleared for diagnostic use; to be reviewed by a qualified person.';

function indicesOf(shown: ShownPart, part: number): Indices[] {
  const all = originsIn(shown);
  const { origin, mesh } = shown;
  if (origin === undefined || all.length === 1)
    return [{ part, number: all[0], triangles: triangleCount(mesh) }];
  const counts = new Uint32Array(origins.length);
  for (const number of origin) counts[number]++;
  return all.map((number) => ({ part, number, triangles: counts[number] }));
}

function rootNode(meta: Omit<ModelMeta, 'placements'>, parts: number): object {
  const { mirrored = null, scale = 1, tolerance } = meta;
  return {
    name: [meta.title, ...modelMarks(meta)].join(' – '),
    matrix: uprightMetres,
    children: Array.from({ length: parts }, (_, p) => p + 1),
    extras: { frame: 'LPS', unit: 'mm', mirrored, scale, ...(tolerance === undefined ? {} : { tolerance }) },
  };
}

function material(part: string, colour: Colour, number: number): object {
  const linear = originColours(colour)[number].map((share) => {
    const s = Math.min(1, Math.max(0, share));
    const light = s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
    // Powers differ in their last digits from machine to machine.
    return Math.round(light * 1e4) / 1e4;
  });
  return {
    name: number === 0 ? part : `${part}, ${origins[number]}`,
    pbrMetallicRoughness: { baseColorFactor: [...linear, 1], metallicFactor: 0, roughnessFactor: 0.65 },
  };
}
