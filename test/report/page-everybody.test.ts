// The page for everybody: screen readers, phones, the dark, no WebGL; and for nobody who wants in by a name.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import type { ShownScan } from '../../src/core/shown-scan.js';
import { readReport } from '../../src/report/read-report.js';
import { reportJson } from '../../src/report/report-json.js';
import { reportPage } from '../../src/report/report-page.js';
import { launchChromium, type TestBrowser } from '../chromium.js';
import { fullParts, fullReport } from '../fixtures/full-report.js';
import { markedBall } from '../fixtures/report.js';
import { hostileStrings, withEveryString } from '../fixtures/with-every-string.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const parts = markedBall();
const report = fullReport(parts);
const scan: ShownScan = {
  size: [20, 20, 20],
  origin: [-30, -60, -5],
  spacing: [4, 4, 4],
  values: Int16Array.from({ length: 8000 }, (_, n) => ((n * 37) % 1900) - 900),
  unit: 'HU',
  window: [-300, 1200],
};

let chrome: TestBrowser | null = null;
let folder = '';

/** Side by side, five times as wide as high. */
const row = parts.map((part, n) => ({
  ...part,
  mesh: { ...part.mesh, positions: part.mesh.positions.map((x, k) => (k % 3 === 0 ? x + 110 * n : x)) },
}));

beforeAll(async () => {
  execFileSync(process.execPath, [join(root, 'scripts/bundle-preview.mjs')]);
  chrome = await launchChromium();
  if (chrome === null) console.warn('NO BROWSER: the page is not tested. Set CHROME_PATH to a Chromium.');
  folder = mkdtempSync(join(tmpdir(), 'isocast-everybody-'));
  const hostile = (n: number): string => hostileStrings[n % hostileStrings.length];
  const pages = [
    ['full', report, parts],
    ['row', report, row],
    ['plain', withEveryString(report, () => 'word'), parts.map((part) => ({ ...part, name: 'word' }))],
    ['hostile', withEveryString(report, hostile), parts.map((part, n) => ({ ...part, name: hostile(n) }))],
  ] as const;
  for (const [name, facts, shown] of pages)
    writeFileSync(join(folder, `${name}.html`), await reportPage(facts, { parts: fullParts(shown), scan }));
});

