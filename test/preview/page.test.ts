// The report's page in a real browser: shows the model, the right way round, asks for nothing, complains of nothing.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import type { Part } from '../../src/core/mesh.js';
import type { ShownPart } from '../../src/core/origin-colours.js';
import { scaleColour } from '../../src/preview/colour-scale.js';
import { parseState } from '../../src/preview/page-state.js';
import { makeReport } from '../../src/report/make-report.js';
import { reportPage } from '../../src/report/report-page.js';
import { launchChromium, type TestBrowser } from '../chromium.js';
import {
  colourAt,
  frames,
  picture,
  spotOf,
  type Visit,
  visit as visitPage,
} from '../fixtures/page-in-browser.js';
import { markedBall, runOf } from '../fixtures/report.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const parts = markedBall();
const hostile = `<img src=x onerror=alert(1)></title></script><script>alert(2)</script>${'W'.repeat(120)}`;

let chrome: TestBrowser | null = null;
let folder = '';
let opened: Visit | null = null;

beforeAll(async () => {
  execFileSync(process.execPath, [join(root, 'scripts/bundle-preview.mjs')]);
  chrome = await launchChromium();
  if (chrome === null) console.warn('NO BROWSER: the page is not tested. Set CHROME_PATH to a Chromium.');
  folder = mkdtempSync(join(tmpdir(), 'isocast-page-'));
  const plain = runOf(parts);
  const named = { ...plain, source: { ...plain.source, name: hostile } };
  const [only] = named.parts;
  const open = { ...only, mesh: { ...only.mesh, openEdges: 3, closed: false } };
  const failed = { ...named, parts: [open] };
  writeFileSync(join(folder, 'model.html'), await reportPage(makeReport(plain), { parts, scan: null }));
  const badlyNamed = [{ ...parts[0], name: hostile }, ...parts.slice(1)];
  writeFileSync(
    join(folder, 'hostile.html'),
    await reportPage(makeReport(failed), { parts: badlyNamed, scan: null }),
  );
  const mapped = mappedBall();
  writeFileSync(
    join(folder, 'maps.html'),
    await reportPage(makeReport(runOf(mapped)), { parts: mapped, scan: null }),
  );
  if (chrome) opened = await visit(chrome.browser, 'model.html');
});

afterAll(async () => {
  await chrome?.close();
  rmSync(folder, { recursive: true, force: true });
});

const visit = (
  browser: Browser,
  file: string,
  ...more: [BrowserContextOptions?, string?, string?]
): Promise<Visit> => visitPage(browser, join(folder, file), ...more);

const press = (page: Page, view: string): Promise<void> =>
  page.click(`button[data-view="${view}"]`, { noWaitAfter: true });

/** A map of which every part shows something else: from inside to outside, one value, unknown, none. */
function mappedBall(): readonly ShownPart[] {
  const [ball, right, head, front] = markedBall();
  const perVertex = (part: Part, value: (x: number) => number): Float32Array =>
    Float32Array.from({ length: part.mesh.positions.length / 3 }, (_, v) =>
      value(part.mesh.positions[3 * v]),
    );
  return [
    {
      ...ball,
      maps: { deviation: perVertex(ball, (x) => 0.004 * (x - 10)), thickness: perVertex(ball, () => 2) },
    },
    { ...right, maps: { deviation: perVertex(right, () => 0.06) } },
    { ...head, maps: { deviation: perVertex(head, () => Number.NaN) } },
    front,
  ];
}

/** The browser, and the page that most tests share; skips the test where there is no browser. */
function world(test: TestContext): { readonly browser: Browser; readonly open: Visit } {
  if (chrome === null || opened === null) return test.skip();
  return { browser: chrome.browser, open: opened };
}

const words = (page: Page, selector: string): Promise<string> => page.locator(selector).innerText();

