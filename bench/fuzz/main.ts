// The fuzz bench: npm run -s bench -- fuzz [cases] [seed], or fuzz --case <n> [--to <n>] [seed] for some of them; one alone is kept to be looked at.
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fuzzPage } from './fuzz-page.js';
import { supervise, type Tried } from './supervise.js';

const script = fileURLToPath(new URL('./child.mjs', import.meta.url));
const limits = { seconds: 20, memory: 2 * 2 ** 30 };
const bad = ['CRASH', 'HANG', 'MEMORY'];

const args = process.argv.slice(2);
const flag = (name: string): string | undefined => {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args.splice(at, 2)[1];
};
const single = flag('--case');
const hand = flag('--hand');
const keep = flag('--keep') ?? '.tmp/fuzz-case';
const from = Number(flag('--from') ?? 0);
const last = flag('--to');
const children = Number(flag('--children') ?? 1);
const quiet = args.includes('--no-page');
const loud = args.includes('--loud');
const [cases, run] = args.filter((arg) => /^\d+$/.test(arg)).map(Number);

const line = ({ n, format, outcome, detail, seconds, peak }: Tried): string =>
  `${outcome.padEnd(8)} case ${n} (${format}), ${seconds.toFixed(2)} s, ${(peak / 2 ** 20).toFixed(0)} MiB ${detail}`;

if (single !== undefined || hand !== undefined) {
  const n = Number(single ?? hand);
  const to = Number(last ?? n) + 1;
  const one = to === n + 1;
  if (one) rmSync(keep, { recursive: true, force: true });
  const errand = { run: cases ?? 1, from: n, to, hand: hand !== undefined, ...(one ? { keep } : {}) };
  await supervise(script, errand, limits, (tried) => console.log(line(tried)));
  if (one) console.log(`Its files lie in ${keep}.`);
} else await everything();

async function everything(): Promise<void> {
  const tried: Tried[] = [];
  const byHand: Tried[] = [];
  const heard = (list: Tried[]) => (one: Tried) => {
    list.push(one);
    if (loud || bad.includes(one.outcome)) console.log(line(one));
    else if (list.length % 500 === 0) console.error(`${list.length} cases`);
  };
  const seed = run ?? 1;
  const count = cases ?? 10_000;
  const share = Math.ceil(count / children);
  const shares = Array.from({ length: children }, (_, n) => {
    const first = from + n * share;
    const errand = { run: seed, from: first, to: Math.min(from + count, first + share), hand: false };
    return supervise(script, errand, limits, heard(tried));
  });
  const all = { run: seed, from: 0, to: Number.MAX_SAFE_INTEGER, hand: true };
  const [{ formats }] = await Promise.all([supervise(script, all, limits, heard(byHand)), ...shares]);
  tried.sort((a, b) => a.n - b.n);
  const unsound = tried.filter(({ n, outcome }) => n < formats.length && outcome === 'refused');
  for (const one of unsound) console.log(`a sound file was refused: ${line(one)}`);
  const failed = [...tried, ...byHand].filter(({ outcome }) => bad.includes(outcome)).length;
  if (!quiet) fuzzPage({ seed, tried, byHand, formats, limits });
  console.log(`${tried.length} cases and ${byHand.length} made by hand, seed ${seed}: ${failed} failed.`);
  process.exitCode = failed + unsound.length > 0 ? 3 : 0;
}
