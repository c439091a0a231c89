// The table that is kept: as numbers (docs/speed-table.json) for later runs to be held against, and as a page.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { markdown } from '../accuracy/table.mjs';

const json = new URL('../../docs/speed-table.json', import.meta.url);
const page = new URL('../../docs/speed-table.md', import.meta.url);

/** More than this share slower, or larger, than the kept row is marked. */
const tolerated = 0.2;
/** What takes less is not told from what the machine does besides: s, MB. */
const [leastTime, leastPeak] = [0.15, 20];

export const readKept = () => (existsSync(json) ? JSON.parse(readFileSync(json, 'utf8')) : { sections: {} });

/** A share as it is written: '+34 %', with a cross where it is too much. */
function change(name, now, before, matters) {
  const share = now / before - 1;
  const mark = matters && share > tolerated ? ' ✗' : '';
  return `${name} ${share < 0 ? '−' : '+'}${Math.abs(100 * share).toFixed(0)} %${mark}`;
}

/** A row against the kept one of the same title and cores, in yardsticks and MB: 'wall +34 % ✗, CPU +2 %, memory −5 %'. */
export function against(row, before) {
  if (before === undefined || before.failed !== undefined) return 'new';
  return [
    change('wall', row.ratio, before.ratio, row.wall > leastTime),
    change('CPU', row.work, before.work, row.cpu > leastTime),
    change('memory', row.peak, before.peak, row.peak - before.peak > leastPeak),
  ].join(', ');
}

const keptRow = (section, row) =>
  section?.rows.find(({ title, cores }) => title === row.title && cores === row.cores);

/** The last column but for the first of its kind: what a row is beside the others of its section. */
const beside = {
  first: {
    head: ['wall, times the first', 'memory, times the first'],
    of: (row, [first]) => [(row.wall / first.wall).toFixed(2), (row.peak / first.peak).toFixed(2)],
  },
  sum: {
    head: ['share of its run'],
    of: (row, rows) => {
      const all = rows.filter(({ cores, failed }) => failed === undefined && cores === row.cores);
      return [`${((100 * row.wall) / all.reduce((sum, { wall }) => sum + wall, 0)).toFixed(0)} %`];
    },
  },
};

const measured = ['wall, s', 'median', '÷ yardstick', 'CPU, s', '÷ yardstick', 'peak memory, MB'];

/** A section { title, beside: 'first' | 'sum', rows, says } as markdown; `before`: the kept one, or undefined. */
export function sectionText(section, before) {
  const { head, of } = beside[section.beside];
  const heads = ['run', ...(before ? ['against the table'] : []), ...measured, ...head];
  const rows = section.rows.map((row) => {
    if (row.failed !== undefined) return [row.title, row.failed, ...heads.slice(2).map(() => '–')];
    const { title, wall, median, ratio, cpu, work, peak } = row;
    const numbers = [wall, median, ratio, cpu, work].map((x) => x.toFixed(2));
    const compared = before ? [against(row, keptRow(before, row))] : [];
    return [title, ...compared, ...numbers, peak.toFixed(0), ...of(row, section.rows)];
  });
  const said = section.says.map((line) => `${line}\n\n`).join('');
  return `## ${section.title}\n\n${said}${markdown(heads, rows)}\n`;
}

const intro = ({ cores, node, yard }) =>
  `Written by \`npm run bench -- speed --keep\`: whole processes in turns, the least of some runs; ${cores} cores in all, Node ${node}. Seconds of one machine mean little: read the ratios. One yardstick is a fixed loop of arithmetic in plain JavaScript (\`bench/speed/yardstick.mjs\`), ${yard.toFixed(2)} s here, timed before each run. The same numbers are in [speed-table.json](speed-table.json), which later runs are held against.`;

/** Sections that were not measured now stay as they were. Returns what is kept. */
export function keep(found, order, machine) {
  const all = { ...readKept().sections, ...found };
  const sections = Object.fromEntries(order.filter((name) => name in all).map((name) => [name, all[name]]));
  const kept = { ...machine, sections };
  writeFileSync(
    json,
    `${JSON.stringify(kept, (_, x) => (typeof x === 'number' ? Number(x.toPrecision(4)) : x), 1)}\n`,
  );
  const texts = Object.values(sections).map((section) => sectionText(section, undefined));
  writeFileSync(page, `# Time and memory, measured\n\n${intro(machine)}\n\n${texts.join('\n')}`);
  return kept;
}
