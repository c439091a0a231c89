// The whole way of a printed part's lengths: from report.json and its page to both, completed, beside them.
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { UserError } from '../core/errors.js';
import type { FileFacts, Report } from '../core/facts.js';
import { type OutputFile, writeFiles } from '../files/write-files.js';
import { completedReport } from '../report/completed-report.js';
import { measuredFacts } from '../report/measured-facts.js';
import { numberText } from '../report/number-text.js';
import { readReport } from '../report/read-report.js';
import { rebuiltPage } from '../report/rebuilt-page.js';
import { reportJson } from '../report/report-json.js';
import { printedLengths } from './printed-lengths.js';

export interface MeasuredOptions {
  /** As `printedLengths` takes them. */
  readonly calipers: string;
  /** Who took them: initials or a role. */
  readonly by?: string;
  /** True: files of an earlier measurement are replaced. */
  readonly force?: boolean;
  readonly signal?: AbortSignal;
}

export interface MeasuredOutcome {
  readonly report: Report;
  readonly written: readonly FileFacts[];
  /** Where these lie. */
  readonly folder: string;
  /** False where there was no page beside the report. */
  readonly page: boolean;
}

/** Bytes: pages and reports of the largest models are far below. */
const mostBytes = 5e8;

/** `path`: of report.json, whose page is looked for beside it. Nothing is overwritten without `force`. Throws a UserError. */
export async function measuredReport(path: string, options: MeasuredOptions): Promise<MeasuredOutcome> {
  const values = printedLengths(options.calipers);
  const by = byWhom(options.by);
  const name = basename(path);
  const report = readReport(await textOf(path, name), name);
  refuseMiscounted(report, values.length);
  const completed = completedReport(report, measuredFacts(report, values, by));
  const folder = dirname(path);
  const stem = basename(path, extname(path)).replace(/-measured$/, '');
  const pagePath = join(folder, `${basename(path, extname(path))}.html`);
  const old = (await isFile(pagePath)) ? await textOf(pagePath, basename(pagePath)) : null;
  const page = old === null ? null : await rebuiltPage(completed, old, basename(pagePath));
  const files: OutputFile[] = [
    { name: `${stem}-measured.json`, chunks: [utf8(reportJson(completed))] },
    ...(page === null ? [] : [{ name: `${stem}-measured.html`, chunks: [utf8(page)] }]),
  ];
  if (options.force !== true) await refuseOverwriting(folder, files);
  const written = await writeFiles(folder, files, options.signal ?? new AbortController().signal);
  return { report: completed, written, folder, page: page !== null };
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const isFile = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => null))?.isFile() === true;

async function textOf(path: string, name: string): Promise<string> {
  const status = await stat(path).catch(() => null);
  if (status === null)
    throw new UserError(`${name}: there is no such file.`, 'Check the path for a typing error.');
  if (!status.isFile() || status.size > mostBytes)
    throw new UserError(`${name}: it is no report of Isocast.`, 'Give the report.json of a model.');
  return readFile(path, 'utf8');
}

const longest = 60;

function byWhom(text: string | undefined): string | null {
  if (text === undefined) return null;
  const by = text.normalize('NFC').trim();
  if (by !== '' && by.length <= longest && /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]+$/u.test(by)) return by;
  throw new UserError(
    'This cannot stand for who measured.',
    `Give --by initials or a role, one line of at most ${longest} letters.`,
  );
}

function refuseMiscounted({ calipers }: Report, given: number): void {
  if (calipers.length === 0)
    throw new UserError(
      'The report names no length to be taken.',
      'Convert the scan again, with this version.',
    );
  if (calipers.length === given) return;
  const list = calipers.map(({ name, nominal }, n) => `${n + 1} ${name} ${numberText(nominal, 2)} mm`);
  throw new UserError(
    `The report asks for ${calipers.length} lengths, and ${given} ${given === 1 ? 'was' : 'were'} given.`,
    `Give them in this order, - for one that was not taken: ${list.join('; ')}.`,
  );
}

async function refuseOverwriting(folder: string, files: readonly OutputFile[]): Promise<void> {
  for (const { name } of files)
    if ((await stat(join(folder, name)).catch(() => null)) !== null)
      throw new UserError(
        `${name} is there already: somebody has measured this part.`,
        'Give --force to replace it, or move it away.',
      );
}
