// From a mesh to the files of the model that operations make of it, and all that the record says.
import type { Finding } from '../core/errors.js';
import type { ShapeFacts } from '../core/shape-facts.js';
import { fileName } from '../files/file-name.js';
import { meshFindings } from '../report/mesh-findings.js';
import { version } from '../version.js';
import { textIn } from './json.js';
import { jsonText } from './json-text.js';
import type { Made } from './made.js';
import { meshInput } from './mesh-input.js';
import { modelFiles } from './model-files.js';
import { formatsFrom } from './model-formats.js';
import { operationsIn, operationsJson } from './operations.js';
import { printCheck } from './print-check.js';
import { printerIn } from './printer-in.js';
import { disclaimer } from './record.js';
import type { Request } from './request.js';
import { shapeModel } from './shape-model.js';
import { toJsonObject } from './to-json.js';

export interface MadeShape extends Made {
  readonly facts: ShapeFacts;
}

/** Reads, shapes, measures. Own options: `name`, `formats`, `merged`, `operations`, and the printer's (`printerIn`). */
export async function makeShaping(request: Request): Promise<MadeShape> {
  const { options, threads } = request;
  const name = fileName(textIn(options, 'name') ?? 'model');
  const formats = formatsFrom(textIn(options, 'formats'));
  const merged = options.merged === true;
  const printer = await printerIn(options);
  const operations = operationsIn(options.operations, printer);
  const { model, input } = await meshInput(request, name);
  const shaped = await shapeModel(model, operations, request, true);
  const { facts } = shaped;
  const { parts, mirrored, scale } = shaped.model;
  const print = printer === null ? null : await printCheck(parts, printer, request);
  const findings = [...shaped.findings, ...faultsOf(facts), ...(print?.findings ?? [])];
  const failed = findings.some(({ severity }) => severity === 'failure');
  const verdict = failed ? 'fail' : findings.length > 0 ? 'review' : 'pass';
  const told = { isocast: version, disclaimer, verdict, findings, ...facts, print: print?.facts ?? null };
  return {
    command: {
      name: 'shape',
      options: {
        name,
        formats: formats.join(','),
        merged,
        operations: operationsJson(operations),
        printer: textIn(options, 'printer'),
        process: textIn(options, 'process'),
        printers: options.printers ?? null,
      },
    },
    description: 'A printable model (triangles, mm, LPS) made from another one.',
    resolution: 'that of the mesh that it was made from',
    inputs: [input],
    steps: facts.operations.map((step) => ({ ...step, of: 'model' as const })),
    grid: null,
    threads,
    seeded: null,
    precision:
      'Booleans in double precision, vertices in single precision (float32); tests of the mesh by exact arithmetic.',
    findings,
    verdict,
    files: [
      ...modelFiles(name, parts, { formats, merged, mirrored, scale }),
      { name: `${name}.shape.json`, chunks: [new TextEncoder().encode(jsonText(toJsonObject(told)))] },
    ],
    record: `${name}.record.json`,
    facts,
  };
}

const faultsOf = ({ pieces }: ShapeFacts): readonly Finding[] =>
  pieces.flatMap(({ name, mesh }) =>
    meshFindings(mesh, [], 0).map((finding) => ({ ...finding, message: `${name}: ${finding.message}` })),
  );
