// The whole way from two meshes on disk to what differs between them, and a folder with a page of it where one is asked for.
import type { ComparedBy, Comparison } from '../core/comparison.js';
import { UserError } from '../core/errors.js';
import type { FileFacts } from '../core/facts.js';
import { checkFolder } from '../files/make-folder.js';
import type { FitStart } from '../kernel/fit-surfaces.js';
import type { RunOptions } from '../run.js';
import { runSettings } from '../run-settings.js';
import { makeComparison } from './make-comparison.js';
import { measureComparison } from './measure-comparison.js';
import { refuseInputs } from './refuse-inputs.js';
import type { Request } from './request.js';
import { toJsonObject } from './to-json.js';
import { writeWithRecord } from './write-with-record.js';

export interface CompareOptions extends Omit<RunOptions, 'given'> {
  /** The folder for compare.json, compare.html and record.json; without it nothing is written. */
  readonly out?: string;
  /** mm; what lies beyond it fails. */
  readonly tolerance?: number;
  /** Of which figure of the worse way: what 95 % of the area stay below, or the proven bound of the largest. */
  readonly limit?: ComparedBy;
  /** Lay a onto b first. Without it the two are taken to share a frame. */
  readonly align?: FitStart;
  /** Dice and Jaccard of the solids. */
  readonly overlap?: boolean;
  /** Pair bodies of the same name. Their names are told. */
  readonly parts?: boolean;
  /** Tell the names of files and bodies. */
  readonly named?: boolean;
}

export interface CompareOutcome {
  readonly facts: Comparison;
  readonly written: readonly FileFacts[];
}

/** Both meshes are read, never written. All files appear together, or none does. Throws a UserError. */
export async function compareMeshes(
  a: string,
  b: string,
  options: CompareOptions = {},
): Promise<CompareOutcome> {
  const { out, tolerance = null, limit = 'p95', align = null } = options;
  if (tolerance !== null && !(Number.isFinite(tolerance) && tolerance >= 0))
    throw new UserError(`tolerance: ${tolerance} is no length.`, 'Give it in mm.');
  const settings = runSettings(options);
  const wish = {
    tolerance,
    limit,
    align,
    overlap: options.overlap === true,
    parts: options.parts === true,
    named: options.named === true,
  };
  const request: Request = { paths: { mesh: a, against: b }, options: toJsonObject(wish), ...settings };
  if (out === undefined) return { facts: (await measureComparison(request, wish)).facts, written: [] };
  await checkFolder(out);
  const made = await makeComparison(request);
  await refuseInputs(out, [...made.files.map(({ name }) => name), made.record], [a, b]);
  settings.onProgress('Write the files', 0);
  return { facts: made.facts, written: await writeWithRecord(out, made, settings.signal) };
}
