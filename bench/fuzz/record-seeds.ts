// Records as the program itself writes them, of a run each of five commands on the small scan.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { convertScan } from '../../src/commands/convert-scan.js';
import { filterScan } from '../../src/commands/filter-scan.js';
import { makePhantom } from '../../src/commands/make-phantom.js';
import { resampleScan } from '../../src/commands/resample-scan.js';
import { writeWithRecord } from '../../src/commands/write-with-record.js';
import { runSettings } from '../../src/run-settings.js';
import { niftiFile } from '../../test/fixtures/nifti-file.js';
import { size, spacing, values } from './phantom-values.js';
import type { Seed } from './seed.js';

async function convert(scan: string, out: string): Promise<string> {
  const given = { threshold: { threshold: '300' }, resample: { spacing: 2 } };
  await convertScan(scan, { out, threads: 1, given, report: false });
  return 'record.json';
}

async function resample(scan: string, out: string): Promise<string> {
  await resampleScan(scan, { out: join(out, 'made.nii'), threads: 1, given: { resample: { spacing: 3 } } });
  return 'made.record.json';
}

async function filter(scan: string, out: string): Promise<string> {
  await filterScan(scan, { out: join(out, 'made.nii'), threads: 1, given: { resample: { spacing: 3 } } });
  return 'made.record.json';
}

async function phantom(_scan: string, out: string): Promise<string> {
  const given = { phantom: { spacing: [8, 8, 8] } };
  const settings = runSettings({ threads: 1, given });
  const made = await makePhantom({ paths: {}, options: { phantom: 'ball', file: 'made.nii' }, ...settings });
  await writeWithRecord(out, made, settings.signal);
  return made.record;
}

export async function recordSeeds(): Promise<Seed[]> {
  const folder = await mkdtemp(join(tmpdir(), 'fuzz-records-'));
  const bytes = niftiFile({ size: [...size], values, pixdim: [...spacing] });
  const scan = join(folder, 'scan.nii');
  await writeFile(scan, bytes);
  const seeds: Seed[] = [];
  try {
    for (const [name, make] of Object.entries({ convert, resample, filter, phantom })) {
      const out = await mkdtemp(join(folder, 'out-'));
      const record = await readFile(join(out, await make(scan, out)));
      seeds.push({
        format: `record of ${name}`,
        kind: 'record',
        entry: 'record.json',
        files: { 'record.json': { bytes: record, text: record.length }, 'scan.nii': { bytes } },
      });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return seeds;
}
