// The process that tries cases, one after another; whoever started it watches over its time and memory.
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../src/core/errors.js';
import { type ReadScan, readScan } from '../../src/scan/read-scan.js';
import { allSeeds } from './all-seeds.js';
import { type HandMade, handMade } from './hand-made.js';
import { layOut } from './lay-out.js';
import { makeCase } from './make-case.js';
import type { Case, Seed } from './seed.js';
import { type Ending, tryCase } from './try-case.js';

/** Cases `from` … `to` − 1 of a run; of those made by hand where `hand` is true. */
export interface Errand {
  readonly run: number;
  readonly from: number;
  readonly to: number;
  readonly hand: boolean;
  /** Where the files of the case are kept, for whoever wants to see them. */
  readonly keep?: string;
}

export interface Answer {
  readonly n: number;
  readonly format: string;
  readonly ending: Ending | 'CRASH';
  readonly detail: string;
  /** Of work for the case alone, by all threads, s. */
  readonly seconds: number;
  /** Bytes resident at most. */
  readonly peak: number;
}

export interface Ready {
  readonly formats: readonly string[];
  readonly hands: readonly string[];
}

/** From here on the garbage of one case is not left to the next, bytes. */
const FULL = 2 ** 28;

const tell = (message: Answer | Ready | { readonly begun: number }): void => void process.send?.(message);

/** Most memory resident since the last call, bytes; since the start where the system can't tell. */
function peakSince(): number {
  try {
    const status = readFileSync('/proc/self/status', 'utf8');
    writeFileSync('/proc/self/clear_refs', '5');
    return 1024 * Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0);
  } catch {
    return process.memoryUsage.rss();
  }
}

async function main(): Promise<void> {
  // Temporary files of the program itself are under watch too: each child has a place of its own, cleared by its parent.
  const [, , root] = process.argv;
  process.env.TMPDIR = root;
  process.on('disconnect', () => process.exit());
  const seeds = await allSeeds();
  const onto = await drawnOn(seeds, root);
  let detail = '';
  process.on('unhandledRejection', (error) => {
    detail = `unhandled: ${stackOf(error)}`;
  });
  process.on('uncaughtException', (error) => {
    detail = `uncaught: ${stackOf(error)}`;
  });
  const one = async (errand: Errand, n: number): Promise<void> => {
    const given = errand.hand ? caseOf(handMade[n], seeds) : makeCase(seeds, errand.run, n);
    const folder = errand.keep ?? mkdtempSync(join(root, 'case-'));
    mkdirSync(folder, { recursive: true });
    layOut(folder, given.items);
    if (process.memoryUsage.rss() > FULL) globalThis.gc?.();
    peakSince();
    tell({ begun: n });
    detail = '';
    const before = process.cpuUsage();
    const ending = await end(given, folder, onto, (text) => {
      detail = text;
    });
    const { user, system } = process.cpuUsage(before);
    const seconds = (user + system) / 1e6;
    if (errand.keep === undefined) clear(folder);
    await new Promise((resolve) => setImmediate(resolve));
    const left = readdirSync(root).filter((name) => errand.keep === undefined || !folder.endsWith(name));
    if (left.length > 0 && detail === '')
      detail = `left behind in the folder for temporary files: ${left.join(', ')}`;
    const format = errand.hand ? handMade[n].name : given.format;
    tell({ n, format, ending: detail === '' ? ending : 'CRASH', detail, seconds, peak: peakSince() });
  };
  process.on('message', async (errand: Errand) => {
    for (let n = errand.from; n < errand.to; n++) await one(errand, n);
  });
  tell({ formats: seeds.map((seed) => seed.format), hands: handMade.map(({ name }) => name) });
}

const caseOf = ({ name, kind, entry, items, options }: HandMade, seeds: readonly Seed[]): Case => ({
  format: name,
  kind,
  entry,
  items: new Map(Object.entries(items(seeds))),
  options: { inspect: true, model: true, ...options },
});

async function end(
  given: Case,
  folder: string,
  onto: ReadScan,
  failed: (detail: string) => void,
): Promise<Ending> {
  try {
    return await tryCase(given, folder, onto);
  } catch (error) {
    failed(stackOf(error));
    return 'refused';
  }
}

const stackOf = (error: unknown): string =>
  error instanceof UserError
    ? `${error.message} / ${error.advice}`
    : error instanceof Error
      ? `${error.stack}`.split('\n').slice(0, 6).join('\n')
      : String(error);

/** The sound series, as a scan for masks to lie on. */
async function drawnOn(seeds: readonly Seed[], root: string): Promise<ReadScan> {
  const sound = seeds.find(({ format }) => format === 'DICOM, explicit');
  if (sound === undefined) throw new Error('no sound series to draw on');
  const folder = mkdtempSync(join(root, 'onto-'));
  layOut(folder, new Map(Object.entries(sound.files).map(([name, { bytes }]) => [name, bytes])));
  const read = await readScan(join(folder, sound.entry));
  clear(folder);
  return read;
}

/** Also what may not be read. */
function clear(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o700);
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
