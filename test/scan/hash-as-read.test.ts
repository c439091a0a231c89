// The hash of a file is the same, whatever of it was heard of before.
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hashAsRead } from '../../src/scan/hash-as-read.js';

const bytes = Uint8Array.from({ length: 300_000 }, (_, n) => (n * n) % 251);
const whole = createHash('sha256').update(bytes).digest('hex');
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hash-'));
  await writeFile(join(folder, 'file'), bytes);
});
afterAll(() => rm(folder, { recursive: true }));

const heard: Record<string, readonly (readonly [number, number])[]> = {
  nothing: [],
  'all of it': [
    [0, 100_000],
    [100_000, 300_000],
  ],
  'what follows a header': [
    [352, 200_000],
    [200_000, 300_000],
  ],
  'a middle': [[1000, 2000]],
  'what lies far behind': [[200_000, 300_000]],
  'something twice': [
    [0, 1000],
    [500, 1500],
    [0, 1000],
    [1000, 2000],
  ],
};

it.each(Object.entries(heard))('heard of %s', async (_, stretches) => {
  const hash = hashAsRead(join(folder, 'file'));
  for (const [from, to] of stretches) hash.hear(bytes.subarray(from, to), from);
  expect(await hash.finish()).toBe(whole);
  expect(await hash.finish()).toBe(whole);
});
