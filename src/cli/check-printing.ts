// What isocast check does where it is told a printer: measures each mesh against what that printer can do.
import { basename, dirname } from 'node:path';
import type { PrintChecked } from '../commands/print-check.js';
import { UserError } from '../core/errors.js';
import { mm } from '../core/option.js';
import { mergedMesh } from '../kernel/merged-mesh.js';
import type { PrintBody } from '../printing/printability.js';
import { interruptSignal } from './interrupt.js';
import { progressLine } from './progress.js';
import { readSide } from './side.js';
import { threadsFrom } from './threads.js';

export interface PrintingFlags {
  readonly printer?: string;
  readonly printers?: string;
  readonly process?: string;
  readonly wall?: string;
  readonly accurate?: string;
  readonly map?: string;
  readonly threads?: string;
  readonly json?: boolean;
}

const wall = mm(1, [0.05, 20], 'walls thinner than this fail');

/** The check, ready to be made: what is wrong with the flags is told before a mesh is read. Null where no printer is named. */
export async function printingCheck(
  flags: PrintingFlags,
): Promise<((bodies: readonly PrintBody[]) => Promise<PrintChecked>) | null> {
  if (flags.printer === undefined) return null;
  const [{ findPrinter }, { readPrintersFile }, { printCheck }] = await Promise.all([
    import('../printing/find-printer.js'),
    import('./read-printers-file.js'),
    import('../commands/print-check.js'),
  ]);
  const force = findPrinter({
    key: flags.printer,
    process: flags.process,
    wall: flags.wall === undefined ? undefined : wall.parse(flags.wall, '--wall'),
    among: await readPrintersFile(flags.printers),
  });
  if (flags.map !== undefined && !flags.map.toLowerCase().endsWith('.ply'))
    throw new UserError(`--map: '${basename(flags.map)}' is no name of a PLY file.`, 'Let it end in .ply.');
  const accurate = flags.accurate === undefined ? undefined : readSide(flags.accurate, '--accurate');
  const threads = threadsFrom(flags.threads);
  return async (bodies) => {
    const signal = interruptSignal();
    const line = progressLine(Boolean(flags.json));
    const thickness: Float32Array[] = [];
    const onThickness = (_: unknown, values: Float32Array): unknown => thickness.push(values);
    try {
      const run = { threads, signal, onProgress: line.show };
      const checked = await printCheck(bodies, force, run, { accurate, onThickness });
      if (flags.map !== undefined) await writeMap(flags.map, bodies, thickness, signal);
      return checked;
    } finally {
      line.clear();
    }
  };
}

/** All bodies as one, as they lie, with a number a vertex. */
async function writeMap(
  path: string,
  bodies: readonly PrintBody[],
  thickness: readonly Float32Array[],
  signal: AbortSignal,
): Promise<void> {
  const [{ plyBytes }, { writeFiles }] = await Promise.all([
    import('../files/ply-bytes.js'),
    import('../files/write-files.js'),
  ]);
  const values = joined(thickness);
  const part = {
    name: 'thickness',
    mesh: mergedMesh(bodies.map(({ mesh }) => mesh)),
    colour: [0.8, 0.8, 0.8],
  } as const;
  const chunks = plyBytes(part, [{ name: 'thickness', values }]);
  await writeFiles(dirname(path), [{ name: basename(path), chunks }], signal);
}

function joined(lists: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(lists.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  return all;
}
