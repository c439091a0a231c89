// What the speed bench measures, section by section.
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import {
  bareNode,
  convert,
  convertField,
  draft,
  isocast,
  level,
  peers,
  plain,
  sample,
  stages,
} from './commands.mjs';
import { growthText } from './growth.mjs';
import { predictedFor } from './predicted.mjs';
import { fieldFile, fieldSlices, scansIn } from './scans.mjs';
import { stageRows } from './stages.mjs';
import { inTurns } from './turns.mjs';

const cores = availableParallelism();
const both = [1, cores];
const on = (count) => (count === 1 ? '1 core' : 'all cores');
const threadsOf = (count) => ['--threads', String(count)];

/** Rows for one core and for all: `title` and the command's own arguments. */
const onBoth = (title, command) =>
  both.map((count) => ({ title: `${title}, ${on(count)}`, run: command(threadsOf(count)), cores: count }));

const recordIn = (folder) => JSON.parse(readFileSync(join(folder, 'out', 'record.json'), 'utf8'));

/** Of the surface as it was found. */
function trianglesIn(folder) {
  const found = recordIn(folder).steps.find(({ name }) => name === 'surface');
  return found.notes.find(({ name }) => name === 'triangles').value;
}

const quick = 'draft: surface at the threshold';
const proven = 'the same, proven, STL and 3MF';
const everything = 'everything: edges, proof, uncertainty, page';

/** name → { title, says, beside, rows(folder, runs, data) }. */
export const sections = {
  start: {
    title: 'Start-up',
    rows: (_, runs) =>
      inTurns(
        [
          ['node -e 0', bareNode],
          ['isocast --version', isocast('--version')],
          ['isocast --help', isocast('--help')],
          ['isocast convert --help', isocast('convert', '--help')],
        ].map(([title, run]) => ({ title, run, cores })),
        runs,
      ),
  },
  stages: {
    title: 'Stage by stage: the field phantom, voxels of 0.5 mm, every option at its default',
    beside: 'sum',
    rows: (folder, runs) =>
      stageRows(stages(fieldFile(folder), 1), stages(fieldFile(folder), cores), cores, runs),
  },
  whole: {
    title: 'The field phantom (157 MB), voxels of 0.5 mm',
    rows: (folder, runs) => {
      const file = fieldFile(folder);
      return inTurns(
        [
          ...onBoth(`ours, ${quick}`, (threads) => convertField(folder, file, ...draft, ...threads)),
          ...onBoth(`ours, ${proven}`, (threads) => convertField(folder, file, ...plain, ...threads)),
          ...onBoth(`ours, ${everything}`, (threads) => convertField(folder, file, ...threads)),
          ...peers(folder, file, cores),
        ],
        runs,
      );
    },
  },
  grids: {
    title: 'Finer grids',
    rows: (folder, runs) =>
      inTurns(
        ['0.5', '0.3', '0.2'].flatMap((grid) =>
          onBoth(`${grid} mm, ${quick}`, (threads) =>
            convertField(folder, fieldFile(folder), ...draft, '--spacing', grid, ...threads),
          ),
        ),
        runs,
      ),
  },
  sizes: {
    title: 'Longer scans',
    rows: (folder, runs) =>
      inTurns(
        [1, 2, 4].flatMap((times) =>
          onBoth(`${times * fieldSlices} slices, ${quick}`, (threads) =>
            convertField(folder, fieldFile(folder, times * fieldSlices), ...draft, ...threads),
          ),
        ),
        runs,
      ),
  },
  growth: {
    title: 'Growth with finer voxels',
    rows: (folder, runs) =>
      inTurns(
        ['1', '0.7', '0.5', '0.4', '0.3', '0.25', '0.2'].map((grid) => ({
          title: `${grid} mm, ${quick}`,
          run: convertField(folder, fieldFile(folder), ...draft, '--spacing', grid),
          cores,
          after: () => ({ triangles: trianglesIn(folder) }),
        })),
        Math.min(2, runs),
      ),
    says: (rows) => [growthText(rows), '![Time against work](growth.svg)'],
  },
  long: {
    title: 'A scan of 2,000 slices (1 GB), voxels of 0.4 mm',
    rows: (folder) =>
      inTurns(
        onBoth(`2,000 slices, ${quick}`, (threads) =>
          convertField(folder, fieldFile(folder, 2000), ...draft, '--spacing', '0.4', ...threads),
        ),
        1,
      ),
  },
  memory: {
    title: 'Memory as `--memory` reckons with it, and as it is',
    rows: (folder, _, data) => {
      const of = (title, scan, grid, ...more) =>
        onBoth(`${title}, ${grid} mm`, (threads) =>
          convert(folder, scan, '--spacing', grid, ...more, ...threads),
        );
      const scans = data === undefined ? [] : scansIn(data);
      const rows = [
        ...['1', '0.5'].flatMap((grid) => of('sample', sample, grid, '--threshold', 'half-max')),
        ...['1', '0.7', '0.5', '0.3'].flatMap((grid) =>
          of('field', fieldFile(folder), grid, '--threshold', level),
        ),
        ...scans.flatMap((scan, n) =>
          ['1.5', '0.8'].flatMap((grid) => of(`scan ${n + 1}`, scan, grid, '--preset', 'bone')),
        ),
      ];
      const after = () => ({ predicted: predictedFor(recordIn(folder)) });
      return inTurns(
        rows.map((row) => ({ ...row, after })),
        1,
      );
    },
    says: (rows) => [
      'The reckoned peak, as a share of the measured one:',
      rows
        .filter(({ failed }) => failed === undefined)
        .map(({ title, predicted, peak }) => `${title}: ${((100 * predicted) / peak).toFixed(0)} %`)
        .join('; '),
    ],
  },
  data: {
    title: 'Scans of patients: bone, voxels of 0.4 mm, everything',
    rows: async (folder, runs, data) => {
      const scans = data === undefined ? [] : scansIn(data);
      const rows = scans.map((scan, n) => ({
        title: `scan ${n + 1}`,
        run: convert(folder, scan, '--preset', 'bone', '--spacing', '0.4'),
        cores,
        after: () => ({ size: recordIn(folder).inputs[0].stored.size }),
      }));
      for (const [n, scan] of scans.entries()) console.error(`  scan ${n + 1}: ${basename(scan)}`);
      const found = await inTurns(rows, runs);
      return found.map((row) =>
        row.size ? { ...row, title: `${row.title}: ${row.size.join(' × ')}` } : row,
      );
    },
  },
};
