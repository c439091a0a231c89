// The whole way from a report.json to its page, made again, to paper, and to the fields of a registry.
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { UserError } from '../core/errors.js';
import type { FileFacts, Report } from '../core/facts.js';
import { checkFolder } from '../files/make-folder.js';
import { writeFiles } from '../files/write-files.js';
import { readReport } from '../report/read-report.js';
import { rebuiltPage } from '../report/rebuilt-page.js';
import { registryFields } from '../report/registry.js';
import { registryCsv, registryJson } from '../report/registry-text.js';
import { reportPage } from '../report/report-page.js';
import { printPage } from './print-page.js';
import { recordTimes } from './record-times.js';
import { refuseInputs } from './refuse-inputs.js';
import { shownInFiles } from './shown-in-files.js';

export interface ReportAgainOptions {
  /** Paths; undefined: not wanted. */
  readonly out?: string;
  readonly pdf?: string;
  /** Fields of a registry of printed models: JSON where it ends so, else a table for spreadsheets. */
  readonly registry?: string;
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
  /**
   * What shows the model: the page beside the report, or the files of the model, which know of no maps and no slices; null
   * where no page was asked for.
   */
  readonly from: 'page' | 'files' | null;
}

/** Bytes: pages and reports of the largest models are far below. */
const mostBytes = 5e8;

/** Neither report nor model is overwritten; a page may be, by itself. Throws a UserError. */
export async function reportAgain(path: string, options: ReportAgainOptions): Promise<ReportAgain> {
  const signal = options.signal ?? new AbortController().signal;
  const report = readReport(await textOf(path, 'Give the report.json of a model.'), basename(path));
  for (const to of [options.out, options.pdf, options.registry])
    if (to !== undefined) await refuseTarget(to, path, report);
  const wanted: [string, Uint8Array][] = [];
  if (options.registry !== undefined)
    wanted.push([options.registry, await registryOf(report, path, options.registry)]);
  const shown =
    options.out === undefined && options.pdf === undefined ? null : await pageAgain(report, path, signal);
  if (shown !== null && options.out !== undefined) wanted.push([options.out, utf8(shown.page)]);
  if (shown !== null && options.pdf !== undefined)
    wanted.push([options.pdf, await printPage(shown.page, { browser: options.browser, signal })]);
  const written: WrittenFile[] = [];
  for (const [to, bytes] of wanted) {
    const [facts] = await writeFiles(dirname(to), [{ name: basename(to), chunks: [bytes] }], signal);
    written.push({ ...facts, path: to });
  }
  return { report, written, from: shown?.from ?? null };
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

interface ShownAgain {
  readonly page: string;
  readonly from: 'page' | 'files';
}

async function pageAgain(report: Report, path: string, signal: AbortSignal): Promise<ShownAgain> {
  const beside = join(dirname(path), `${basename(path, extname(path))}.html`);
  const old = (await stat(beside).catch(() => null)) === null ? null : await textOf(beside, ownPage);
  if (old !== null) return { page: await rebuiltPage(report, old, basename(beside)), from: 'page' };
  const parts = await shownInFiles(report, dirname(path), signal);
  return { page: await reportPage(report, { parts, scan: null }), from: 'files' };
}

/** With the times of the record that lies beside the report, if one does. */
async function registryOf(report: Report, path: string, to: string): Promise<Uint8Array> {
  const fields = registryFields(report, await recordTimes(join(dirname(path), recordName)));
  return utf8(extname(to).toLowerCase() === '.json' ? registryJson(fields) : registryCsv(fields));
}

const recordName = 'record.json';
const ownPage = 'Give the page as isocast wrote it, or take it away.';

async function refuseTarget(to: string, path: string, { files }: Report): Promise<void> {
  const inputs = [
    path,
    join(dirname(path), recordName),
    ...files.map(({ name }) => join(dirname(path), basename(name))),
  ];
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
