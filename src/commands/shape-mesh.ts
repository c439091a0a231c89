// The whole way from a mesh on disk to a folder with what operations make of it.
import type { FileFacts } from '../core/facts.js';
import { fileName } from '../files/file-name.js';
import { checkFolder } from '../files/make-folder.js';
import type { RunOptions } from '../run.js';
import { runSettings } from '../run-settings.js';
import type { Json } from './json.js';
import { type MadeShape, makeShaping } from './make-shaping.js';
import { formatsFrom } from './model-formats.js';
import { operationsIn } from './operations.js';
import { type PrinterWish, printerIn, printerOptions } from './printer-in.js';
import { refuseInputs } from './refuse-inputs.js';
import { writeWithRecord } from './write-with-record.js';

export interface ShapeOptions extends RunOptions, PrinterWish {
  /** The folder for the outputs. */
  readonly out: string;
  /** Names the files; letters, digits, dash, underscore, dot. */
  readonly name?: string;
  /** As for convert. */
  readonly formats?: string;
  readonly merged?: boolean;
  readonly operations?: Json;
}

export interface ShapeOutcome {
  readonly made: MadeShape;
  readonly written: readonly FileFacts[];
}

/** Reads, shapes, measures, writes. All files appear together, or none does; the mesh is not overwritten. Throws a UserError. */
export async function shapeMesh(path: string, options: ShapeOptions): Promise<ShapeOutcome> {
  const { out, formats, merged, operations = [] } = options;
  const name = fileName(options.name ?? 'model');
  const printer = await printerOptions(options);
  operationsIn(operations, await printerIn(printer));
  await checkFolder(out);
  const settings = runSettings(options);
  const made = await makeShaping({
    paths: { mesh: path },
    options: {
      name,
      formats: formatsFrom(formats ?? null).join(','),
      merged: merged === true,
      operations,
      ...printer,
    },
    ...settings,
  });
  await refuseInputs(out, [...made.files.map((file) => file.name), made.record], [path]);
  settings.onProgress('Write the files', 0);
  return { made, written: await writeWithRecord(out, made, settings.signal) };
}
