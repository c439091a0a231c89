// Parts as one Wavefront OBJ file, streamed: an object a part, its colours by name in a file of their own (`mtlBytes`).
import { originsIn, type ShownPart } from '../core/origin-colours.js';
import { origins } from '../core/print-model.js';
import { floatTextLimit, writeFloat, writeWhole } from './float-text.js';
import { type Alteration, frameLine, modelMarks } from './model-marks.js';
import { partNames } from './part-names.js';

const bufferSize = 1 << 16;
const encoder = new TextEncoder();
const [space, newline, letterV, letterF] = [32, 10, 118, 102];

/**
 * The file's bytes in order; each chunk is the caller's. The patient's frame (LPS), mm; float32 coordinates to the bit.
 * `colours` is the name of the file of the colours, which lies beside it.
 */
export function* objBytes(
  parts: readonly ShownPart[],
  colours: string,
  altered: Alteration = {},
): Generator<Uint8Array> {
  const marks = modelMarks(altered).map((mark) => `# ${mark}\n`);
  yield encoder.encode(`# ${frameLine}\n${marks.join('')}mtllib ${colours}\n`);
  const names = partNames(parts);
  let first = 1;
  for (const [p, part] of parts.entries()) {
    yield encoder.encode(`o ${names[p]}\n`);
    yield* vertexLines(part.mesh.positions);
    yield* faceLines(part, p, first);
    first += part.mesh.positions.length / 3;
  }
}

/** What the colour of a part's triangles from there is called: a word of ASCII, whatever the part is called. */
export const materialName = (part: number, origin: number): string => `part-${part + 1}-${origins[origin]}`;

function* vertexLines(positions: Float32Array): Generator<Uint8Array> {
  const bytes = new Uint8Array(bufferSize);
  const full = bufferSize - 8 - 3 * floatTextLimit;
  let at = 0;
  for (let v = 0; v < positions.length; v += 3) {
    bytes[at++] = letterV;
    for (let c = 0; c < 3; c++) {
      bytes[at++] = space;
      at = writeFloat(positions[v + c], bytes, at);
    }
    bytes[at++] = newline;
    if (at < full) continue;
    yield bytes.slice(0, at);
    at = 0;
  }
  yield bytes.slice(0, at);
}

function* faceLines(part: ShownPart, p: number, first: number): Generator<Uint8Array> {
  const { origin, mesh } = part;
  const { triangles } = mesh;
  const uses: Uint8Array[] = [];
  for (const number of originsIn(part)) uses[number] = encoder.encode(`usemtl ${materialName(p, number)}\n`);
  const bytes = new Uint8Array(bufferSize);
  let at = 0;
  let used = -1;
  for (let t = 0; t < triangles.length; t += 3) {
    const here = origin === undefined ? 0 : origin[t / 3];
    if (here !== used) {
      bytes.set(uses[here], at);
      at += uses[here].length;
      used = here;
    }
    bytes[at++] = letterF;
    for (let c = 0; c < 3; c++) {
      bytes[at++] = space;
      at = writeWhole(first + triangles[t + c], bytes, at);
    }
    bytes[at++] = newline;
    if (at < bufferSize - 256) continue;
    yield bytes.slice(0, at);
    at = 0;
  }
  yield bytes.slice(0, at);
}
