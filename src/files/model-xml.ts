// The 3D model part of a 3MF package (core specification 1.4): XML text, a stretch of vertices at a time.
import type { Colour } from '../core/colour.js';
import { boundsOf, type Mesh, type Part } from '../core/mesh.js';
import { floatTextLimit, writeFloat, writeWhole } from './float-text.js';

/** What the file says of itself. Nothing of the patient. */
export interface ModelMeta {
  readonly title: string;
  /** Program and version. */
  readonly application: string;
  /** What `--tolerance` promised, mm. */
  readonly tolerance?: number;
}

/** Own metadata must stand in a namespace of our own. */
export const modelNamespace = 'urn:isocast:model:1';
const coreNamespace = 'http://schemas.microsoft.com/3dmanufacturing/core/2015/02';
const disclaimer = 'Not cleared for diagnostic use; to be reviewed by a qualified person.';

const bufferSize = 1 << 16;
const encoder = new TextEncoder();
const vertexX = encoder.encode('<vertex x="');
const attributeY = encoder.encode('" y="');
const attributeZ = encoder.encode('" z="');
const triangleV1 = encoder.encode('<triangle v1="');
const attributeV2 = encoder.encode('" v2="');
const attributeV3 = encoder.encode('" v3="');
const end = encoder.encode('"/>\n');

/**
 * The document in order; each chunk is the caller's. Vertices are the part's own float32 coordinates in the patient's
 * frame (LPS, mm). The build moves all parts together by one translation into the positive octant, as the
 * specification asks; the metadata `patientTransform` takes them back.
 */
export function* modelXml(parts: readonly Part[], meta: ModelMeta): Generator<Uint8Array> {
  const corner = lowestCorner(parts);
  yield encoder.encode(head(parts, meta, corner));
  for (const [p, part] of parts.entries()) {
    yield encoder.encode(
      `<object id="${p + 2}" type="model" name="${escaped(part.name)}" pid="1" pindex="${p}">\n<mesh>\n<vertices>\n`,
    );
    yield* vertexXml(part.mesh);
    yield encoder.encode('</vertices>\n<triangles>\n');
    yield* triangleXml(part.mesh);
    yield encoder.encode('</triangles>\n</mesh>\n</object>\n');
  }
  const there = corner.map((c) => floatText(-c)).join(' ');
  const items = parts.map((_, p) => `<item objectid="${p + 2}" transform="1 0 0 0 1 0 0 0 1 ${there}"/>\n`);
  yield encoder.encode(`</resources>\n<build>\n${items.join('')}</build>\n</model>\n`);
}

function head(parts: readonly Part[], meta: ModelMeta, corner: readonly number[]): string {
  const back = corner.map(floatText).join(' ');
  const own: [string, string][] = [
    ['frame', 'LPS'],
    ['patientTransform', `1 0 0 0 1 0 0 0 1 ${back}`],
    ['disclaimer', disclaimer],
  ];
  if (meta.tolerance !== undefined) own.push(['tolerance', `${meta.tolerance} mm`]);
  const line = (name: string, text: string, keep: string): string =>
    `<metadata name="${name}"${keep}>${escaped(text)}</metadata>\n`;
  const bases = parts.map((p) => `<base name="${escaped(p.name)}" displaycolor="${hex(p.colour)}"/>\n`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<model unit="millimeter" xml:lang="en-US" xmlns="${coreNamespace}" xmlns:isocast="${modelNamespace}">\n`,
    line('Title', meta.title, ''),
    line('Application', meta.application, ''),
    ...own.map(([name, text]) => line(`isocast:${name}`, text, ' preserve="1"')),
    `<resources>\n<basematerials id="1">\n${bases.join('')}</basematerials>\n`,
  ].join('');
}

function* vertexXml({ positions }: Mesh): Generator<Uint8Array> {
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

function* triangleXml({ triangles }: Mesh): Generator<Uint8Array> {
  const bytes = new Uint8Array(bufferSize);
  let at = 0;
  for (let t = 0; t < triangles.length; t += 3) {
    at = put(triangleV1, bytes, at);
    at = writeWhole(triangles[t], bytes, at);
    at = put(attributeV2, bytes, at);
    at = writeWhole(triangles[t + 1], bytes, at);
    at = put(attributeV3, bytes, at);
    at = writeWhole(triangles[t + 2], bytes, at);
    at = put(end, bytes, at);
    if (at < bufferSize - 128) continue;
    yield bytes.slice(0, at);
    at = 0;
  }
  yield bytes.slice(0, at);
}

function put(text: Uint8Array, bytes: Uint8Array, at: number): number {
  for (let c = 0; c < text.length; c++) bytes[at + c] = text[c];
  return at + text.length;
}

function lowestCorner(parts: readonly Part[]): readonly number[] {
  const low = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const { mesh } of parts) {
    if (mesh.positions.length === 0) continue;
    const { min } = boundsOf(mesh);
    for (let c = 0; c < 3; c++) low[c] = Math.min(low[c], min[c]);
  }
  return low.map((c) => (Number.isFinite(c) ? c : 0));
}

function floatText(value: number): string {
  const bytes = new Uint8Array(floatTextLimit);
  return new TextDecoder().decode(bytes.subarray(0, writeFloat(value === 0 ? 0 : value, bytes, 0)));
}

function hex(colour: Colour): string {
  const two = (share: number): string =>
    Math.round(255 * Math.min(1, Math.max(0, share)))
      .toString(16)
      .padStart(2, '0');
  return `#${colour.map(two).join('').toUpperCase()}`;
}

/** Text fit for XML 1.0: markup escaped, characters that XML forbids dropped. */
function escaped(text: string): string {
  const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"]/g, (c) => marks[c])
    .replace(/[\t\n\r]/g, ' ');
}
