// Runs the built program as a user would, and keeps what it said.
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const program = new URL('../bin/isocast.js', import.meta.url).pathname;

const threaded = ['convert', 'filter', 'replay', 'resample', 'shape', 'texture'];

/** Loops are compiled when they are hot, not beside them: a short run spends an eighth less of the processor. */
const compilesAlone = '--no-concurrent-recompilation';

/**
 * Nothing is on standard input; neither output is a terminal. Commands run on one thread where a test says nothing of
 * threads: others run beside it, and the bytes are the same.
 */
export function isocast(...args: string[]): Promise<Ran> {
  const alone = threaded.includes(args[0]) && !args.includes('--threads') ? ['--threads', '1'] : [];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [compilesAlone, program, ...args, ...alone], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

/** A fresh empty folder. */
export const scratch = (): string => mkdtempSync(join(tmpdir(), 'isocast-test-'));
