import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { niftiBytes } from '../../src/files/nifti-bytes.js';
import { phantomOptions } from '../../src/phantom/phantom-options.js';
import { renderPhantom } from '../../src/phantom/render-phantom.js';
import { valueAt } from './value-at.js';

const sample = (name: string): Buffer => readFileSync(new URL(`../../samples/${name}`, import.meta.url));

test('the sample scan and its truth come out of the phantom byte for byte', () => {
  const stated = JSON.parse(sample('skull.json').toString());
  expect(Object.keys(stated.options).sort()).toEqual(Object.keys(phantomOptions).sort());
  const p = renderPhantom(stated.phantom, stated.options);
  expect(`${JSON.stringify(p.truth, null, 1)}\n`).toBe(sample('skull.json').toString());
  const bytes = Buffer.from(niftiBytes({ ...p, gzip: true }));
  expect(bytes.equals(sample('skull.nii.gz'))).toBe(true);
  expect(bytes.length).toBeLessThan(2_000_000);
  for (const { name, at, inside } of p.truth.landmarks)
    expect(`${name}: ${valueAt(p, at) > p.truth.halfMaximum}`).toBe(`${name}: ${inside}`);
});
