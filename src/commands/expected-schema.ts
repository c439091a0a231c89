// The JSON Schema (2020-12) of the values that a mesh is held against: docs/expected.schema.json is its text.
import type { JsonObject } from './json.js';

const object = (properties: JsonObject, required: readonly string[], description: string): JsonObject => ({
  type: 'object',
  description,
  additionalProperties: false,
  properties,
  required: [...required],
});

const number = (description: string): JsonObject => ({ type: 'number', description });
const tolerance: JsonObject = {
  type: 'number',
  minimum: 0,
  description: 'how far off it may be, either way',
};
const name: JsonObject = {
  type: 'string',
  minLength: 1,
  maxLength: 200,
  description: 'for whoever reads the result',
};

const vector = (description: string): JsonObject => ({
  type: 'array',
  items: { type: 'number' },
  minItems: 3,
  maxItems: 3,
  description,
});

const value = (what: string, units: readonly string[]): JsonObject =>
  object(
    { value: number(what), tolerance, unit: { enum: [...units], default: units[0] } },
    ['value', 'tolerance'],
    what,
  );

const count = (what: string): JsonObject => ({
  description: what,
  anyOf: [
    { type: 'integer', minimum: 0 },
    object(
      { value: { type: 'integer', minimum: 0 }, tolerance: { ...tolerance, default: 0 } },
      ['value'],
      'with a tolerance',
    ),
  ],
});

const list = (items: JsonObject, description: string): JsonObject => ({
  type: 'array',
  items,
  maxItems: 10_000,
  description,
});

const unit: JsonObject = { enum: ['mm'], default: 'mm' };

const body = (): JsonObject => ({
  volume: value('volume of the solid', ['mm3', 'cm3', 'ml']),
  area: value('area of the surface', ['mm2', 'cm2']),
  size: object(
    { value: vector('right to left, front to back, foot to head, mm'), tolerance, unit },
    ['value', 'tolerance'],
    'sides of the box around it',
  ),
  triangles: count('triangles'),
  vertices: count('vertices'),
  pieces: count('connected surfaces'),
  genus: count('handles, over all pieces'),
  closed: { type: 'boolean', description: 'whether it has no open edge' },
  lengths: list(
    object(
      {
        name,
        from: vector('one end, mm LPS; the nearest point of the surface is taken'),
        to: vector('the other end'),
        value: number('mm'),
        tolerance,
        unit,
        snap: {
          type: 'number',
          minimum: 0,
          default: 0.5,
          description: 'how far from the surface an end may be given, mm',
        },
      },
      ['name', 'from', 'to', 'value', 'tolerance'],
      'between two points of the surface',
    ),
    'straight lengths between points of the surface',
  ),
  widths: list(
    object(
      { name, along: vector('a direction, LPS, of any length but 0'), value: number('mm'), tolerance, unit },
      ['name', 'along', 'value', 'tolerance'],
      'of the whole body, as between the jaws of calipers',
    ),
    'widths of the body along directions',
  ),
  landmarks: list(
    object(
      {
        name,
        at: vector('mm LPS'),
        tolerance: { ...tolerance, description: 'mm from the surface, at most' },
      },
      ['name', 'at', 'tolerance'],
      'a place that the surface passes',
    ),
    'places on the surface',
  ),
});

/** The whole schema. */
export const expectedSchema = (): JsonObject => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Isocast expected values',
  type: 'object',
  description: 'what isocast check --expect holds a mesh against',
  additionalProperties: false,
  minProperties: 1,
  properties: {
    $schema: { type: 'string', description: 'for editors' },
    ...body(),
    bodies: count('bodies in the file; an STL has one, of one or several pieces'),
    sha256: { type: 'string', pattern: '^[0-9a-fA-F]{64}$', description: 'of the file' },
    parts: {
      type: 'object',
      minProperties: 1,
      description: 'the same of single bodies, by their names in the file',
      additionalProperties: { ...object(body(), [], 'of this body'), minProperties: 1 },
    },
  },
});
