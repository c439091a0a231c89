// A page made again from its report: the same bytes, or other words about the same model; never from a page that is not ours.
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import type { Report } from '../../src/core/facts.js';
import { makeReport } from '../../src/report/make-report.js';
import { rebuiltPage } from '../../src/report/rebuilt-page.js';
import { reportJson } from '../../src/report/report-json.js';
import { reportPage } from '../../src/report/report-page.js';
import { markedBall, runOf } from '../fixtures/report.js';

const hostile = '</script><script type="application/json" id="preview-manifest">{}</script>$&';
const parts = markedBall().map((part, n) => ({
  ...part,
  name: n === 0 ? hostile : part.name,
  maps: {
    deviation: Float32Array.from(
      part.mesh.positions.filter((_, k) => k % 3 === 0),
      Math.sin,
    ),
  },
}));
const scan = {
  size: [3, 4, 2],
  origin: [-1, -2, -3],
  spacing: [10, 11, 12],
  values: Int16Array.from({ length: 24 }, (_, n) => 50 * n - 700),
  unit: 'HU',
  window: [-300, 1200],
} as const;
const run = runOf(parts);
const report = makeReport({ ...run, source: { ...run.source, name: hostile } });
const page = await reportPage(report, { parts, scan });
const readBack: Report = JSON.parse(reportJson(report));

describe('rebuiltPage', () => {
  it('gives the same bytes for the same report', async () => {
    expect((await rebuiltPage(readBack, page)) === page).toBe(true);
  });

  it('says what the new report says, and shows the same model', async () => {
    const other = await rebuiltPage({ ...readBack, disclaimer: 'Seen by <the> lab.' }, page);
    expect(other).toContain('Seen by &lt;the&gt; lab.');
    expect(await rebuiltPage(readBack, other)).toBe(page);
  });

  it.each([
    ['empty', ''],
    ['a foreign page', '<!DOCTYPE html><title>Holiday</title>'],
    ['cut off', page.slice(0, -page.length / 3)],
    ['with data changed', page.replace(/(id="preview-data" data-sha256="\w{64}">.{100})./, '$1_')],
    [
      'with another byte',
      page.replace(/(id="preview-data" data-sha256="\w{64}">.{99})./, (_, a) => `${a}${'x'}`),
    ],
    ['with another hash', page.replace(/data-sha256="..../, 'data-sha256="0000')],
    ['with a manifest that says more', page.replace('"thinned":null', '"thinned":null,"href":"x"')],
    ['with another manifest', page.replace('"thinned":null', '"thinned":0.5')],
    [
      'with two manifests',
      page.replace('<body>', '<body><script type="application/json" id="preview-manifest">{}</script>'),
    ],
  ])('refuses a page that is %s', async (_, text) => {
    expect(text === page).toBe(false);
    const answer = await rebuiltPage(readBack, text, 'old.html').catch((error: unknown) => error);
    expect(answer instanceof UserError && answer.message).toMatch(/^old.html: this is no report page/);
  });

  it('refuses the page of another model', async () => {
    const [first, ...more] = readBack.files;
    const other = { ...readBack, files: [{ ...first, sha256: 'c'.repeat(64) }, ...more] };
    await expect(rebuiltPage(other, page)).rejects.toThrow(/another model/);
  });
});
