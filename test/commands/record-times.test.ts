// Times out of a record: believed as far as they are numbers, and left out otherwise.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordTimes } from '../../src/commands/record-times.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isocast-times-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function timesOf(text: string): ReturnType<typeof recordTimes> {
  const path = join(folder, 'record.json');
  await writeFile(path, text);
  return recordTimes(path);
}

it('tells the times that a record holds', async () => {
  const times = [
    { step: 'resample', seconds: 0.5 },
    { step: 3, seconds: 1 },
    { step: 'x', seconds: -1 },
    null,
  ];
  expect(await timesOf(JSON.stringify({ times }))).toEqual([{ step: 'resample', seconds: 0.5 }]);
});

it('tells nothing where there are none', async () => {
  for (const text of ['', '[]', '{}', '{"times":{}}', '{"times":[]}', 'x'])
    expect(await timesOf(text), text).toBeNull();
  expect(await recordTimes(join(folder, 'none.json'))).toBeNull();
  expect(await recordTimes(folder)).toBeNull();
});
