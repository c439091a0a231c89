// What the commands refuse before they do harm: files of others, masks that vanish, references that lie elsewhere.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smoothedText } from '../../src/cli/smoothed-text.js';
import { visible } from '../../src/cli/visible.js';
import { filterScan } from '../../src/commands/filter-scan.js';
import { measureTexture } from '../../src/commands/measure-texture.js';
import { refuseStrangers } from '../../src/commands/refuse-strangers.js';
import { replayRecord } from '../../src/commands/replay-record.js';
import { type ResampleOptions, resampleScan } from '../../src/commands/resample-scan.js';
import { UserError } from '../../src/core/errors.js';
import { niftiBytes } from '../../src/files/nifti-bytes.js';
import { isocast, scratch } from '../command-line.js';

const folder = scratch();
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);
const json = (name: string) => JSON.parse(readFileSync(at(name), 'utf8'));

const size = [14, 12, 8] as const;
const voxels = 14 * 12 * 8;

/** On 1 × 1.2 × 2 mm; `x` of the first voxel, mm. */
function write(name: string, value: (i: number, j: number, k: number) => number, x = -6): string {
  const values = Float32Array.from({ length: voxels }, (_, n) =>
    value(n % 14, Math.floor(n / 14) % 12, Math.floor(n / 168)),
  );
  const whole = values.every(Number.isInteger);
  const affine = [1, 0, 0, x, 0, 1.2, 0, -5, 0, 0, 2, 4] as const;
  const stored = whole ? Int16Array.from(values) : values;
  writeFileSync(at(name), niftiBytes({ size, affine, voxels: stored, gzip: false }));
  return at(name);
}

const within = (i: number, j: number, k: number): boolean =>
  i > 3 && i < 11 && j > 2 && j < 9 && k > 1 && k < 6;
let scan = '';
let mask = '';
let far = '';
beforeAll(() => {
  scan = write('scan.nii', (i, j, k) => 90 * i - 40 * j + 25 * k * k - 300);
  mask = write('roi.nii', (i, j, k) => (within(i, j, k) ? 1 : 0));
  far = write('far.nii', (i, j, k) => (within(i, j, k) ? 1 : 0), 500);
});

const resample = (out: string, more: Partial<ResampleOptions> = {}, spacing: unknown = 2) =>
  resampleScan(scan, { out: at(out), given: { resample: { spacing } }, ...more });

describe('a mask', () => {
  it('of which nothing is left is refused, and nothing is written', async () => {
    const dot = write('dot.nii', (i, j, k) => (i === 5 && j === 5 && k === 4 ? 1 : 0));
    const faint = write('faint.nii', (i, j, k) => (within(i, j, k) ? 0.4 : 0));
    for (const [path, spacing] of [
      [far, 1],
      [dot, 4],
      [faint, 1],
    ] as const)
      await expect(resample('m.nii', { mask: path }, spacing), path).rejects.toThrow(UserError);
    expect(existsSync(at('m.nii'))).toBe(false);
    await expect(measureTexture(scan, { mask: far })).rejects.toThrow('No voxel of the new grid');
  });

  it('that loses more than a tenth is told, with voxels and volume before and after', async () => {
    const aside = write('aside.nii', (i, j, k) => (within(i, j, k) ? 1 : 0), 1);
    const { made } = await resample('aside-1.nii', { mask: aside }, 1);
    expect(made.findings.map(({ code }) => code)).toEqual(['mask-lost']);
    const whole = await resample('whole.nii', { mask }, [1, 1.2, 2]);
    expect(whole.made.findings).toEqual([]);
    const size = { voxels: 7 * 6 * 4, millilitres: expect.closeTo((7 * 6 * 4 * 2.4) / 1000, 6) };
    expect(whole.made.kept).toMatchObject({ before: size, after: size });
    expect(json('whole.json').Mask.voxelsBeforeAndAfter).toEqual([168, 168]);
  });

  it('that is not there has no use for flags', async () => {
    await expect(resample('x.nii', { label: '3' })).rejects.toThrow('--label speaks of a mask');
    const given = { resample: { spacing: 1 }, storeMask: { threshold: 0.4 } };
    await expect(resampleScan(scan, { out: at('x.nii'), given })).rejects.toThrow('--mask-threshold');
  });
});

it('a reference that lies elsewhere is refused, unless a value was chosen for what lies outside', async () => {
  const options = { out: at('like.nii'), like: far };
  await expect(resampleScan(scan, options)).rejects.toThrow('does not overlap');
  await expect(resampleScan(mask, { ...options, given: { store: { outside: 5 } } })).rejects.toThrow(
    UserError,
  );
  const { made } = await resampleScan(scan, {
    ...options,
    preset: 'ibsi-c',
    given: { store: { outside: 5 } },
  });
  expect(made.range.result).toEqual([5, 5]);
  expect(made.findings.map(({ code }) => code)).toEqual(['preset-grid', 'outside-scan']);
});

