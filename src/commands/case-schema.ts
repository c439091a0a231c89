// The JSON Schema (2020-12) of a case file, made from what the steps declare: docs/case.schema.json is its text.
import type { Option } from '../core/option.js';
import { lateralities } from '../core/order.js';
import { processNames } from '../core/printer.js';
import { modelSteps } from '../recipes.js';
import { shapeSteps } from '../shape/index.js';
import { isJsonObject, type JsonObject } from './json.js';
import { modelFormats } from './model-formats.js';
import { type DeclaredStep, flagsOf } from './options-in.js';
import { toJson } from './to-json.js';

const text = (description: string): JsonObject => ({ type: 'string', minLength: 1, description });
const flag = (description: string): JsonObject => ({ type: 'boolean', description });
const object = (
  properties: JsonObject,
  description: string,
  required: readonly string[] = [],
): JsonObject => ({
  type: 'object',
  description,
  additionalProperties: false,
  properties,
  ...(required.length > 0 ? { required } : {}),
});

/** What an option may be: limits and choices as the step has them; what is written after a flag may stand as text or number. */
function optionSchema({ default: usual, help, limits, choices, placeholder }: Option<unknown>): JsonObject {
  const said = { description: help };
  if (typeof usual === 'boolean') return { type: 'boolean', default: usual, ...said };
  if (choices) return { enum: [...choices], default: toJson(usual), ...said };
  if (typeof usual === 'number' && limits)
    return { type: 'number', minimum: limits[0], maximum: limits[1], default: usual, ...said };
  return { description: `${help} (as ${placeholder} after its flag)` };
}

const flagSchemas = (steps: readonly DeclaredStep[]): JsonObject =>
  Object.fromEntries([...flagsOf(steps)].map(([flag, [{ option }]]) => [flag, optionSchema(option)]));

/** Of a length the printer may have the word. */
const shapeSchemas = (): JsonObject =>
  Object.fromEntries(
    Object.entries(flagSchemas(shapeSteps)).map(([flag, schema]) => [
      flag,
      isJsonObject(schema) && schema.type === 'number' ? { anyOf: [schema, { const: 'printer' }] } : schema,
    ]),
  );

const part = (): JsonObject =>
  object(
    {
      name: text('of the part in files and report; letters, digits, dash, underscore, dot'),
      colour: {
        type: 'string',
        pattern: '^#?[0-9a-fA-F]{6}$',
        description: 'red, green, blue in hexadecimal, such as #e3d9c2',
      },
      material: text('what it is to be printed in, for the report'),
      labels: text(
        "of a label map: 'all', or ids, ranges and names with commas between; each becomes a part",
      ),
      mergeLabels: flag('one part of these labels'),
      mask: text('a file that marks the structure in the scan: a label map, DICOM SEG or RTSTRUCT'),
      label: text('which label of the mask'),
      maskUse: {
        enum: ['restrict', 'replace'],
        description: 'restrict: what the steps find within the mask; replace: the mask itself',
      },
      options: object(flagSchemas(modelSteps), 'as the flags of isocast convert, for this part'),
    },
    'a part of the model, with a segmentation of its own',
    ['name'],
  );

const line = (description: string): JsonObject => ({
  type: 'string',
  minLength: 1,
  maxLength: 200,
  description,
});

const order = (): JsonObject =>
  object(
    {
      intendedUse: line('such as: planning, surgical guide, teaching'),
      indication: line('why the model is made'),
      requester: line('a role or a department, no name'),
      laterality: { enum: [...lateralities], description: 'of the patient; held against the scan' },
      designVersion: line('of this design'),
      validUntil: line('a date, or when the patient is to be scanned again'),
      totalTolerance: {
        type: 'number',
        exclusiveMinimum: 0,
        maximum: 100,
        description: 'mm that the printed surface may be off for that use, all errors together',
      },
    },
    'what the model is for: only people know it, and the report tells it',
  );

/** The whole schema. */
export function caseSchema(): JsonObject {
  const operation = object(
    { operation: { enum: shapeSteps.map(({ declaration: { name } }) => name) }, ...shapeSchemas() },
    'one operation: its flags and their values',
  );
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Isocast case',
    ...object(
      {
        case: text("a pseudonym, never the patient's name"),
        name: text("the model's name in files and report"),
        source: object(
          {
            scan: text('a file, folder or archive; relative to this file'),
            series: {
              type: 'integer',
              minimum: 1,
              description: 'which of several, as isocast inspect numbers them',
            },
            maxGap: {
              type: 'number',
              exclusiveMinimum: 0,
              description: 'mm that slices may lie apart where some are missing',
            },
            orientation: text('axes of a file that states none, such as RAS'),
            includeIdentity: flag('say in the report whose scan it is'),
            refine: text('the scan that a label map was drawn on'),
          },
          'what the model is made from',
          ['scan'],
        ),
        order: order(),
        options: object(flagSchemas(modelSteps), 'as the flags of isocast convert, for every part'),
        parts: {
          type: 'array',
          minItems: 1,
          items: part(),
          description: 'in the order of their priority where they overlap',
        },
        operations: {
          type: 'array',
          items: operation,
          description: 'what is done to the model, in this order',
        },
        calipers: text(
          'lengths to be taken on the printed part: name:x,y,z:x,y,z with semicolons between, mm (LPS)',
        ),
        printer: text('what it is to be printed on, as isocast printers lists them'),
        printers: text('a file with printers of your own'),
        process: {
          enum: [...processNames],
          description: 'another way of printing than the usual one of the printer',
        },
        output: object(
          {
            folder: text('where the files go; relative to this file'),
            formats: text(`of ${modelFormats.join(', ')}, with commas between`),
            merged: flag('one file of all parts, where a format has one file for each'),
            report: flag('false: the model and the record only'),
            slices: flag('false: nothing of the scan itself in the report page'),
          },
          'what is written',
        ),
        run: object(
          {
            threads: { type: 'integer', minimum: 1, description: 'to work with' },
            memory: text('to keep within, such as 2G'),
          },
          'how it is done; the result does not depend on it',
        ),
      },
      'from a scan to a printable model, for isocast convert',
      ['source'],
    ),
  };
}
