// Reports keep to their published schema, whatever was run; nothing else is taken for a report.
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { makeReport } from '../../src/report/make-report.js';
import { readReport } from '../../src/report/read-report.js';
import { reportJson } from '../../src/report/report-json.js';
import { reportSchema } from '../../src/report/report-schema.js';
import { markedBall, runOf } from '../fixtures/report.js';

const report = makeReport(runOf(markedBall()));
const text = reportJson(report);
const published: Record<string, unknown> = JSON.parse(
  readFileSync(new URL('../../docs/report.schema.json', import.meta.url), 'utf8'),
);

const messageOf = (file: string): unknown => {
  try {
    return readReport(file, 'mine.json') && 'read';
  } catch (error) {
    return error instanceof UserError ? error.message : error;
  }
};
const changed = (change: (json: Record<string, never>) => void): string => {
  const json = JSON.parse(text);
  change(json);
  return JSON.stringify(json);
};

describe('readReport', () => {
  it('gives back the report', () => {
    expect(readReport(text)).toEqual(report);
    expect(reportJson(readReport(text)) === text).toBe(true);
  });

  it.each([
    ['an empty file', '', 'mine.json: this is no JSON, or it is damaged.'],
    ['half a file', text.slice(0, 3000), 'mine.json: this is no JSON, or it is damaged.'],
    ['a list', '[]', 'mine.json: this is no report.'],
    ['null', 'null', 'mine.json: this is no report.'],
    ['a record', '{"isocast": "0.6.0", "command": {}}', 'mine.json: this is no report.'],
    [
      'an early one',
      changed((r) => Reflect.deleteProperty(r, 'schema')),
      'mine.json: this is no report of this version.',
    ],
    [
      'a later one',
      text.replace('"version": 1', '"version": 2'),
      'mine.json: this report is of version 2; this program reads version 1.',
    ],
    [
      'one without its scan',
      changed((r) => Reflect.deleteProperty(r, 'source')),
      "mine.json: it must have required property 'source'.",
    ],
    [
      'one with more',
      changed((r) => Object.assign(r, { virus: 1 })),
      "mine.json: it must NOT have additional properties ('virus').",
    ],
    [
      'a number in words',
      text.replace('"tolerance": 0.1', '"tolerance": "0.1"'),
      'mine.json: tolerance must be number.',
    ],
    [
      'an unknown verdict',
      text
        .replace('"verdict": "review"', '"verdict": "fine"')
        .replace('"verdict": "pass"', '"verdict": "fine"'),
      'mine.json: verdict must be equal to one of the allowed values: pass, review, fail.',
    ],
    [
      'a foreign hash',
      text.replace(/"sha256": "9/, '"sha256": "x'),
      'mine.json: source.sha256 must match pattern "^[0-9a-f]{64}$".',
    ],
    [
      'a deep fault',
      text.replace('"triangles": ', '"triangles": -'),
      'mine.json: parts.0.mesh.triangles must be >= 0.',
    ],
  ])('refuses %s and says why', (_, file, message) => {
    expect(messageOf(file)).toBe(message);
  });
});

describe('the published schema', () => {
  it('is the one that the program reads by (npm run docs:report-schema writes it)', () => {
    expect(published).toEqual(JSON.parse(JSON.stringify(reportSchema)));
  });

  it('is a schema that others can use as it stands, and lets nothing unknown pass', () => {
    const validate = new Ajv2020({ strict: true, strictTypes: false }).compile(published);
    expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
    const open: string[] = [];
    const walk = (schema: unknown, path: string): void => {
      if (typeof schema !== 'object' || schema === null) return;
      if ('properties' in schema && !('additionalProperties' in schema)) open.push(path);
      if (path.endsWith('.properties') || path.endsWith('.$defs'))
        for (const [name, field] of Object.entries(schema))
          if (!('description' in field) && !('anyOf' in field)) open.push(`${path}.${name} is not described`);
      for (const [name, field] of Object.entries(schema)) walk(field, `${path}.${name}`);
    };
    walk(published, '');
    expect(open).toEqual([]);
  });
});