describe('files of others', () => {
  it('beside the output are not replaced; a command’s own are', async () => {
    const textOf = (name: string) => readFileSync(at(name), 'utf8');
    writeFileSync(at('bids.json'), '{"Modality":"CT"}');
    writeFileSync(at('own.record.json'), 'mine');
    write('drawn_mask.nii', () => 1);
    await expect(resample('bids.nii.gz')).rejects.toThrow('bids.json is there already');
    await expect(
      filterScan(scan, { out: at('bids.nii'), given: { laplacian: { sigma: 2 } } }),
    ).rejects.toThrow('bids.json is there already');
    await expect(resample('own.nii')).rejects.toThrow('own.record.json is there already');
    await expect(resample('drawn.nii', { mask })).rejects.toThrow('drawn_mask.nii is there already');
    await expect(measureTexture(scan, { mask, out: at('bids.json') })).rejects.toThrow('bids.json');
    expect([textOf('bids.json'), textOf('own.record.json')]).toEqual(['{"Modality":"CT"}', 'mine']);

    await resample('again.nii', { mask });
    await resample('again.nii', { mask }, 3);
    await expect(
      filterScan(scan, { out: at('again.nii'), given: { laplacian: { sigma: 2 } } }),
    ).rejects.toThrow('again.record.json');
    // Its sidecar would be that of both.
    await expect(resample('again.nii.gz')).rejects.toThrow('again.record.json');
    const texture = { mask, out: at('t.json'), given: { texture: { bins: 8 } } };
    await measureTexture(scan, texture);
    await measureTexture(scan, texture);
  });

  it('a phantom’s truth is no sidecar, and can be made again', async () => {
    const ball = ['phantom', 'ball', '--spacing', '3', '--out', at('ball.nii.gz'), '--quiet'];
    for (const code of [0, 0]) expect((await isocast(...ball)).code).toBe(code);
    const names = { command: 'resample', facts: 'ball.json', others: [], record: 'ball.record.json' };
    for (const file of ['ball.nii', 'ball.nii.gz'])
      await expect(refuseStrangers(folder, { ...names, file })).rejects.toThrow('is there already');
    rmSync(at('ball.record.json'));
    await expect(refuseStrangers(folder, { ...names, file: 'ball.nii' })).rejects.toThrow('ball.json');
  });

  it('nor does a replay replace what differs', async () => {
    await resample('replayed.nii');
    const kept = at('kept');
    const again = () => replayRecord(at('replayed.record.json'), { scan, out: kept });
    expect((await again()).same).toBe(true);
    expect((await again()).same).toBe(true);
    writeFileSync(join(kept, 'replayed.json'), 'mine');
    await expect(again()).rejects.toThrow('replayed.json is in the output folder already');
    expect(readFileSync(join(kept, 'replayed.json'), 'utf8')).toBe('mine');
    rmSync(kept, { recursive: true });
    mkdirSync(kept);
    copyFileSync(at('t.record.json'), join(kept, 'replayed.record.json'));
    await expect(again()).rejects.toThrow('replayed.record.json');
    expect(readdirSync(kept)).toEqual(['replayed.record.json']);
  });

  it('a record that was altered says so where it can’t be done; a byte order mark is no harm', async () => {
    const text = readFileSync(at('replayed.record.json'), 'utf8');
    writeFileSync(at('altered.json'), text.replace('"kernel": "bspline3"', '"kernel": 7'));
    await expect(replayRecord(at('altered.json'), { scan })).rejects.toThrow('ALTERED');
    writeFileSync(at('marked.json'), `\ufeff${text}`);
    expect((await replayRecord(at('marked.json'), { scan })).same).toBe(true);
  });
});

describe('at the terminal', () => {
  it('--json of resample and filter is the sidecar, what was written and what was found', async () => {
    const inputs = [scan, '--anti-alias', 'gaussian', '--json'];
    const one = await isocast(
      'resample',
      ...inputs,
      '--spacing',
      '3',
      '--mask',
      write('edge.nii', (i) => (i > 11 ? 1 : 0)),
      '--out',
      at('j.nii'),
    );
    const two = await isocast('filter', ...inputs, '--log', '2', '--out', at('f.nii'));
    for (const [{ code, out, err }, name] of [
      [one, 'j'],
      [two, 'f'],
    ] as const) {
      const { written, findings, ...sidecar } = JSON.parse(out);
      expect([code, sidecar], err).toEqual([0, json(`${name}.json`)]);
      expect(written.map((file: { name: string }) => file.name)).toContain(`${name}.record.json`);
      expect(err).toBe(
        findings
          .map((one: { severity: string; message: string }) => `${one.severity}: ${one.message}\n`)
          .join(''),
      );
    }
  });

  it('tells the smoothing', async () => {
    const { made } = await resample('smooth.nii', {}, [2, 1.2, 2]);
    expect(smoothedText(made.steps)).toBe('by σ 0.804 × 0 × 0 mm before, since voxels get coarser');
    expect(smoothedText((await resample('fine.nii', {}, 1)).made.steps)).toBe('');
  });

  it.each([
    [['compare', 'a.stl'], /^error: missing required argument 'b'\n\('isocast compare --help' .*\)\n$/],
    [
      ['check', 'a.stl', '--wal', '1'],
      /^error: unknown option '--wal'\n[^\n]*\n?\('isocast check --help' .*\)\n$/,
    ],
    [
      ['measured', 'report.json'],
      /'--calipers <lengths>' not specified\n\('isocast measured --help' .*\)\n$/,
    ],
  ])('a command that is not typed whole is told where its help is: %j', async (args, says) => {
    const { code, out, err } = await isocast(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(says);
  });

  it('shows a name, whatever is in it', () => {
    expect(visible('a\x1b[31m\nb\u202ec é 骨.nii')).toBe('a\\x1b[31m\\nb\\u202ec é 骨.nii');
  });

  it.skipIf(process.platform === 'win32')('a closed terminal leaves nothing half-written', async () => {
    const out = at('closed');
    mkdirSync(out);
    const begun = once(watch(out), 'change');
    const program = new URL('../../bin/isocast.js', import.meta.url).pathname;
    const args = ['resample', scan, '--spacing', '0.04', '--threads', '2', '--out', join(out, 'x.nii.gz')];
    const child = spawn(process.execPath, [program, ...args], { stdio: 'ignore' });
    await begun;
    child.kill('SIGHUP');
    expect(await once(child, 'exit')).toEqual([129, null]);
    expect(readdirSync(out)).toEqual([]);
  });
});
