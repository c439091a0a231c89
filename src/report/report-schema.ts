// The JSON Schema (2020-12) of report.json, made from the words of its parts: docs/report.schema.json is its text.
import type { Finding } from '../core/errors.js';
import type { FileFacts, Report } from '../core/facts.js';
import {
  budgetSchema,
  caliperSchema,
  checkPointSchema,
  measuredSchema,
  orderSchema,
} from './report-schema-forms.js';
import { partSchema, partWords, shapeSchema } from './report-schema-part.js';
import { printSchema, printWords } from './report-schema-print.js';
import { scanWords, sourceSchema } from './report-schema-scan.js';
import {
  as,
  atLeast0,
  choice,
  count,
  list,
  object,
  orNull,
  type Schema,
  sha256,
  sharedWords,
  text,
} from './schema-words.js';

const finding = object<Finding>(
  'what the reader must know of the model or the scan',
  {
    severity: choice('failure: not fit to print', ['warning', 'failure']),
    code: text('short and lasting name'),
    message: text('a sentence or two'),
    places: list('the first few', as('place', 'mm')),
  },
  ['places'],
);

const file = object<FileFacts>('a file that was written', {
  name: text('without folder'),
  bytes: count('its size'),
  sha256: sha256('of its bytes'),
});

const report = object<Report>(
  'The facts of one run of isocast convert. Lengths in mm, places in LPS, unless stated.',
  {
    schema: object<Report['schema']>('what this file is', {
      name: { const: 'isocast-report', description: 'the kind of file' },
      version: { const: 1, description: 'of this schema; a change that readers must know of raises it' },
    }),
    isocast: text('version of the program that made the model'),
    disclaimer: text('to be shown wherever the model is'),
    verdict: choice('pass: sound and within tolerance; review: a person must look; fail: not to be printed', [
      'pass',
      'review',
      'fail',
    ]),
    findings: list('what was found, failures first', finding),
    identifying: orNull(text('why the model may show whose body it is')),
    order: orderSchema,
    source: sourceSchema,
    methods: text('how the model was made, a paragraph for a paper'),
    tolerance: atLeast0('mm: how far editing may move the surface'),
    parts: list('of the model', partSchema),
    shape: orNull(shapeSchema),
    print: orNull(printSchema),
    budget: budgetSchema,
    calipers: list('lengths to be taken on the printed part', caliperSchema),
    measured: orNull(measuredSchema),
    checklist: list('the points C1 to C40', checkPointSchema),
    files: list('the model’s files', file),
    limits: list('what the report does not say', text('a sentence')),
  },
);

/** The whole schema. Everything in a report is there, and nothing else. */
export const reportSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:isocast:report:1',
  title: 'Isocast report',
  ...report,
  $defs: { ...sharedWords, ...scanWords, ...partWords, ...printWords },
};
