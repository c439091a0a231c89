// A part as a binary PLY file (Turk, The PLY polygon file format, 1994), streamed: with colours and what was measured at its vertices.
import { originColours, originsIn, type ShownPart } from '../core/origin-colours.js';
import { origins } from '../core/print-model.js';
import { type Alteration, frameLine, modelMarks } from './model-marks.js';
import { partNames } from './part-names.js';
import { recordBytes } from './record-bytes.js';

/** One number a vertex, such as how far it lies from another surface, mm. */
export interface VertexScalars {
  /** Letters, digits and '_'; none of the names that PLY has for something else. */
  readonly name: string;
  readonly values: Float32Array;
}

const taken = ['x', 'y', 'z', 'nx', 'ny', 'nz', 'red', 'green', 'blue', 'alpha', 's', 't', 'u', 'v'];

/** The file's bytes in order; each chunk is the caller's. The patient's frame (LPS), mm. */
export function* plyBytes(
  part: ShownPart,
  scalars: readonly VertexScalars[] = [],
  altered: Alteration = {},
): Generator<Uint8Array> {
  const { positions, triangles } = part.mesh;
  const vertices = positions.length / 3;
  for (const { name, values } of scalars) {
    if (!/^[a-z]\w*$/i.test(name) || taken.includes(name.toLowerCase()))
      throw new RangeError(`'${name}' cannot name a property of PLY`);
    if (values.length !== vertices) throw new RangeError(`one value of '${name}' a vertex`);
  }
  yield new TextEncoder().encode(header(part, scalars, altered));
  const colours = vertexColours(part);
  yield* recordBytes(vertices, 15 + 4 * scalars.length, (view, at, v) => {
    for (let c = 0; c < 3; c++) view.setFloat32(at + 4 * c, positions[3 * v + c], true);
    for (let c = 0; c < 3; c++) view.setUint8(at + 12 + c, colours[3 * v + c]);
    for (let n = 0; n < scalars.length; n++) view.setFloat32(at + 15 + 4 * n, scalars[n].values[v], true);
  });
  const origin = hasOrigins(part) ? part.origin : undefined;
  yield* recordBytes(triangles.length / 3, origin === undefined ? 13 : 14, (view, at, f) => {
    view.setUint8(at, 3);
    for (let c = 0; c < 3; c++) view.setInt32(at + 1 + 4 * c, triangles[3 * f + c], true);
    if (origin !== undefined) view.setUint8(at + 13, origin[f]);
  });
}

const hasOrigins = (part: ShownPart): boolean => originsIn(part).some((number) => number !== 0);

function header(part: ShownPart, scalars: readonly VertexScalars[], altered: Alteration): string {
  const made = hasOrigins(part);
  const lines = [
    'ply',
    'format binary_little_endian 1.0',
    `comment ${frameLine}`,
    ...modelMarks(altered).map((mark) => `comment ${mark}`),
    `comment part ${plainAscii(partNames([part])[0])}`,
    ...(made ? [`comment origin ${origins.map((name, number) => `${number} ${name}`).join(', ')}`] : []),
    `element vertex ${part.mesh.positions.length / 3}`,
    ...['x', 'y', 'z'].map((axis) => `property float ${axis}`),
    ...['red', 'green', 'blue'].map((channel) => `property uchar ${channel}`),
    ...scalars.map(({ name }) => `property float ${name}`),
    `element face ${part.mesh.triangles.length / 3}`,
    'property list uchar int vertex_indices',
    ...(made ? ['property uchar origin'] : []),
    'end_header',
  ];
  return `${lines.join('\n')}\n`;
}

/** The header is ASCII, its lines short: other letters by their numbers. */
const plainAscii = (text: string): string =>
  text.replace(/[^ -~]/gu, (letter) => `\\u{${(letter.codePointAt(0) ?? 0).toString(16)}}`).slice(0, 200);

/** Red, green, blue a vertex. Where triangles of several origins meet, what was made is seen, not the anatomy. */
function vertexColours({ colour, mesh, origin }: ShownPart): Uint8Array {
  const table = originColours(colour).map((rgb) =>
    rgb.map((share) => Math.round(255 * Math.min(1, Math.max(0, share)))),
  );
  const strongest = new Uint8Array(mesh.positions.length / 3);
  if (origin !== undefined) {
    for (let t = 0; t < mesh.triangles.length; t++) {
      const v = mesh.triangles[t];
      const here = origin[(t - (t % 3)) / 3];
      if (here > strongest[v]) strongest[v] = here;
    }
  }
  const colours = new Uint8Array(mesh.positions.length);
  for (let c = 0; c < colours.length; c++) colours[c] = table[strongest[(c - (c % 3)) / 3]][c % 3];
  return colours;
}
