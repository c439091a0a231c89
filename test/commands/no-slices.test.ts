// The scan in the page: there unless it is to be left out, and then nowhere, in no case file and no record as if it were.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { convertScan } from '../../src/commands/convert-scan.js';
import { nrrdFile } from '../fixtures/nrrd-file.js';

const folder = mkdtempSync(join(tmpdir(), 'isocast-slices-'));
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(() => {
  const values = new Int16Array(22 * 20 * 18);
  for (let p = 0; p < values.length; p++) {
    const [i, j, k] = [p % 22, Math.floor(p / 22) % 20, Math.floor(p / 440)];
    values[p] = Math.round(1000 * Math.min(1, Math.max(0, 6.5 - Math.hypot(i - 12, j - 9, k - 8)))) - 500;
  }
  writeFileSync(join(folder, 'scan.nrrd'), nrrdFile({ sizes: [22, 20, 18], values }));
});

async function made(
  name: string,
  slices: boolean,
): Promise<{ readonly page: string; readonly record: string }> {
  const out = join(folder, name);
  await convertScan(join(folder, 'scan.nrrd'), {
    out,
    slices,
    formats: 'stl',
    threads: 1,
    given: { threshold: { threshold: '0' }, solid: { draft: true }, locate: { edge: 'threshold' } },
  });
  const read = (file: string): string => readFileSync(join(out, file), 'utf8');
  return { page: read('report.html'), record: read('record.json') };
}

it('stands in the page, and is left out with everything of it where that was asked for', async () => {
  const [whole, none] = [await made('whole', true), await made('none', false)];
  expect(whole.page.match(/data-picture="slice-/g)).toHaveLength(3);
  expect(whole.page).not.toContain('"scan":null');
  expect(whole.record).not.toContain('"slices": false');
  expect(none.page).not.toContain('data-picture="slice-');
  expect(none.page).toContain('"scan":null');
  expect(none.page).toContain('left out of this page');
  expect(none.page.match(/data-picture="view-/g)).toHaveLength(6);
  expect(none.record.match(/"slices": false/g)).toHaveLength(2);
});