describe('the page in a browser', () => {
  it('shows the model at once, asks for nothing and complains of nothing', async (test) => {
    const { page, asked, complaints } = world(test).open;
    expect(await page.getAttribute('html', 'data-preview')).toBe('ready');
    const seen = await picture(page);
    expect(seen.middle).toBe(255);
    expect(seen.corner).toBe(0);
    for (const colour of [seen.red, seen.green, seen.blue]) expect(colour).not.toBeNull();
    expect(await words(page, '.size')).toBe('72.9 × 72.9 × 72.9 mm');
    expect(complaints).toEqual([]);
    expect(asked.filter((url) => !url.startsWith('data:'))).toEqual([page.url().split('#')[0]]);
  });

  // For each view: what stands at the left, right, top and bottom edge, and where the marks are (−1 left or below).
  it.for([
    ['A', 'RLSI', { red: [-1, 0], green: [0, 1] }],
    ['P', 'LRSI', { red: [1, 0], green: [0, 1] }],
    ['R', 'PASI', { blue: [1, 0], green: [0, 1] }],
    ['L', 'APSI', { blue: [-1, 0], green: [0, 1] }],
    ['S', 'LRAP', { red: [1, 0], blue: [0, 1] }],
    ['I', 'RLAP', { red: [-1, 0], blue: [0, 1] }],
  ] as const)('never mirrors the model: view %s', async ([view, edges, marks], test) => {
    const { page } = world(test).open;
    await press(page, view);
    const seen = await picture(page);
    for (const [colour, [x, y]] of Object.entries(marks)) {
      const at = seen[colour as 'red' | 'green' | 'blue'];
      expect(at, colour).not.toBeNull();
      if (x !== 0) expect(Math.sign(at?.[0] ?? 0), `${colour} across`).toBe(x);
      if (y !== 0) expect(Math.sign(at?.[1] ?? 0), `${colour} up`).toBe(y);
    }
    const said = await Promise.all(
      ['left', 'right', 'top', 'bottom'].map((edge) => words(page, `#edge-${edge}`)),
    );
    expect(said.join('')).toBe(edges);
    const faces = await page
      .locator('#stage-cube g:not([display=none])')
      .evaluateAll((groups) => groups.map((group) => group.textContent));
    expect(faces).toEqual([view]);
    expect(await page.getAttribute(`button[data-view="${view}"]`, 'aria-pressed')).toBe('true');
  });

  it('has a scale bar that tells the truth, nearer and farther', async (test) => {
    const { page } = world(test).open;
    const measuredSize = async (): Promise<number> => {
      const { across } = await picture(page);
      const bar = await page.locator('#scale-bar').evaluate((bar) => bar.getBoundingClientRect().width);
      return (across * Number.parseFloat(await words(page, '#scale-label'))) / bar;
    };
    await press(page, 'A');
    const { size } = runOf(parts).parts[0].mesh;
    expect(Math.abs((await measuredSize()) / size[0] - 1)).toBeLessThan(0.01);
    await page.focus('#stage canvas');
    await page.keyboard.press('-');
    await page.keyboard.press('-');
    expect(Math.abs((await measuredSize()) / size[0] - 1)).toBeLessThan(0.015);
  });

  it('turns by mouse, keys and buttons, and zooms by the wheel only once it is chosen', async (test) => {
    const { page, complaints } = world(test).open;
    await page.focus('#stage canvas');
    await page.keyboard.press('Home');
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    const seen = new Set([(await picture(page)).hash]);
    const changed = async (): Promise<void> => {
      const { hash } = await picture(page);
      expect(seen.has(hash)).toBe(false);
      seen.add(hash);
    };
    const top = await page.evaluate(() => scrollY);
    const box = await page.locator('#stage').boundingBox();
    const [x, y] = [(box?.x ?? 0) + 200, (box?.y ?? 0) + 100];
    await page.mouse.move(x, y);
    await page.mouse.wheel(0, 100);
    await page.waitForFunction((before) => scrollY > before, top);
    expect(seen.has((await picture(page)).hash)).toBe(true);
    await page.evaluate((before) => scrollTo(0, before), top);
    await page.mouse.down();
    await page.mouse.move(x + 80, y + 30);
    await page.mouse.up();
    await changed();
    await page.mouse.wheel(0, 100);
    await changed();
    for (const key of ['ArrowLeft', 'ArrowUp', '+', 'p', 'Home']) {
      await page.keyboard.press(key);
      if (key !== 'Home') await changed();
    }
    expect(seen.has((await picture(page)).hash)).toBe(true);
    await page.click('button[data-facets]');
    await changed();
    expect(complaints).toEqual([]);
  });

  it('follows the size of the window', async (test) => {
    const { page } = world(test).open;
    const { width } = await picture(page);
    await page.setViewportSize({ width: 500, height: 600 });
    await page.waitForFunction(
      (before) => (document.querySelector<HTMLCanvasElement>('#stage canvas')?.width ?? 0) < before,
      width,
    );
    expect((await picture(page)).middle).toBe(255);
  });

  it('colours the model by a map as the legend says, and tells the value under the pointer', async (test) => {
    const { page, complaints } = await visit(world(test).browser, 'maps.html', {}, '', '#view=R');
    expect(await page.locator('#legend').isVisible()).toBe(false);
    await page.check('input[name=map][value=deviation]');
    await frames(page);
    expect(await words(page, '#legend')).toContain('tolerance: ±0.1 mm');
    const [low, high] = await page.evaluate(() => {
      const text = document.querySelector('#preview-manifest')?.textContent ?? '';
      return JSON.parse(text).maps[0].limits as number[];
    });
    await page.locator('#stage').evaluate((stage) => stage.scrollIntoView({ block: 'center' }));
    // The mark on the right, the middle of it towards the eye.
    const spot = await spotOf(page, -6.5, -6.5);
    const legend = scaleColour('diverging', (0.06 - low) / (high - low));
    const seen = await colourAt(page, spot);
    for (const c of [0, 1, 2]) expect(Math.abs(seen[c] - 255 * legend[c])).toBeLessThan(3);
    await page.mouse.move(spot.x, spot.y);
    await frames(page);
    expect(await page.locator('#stage-tip').innerText()).toBe('+0.060 mm\nright');
    // Of the mark at the head nothing is known, and the mark in front has no map.
    const head = await spotOf(page, -6.5, 30);
    await page.mouse.move(head.x, head.y);
    await frames(page);
    expect(await page.locator('#stage-tip').innerText()).toBe('not known\nhead');
    const [r, g, b] = await colourAt(page, head);
    expect(Math.max(r, g, b) - Math.min(r, g, b)).toBeLessThan(12);
    await page.mouse.move(2, 2);
    await page.focus('#stage canvas');
    for (const key of ['P', 'x', 'Shift+ArrowRight']) await page.keyboard.press(key);
    await frames(page);
    expect(await words(page, '#stage-said')).toMatch(/^−0\.03\d mm, ball$/);
    await page.keyboard.press('x');
    await page.check('input[name=map][value=thickness]');
    await page.check('input[name=map][value=""]');
    expect(await page.locator('#legend').isVisible()).toBe(false);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('switches parts, moves them apart, and shows the same again from its address', async (test) => {
    const { page, complaints } = await visit(world(test).browser, 'maps.html');
    await press(page, 'A');
    const whole = await picture(page);
    await page.uncheck('#part-1');
    expect((await picture(page)).red).toBeNull();
    await page.fill('[data-part="3"] input[type=color]', '#e00000');
    expect((await picture(page)).red).not.toBeNull();
    await page.focus('#exploded');
    await page.keyboard.press('End');
    expect((await picture(page)).hash).not.toBe(whole.hash);
    await page.click('#stage-cube g[data-letter=A]');
    await page.focus('[data-part="0"] input[type=range]');
    await page.keyboard.press('Home');
    await picture(page);
    await page.check('input[name=map][value=thickness]');
    await page.waitForFunction(() => location.hash.includes('map=thickness'));
    const address = new URL(page.url()).hash;
    expect([...parseState(address)].sort()).toEqual([
      ['exploded', '100'],
      ['map', 'thickness'],
      ['off', '1'],
      ['view', 'A'],
    ]);
    await page.reload();
    await page.waitForSelector('html[data-preview]');
    expect(await page.isChecked('#part-1')).toBe(false);
    expect(await page.isChecked('input[name=map][value=thickness]')).toBe(true);
    expect(await page.inputValue('#exploded')).toBe('100');
    expect(await page.getAttribute('button[data-view=A]', 'aria-pressed')).toBe('true');
    await page.click('[data-all-on]');
    expect(await page.isChecked('#part-1')).toBe(true);
    await page.waitForFunction(() => !location.hash.includes('off'));
    await page.click('#stage-cube g[data-letter=A]');
    await page.focus('#stage canvas');
    await page.keyboard.press('ArrowLeft');
    await page.waitForFunction(() => /view=-?0\.2588%2C-0\.9659/.test(location.hash));
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('saves a picture with all that says what it is', async (test) => {
    const { page, complaints } = world(test).open;
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('button[data-shoot]')]);
    expect(download.suggestedFilename()).toBe('skull-phantom-view.png');
    const png = readFileSync(await download.path());
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    const stage = await page.locator('#stage canvas').evaluate((canvas: HTMLCanvasElement) => canvas.height);
    expect(png.readUInt32BE(20)).toBeGreaterThan(stage + 40);
    expect(await words(page, '#stage-said')).toContain('skull-phantom-view.png');
    expect(complaints).toEqual([]);
  });

  it('stays within a phone, whatever the name of the case', async (test) => {
    const { page, complaints } = await visit(world(test).browser, 'hostile.html', {
      viewport: { width: 390, height: 844 },
      isMobile: true,
      hasTouch: true,
      colorScheme: 'dark',
    });
    const widths = await page.evaluate(() => ({
      page: document.scrollingElement?.scrollWidth,
      window: innerWidth,
      text: document.querySelector('h2')?.offsetWidth ?? 0,
    }));
    expect(widths).toMatchObject({ page: 390, window: 390 });
    expect(widths.text).toBeGreaterThan(30);
    expect(await page.locator('h1').textContent()).toBe(hostile);
    expect(await page.title()).toContain(hostile);
    expect(await page.locator('.parts li').first().textContent()).toBe(hostile);
    expect(await page.locator('img:not([data-picture]), iframe, object').count()).toBe(0);
    expect(await words(page, '.verdict')).toContain('3 edges of the surface are open.');
    expect((await picture(page)).middle).toBe(255);
    expect(complaints).toEqual([]);
  });

  it('keeps every figure where there is no WebGL, or no script', async (test) => {
    const none = 'HTMLCanvasElement.prototype.getContext = () => null;';
    const without = await visit(world(test).browser, 'model.html', {}, none);
    expect(await without.page.getAttribute('html', 'data-preview')).toBe('no-webgl');
    expect(await words(without.page, '#stage-message')).toContain('no WebGL');
    const silent = await visit(world(test).browser, 'model.html', { javaScriptEnabled: false });
    expect(await words(silent.page, '#stage-message')).toContain('Scripts are off');
    for (const { page, complaints } of [without, silent]) {
      const text = await words(page, 'body');
      for (const figure of ['72.93 × 72.93 × 72.93', '0.0834', '83 %', 'model.stl', 'drop-smaller'])
        expect(text).toContain(figure);
      expect(await page.locator('button[data-view]').first().isVisible()).toBe(false);
      expect(complaints).toEqual([]);
    }
  });

  it('prints the model and the figures, without the buttons', async (test) => {
    const { page } = world(test).open;
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('button[data-view]').first().isVisible()).toBe(false);
    expect((await picture(page)).middle).toBe(255);
  });
});
