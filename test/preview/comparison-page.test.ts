// The page of a comparison in a real browser: a is seen, coloured by its distances, b waits; nothing is asked for, nothing overflows.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compareMeshes } from '../../src/commands/compare-meshes.js';
import { stlBytes } from '../../src/files/stl-bytes.js';
import { launchChromium, type TestBrowser } from '../chromium.js';
import { ball } from '../kernel/solids.js';

let chrome: TestBrowser | null = null;
let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'isocast-compared-'));
  const paths = ['a', 'b'].map((name, n) => {
    const path = join(folder, `<img src=x>${name}.stl`);
    writeFileSync(path, Buffer.concat([...stlBytes({ mesh: ball(3, 20 + n / 2) })]));
    return path;
  });
  await compareMeshes(paths[0], paths[1], { out: folder, tolerance: 1, named: true, align: 'identity' });
  chrome = await launchChromium();
});

afterAll(async () => {
  await chrome?.close();
  rmSync(folder, { recursive: true, force: true });
});

it('shows what differs', async (test) => {
  if (chrome === null) return test.skip();
  const page = await chrome.browser.newPage({ viewport: { width: 390, height: 800 } });
  const asked: string[] = [];
  const said: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  const url = pathToFileURL(join(folder, 'compare.html')).href;
  await page.goto(url);
  await page.waitForFunction(() => document.documentElement.dataset.preview !== undefined);
  expect(await page.evaluate(() => document.documentElement.dataset.preview)).toBe('ready');
  expect(await page.locator('input[name=map]:checked').inputValue()).toBe('distance');
  expect(await page.locator('#part-list li input[type=checkbox]').evaluateAll(ticked)).toEqual([true, false]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await page.locator('h1').textContent()).toBe('<img src=x>a.stl and <img src=x>b.stl');
  expect(await page.locator('.spreads svg').count()).toBe(2);
  expect(await page.locator('main section h2').allTextContents()).toEqual([
    'Model',
    'Distances',
    'Volume, area and size',
    'Alignment',
    'The two models',
    'Methods',
  ]);
  expect([said, asked]).toEqual([[], [url]]);
  await page.close();
});

const ticked = (boxes: (SVGElement | HTMLElement)[]): boolean[] =>
  boxes.map((box) => box instanceof HTMLInputElement && box.checked);
