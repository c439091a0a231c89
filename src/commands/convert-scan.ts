// The whole way from a scan on disk to a folder with model, report and record.
import { UserError } from '../core/errors.js';
import type { FileFacts, Report } from '../core/facts.js';
import { fileName } from '../files/file-name.js';
import { checkFolder } from '../files/make-folder.js';
import type { RunOptions } from '../run.js';
import { runSettings } from '../run-settings.js';
import { caliperWishes } from './caliper-wishes.js';
import { maskUses } from './conversion-inputs.js';
import type { Json } from './json.js';
import { makeConversion } from './make-conversion.js';
import { maskArgument } from './mask-argument.js';
import { formatsFrom } from './model-formats.js';
import { operationsIn } from './operations.js';
import { type OrderWish, orderOptions } from './order-options.js';
import { type PrinterWish, printerIn, printerOptions } from './printer-in.js';
import type { Request } from './request.js';
import { type ScanOptions, scanOptions } from './scan-options.js';
import { writeWithRecord } from './write-with-record.js';

export interface ConvertOptions extends RunOptions, ScanOptions, PrinterWish {
  /** The folder for the outputs. */
  readonly out: string;
  /** Names the files and the report; letters, digits, dash, underscore, dot. */
  readonly name?: string;
  /** False: model and record only. */
  readonly report?: boolean;
  /** False: no slices of the scan in the page. */
  readonly slices?: boolean;
  /** 'stl', '3mf' or both (the default), with a comma between. */
  readonly formats?: string;
  /** Of a label map: all (the default), or ids, ranges and names; one part for each. */
  readonly labels?: string;
  /** These labels as one part. */
  readonly merge?: boolean;
  /** A file that marks structures in the scan, and which of its labels after a colon, such as seg.nrrd:liver. */
  readonly mask?: string;
  /** What the mask does: 'restrict' (the default) or 'replace' what is found in the scan. */
  readonly maskUse?: string;
  /** The scan that a label map was drawn on: its edges move the labels' surfaces. */
  readonly refine?: string;
  /** A pseudonym for the report. */
  readonly case?: string;
  /** What the model is for, as only people know it. */
  readonly order?: OrderWish;
  /** Lengths to be taken on the printed part: 'name:x,y,z:x,y,z', semicolons between (mm, LPS); the program's choice without. */
  readonly calipers?: string;
  /** True: besides one file for each part, one of all parts, where a format has one for each. */
  readonly merged?: boolean;
  /** What is done to the model, in order, as a case file has it: [{ hollow: { wall: 2 } }]. */
  readonly operations?: Json;
  /** True: the report says whose scan it is, as its header has it. */
  readonly identity?: boolean;
}

/** Null without a mask. Throws a UserError. */
export function maskUse(text: string | undefined, given: boolean): string | null {
  if (text !== undefined && !given)
    throw new UserError(
      '--mask-use says what a mask does, and there is no mask.',
      'Give one: --mask <file>.',
    );
  const found = maskUses.find((use) => use === (text ?? 'restrict'));
  if (found !== undefined) return given ? found : null;
  throw new UserError(
    `There is no such use of a mask as '${text}'.`,
    `Choose one of ${maskUses.join(', ')} for --mask-use.`,
  );
}

export interface Outcome {
  readonly report: Report;
  readonly written: readonly FileFacts[];
}

/** Reads, models, measures, shapes, writes. All files appear together, or none does. Throws a UserError. */
export async function convertScan(path: string, options: ConvertOptions): Promise<Outcome> {
  const { out } = options;
  const name = fileName(options.name ?? 'model');
  const printer = await printerOptions(options);
  // What can't be done is said before the scan is read.
  const order = orderOptions(options.order);
  caliperWishes(options.calipers ?? null);
  operationsIn(options.operations, await printerIn(printer));
  await checkFolder(out);
  const mask = options.mask === undefined ? null : await maskArgument(options.mask);
  return convertRequest(out, {
    paths: { scan: path, mask: mask?.path, refine: options.refine },
    options: {
      name,
      report: options.report !== false,
      slices: options.slices !== false,
      formats: formatsFrom(options.formats ?? null).join(','),
      merged: options.merged === true,
      labels: options.labels ?? null,
      merge: options.merge === true,
      label: mask?.label ?? null,
      maskUse: maskUse(options.maskUse, mask !== null),
      operations: options.operations ?? [],
      ...printer,
      case: options.case ?? null,
      order,
      calipers: options.calipers ?? null,
      identity: options.identity === true,
      ...scanOptions(options),
    },
    ...runSettings(options),
  });
}

/** Does what is asked for and writes it to a folder. Throws a UserError. */
export async function convertRequest(out: string, request: Request): Promise<Outcome> {
  const { memory, signal, onProgress } = request;
  const made = await makeConversion(request);
  onProgress('Write the files', 0);
  const written = await writeWithRecord(out, { ...made, memory }, signal);
  return { report: made.reportOn(written), written };
}
