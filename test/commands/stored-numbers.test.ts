// Resampled onto its own grid, a scan has the very numbers of its file back; what reading can't keep is said.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { resampleScan } from '../../src/commands/resample-scan.js';
import { readScan } from '../../src/scan/read-scan.js';
import { type NiftiFile, niftiFile } from '../fixtures/nifti-file.js';

const folder = mkdtempSync(join(tmpdir(), 'isocast-numbers-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const size = [7, 6, 5] as const;
const count = 7 * 6 * 5;
/** Turned, mirrored and stored in another order than the patient's. */
const sform = [0, 0, 2, 1, 1.1, 0, 0, 2, 0, -0.7, 0, 3];
const spread = (low: number, high: number): number[] =>
  Array.from({ length: count }, (_, n) =>
    Math.round(low + ((high - low) * ((n * 89) % count)) / (count - 1)),
  );

async function resampled(name: string, file: NiftiFile, ...more: readonly Record<string, unknown>[]) {
  const [from, to] = [join(folder, `${name}.nii`), join(folder, `${name}-out.nii`)];
  const bytes = niftiFile({ size, sform, ...file });
  writeFileSync(from, bytes);
  const [store = {}] = more;
  const { made } = await resampleScan(from, {
    out: to,
    like: from,
    given: { store },
    values: 'grey',
  });
  const out = readFileSync(to);
  const sidecar = JSON.parse(readFileSync(join(folder, `${name}-out.json`), 'utf8'));
  return { bytes, out, sidecar, made, scan: (await readScan(from)).scan, again: (await readScan(to)).scan };
}

const cases: readonly (readonly [string, NiftiFile])[] = [
  ['int8', { type: 256, values: spread(-128, 127) }],
  ['uint8', { type: 2, values: spread(0, 255) }],
  ['int16', { type: 4, values: spread(-32768, 32767) }],
  ['uint16', { type: 512, values: spread(0, 65535) }],
  ['uint16-small', { type: 512, values: spread(0, 4095) }],
  ['int32', { type: 8, values: spread(-16777216, 16777216) }],
  ['int32-small', { type: 8, values: spread(-1000, 3000) }],
  ['uint32', { type: 768, values: spread(0, 16777216) }],
  ['float32', { type: 16, values: spread(-900, 900).map((x) => x / 7) }],
  ['float64-whole', { type: 64, values: spread(-1000, 3000) }],
  ['float64', { type: 64, values: spread(-900, 900).map((x) => Math.fround(x / 7)) }],
  ['int16-offset', { type: 4, values: spread(0, 4095), slope: 1, intercept: -1024 }],
  ['int16-slope', { type: 4, values: spread(-32768, 32767), slope: 0.1, intercept: 3.7 }],
  ['uint8-slope', { type: 2, values: spread(0, 255), slope: -2.5, intercept: 100.25 }],
  ['uint16-slope', { type: 512, values: spread(0, 65535), slope: 1 / 3, intercept: -7 }],
  ['float32-slope', { type: 16, values: spread(0, 4000), slope: 0.5, intercept: 12 }],
];

describe('on its own grid', () => {
  it.each(cases)('%s: the same numbers, kind, slope and intercept', async (name, file) => {
    const { bytes, out, sidecar, scan, again } = await resampled(name, file);
    expect(out.subarray(352).equals(bytes.subarray(352))).toBe(true);
    expect(out.subarray(70, 74).equals(bytes.subarray(70, 74)), 'kind of number').toBe(true);
    expect(out.subarray(112, 120).equals(bytes.subarray(112, 120)), 'slope, intercept').toBe(true);
    expect(again.voxels).toEqual(scan.voxels);
    expect(sidecar.Values.numbers).toMatch(/as in the scan’s file/);
    expect(sidecar.Values.slope).toBe(Math.fround(file.slope ?? 1));
    expect(scan.facts.remarks.join()).not.toMatch(/precision/);
  });

  it('values that were changed are written as they are', async () => {
    const { out, sidecar, again } = await resampled('rounded', cases[12][1], { rounding: 'whole' });
    expect(out.readInt16LE(70)).toBe(4);
    expect([out.readFloatLE(112), out.readFloatLE(116)]).toEqual([1, 0]);
    expect(Math.min(...again.voxels)).toBe(Math.round(-32768 * Math.fround(0.1) + Math.fround(3.7)));
    expect(sidecar.Values.numbers).toMatch(/the values themselves: /);
  });
});

describe('what single precision does not hold', () => {
  it('whole numbers beyond 2^24: counted in a remark, not given back as if they were the file’s', async () => {
    const values = spread(0, 1000);
    [values[3], values[5], values[7], values[9]] = [16777217, 2147483647, 16777218, -16777219];
    const { out, scan, sidecar, made } = await resampled('int32-large', { type: 8, values });
    const remark = /^Whole numbers beyond 16777216 .* rounded .*\(voxels: 3\)/;
    expect(scan.facts.remarks).toEqual([expect.stringMatching(remark)]);
    expect(made.inputs[0].remarks).toEqual([expect.stringMatching(remark)]);
    expect(sidecar.Inputs[0].remarks).toEqual([expect.stringMatching(remark)]);
    expect(out.readInt16LE(70)).toBe(16);
    expect(sidecar.Values.numbers).toMatch(/the values themselves: /);
  });

  it('uint32 and float64 alike; fractions in double precision in a word of their own', async () => {
    const large = spread(0, 1000).map((x, n) => (n === 0 ? 4294967295 : x));
    for (const [name, type] of [
      ['uint32-large', 768],
      ['float64-large', 64],
    ] as const)
      expect((await resampled(name, { type, values: large })).scan.facts.remarks).toEqual([
        expect.stringMatching(/^Whole numbers beyond .*\(voxels: 1\)/),
      ]);
    const thirds = spread(1, 900).map((x) => x / 3);
    const { scan, out } = await resampled('float64-thirds', { type: 64, values: thirds });
    expect(scan.facts.remarks).toEqual([expect.stringMatching(/^The file \(float64\).*single precision/)]);
    expect(out.readInt16LE(70)).toBe(16);
  });

  it('a slope so small beside its intercept that numbers fall together: not taken back for the file’s', async () => {
    const { out, sidecar, scan } = await resampled('falls', {
      type: 4,
      values: spread(0, 3000),
      slope: 1e-5,
      intercept: 1000,
    });
    expect(scan.facts.remarks).toEqual([expect.stringMatching(/^The file \(int16, rescaled\)/)]);
    expect(out.readInt16LE(70)).toBe(16);
    expect(sidecar.Values.numbers).toMatch(/the values themselves: /);
  });
});
