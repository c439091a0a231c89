// Prints a page to PDF by a browser without a window: no script runs, nothing is asked of any net, the same page gives the same bytes.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { UserError } from '../core/errors.js';
import { timelessPdf } from '../files/timeless-pdf.js';
import { type DevTools, devTools } from './devtools.js';
import { type FoundBrowser, findBrowser } from './find-browser.js';
import { textIn } from './json.js';

export interface PrintOptions {
  /** Path of Chromium, Chrome or Edge; else one is looked for. */
  readonly browser?: string;
  readonly signal: AbortSignal;
}

/** ms; a long report takes two seconds. */
const patience = 120_000;

/** The PDF. The page's own CSS says how large the paper is. Throws a UserError where no browser is found or it fails. */
export async function printPage(page: string, { browser, signal }: PrintOptions): Promise<Uint8Array> {
  signal.throwIfAborted();
  const found = await findBrowser(browser);
  const folder = await mkdtemp(join(tmpdir(), 'isocast-print-'));
  try {
    const file = join(folder, 'report.html');
    await writeFile(file, page);
    return timelessPdf(await printed(found, folder, file, signal));
  } catch (error) {
    signal.throwIfAborted();
    const why = error instanceof Error ? error.message : String(error);
    throw new UserError(
      `The browser did not print the page (${why}).`,
      'Name another one with --browser; or open report.html in any browser and print it.',
    );
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Its own cage needs rights that root and many containers do not give; the page is ours, and its scripts are off. */
async function printed(
  found: FoundBrowser,
  folder: string,
  file: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  if (process.getuid?.() === 0) return printedWith(found, ['--no-sandbox'], folder, file, signal);
  try {
    return await printedWith(found, [], folder, file, signal);
  } catch {
    signal.throwIfAborted();
    return printedWith(found, ['--no-sandbox'], folder, file, signal);
  }
}

const usualFlags = [
  '--headless',
  '--disable-gpu',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-extensions',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-dev-shm-usage',
  // Whatever the browser itself would ask for, no name leads anywhere.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--remote-debugging-pipe',
];

async function printedWith(
  { path, flags, env }: FoundBrowser,
  more: readonly string[],
  folder: string,
  file: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  signal.throwIfAborted();
  const profile = `--user-data-dir=${join(folder, 'profile')}`;
  const all = [...usualFlags, ...flags, ...more, profile, 'about:blank'];
  const child = spawn(path, all, { env, stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const closed = new Promise<void>((done) => child.once('close', () => done()));
  const tools = toolsOf(child);
  const stop = (reason: string) => (): void => tools.end(new Error(reason));
  const late = setTimeout(stop(`nothing came of it in ${patience / 1000} s`), patience);
  const onAbort = stop('stopped');
  signal.addEventListener('abort', onAbort, { once: true });
  child.once('error', (error) => tools.end(error));
  child.once('exit', (code) => tools.end(new Error(`it ended with ${code ?? 'a signal'}`)));
  try {
    return await pdfOf(tools, pathToFileURL(file).href);
  } finally {
    clearTimeout(late);
    signal.removeEventListener('abort', onAbort);
    child.kill('SIGKILL');
    if (child.pid !== undefined) await closed;
  }
}

function toolsOf({ stdio }: ChildProcess): DevTools {
  const [, , , to, from] = stdio;
  if (to instanceof Writable && from instanceof Readable) return devTools(to, from);
  throw new Error('no pipe to the browser');
}

async function pdfOf(tools: DevTools, url: string): Promise<Uint8Array> {
  const { targetId } = await tools.ask('Target.createTarget', { url: 'about:blank' });
  const attached = await tools.ask('Target.attachToTarget', { targetId, flatten: true });
  const session = textIn(attached, 'sessionId') ?? '';
  await tools.ask('Emulation.setScriptExecutionDisabled', { value: true }, session);
  await tools.ask('Page.enable', {}, session);
  const loaded = tools.next('Page.loadEventFired');
  const { errorText } = await tools.ask('Page.navigate', { url }, session);
  if (typeof errorText === 'string') throw new Error(errorText);
  await loaded;
  const options = {
    preferCSSPageSize: true,
    printBackground: true,
    displayHeaderFooter: false,
    generateTaggedPDF: true,
    generateDocumentOutline: true,
  };
  const answer = await tools.ask('Page.printToPDF', options, session);
  const pdf = Buffer.from(textIn(answer, 'data') ?? '', 'base64');
  if (pdf.subarray(0, 5).toString('latin1') !== '%PDF-') throw new Error('it gave no PDF');
  return pdf;
}
