// The whole way from a report.json to its page, made again, and to paper.
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { UserError } from '../core/errors.js';
import type { FileFacts, Report } from '../core/facts.js';
import { checkFolder } from '../files/make-folder.js';
import { writeFiles } from '../files/write-files.js';
import { readReport } from '../report/read-report.js';
import { rebuiltPage } from '../report/rebuilt-page.js';
import { reportPage } from '../report/report-page.js';
import { printPage } from './print-page.js';
import { refuseInputs } from './refuse-inputs.js';
import { shownInFiles } from './shown-in-files.js';

export interface ReportAgainOptions {
  /** Paths; undefined: not wanted. */
  readonly out?: string;
  readonly pdf?: string;
  /** Of Chromium, Chrome or Edge; else one is looked for. */
  readonly browser?: string;
  readonly signal?: AbortSignal;
}

export interface WrittenFile extends FileFacts {
  readonly path: string;
}

export interface ReportAgain {
  readonly report: Report;
  readonly written: readonly WrittenFile[];
  /** What shows the model: the page beside the report, or the files of the model, which know of no maps and no slices. */
  readonly from: 'page' | 'files';
}

/** Bytes: pages and reports of the largest models are far below. */
const mostBytes = 5e8;

/** Neither report nor model is overwritten; a page may be, by itself. Throws a UserError. */
export async function reportAgain(path: string, options: ReportAgainOptions): Promise<ReportAgain> {
  const signal = options.signal ?? new AbortController().signal;
  const report = readReport(await textOf(path, 'Give the report.json of a model.'), basename(path));
  for (const to of [options.out, options.pdf]) if (to !== undefined) await refuseTarget(to, path, report);
  const beside = join(dirname(path), `${basename(path, extname(path))}.html`);
  const old = (await stat(beside).catch(() => null)) === null ? null : await textOf(beside, ownPage);
  const page =
    old === null
      ? await reportPage(report, { parts: await shownInFiles(report, dirname(path), signal), scan: null })
      : await rebuiltPage(report, old, basename(beside));
  const wanted: [string, Uint8Array][] = [];
  if (options.out !== undefined) wanted.push([options.out, new TextEncoder().encode(page)]);
  if (options.pdf !== undefined)
    wanted.push([options.pdf, await printPage(page, { browser: options.browser, signal })]);
  const written: WrittenFile[] = [];
  for (const [to, bytes] of wanted) {
    const [facts] = await writeFiles(dirname(to), [{ name: basename(to), chunks: [bytes] }], signal);
    written.push({ ...facts, path: to });
  }
  return { report, written, from: old === null ? 'files' : 'page' };
}

const ownPage = 'Give the page as isocast wrote it, or take it away.';

async function refuseTarget(to: string, path: string, { files }: Report): Promise<void> {
  const inputs = [path, ...files.map(({ name }) => join(dirname(path), basename(name)))];
  await checkFolder(dirname(to));
  await refuseInputs(dirname(to), [basename(to)], inputs);
}

async function textOf(path: string, advice: string): Promise<string> {
  const name = basename(path);
  const status = await stat(path).catch(() => null);
  if (status === null)
    throw new UserError(`${name}: there is no such file.`, 'Check the path for a typing error.');
  if (!status.isFile() || status.size > mostBytes)
    throw new UserError(`${name}: this is no file that isocast wrote.`, advice);
  return readFile(path, 'utf8');
}
