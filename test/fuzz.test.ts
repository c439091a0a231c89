// Some hundred damaged files of every format, drawn anew only when the seed is changed; the bench of the same name does thousands.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allSeeds } from '../bench/fuzz/all-seeds.js';
import { handMade } from '../bench/fuzz/hand-made.js';
import { layOut } from '../bench/fuzz/lay-out.js';
import { makeCase } from '../bench/fuzz/make-case.js';
import type { Case, Seed } from '../bench/fuzz/seed.js';
import { type Ending, tryCase } from '../bench/fuzz/try-case.js';
import { type ReadScan, readScan } from '../src/scan/read-scan.js';

const RUN = 20;
const CASES = 4;

const root = mkdtempSync(join(tmpdir(), 'fuzz-test-'));
let seeds: readonly Seed[] = [];
let onto: ReadScan;

const placed = async <T>(items: Case['items'], act: (folder: string) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(root, 'case-'));
  layOut(folder, items);
  try {
    return await act(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

beforeAll(async () => {
  seeds = await allSeeds();
  const drawnOn = seeds.findIndex(({ format }) => format === 'DICOM, explicit');
  onto = await placed(makeCase(seeds, RUN, drawnOn).items, (folder) => readScan(join(folder, 'scan')));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('files of every format', () => {
  it('are read where they are sound', async () => {
    const endings: Record<string, Ending> = {};
    for (let n = 0; n < seeds.length; n++) {
      const sound = makeCase(seeds, RUN, n);
      const plain = { ...sound, options: {} };
      endings[sound.format] = await placed(sound.items, (folder) => tryCase(plain, folder, onto));
    }
    expect(Object.entries(endings).filter(([, ending]) => ending === 'refused')).toEqual([]);
  });

  it('are read, or refused in two clear lines, whatever is done to them', async () => {
    const faults: string[] = [];
    let refused = 0;
    for (let n = seeds.length; n < CASES * seeds.length; n++) {
      const damaged = makeCase(seeds, RUN, n);
      const plain = { ...damaged, options: { ...damaged.options, model: n % 53 === 0 } };
      await placed(damaged.items, (folder) => tryCase(plain, folder, onto)).then(
        (ending) => {
          if (ending === 'refused') refused++;
        },
        (error) => faults.push(`case ${n} (${damaged.format}): ${error}`),
      );
    }
    expect(faults).toEqual([]);
    // Damage that is noticed: else nothing was tried.
    expect(refused).toBeGreaterThan(seeds.length);
  });

  it.each([
    'NIfTI: 32767³ voxels, none there',
    'NIfTI: a sparse file of 16 TB that holds all it says',
    'DICOM: 100000 sequences in each other that never end',
    'DICOM: 65535 × 65535 pixels of which 168 are there',
    'DICOMDIR: files outside of its folder',
    'archive: the same 200 MB a hundred times over',
    'folder: links in a circle',
    '3MF: a thousand million laughs',
    'STL: a pipe',
    'record: 100 000 objects in each other',
  ])('%s', async (name) => {
    const hostile = handMade.find((one) => one.name === name);
    if (hostile === undefined) throw new Error(`${name} is not made any more`);
    const { kind, entry, options = {} } = hostile;
    const items = new Map(Object.entries(hostile.items(seeds)));
    const ending = await placed(items, (folder) =>
      tryCase({ format: name, kind, entry, items, options }, folder, onto),
    );
    expect(ending).toBe(name === 'folder: links in a circle' ? 'read' : 'refused');
  });
});
