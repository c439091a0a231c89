// How long whole runs take, and how much memory: ours beside others' on the same file, in turns, in one go.
// node bench/speed.mjs [start|whole|grids|sizes] … [--runs 3] [--keep]
// Prints tables; --keep writes docs/speed-table.md. Times of one machine mean little: read the ratios. Linux.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { spacingOf } from '../dist/core/grid.js';
import { niftiBytes } from '../dist/files/nifti-bytes.js';
import { niimathVersion } from './accuracy/niimath-peer.mjs';
import { rendered } from './accuracy/rendered.mjs';
import { fieldOptions } from './accuracy/scenes.mjs';
import { markdown } from './accuracy/table.mjs';
import { vtkVersion } from './accuracy/vtk-peer.mjs';
import { metered } from './speed/metered.mjs';

const sections = ['start', 'whole', 'grids', 'sizes'];
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '3' }, keep: { type: 'boolean', default: false } },
});
const runs = Number(values.runs);
const wanted = positionals.length > 0 ? positionals : sections;
const strange = wanted.find((name) => !sections.includes(name));
if (strange !== undefined) {
  console.error(`There is no section '${strange}'. Choose of: ${sections.join(', ')}.`);
  process.exit(2);
}
const program = new URL('../bin/isocast.js', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'isocast-speed-'));
const level = '620';
const cores = availableParallelism();

/** The field phantom as a file, `times` as many slices high by repeating it. */
function fieldFile(times = 1) {
  const { voxels, size, affine } = rendered('field', fieldOptions());
  const path = join(folder, `field-${times}.nii`);
  if (existsSync(path)) return path;
  const tall = new Int16Array(times * voxels.length);
  for (let n = 0; n < times; n++) tall.set(voxels, n * voxels.length);
  const tallSize = [size[0], size[1], times * size[2]];
  writeFileSync(path, niftiBytes({ size: tallSize, affine, voxels: tall, gzip: false }));
  return path;
}

const plain = ['--no-report', '--edge', 'threshold', '--drop-smaller', '30', '--reduce', '0.25'];
const convert = (file, ...more) => [
  process.execPath,
  [program, 'convert', file, '--threshold', level, '--quiet', '--out', join(folder, 'out'), ...more],
];

function niimath(file) {
  const script = new URL('./accuracy/niimath-run.mjs', import.meta.url).pathname;
  const mesh = ['-mesh', '-i', level, '-p', '0', '-b', '0', '-l', '0', '-s', '10', '-r', '0.25'];
  return [process.execPath, [script, file, join(folder, 'peer.mz3'), '-resize', '1', '1', '2', '3', ...mesh]];
}

function vtk() {
  const { size, affine, path } = rendered('field', fieldOptions());
  const script = new URL('./accuracy/vtk_peer.py', import.meta.url).pathname;
  const job = { raw: path, size, spacing: spacingOf(affine), origin: [0, 0, 0], level: Number(level) };
  return [
    '/usr/bin/python3',
    [script, JSON.stringify({ ...job, way: 'grey-bspline', out: join(folder, 'peer') })],
  ];
}

/** Rows of [title, command, cores]: each run in turn, `runs` times; the first row is what the others are compared with. */
async function table(rows) {
  const found = rows.map(() => []);
  for (let run = 0; run < runs; run++)
    for (const [n, [title, [command, args], on]] of rows.entries()) {
      console.error(`  ${title}, run ${run + 1} of ${runs}`);
      found[n].push(await metered(command, args, on).catch(({ message }) => ({ failed: message })));
    }
  const best = (all, key) => Math.min(...all.map((one) => one[key]));
  const median = (all, key) => all.map((one) => one[key]).sort((a, b) => a - b)[all.length >> 1];
  const head = [
    'run',
    'wall, s',
    'median',
    'times the first',
    'CPU, s',
    'peak memory, MB',
    'times the first',
  ];
  const [first] = found;
  return markdown(
    head,
    rows.map(([title], n) => {
      const all = found[n];
      const failed = all.find((one) => one.failed !== undefined);
      if (failed !== undefined) return [title, failed.failed, '–', '–', '–', '–', '–'];
      const [wall, peak] = [best(all, 'wall'), best(all, 'peak')];
      return [
        title,
        wall.toFixed(2),
        median(all, 'wall').toFixed(2),
        (wall / best(first, 'wall')).toFixed(2),
        best(all, 'cpu').toFixed(2),
        peak.toFixed(0),
        (peak / best(first, 'peak')).toFixed(2),
      ];
    }),
  );
}

const node = process.execPath;
const measure = {
  start: () =>
    table([
      ['node -e 0', [node, ['-e', '0']]],
      ['isocast --version', [node, [program, '--version']]],
      ['isocast --help', [node, [program, '--help']]],
      ['isocast convert --help', [node, [program, 'convert', '--help']]],
    ]),
  whole: () => {
    const file = fieldFile();
    return table([
      ['ours, surface at the threshold, no report, 1 core', convert(file, ...plain, '--threads', '1'), 1],
      ['ours, the same, all cores', convert(file, ...plain), cores],
      ['ours, everything: edges, proof, uncertainty, page, 1 core', convert(file, '--threads', '1'), 1],
      ['ours, everything, all cores', convert(file), cores],
      ...(niimathVersion() === null
        ? []
        : [[`niimath ${niimathVersion()} (wasm), Lanczos, 1 core`, niimath(file), 1]]),
      ...(vtkVersion() === null ? [] : [[`VTK ${vtkVersion()}, B-spline, 1 core`, vtk(), 1]]),
      ...(vtkVersion() === null ? [] : [[`VTK ${vtkVersion()}, B-spline, all cores`, vtk(), cores]]),
    ]);
  },
  grids: () =>
    table(
      ['0.5', '0.3', '0.2'].map((grid) => [
        `${grid} mm, surface at the threshold`,
        convert(fieldFile(), ...plain, '--spacing', grid),
        cores,
      ]),
    ),
  sizes: () =>
    table(
      [1, 2, 4].map((times) => [
        `${300 * times} slices, surface at the threshold`,
        convert(fieldFile(times), ...plain),
        cores,
      ]),
    ),
};

const titles = {
  start: 'Start-up',
  whole: 'The field phantom (157 MB), voxels of 0.5 mm',
  grids: 'Finer grids',
  sizes: 'Longer scans',
};
try {
  const parts = [];
  for (const name of wanted) {
    const text = `## ${titles[name]}\n\n${await measure[name]()}\n`;
    console.log(text);
    parts.push(text);
  }
  if (values.keep)
    writeFileSync(
      new URL('../docs/speed-table.md', import.meta.url),
      `# Time and memory, measured\n\nWritten by \`npm run bench -- speed --keep\`: whole processes in turns, the least of ${runs} runs, ${cores} cores in all.\n\n${parts.join('\n')}`,
    );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
