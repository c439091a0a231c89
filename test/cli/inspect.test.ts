// What inspect prints of a study, also where nothing in it can be read; the flags that choose, and their record.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, describe, expect, it } from 'vitest';
import { addScanFlags, scanFlags } from '../../src/cli/scan-flags.js';
import { seriesLines } from '../../src/cli/series-lines.js';
import { replayRecord } from '../../src/commands/replay-record.js';
import { resampleScan } from '../../src/commands/resample-scan.js';
import { scanOptionsIn } from '../../src/commands/scan-options.js';
import { UserError } from '../../src/core/errors.js';
import { listSeries } from '../../src/scan/list-series.js';
import { isocast, scratch } from '../command-line.js';
import { pictureOf, seriesOf, writeSeries } from '../fixtures/series.js';

const folder = scratch();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const study = (): Promise<string> =>
  writeSeries(join(folder, 'study'), [
    ...seriesOf(6, 100, { '00181210': 'B30', '00180015': 'HEAD' }),
    ...seriesOf(7, 900, { '0020000e': '1.9.2', '00180015': 'Mr Secret, born 1970' }),
    pictureOf(0, [0, 0, 0], { '00080008': 'ORIGINAL\\PRIMARY\\LOCALIZER' }),
  ]);
const localizers = (): Promise<string> =>
  writeSeries(join(folder, 'none'), [
    pictureOf(0, [0, 0, 0], { '00080008': 'ORIGINAL\\PRIMARY\\LOCALIZER' }),
    ...seriesOf(3, 0, { '0020000e': '1.9.4', '00280002': 3 }),
  ]);

describe('inspect', () => {
  it('numbers the series, marks the one that it suggests, and says why', async () => {
    const path = await study();
    const { code, out, err } = await isocast('inspect', path);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/→ {2}1 {2}CT 4 × 3 × 7 @ 1 × 1 × 2 mm: the stack with most slices/);
    expect(out).toMatch(/ {2}2 {2}CT 4 × 3 × 6 .*kernel B30, HEAD: another stack has more slices/);
    expect(out).toMatch(/ {2}3 {2}CT 4 × 3 × 1: it is a localizer/);
    expect(out).toContain('900 … 906');
    expect(out).not.toMatch(/secret|1970|1\.9\.2|1\.2\.3/i);
  });

  it('looks at another one by its number, as JSON too', async () => {
    const { code, out } = await isocast('inspect', await study(), '--series', '2', '--json');
    const { series, summary, choosingRule } = JSON.parse(out);
    expect(code).toBe(0);
    expect(summary.range).toEqual([100, 105]);
    expect(series.map((one: { chosen: boolean }) => one.chosen)).toEqual([false, true, false]);
    expect(choosingRule).toContain('CT before other kinds');
  });

  it('lists what there is where none of it, or not what was asked for, can be read', async () => {
    const none = await isocast('inspect', await localizers());
    expect(none.code).toBe(2);
    expect(none.out).toMatch(/none is a scan[\s\S]*(colour picture|localizer)/);
    expect(none.err.split('\n')).toHaveLength(3);
    const unfit = await isocast('inspect', await study(), '--series', '3', '--json');
    expect(unfit.code).toBe(2);
    expect(JSON.parse(unfit.out).series).toHaveLength(3);
    expect(unfit.err).toMatch(
      /series 3 can't be read as a scan: it is a localizer[\s\S]*--series one of these: 1 \(CT/,
    );
  });

  it('shows at most sixty lines, without what would steer a terminal', async () => {
    const [entry] = await listSeries(await study());
    const many = Array.from({ length: 70 }, (_, n) => ({ ...entry, number: n + 1, kernel: 'B\u001b[31m' }));
    const lines = seriesLines(many);
    expect(lines).toHaveLength(62);
    expect(lines[61]).toContain('10 more');
    expect(lines.join('')).not.toContain('\u001b');
    expect(seriesLines([entry])).toEqual([]);
  });
});

describe('the flags that every command has', () => {
  const parsed = (...args: string[]) => {
    const command = addScanFlags(new Command()).exitOverride();
    return scanFlags(command.parse(args, { from: 'user' }).opts());
  };

  it('are numbers within limits', () => {
    expect(parsed('--series', '3', '--max-gap', '7.5', '--assume-orientation', 'RAS')).toEqual({
      series: 3,
      maxGap: 7.5,
      orientation: 'RAS',
    });
    expect(parsed()).toEqual({ series: undefined, maxGap: undefined, orientation: undefined });
    for (const wrong of ['0', '1.5', 'two', '-1'])
      expect(() => parsed(`--series=${wrong}`)).toThrow(UserError);
    for (const wrong of ['0', 'x', '-3']) expect(() => parsed(`--max-gap=${wrong}`)).toThrow(UserError);
  });

  it('stand in the help of every command that reads a scan, with the rule', async () => {
    for (const command of ['convert', 'resample', 'texture', 'filter', 'inspect']) {
      const { out } = await isocast(command, '--help');
      for (const flag of ['--series <n>', '--max-gap <mm>', '--assume-orientation <axes>'])
        expect(out).toContain(flag);
      expect(out.replace(/\s+/g, ' ')).toContain('CT before other kinds');
    }
  });

  it('are in the record, and are done again from it', async () => {
    const path = await study();
    const out = join(folder, 'out', 'iso.nii');
    const { made } = await resampleScan(path, {
      out,
      series: 2,
      maxGap: 9,
      given: { resample: { spacing: [1, 1, 1] } },
    });
    expect(made.command.options).toMatchObject({ series: 2, maxGap: 9, orientation: null });
    expect(made.range.scan).toEqual([100, 105]);
    const record = join(folder, 'out', made.record);
    expect((await replayRecord(record, { scan: path })).same).toBe(true);
    expect(readFileSync(record, 'utf8')).not.toMatch(/study|secret|1970|1\.9\.2/i);
  });

  it('are believed of no record that was altered', () => {
    for (const series of [0, -1, 1.5, Number.NaN, '2', true])
      expect(() => scanOptionsIn({ series })).toThrow(UserError);
    for (const maxGap of [0, -1, Number.POSITIVE_INFINITY, []])
      expect(() => scanOptionsIn({ maxGap })).toThrow(UserError);
    expect(scanOptionsIn({})).toEqual({ series: undefined, maxGap: undefined, orientation: undefined });
  });
});
