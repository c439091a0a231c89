// The mesh of a 3MF object as XML (core specification 1.4), a stretch of vertices or triangles at a time.
import { originsIn, type ShownPart } from '../core/origin-colours.js';
import { floatTextLimit, writeFloat, writeWhole } from './float-text.js';

const bufferSize = 1 << 16;
const encoder = new TextEncoder();
const vertexX = encoder.encode('<vertex x="');
const attributeY = encoder.encode('" y="');
const attributeZ = encoder.encode('" z="');
const triangleV1 = encoder.encode('<triangle v1="');
const attributeV2 = encoder.encode('" v2="');
const attributeV3 = encoder.encode('" v3="');
const end = encoder.encode('"/>\n');

/** Each chunk is the caller's. `colourOf`: what a triangle from there says of its colour (`ModelColours.of`). */
export function* meshXml(part: ShownPart, colourOf: (origin: number) => string): Generator<Uint8Array> {
  yield encoder.encode('<mesh>\n<vertices>\n');
  yield* vertexXml(part.mesh.positions);
  yield encoder.encode('</vertices>\n<triangles>\n');
  yield* triangleXml(part, colourOf);
  yield encoder.encode('</triangles>\n</mesh>\n');
}

function* vertexXml(positions: Float32Array): Generator<Uint8Array> {
  const bytes = new Uint8Array(bufferSize);
  const full = bufferSize - 64 - 3 * floatTextLimit;
  let at = 0;
  for (let v = 0; v < positions.length; v += 3) {
    at = put(vertexX, bytes, at);
    at = writeFloat(positions[v], bytes, at);
    at = put(attributeY, bytes, at);
    at = writeFloat(positions[v + 1], bytes, at);
    at = put(attributeZ, bytes, at);
    at = writeFloat(positions[v + 2], bytes, at);
    at = put(end, bytes, at);
    if (at < full) continue;
    yield bytes.slice(0, at);
    at = 0;
  }
  yield bytes.slice(0, at);
}

function* triangleXml(part: ShownPart, colourOf: (origin: number) => string): Generator<Uint8Array> {
  const { origin, mesh } = part;
  const { triangles } = mesh;
  const ends: Uint8Array[] = [];
  for (const number of originsIn(part)) ends[number] = encoder.encode(`"${colourOf(number)}/>\n`);
  const bytes = new Uint8Array(bufferSize);
  let at = 0;
  for (let t = 0; t < triangles.length; t += 3) {
    at = put(triangleV1, bytes, at);
    at = writeWhole(triangles[t], bytes, at);
    at = put(attributeV2, bytes, at);
    at = writeWhole(triangles[t + 1], bytes, at);
    at = put(attributeV3, bytes, at);
    at = writeWhole(triangles[t + 2], bytes, at);
    at = put(origin === undefined ? end : ends[origin[t / 3]], bytes, at);
    if (at < bufferSize - 256) continue;
    yield bytes.slice(0, at);
    at = 0;
  }
  yield bytes.slice(0, at);
}

function put(text: Uint8Array, bytes: Uint8Array, at: number): number {
  for (let c = 0; c < text.length; c++) bytes[at + c] = text[c];
  return at + text.length;
}
