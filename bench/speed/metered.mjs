// What a process and its children cost: wall time, CPU time, peak memory. Linux (/proc), sampled every few milliseconds.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const every = 5;
const ticksPerSecond = 100;

function children(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      String(readFileSync(`/proc/${pid}/task/${thread}/children`))
        .trim()
        .split(' ')
        .filter(Boolean)
        .map(Number),
    );
  } catch {
    return [];
  }
}

const family = (pid) => [pid, ...children(pid).flatMap(family)];

function look(pid, peaks, ticks) {
  let now = 0;
  for (const one of family(pid))
    try {
      const status = String(readFileSync(`/proc/${one}/status`));
      now += Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0);
      const most = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0);
      peaks.set(one, Math.max(peaks.get(one) ?? 0, most));
      const fields = String(readFileSync(`/proc/${one}/stat`))
        .split(') ')[1]
        .split(' ');
      ticks.set(one, Number(fields[11]) + Number(fields[12]));
    } catch {
      // It ended while it was looked at.
    }
  return now;
}

/** Our own errors have two lines, of which the first says what is wrong; of others' the last does. */
function told(said) {
  const lines = said.trim().split('\n');
  return lines.find((line) => line.startsWith('isocast: '))?.slice('isocast: '.length) ?? lines.at(-1);
}

/** { wall, cpu: s, peak: MB } of a command that must end with code 0 (or 3). `cores`: the first so many of the machine. */
export function metered(command, args, cores) {
  return new Promise((resolve, reject) => {
    const list = cores === undefined ? [] : ['-c', cores === 1 ? '0' : `0-${cores - 1}`];
    const [program, rest] = cores === undefined ? [command, args] : ['taskset', [...list, command, ...args]];
    const start = performance.now();
    const child = spawn(program, rest, { stdio: ['ignore', 'ignore', 'pipe'] });
    const [peaks, ticks] = [new Map(), new Map()];
    let together = 0;
    let said = '';
    const timer = setInterval(() => {
      together = Math.max(together, look(child.pid, peaks, ticks));
    }, every);
    child.stderr.on('data', (text) => {
      said += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(timer);
      const wall = (performance.now() - start) / 1000;
      // 3: written, and not fit to print.
      if (code !== 0 && code !== 3) return reject(new Error(told(said) || `exit code ${code}`));
      const cpu = [...ticks.values()].reduce((a, b) => a + b, 0) / ticksPerSecond;
      resolve({ wall, cpu, peak: Math.max(together, ...peaks.values()) / 1024 });
    });
  });
}
