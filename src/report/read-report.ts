// Reads report.json back: only what is one is taken for a report.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { UserError } from '../core/errors.js';
import type { Report } from '../core/facts.js';
import { schemaFault } from '../core/schema-fault.js';
import { reportSchema } from './report-schema.js';

let validator: ValidateFunction<Report> | null = null;

/** Compiled once: it takes a quarter of a second. */
function fits(): ValidateFunction<Report> {
  validator ??= new Ajv2020({ strict: true, strictTypes: false }).compile<Report>(reportSchema);
  return validator;
}

/** Throws a UserError that names the file and the field. `file` is what to call it. */
export function readReport(text: string, file = 'report.json'): Report {
  const json = parsed(text, file);
  refuseOthers(json, file);
  const isReport = fits();
  if (isReport(json)) return json;
  throw new UserError(
    `${file}: ${schemaFault(isReport.errors ?? []) ?? 'it is no report'}.`,
    'docs/report.schema.json says what a report holds. Give the file as isocast wrote it.',
  );
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UserError(
      `${file}: this is no JSON, or it is damaged.`,
      'Give the report.json that isocast wrote.',
    );
  }
}

const own = { name: 'isocast-report', version: 1 };

/** What is no report at all, and reports of other versions, need no list of fields. */
function refuseOthers(json: unknown, file: string): void {
  const field = (of: unknown, name: string): unknown =>
    typeof of === 'object' && of !== null ? Object.entries(of).find(([key]) => key === name)?.[1] : undefined;
  const schema = field(json, 'schema');
  if (field(schema, 'name') === own.name && field(schema, 'version') !== own.version)
    throw new UserError(
      `${file}: this report is of version ${String(field(schema, 'version'))}; this program reads version ${own.version}.`,
      'Use the version of Isocast that made it.',
    );
  if (field(schema, 'name') === own.name) return;
  const early = field(json, 'isocast') !== undefined && field(json, 'verdict') !== undefined;
  throw new UserError(
    `${file}: this is no report${early ? ' of this version' : ''}.`,
    early
      ? 'An earlier version made it; convert the scan again.'
      : 'Give the report.json that isocast convert wrote.',
  );
}
