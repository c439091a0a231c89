// Hostile records: nests, options that ask for a world of voxels, names that lead elsewhere.
import type { HandMade } from './hand-made.js';
import type { Item, Seed } from './seed.js';

type Changed = (json: string) => string;

function record(name: string, of: string, change: Changed): HandMade {
  return {
    name: `record: ${name}`,
    kind: 'record',
    entry: 'record.json',
    items: (seeds: readonly Seed[]): Readonly<Record<string, Item>> => {
      const sound = seeds.find(({ format }) => format === `record of ${of}`);
      if (sound === undefined) throw new Error(`no sound record of ${of}`);
      const items = Object.fromEntries(Object.entries(sound.files).map(([at, { bytes }]) => [at, bytes]));
      return { ...items, 'record.json': Buffer.from(change(items['record.json'].toString())) };
    },
  };
}

/** Another value for an option of a step, or of the command, wherever a record's steps have it. */
const set =
  (key: string, value: unknown): Changed =>
  (json) => {
    const record = JSON.parse(json);
    for (const { options } of [...record.steps, record.command])
      if (Object.hasOwn(options, key)) options[key] = value;
    return JSON.stringify(record);
  };

export const handRecords: readonly HandMade[] = [
  record('a million brackets', 'convert', () => '['.repeat(1_000_000)),
  record('100 000 objects in each other', 'convert', (json) =>
    json.replace('"options": {', `"options": {"deep": ${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)},`),
  ),
  record('keys that are properties of every object', 'convert', (json) =>
    json.replace(
      '"options": {',
      '"options": {"__proto__": {"report": true}, "constructor": 1, "hasOwnProperty": 2,',
    ),
  ),
  record('a command that is a property of every object', 'convert', (json) => {
    const record = JSON.parse(json);
    return JSON.stringify({ ...record, command: { ...record.command, name: '__proto__' } });
  }),
  record('a phantom of 4096³ voxels', 'phantom', set('size', [4096, 4096, 4096])),
  record('a phantom of voxels of 0.05 mm', 'phantom', set('spacing', [0.05, 0.05, 0.05])),
  record('voxels of 1e-9 mm', 'convert', set('spacing', 1e-9)),
  record('voxels of 0.001 mm', 'resample', set('spacing', 0.001)),
  record('voxels of 0.001 mm, filtered', 'filter', set('spacing', 0.001)),
  record('a filter of 1e9 mm', 'filter', set('sigma', 1e9)),
  record('a file that leads out', 'phantom', set('file', '../../outside.nii')),
  record('30 MB of nothing', 'convert', (json) => `${json.slice(0, -2)}${' '.repeat(30_000_000)}}`),
  record('no text at all', 'convert', () => '\ufeff\0\0\0'),
];
