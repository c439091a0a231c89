// What the data of a page must say of themselves before they are taken over into another page.
import { mapNames } from '../core/surface-map.js';

const number = { type: 'number' };
const count = { type: 'integer', minimum: 0, maximum: 2 ** 32 };
const positive = { type: 'number', exclusiveMinimum: 0 };
const list = (items: object, length: number): object => ({
  type: 'array',
  items,
  minItems: length,
  maxItems: length,
});
const three = list(number, 3);
const bytes = list(count, 2);

/** Every field named, none besides. */
const object = (properties: Readonly<Record<string, object>>): object => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
});

const mapName = { enum: [...mapNames] };

const values = object({ name: mapName, low: number, step: positive, bytes });

const part = object({
  name: { type: 'string' },
  colour: list({ type: 'number', minimum: 0, maximum: 1 }, 3),
  body: count,
  vertices: count,
  triangles: count,
  vertexBytes: bytes,
  indexBytes: bytes,
  values: { type: 'array', items: values, maxItems: mapNames.length },
});

const scan = object({
  size: list({ type: 'integer', minimum: 1, maximum: 65536 }, 3),
  origin: three,
  spacing: list(positive, 3),
  unit: { type: 'string' },
  window: list(number, 2),
  low: number,
  step: positive,
  scale: positive,
  bytes,
});

/** JSON Schema (2020-12) of a `PreviewManifest`. */
export const previewManifestSchema = object({
  origin: three,
  step: positive,
  thinned: { anyOf: [{ type: 'number', minimum: 0 }, { type: 'null' }] },
  parts: { type: 'array', items: part },
  maps: {
    type: 'array',
    items: object({ name: mapName, limits: list(number, 2), marks: { type: 'array', items: number } }),
  },
  scan: { anyOf: [scan, { type: 'null' }] },
});
