// Writes docs/fuzz.md: what was tried, and how it ended.
import { writeFileSync } from 'node:fs';
import type { Limits, Outcome, Tried } from './supervise.js';

export interface Fuzzed {
  readonly seed: number;
  readonly tried: readonly Tried[];
  readonly byHand: readonly Tried[];
  /** Case n < formats.length is the sound file of format n. */
  readonly formats: readonly string[];
  readonly limits: Limits;
}

const MiB = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)}`;
const outcomes: readonly Outcome[] = ['model', 'read', 'refused', 'CRASH', 'HANG', 'MEMORY'];

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

function counts(of: readonly Tried[]): number[] {
  return outcomes.map((outcome) => of.filter((one) => one.outcome === outcome).length);
}

const most = (of: readonly Tried[], what: 'seconds' | 'peak'): number =>
  Math.max(0, ...of.map((one) => one[what]));

/** How much longer than the sound file of its format a case took at most; a tenth of a second is nothing. */
function slowest(of: readonly Tried[], formats: readonly string[]): string {
  const sound = of.find(({ n }) => n < formats.length)?.seconds ?? 0;
  return `× ${(most(of, 'seconds') / Math.max(0.1, sound)).toFixed(1)}`;
}

export function fuzzPage({ seed, tried, byHand, formats, limits }: Fuzzed): void {
  const rows = formats.map((format) => {
    const of = tried.filter((one) => one.format === format);
    return row([format, of.length, ...counts(of), slowest(of, formats), MiB(most(of, 'peak'))]);
  });
  const all = row(['**all**', tried.length, ...counts(tried), '', MiB(most(tried, 'peak'))]);
  const heads = ['format', 'cases', 'model', 'read', 'refused', 'crash', 'hang', 'memory', 'slowest', 'MiB'];
  const rule = `|${heads.map((_, n) => (n === 0 ? ' :-- |' : ' --: |')).join('')}`;
  writeFileSync(
    'docs/fuzz.md',
    `# Damaged and hostile files

${tried.length.toLocaleString('en-US')} damaged files of all formats that the program reads, read as \`inspect\`, \`convert\`, \`check\` and
\`replay\` would read them. A case may end in a model, in a scan that is sound (its grid can be inverted, its voxels are
finite and as many as its grid says), or in a refusal: two lines, what is wrong and what to do, without a path and without
anything that the header says of the patient. Anything else is a fault: another error, the end of the process, more than
${limits.seconds} s for one case, more than ${limits.memory / 2 ** 30} GiB of memory, a file left behind.

This page is written by the bench itself: \`npm run -s bench -- fuzz ${tried.length} ${seed}\`. One case again, its files
kept in \`.tmp/fuzz-case\`: \`npm run -s bench -- fuzz --case <n> ${seed}\`. A short run of the same stands among the tests.

What is done to the files: bits and bytes turned; 16-, 32- and 64-bit numbers of either byte order set to what breaks
programs, mostly in headers; parts cut off, left out, doubled, moved, blanked or taken from a file of another kind; numbers
and words of text headers exchanged for others (negative, endless, not a number, too long, of other scripts), their lines
dropped, doubled, exchanged and multiplied; DICOM elements left out, of other kinds and lengths, contradicting each other,
nested thousandfold, their fragments of pixels lost; the content of compressed files damaged before it is packed; files of
a folder or an archive lost, doubled, renamed to lead elsewhere, or replaced by links and pipes.

Each case is listed and read; every second one that can be read is looked through as by inspect, and of every tenth a
model is made, if it is small.

Slowest: the work of the longest case beside that of the sound file of its format (or 0.1 s, where that takes less). MiB: most memory
that the process held, of which some 150 are its own.

${row(heads)}
${rule}
${[...rows, all].join('\n')}

## By hand

${byHand.length} files that chance would hardly come upon, each read in the same way.

| case | ended in | MiB |
| :-- | :-- | --: |
${byHand.map(({ format, outcome, peak }) => row([format, outcome, MiB(peak)])).join('\n')}
`,
  );
}
