// The sample scan through the program gives what samples/expected.json says, to the byte.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import * as library from '../src/index.js';
import { isocast, scratch } from './command-line.js';

const sample = new URL('../samples/', import.meta.url).pathname;
const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

it('the sample gives the model that stands beside it', async () => {
  const out = join(scratch(), 'out');
  const scan = join(sample, 'skull.nii.gz');
  const flags = ['--threshold', 'half-max', '--no-report', '--json', '--out', out];
  const { code, out: said } = await isocast('convert', scan, ...flags);
  expect(code).toBe(0);
  const { verdict, parts, files } = JSON.parse(said);
  const [{ mesh }] = parts;
  const expected = json(join(sample, 'expected.json'));
  expect(verdict).toBe(expected.verdict);
  expect([mesh.triangles, mesh.volume, mesh.size]).toEqual([
    expected.triangles,
    expected.volume,
    expected.size,
  ]);
  for (const [n, { name, sha256 }] of expected.files.entries()) {
    expect([files[n].name, files[n].sha256]).toEqual([name, sha256]);
    expect(
      createHash('sha256')
        .update(readFileSync(join(out, name)))
        .digest('hex'),
    ).toBe(sha256);
  }
  // The truth by formula.
  const truth = json(join(sample, 'skull.json'));
  expect(Math.abs(mesh.volume / truth.volume - 1)).toBeLessThan(0.003);
});

it('the library has these public names', () => {
  expect(Object.keys(library).sort()).toMatchSnapshot();
});
