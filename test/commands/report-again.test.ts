// A page made again from report.json: from the page beside it or from the model's files; on paper the same every time.
import { createHash } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeBrowser } from '../../src/commands/find-browser.js';
import { type ReportAgainOptions, reportAgain } from '../../src/commands/report-again.js';
import { UserError } from '../../src/core/errors.js';
import { printModel } from '../../src/core/print-model.js';
import { stlBytes } from '../../src/files/stl-bytes.js';
import { threeMfBytes } from '../../src/files/three-mf-bytes.js';
import { makeReport } from '../../src/report/make-report.js';
import { reportJson } from '../../src/report/report-json.js';
import { reportPage } from '../../src/report/report-page.js';
import { markedBall, runOf } from '../fixtures/report.js';

const balls = markedBall();
const { parts } = printModel([balls[0], balls[1]]);
let folder = '';
let page = '';
const path = (name: string): string => join(folder, name);
const joined = async (chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
};
const again = (options: ReportAgainOptions = {}) => reportAgain(path('report.json'), options);
const messageOf = async (options: ReportAgainOptions = {}, name = 'report.json'): Promise<unknown> =>
  reportAgain(path(name), options).then(
    () => 'made',
    (error: unknown) => (error instanceof UserError ? error.message : error),
  );

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isocast-again-'));
  const models = [
    ['model.3mf', await joined(threeMfBytes(parts, { title: 'balls', application: 'Isocast' }))],
    ['model-ball.stl', await joined(stlBytes(parts[0]))],
    ['model-right.stl', await joined(stlBytes(parts[1]))],
  ] as const;
  for (const [name, bytes] of models) await writeFile(path(name), bytes);
  const files = models.map(([name, bytes]) => ({
    name,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }));
  const run = runOf([balls[0], balls[1]], { files });
  const [part] = run.parts;
  const two = [
    { ...part, name: 'ball', colour: balls[0].colour },
    { ...part, name: 'right', colour: balls[1].colour },
  ];
  const report = makeReport({ ...run, parts: two });
  page = await reportPage(report, { parts, scan: null });
  await writeFile(path('report.json'), reportJson(report));
  await writeFile(path('report.html'), page);
});
afterAll(async () => {
  removeBrowser();
  await rm(folder, { recursive: true, force: true });
});

