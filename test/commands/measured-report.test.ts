// The lengths of a printed part, from files to files: nothing is lost, nothing overwritten, the page is completed too.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measuredReport } from '../../src/commands/measured-report.js';
import { UserError } from '../../src/core/errors.js';
import { noOrder } from '../../src/core/order.js';
import { makeReport } from '../../src/report/make-report.js';
import { readReport } from '../../src/report/read-report.js';
import { reportJson } from '../../src/report/report-json.js';
import { reportPage } from '../../src/report/report-page.js';
import { markedBall, runOf } from '../fixtures/report.js';

const parts = markedBall();
const report = makeReport({ ...runOf(parts), order: { ...noOrder, totalTolerance: 0.5 } });
const exact = report.calipers.map(({ nominal }) => nominal.toFixed(2));
let folder = '';
const path = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isocast-measured-'));
  await writeFile(path('report.json'), reportJson(report));
  await writeFile(path('report.html'), await reportPage(report, { parts, scan: null }));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('measuredReport', () => {
  it('writes the completed report and its page beside the first ones', async () => {
    const before = await readFile(path('report.html'), 'utf8');
    const outcome = await measuredReport(path('report.json'), { calipers: exact.join(','), by: 'A<b>' });
    expect(outcome.written.map(({ name }) => name)).toEqual(['report-measured.json', 'report-measured.html']);
    const read = readReport(await readFile(path('report-measured.json'), 'utf8'));
    expect(read).toEqual(outcome.report);
    expect(read.measured).toMatchObject({ by: 'A<b>', taken: exact.length, verdict: 'within' });
    expect({ ...read, measured: null, checklist: report.checklist }).toEqual(report);
    const page = await readFile(path('report-measured.html'), 'utf8');
    expect(page).toContain('taken on the printed part by A&lt;b&gt;');
    expect(await readFile(path('report.html'), 'utf8')).toBe(before);
    expect(readReport(await readFile(path('report.json'), 'utf8'))).toEqual(report);
  });

  it('overwrites nothing unless it is told to, and then judges anew', async () => {
    const off = [(report.calipers[0].nominal + 0.6).toFixed(2), ...exact.slice(1)].join(',');
    await expect(measuredReport(path('report.json'), { calipers: off })).rejects.toThrow(/there already/);
    const { report: bad } = await measuredReport(path('report.json'), { calipers: off, force: true });
    expect(bad.verdict).toBe('fail');
    const page = await readFile(path('report-measured.html'), 'utf8');
    expect(page).toContain('The printed part must not be used as it is:');
    expect(page).toContain('Failure:</strong> The printed part is off in one length: ');
  });

  it('says which lengths it wants, and refuses what is no report', async () => {
    await expect(measuredReport(path('report.json'), { calipers: '1,2' })).rejects.toThrow(UserError);
    await expect(measuredReport(path('report.html'), { calipers: exact.join() })).rejects.toThrow(UserError);
    await expect(measuredReport(path('none.json'), { calipers: exact.join() })).rejects.toThrow(
      /no such file/,
    );
    const by = 'two\nlines';
    await expect(measuredReport(path('report.json'), { calipers: exact.join(), by })).rejects.toThrow(
      UserError,
    );
    expect((await readdir(folder)).sort()).toEqual([
      'report-measured.html',
      'report-measured.json',
      'report.html',
      'report.json',
    ]);
  });
});
