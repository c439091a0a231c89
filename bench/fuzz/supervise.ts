// Runs cases in child processes: one that takes too long or too much is ended, and the next one goes on behind it.
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer, Errand, Ready } from './child.js';

export interface Limits {
  /** Of work for one case, s; ten times as long where the machine has others to serve. */
  readonly seconds: number;
  /** Resident at most, bytes. */
  readonly memory: number;
}

export type Outcome = Answer['ending'] | 'HANG' | 'MEMORY';

export interface Tried extends Omit<Answer, 'ending'> {
  readonly outcome: Outcome;
}

interface Watched {
  readonly child: ChildProcess;
  readonly ready: Ready;
}

type Message = Answer | Ready | { readonly begun: number };

/** Starts a child; resolves when its sound files are made. */
function start(script: string): Promise<Watched> {
  const folder = mkdtempSync(join(tmpdir(), 'isocast-fuzz-'));
  const child = fork(script, [folder], {
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  child.once('close', () => rmSync(folder, { recursive: true, force: true }));
  return new Promise((done, failed) => {
    let said = '';
    child.stderr?.on('data', (chunk) => {
      said = (said + chunk).slice(-4000);
    });
    child.once('exit', () => failed(new Error(`the child ended before it began:\n${said}`)));
    child.once('message', (message: Message) => {
      if ('formats' in message) done({ child, ready: message });
    });
  });
}

function residentBytes(pid: number | undefined): number {
  try {
    return 1024 * Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** Seconds of work that a process has done, all its threads together; null where the system can't tell. */
function secondsOfWork(pid: number | undefined): number | null {
  try {
    const [, fields] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const [user, system] = fields.split(' ').slice(11, 13).map(Number);
    return (user + system) / 100;
  } catch {
    return null;
  }
}

/** Does `errand` case by case; `heard` is told of each. Resolves with what formats and hand-made cases there are. */
export async function supervise(
  script: string,
  errand: Errand,
  limits: Limits,
  heard: (tried: Tried) => void,
): Promise<Ready> {
  let next = errand.from;
  let known: Ready | null = null;
  while (known === null || next < errand.to) {
    const { child, ready } = await start(script);
    known = ready;
    const to = Math.min(errand.to, errand.hand ? ready.hands.length : errand.to);
    if (next >= to) {
      child.kill('SIGKILL');
      break;
    }
    const names = errand.hand ? ready.hands : ready.formats;
    const last = await follow(
      child,
      { ...errand, from: next, to },
      limits,
      heard,
      (n) => names[n % names.length],
    );
    next = last + 1;
    if (next >= to) break;
  }
  return known;
}

/** Resolves with the number of the last case that ended, in whichever way. */
function follow(
  child: ChildProcess,
  errand: Errand,
  limits: Limits,
  heard: (tried: Tried) => void,
  formatOf: (n: number) => string,
): Promise<number> {
  return new Promise((done) => {
    let at = errand.from;
    let since = Date.now();
    let before = secondsOfWork(child.pid);
    let [peak, ended, said] = [0, false, ''];
    const stop = (outcome: Outcome | null, detail: string): void => {
      if (ended) return;
      ended = true;
      clearInterval(watch);
      child.kill('SIGKILL');
      if (outcome !== null)
        heard({ n: at, format: formatOf(at), outcome, detail, seconds: (Date.now() - since) / 1000, peak });
      done(outcome === null ? at - 1 : at);
    };
    const tooLong = (): boolean => {
      const seconds = (Date.now() - since) / 1000;
      if (seconds <= limits.seconds) return false;
      const worked = before === null ? null : secondsOfWork(child.pid);
      return worked === null || worked - (before ?? 0) > limits.seconds || seconds > 10 * limits.seconds;
    };
    const watch = setInterval(() => {
      peak = Math.max(peak, residentBytes(child.pid));
      if (peak > limits.memory) stop('MEMORY', `more than ${limits.memory / 2 ** 20} MiB`);
      else if (tooLong()) stop('HANG', `more than ${limits.seconds} s`);
    }, 50);
    child.removeAllListeners('exit');
    child.stderr?.on('data', (chunk) => {
      said = (said + chunk).slice(-2000);
    });
    child.on('exit', (code, signal) => stop('CRASH', `the process ended (${code ?? signal}) ${said}`));
    child.on('message', (message: Message) => {
      if (ended || 'formats' in message) return;
      since = Date.now();
      before = secondsOfWork(child.pid);
      if ('begun' in message) {
        at = message.begun;
        peak = 0;
        return;
      }
      const { ending, ...rest } = message;
      const outcome = message.peak > limits.memory ? 'MEMORY' : ending;
      heard({ ...rest, outcome });
      at = message.n + 1;
      // What failed may have left something behind.
      if (at >= errand.to || outcome === 'CRASH') stop(null, '');
    });
    child.send(errand);
  });
}