describe('reportAgain', () => {
  it('makes the same page from the page beside the report', async () => {
    const { from, written } = await again({ out: path('again.html') });
    expect(from).toBe('page');
    expect(written.map((file) => file.path)).toEqual([path('again.html')]);
    expect((await readFile(path('again.html'), 'utf8')) === page).toBe(true);
  });

  it.each(['3mf', 'stl'])('makes it from the model (%s) where there is no page', async (kind) => {
    const report = JSON.parse(await readFile(path('report.json'), 'utf8'));
    const files = report.files.filter(({ name }: { name: string }) => name.endsWith(kind));
    await writeFile(path('lone.json'), JSON.stringify({ ...report, files }));
    const { from } = await reportAgain(path('lone.json'), { out: path('lone.html') });
    expect(from).toBe('files');
    const lone = await readFile(path('lone.html'), 'utf8');
    const manifest = (text: string) =>
      JSON.parse(text.split('id="preview-manifest">')[1].split('</script>')[0]);
    const [own, other] = [manifest(lone), manifest(page)];
    for (const field of ['name', 'colour', 'vertices', 'triangles', 'body'])
      expect(own.parts.map((one: Record<string, unknown>) => one[field])).toEqual(
        other.parts.map((one: Record<string, unknown>) => one[field]),
      );
    await rm(path('lone.html'));
  });

  it('takes no other file for the model, and writes over no input', async () => {
    const report = JSON.parse(await readFile(path('report.json'), 'utf8'));
    const [first] = report.files;
    const named = async (files: unknown): Promise<unknown> => {
      await writeFile(path('odd.json'), JSON.stringify({ ...report, files }));
      return messageOf({ out: path('odd.html') }, 'odd.json');
    };
    expect(await named([{ ...first, sha256: 'd'.repeat(64) }])).toMatch(/its hash differs/);
    expect(await named([{ ...first, name: '../model.3mf' }])).toMatch(/can't be read either/);
    expect(await named([{ ...first, name: 'gone.3mf' }])).toMatch(/can't be read either/);
    expect(await named([])).toMatch(/nor a file of the model/);
    expect(await messageOf({ out: path('report.json') })).toMatch(/written over a file/);
    expect(await messageOf({ pdf: path('model.3mf') })).toMatch(/written over a file/);
    expect(await messageOf({}, 'none.json')).toBe('none.json: there is no such file.');
    expect(await readdir(folder)).not.toContain('odd.html');
  });

  it('writes the fields of a registry, with the times of the record, and needs no page for that', async () => {
    await writeFile(path('record.json'), JSON.stringify({ times: [{ step: 'locate', seconds: 7 }] }));
    await writeFile(path('alone.json'), await readFile(path('report.json')));
    const options = { registry: path('case.csv') };
    const { from, written } = await reportAgain(path('alone.json'), options);
    expect([from, written.length]).toEqual([null, 1]);
    const [names, values] = (await readFile(path('case.csv'), 'utf8')).split('\r\n');
    expect(names.split(',').indexOf('construction.machineSecondsSurface')).toBeGreaterThan(10);
    expect(values).toContain(',7,');
    await again({ registry: path('case.json') });
    expect(JSON.parse(await readFile(path('case.json'), 'utf8')).construction.machineSecondsSurface).toBe(7);
    expect(await messageOf({ registry: path('record.json') })).toMatch(/written over a file/);
    for (const name of ['record.json', 'alone.json', 'case.csv', 'case.json']) await rm(path(name));
  });

  it('says what is wrong with a browser, and leaves nothing behind', async () => {
    const before = await readdir(folder);
    const none = await messageOf({ pdf: path('x.pdf'), browser: path('no-browser') });
    expect(none).toMatch(/^--browser: there is no program at/);
    expect(await messageOf({ pdf: path('x.pdf'), browser: path('report.json') })).toMatch(/no program at/);
    await writeFile(path('liar.sh'), '#!/bin/sh\nexit 0\n');
    await chmod(path('liar.sh'), 0o755);
    expect(await messageOf({ pdf: path('x.pdf'), browser: path('liar.sh') })).toMatch(
      /did not print the page/,
    );
    await rm(path('liar.sh'));
    expect(await readdir(folder)).toEqual(before);
  });

  it('stops when it is told to', async () => {
    const signal = AbortSignal.abort();
    await expect(again({ pdf: path('x.pdf'), signal })).rejects.toThrow(/abort/i);
    expect(await readdir(folder)).not.toContain('x.pdf');
  });

  it('prints the page on A4, the same bytes every time, without date and script', async (test) => {
    const print = async (name: string): Promise<Buffer | null> => {
      const made = await again({ pdf: path(name) }).catch((error: unknown) => {
        if (error instanceof UserError && /^No browser/.test(error.message)) return null;
        throw error;
      });
      return made === null ? null : readFile(path(name));
    };
    const first = await print('a.pdf');
    if (first === null) return test.skip();
    expect(first.equals((await print('b.pdf')) ?? Buffer.of())).toBe(true);
    const text = first.toString('latin1');
    expect(text).not.toMatch(/\/(Creation|Mod)Date|\/JavaScript|\/URI|\/Launch/);
    expect(
      [...text.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(
        ([, w, h]) => `${Math.round(Number(w))} ${Math.round(Number(h))}`,
      ),
    ).toContain('595 842');
    const title = Buffer.from(
      `\ufeff${JSON.parse(await readFile(path('report.json'), 'utf8')).source.name}`,
      'utf16le',
    ).swap16();
    expect(text).toContain(title.toString('hex').toUpperCase());
  });
});