afterAll(async () => {
  await chrome?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Visit {
  readonly page: Page;
  /** What the console said, the policy forbade, and the page asked for. */
  readonly complaints: string[];
}

async function visit(
  test: TestContext,
  name: string,
  options: BrowserContextOptions = {},
  before = '',
): Promise<Visit> {
  if (chrome === null) return test.skip();
  const context = await chrome.browser.newContext({ viewport: { width: 1000, height: 700 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => {
    complaints.push(dialog.message());
    void dialog.dismiss();
  });
  const own = pathToFileURL(join(folder, `${name}.html`)).href;
  page.on('request', (request) => {
    if (request.url() !== own && !request.url().startsWith('data:')) complaints.push(request.url());
  });
  await page.addInitScript(
    `addEventListener('securitypolicyviolation', (e) => console.error('policy: ' + e.violatedDirective)); ${before}`,
  );
  await page.goto(own);
  await page.waitForSelector('html[data-preview]');
  return { page, complaints };
}

interface Violation {
  readonly impact: string | null;
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** All that a person who can't see, or hear, or hold a mouse would stumble over; the few words that tell where. */
async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe);
  const { passes, violations: found }: { passes: readonly unknown[]; violations: readonly Violation[] } =
    await page.evaluate(
      'axe.run(document).then(({ passes, violations }) => ({ passes: passes.map(({ id }) => id), violations: JSON.parse(JSON.stringify(violations)) }))',
    );
  for (const rule of ['color-contrast', 'aria-valid-attr', 'region', 'heading-order'])
    expect(passes).toContain(rule);
  return found.flatMap(({ impact, id, nodes }) =>
    nodes.map((node) => `${impact} ${id}: ${node.html.slice(0, 120)} ${node.failureSummary?.slice(0, 160)}`),
  );
}

/** Elements that stick out of the window to either side, but for what can be scrolled in itself. */
const outside = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      (/auto|scroll|hidden|clip/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    const width = document.documentElement.clientWidth;
    return [...document.body.querySelectorAll('*')]
      .filter((element) => {
        const { left, right, width: own } = element.getBoundingClientRect();
        return own > 0 && (right > width + 1 || left < -1) && !scrolls(element.parentElement);
      })
      .map(
        (element) =>
          `${element.tagName} .${element.getAttribute('class')} ${element.textContent?.slice(0, 60)}`,
      );
  });

/** Pictures in two dimensions can still be drawn: axe looks at colours that way. */
const noWebGl =
  'const { getContext } = HTMLCanvasElement.prototype; HTMLCanvasElement.prototype.getContext = function (kind, ...more) { return /webgl/.test(kind) ? null : getContext.call(this, kind, ...more); };';
const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
};

describe('the page for everybody', () => {
  it('is made of a report that keeps to its schema', () => {
    expect(readReport(reportJson(report))).toEqual(report);
  });

  it('has nothing to stumble over by day and by night', async (test) => {
    const { page, complaints } = await visit(test, 'full');
    expect(await page.getAttribute('html', 'data-preview')).toBe('ready');
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('shows the whole of a model of many parts beside their list', async (test) => {
    const { page } = await visit(test, 'row');
    const seen = await page.evaluate(async () => {
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      await frame();
      await frame();
      const canvas = document.querySelector('canvas');
      if (canvas === null) return null;
      const { width, height } = canvas;
      const flat = new OffscreenCanvas(width, height).getContext('2d');
      flat?.drawImage(canvas, 0, 0);
      const column = (x: number): number =>
        flat?.getImageData(x, 0, 1, height).data.reduce((sum, value) => sum + value, 0) ?? 0;
      const list = document.querySelector('#part-list')?.getBoundingClientRect();
      const beside = (list?.left ?? 0) >= canvas.getBoundingClientRect().right;
      return { beside, edges: [column(0), column(width - 1)], drawn: column(width >> 3) > 0 };
    });
    expect(seen).toEqual({ beside: true, edges: [0, 0], drawn: true });
  });

  it('has nothing to stumble over without WebGL, on a phone; there nothing sticks out', async (test) => {
    const { page, complaints } = await visit(test, 'full', phone, noWebGl);
    expect(await page.getAttribute('html', 'data-preview')).toBe('no-webgl');
    expect(await violations(page)).toEqual([]);
    expect(await outside(page)).toEqual([]);
    expect(complaints).toEqual([]);
    const broken = await page.locator('thead th').evaluateAll((heads) =>
      heads.flatMap(({ firstChild }) => {
        const word = /^\p{L}+/u.exec(firstChild?.textContent ?? '')?.[0] ?? '';
        if (!firstChild || word === '') return [];
        const range = document.createRange();
        range.setStart(firstChild, 0);
        range.setEnd(firstChild, word.length);
        return range.getClientRects().length > 1 ? [word] : [];
      }),
    );
    expect(broken).toEqual([]);
  });

  it('has one heading above all, none left out on the way down, and a landmark for everything', async (test) => {
    const { page } = await visit(test, 'full');
    const levels = await page
      .locator('h1, h2, h3, h4')
      .evaluateAll((all) => all.map(({ tagName }) => Number(tagName[1])));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels[0]).toBe(1);
    expect(levels.every((level, n) => n === 0 || level <= levels[n - 1] + 1)).toBe(true);
    expect(await page.locator('main').count()).toBe(1);
    const skip = page.locator('a.skip');
    await page.keyboard.press('Tab');
    expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true);
    const target = await skip.getAttribute('href');
    expect(await page.locator(target ?? '').count()).toBe(1);
    const anchors = await page
      .locator('a[href^="#"]')
      .evaluateAll((all) => all.map((a) => a.getAttribute('href')));
    for (const anchor of new Set(anchors))
      expect(await page.locator(anchor ?? '').count(), anchor ?? '').toBe(1);
    const bare = await page
      .locator('table')
      .evaluateAll(
        (tables) =>
          tables.filter(
            (table) =>
              table.querySelector('th[scope]') === null ||
              table.closest('[aria-label], [aria-labelledby]') === null,
          ).length,
      );
    expect(bare).toBe(0);
  });

  it('takes no word for markup, and holds words of any length on a phone', async (test) => {
    const tags = (page: Page): Promise<string> =>
      page.evaluate(() =>
        [...document.querySelectorAll('*')]
          .map(
            ({ tagName, attributes }) =>
              `${tagName}(${[...attributes]
                .map(({ name }) => name)
                .sort()
                .join()})`,
          )
          .sort()
          .join(' '),
      );
    const plain = await visit(test, 'plain', phone, noWebGl);
    const { page, complaints } = await visit(test, 'hostile', phone, noWebGl);
    const [foreign, own] = [await tags(page), await tags(plain.page)];
    expect(foreign === own).toBe(true);
    expect(await outside(page)).toEqual([]);
    expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBe(390);
    const text = await page.evaluate(() => document.body.innerText);
    expect(text).toContain(hostileStrings[0]);
    expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    expect(complaints).toEqual([]);
  });

  it('draws a model with hostile names, and asks for nothing', async (test) => {
    const { page, complaints } = await visit(test, 'hostile', phone);
    expect(await page.getAttribute('html', 'data-preview')).toBe('ready');
    expect(await outside(page)).toEqual([]);
    expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBe(390);
    expect(complaints).toEqual([]);
  });
});
