// The preview's tools in a real browser: lengths taken by hand are the mesh's, and the scan lies where the contour says it does.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import type { Vec3 } from '../../src/core/grid.js';
import type { Part } from '../../src/core/mesh.js';
import type { ShownScan } from '../../src/core/shown-scan.js';
import { makeReport } from '../../src/report/make-report.js';
import { reportPage } from '../../src/report/report-page.js';
import { launchChromium, type TestBrowser } from '../chromium.js';
import { runOf } from '../fixtures/report.js';
import { ball, type Field, isosurface } from '../fixtures/solids.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A block of 40 × 30 × 20 mm, with a vertex at each corner and in the middle of each face. */
const block = { low: [-11.5, -33.25, 7], high: [28.5, -3.25, 27] } as const;
const blockPart: Part = { name: 'block', mesh: blockMesh(), colour: [0.8, 0.75, 0.6] };

/** A hollow ball, and a smaller one to the left, in front of it and above. */
const shell: Field = (x, y, z) => Math.min(ball([0, 0, 0], 30)(x, y, z), -ball([0, 0, 0], 20)(x, y, z));
const small = ball([34, -14, 18], 10);
const balls: readonly Part[] = [
  { name: 'shell', mesh: isosurface(shell, [34, 34, 34], 2, [-33, -33, -33]), colour: [0.6, 0.6, 0.6] },
  { name: 'small', mesh: isosurface(small, [14, 14, 14], 2, [21, -27, 5]), colour: [0.1, 0.2, 0.95] },
];
/** HU: 800 in the shell, 1200 in the small ball, −200 around them; a ramp of 2 mm between. */
const valueAt = (x: number, y: number, z: number): number => {
  const share = (field: Field): number => Math.min(1, Math.max(0, 0.5 + field(x, y, z) / 2));
  return Math.round(-200 + Math.max(1000 * share(shell), 1400 * share(small)));
};
const window = [-200, 1200] as const;
const scan = scanOf(valueAt);

let chrome: TestBrowser | null = null;
let folder = '';
let measuring: Visit | null = null;
let cutting: Visit | null = null;

interface Visit {
  readonly page: Page;
  readonly complaints: string[];
}

beforeAll(async () => {
  execFileSync(process.execPath, [join(root, 'scripts/bundle-preview.mjs')]);
  chrome = await launchChromium();
  if (chrome === null) console.warn('NO BROWSER: the tools are not tested. Set CHROME_PATH to a Chromium.');
  folder = mkdtempSync(join(tmpdir(), 'isocast-tools-'));
  const write = async (name: string, parts: readonly Part[], scan: ShownScan | null) =>
    writeFileSync(join(folder, name), await reportPage(makeReport(runOf(parts)), { parts, scan }));
  await write('block.html', [blockPart], null);
  await write('balls.html', balls, scan);
  if (chrome === null) return;
  measuring = await visit('block.html');
  cutting = await visit('balls.html');
});

afterAll(async () => {
  await chrome?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function visit(file: string): Promise<Visit> {
  if (chrome === null) throw new Error('no browser');
  // So high that nothing scrolls.
  const page = await chrome.browser.newPage({ viewport: { width: 400, height: 1700 }, hasTouch: true });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(pathToFileURL(join(folder, file)).href);
  await page.waitForSelector('html[data-preview=ready]');
  return { page, complaints };
}

const opened = (test: TestContext, one: Visit | null): Visit => one ?? test.skip();

function blockMesh(): Part['mesh'] {
  const { low, high } = block;
  const corner = (n: number): number[] => [0, 1, 2].map((c) => ((n >> c) & 1 ? high[c] : low[c]));
  const middle = [0, 1, 2].map((c) => (low[c] + high[c]) / 2);
  const positions = Array.from({ length: 8 }, (_, n) => corner(n)).flat();
  const triangles: number[] = [];
  for (let axis = 0; axis < 3; axis++)
    for (const end of [0, 1]) {
      positions.push(...middle.map((x, c) => (c === axis ? (end ? high : low)[c] : x)));
      const [u, v] = [(axis + 1) % 3, (axis + 2) % 3];
      const loop = [0, 1 << u, (1 << u) | (1 << v), 1 << v].map((n) => n | (end << axis));
      if (!end) loop.reverse();
      const centre = positions.length / 3 - 1;
      for (let k = 0; k < 4; k++) triangles.push(centre, loop[k], loop[(k + 1) % 4]);
    }
  return { positions: Float32Array.from(positions), triangles: Uint32Array.from(triangles) };
}

function scanOf(value: (x: number, y: number, z: number) => number): ShownScan {
  const size = [60, 50, 52] as const;
  const origin = [-36, -36, -36] as const;
  const spacing = [1.5, 1.5, 1.4] as const;
  const values = new Int16Array(size[0] * size[1] * size[2]);
  for (let p = 0; p < values.length; p++) {
    const [i, j, k] = [p % size[0], Math.floor(p / size[0]) % size[1], Math.floor(p / size[0] / size[1])];
    values[p] = value(origin[0] + spacing[0] * i, origin[1] + spacing[1] * j, origin[2] + spacing[2] * k);
  }
  return { size, origin, spacing, unit: 'HU', values, window };
}

/** Where a point is on the page in a standard view, CSS pixels; the middle of the model is in the middle of the picture. */
async function places(
  page: Page,
  view: keyof typeof axesOf,
  parts: readonly Part[],
  points: readonly Vec3[],
): Promise<readonly (readonly [number, number])[]> {
  await page.click(`button[data-view="${view}"]`, { noWaitAfter: true });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const mmPerPixel = await page.evaluate(
    () =>
      Number.parseFloat(document.querySelector('#scale-label')?.textContent ?? '') /
      (document.querySelector('#scale-bar') as HTMLElement).getBoundingClientRect().width,
  );
  const { min, max } = runOf(parts).parts[0].mesh.bounds;
  const box = await page.locator('canvas').boundingBox();
  if (box === null) throw new Error('no canvas');
  const [across, up] = axesOf[view];
  return points.map((p) => {
    const off = p.map((x, c) => (x - (min[c] + max[c]) / 2) / mmPerPixel);
    const along = (axis: Vec3): number => axis[0] * off[0] + axis[1] * off[1] + axis[2] * off[2];
    return [box.x + box.width / 2 + along(across), box.y + box.height / 2 - along(up)];
  });
}

const axesOf = {
  A: [
    [1, 0, 0],
    [0, 0, 1],
  ],
  L: [
    [0, 1, 0],
    [0, 0, 1],
  ],
  I: [
    [1, 0, 0],
    [0, -1, 0],
  ],
} as const;

const values = (page: Page): Promise<string[]> => page.locator('#measure-list output').allInnerTexts();

describe('calipers', () => {
  it('take the known length, angle and lengths along the axes between vertices that are clicked', async (test) => {
    const { page, complaints } = opened(test, measuring);
    const { low, high } = block;
    // A little inside the corners of the front, so that the snapping has something to do.
    const corners: readonly Vec3[] = [
      [low[0] + 0.7, low[1], low[2] + 0.5],
      [high[0] - 0.6, low[1], high[2] - 0.4],
      [high[0] - 0.5, low[1], low[2] + 0.7],
    ];
    const [a, b, c] = await places(page, 'A', [blockPart], corners);
    const take = async (kind: string, points: readonly (readonly [number, number])[]): Promise<void> => {
      await page.click(`button[data-measure="${kind}"]`);
      for (const [x, y] of points) await page.mouse.click(x, y);
    };
    await take('distance', [a, c]);
    await take('distance', []);
    await take('distance', [a, b]);
    await take('angle', [a, c, b]);
    await take('right-left', [a, b]);
    await take('front-back', [a, b]);
    await take('foot-head', [b, a]);
    expect(await values(page)).toEqual(['40.00 mm', '44.72 mm', '90.0°', '40.00 mm', '0.00 mm', '20.00 mm']);
    expect(await page.locator('.calipers .value text').allTextContents()).toContain('1: 40.00 mm');
    expect(complaints).toEqual([]);
  });

  it('are kept in the address, renamed, hidden, exported and deleted', async (test) => {
    const { page, complaints } = opened(test, measuring);
    await page.locator('#measure-list input').first().fill('Länge <b>');
    await page.locator('#measure-list button[data-show]').nth(1).click();
    const before = await values(page);
    await page.waitForFunction(() => {
      const hash = decodeURIComponent(location.hash);
      return hash.includes('d-:') && hash.includes('L(e4)nge (3c)b(3e)');
    });
    await page.reload();
    await page.waitForSelector('html[data-preview=ready]');
    expect(await values(page)).toEqual(before);
    expect(await page.locator('#measure-list input').first().inputValue()).toBe('Länge <b>');
    expect(await page.locator('.calipers .value').count()).toBe(5);
    const [file] = await Promise.all([page.waitForEvent('download'), page.click('#measure-export')]);
    const { model, frame, measurements } = JSON.parse(readFileSync(await file.path(), 'utf8'));
    const { low, high } = block;
    expect({ model, frame }).toEqual({ model: 'skull-phantom', frame: 'LPS' });
    expect(measurements[0]).toEqual({
      name: 'Länge <b>',
      kind: 'distance',
      points: [
        [low[0], low[1], low[2]],
        [high[0], low[1], low[2]],
      ],
      value: 40,
      unit: 'mm',
    });
    expect(Math.abs(measurements[1].value - Math.hypot(40, 20))).toBeLessThan(0.001);
    await page.click('#measure-link');
    await page.waitForFunction(() =>
      /address/.test(document.querySelector('#stage-said')?.textContent ?? ''),
    );
    await page.locator('#measure-list button[data-delete]').first().click();
    expect(await values(page)).toEqual(before.slice(1));
    await page.click('#measure-clear');
    await page.waitForFunction(() => !location.hash.includes('m='));
    expect(complaints).toEqual([]);
  });

  it('are taken by touch, and freely where snapping is off', async (test) => {
    const { page, complaints } = opened(test, measuring);
    const { low, high } = block;
    const y = low[1];
    const [a, b] = await places(
      page,
      'A',
      [blockPart],
      [
        [low[0] + 0.7, y, high[2] - 0.5],
        [high[0] - 0.7, y, high[2] - 0.5],
      ],
    );
    await page.click('button[data-measure=distance]');
    for (const [x, y] of [a, b]) await page.touchscreen.tap(x, y);
    await page.uncheck('#measure-snap');
    for (const [x, y] of [a, b]) await page.touchscreen.tap(x, y);
    const [snapped, free] = await values(page);
    expect(snapped).toBe('40.00 mm');
    expect(Math.abs(Number.parseFloat(free) - 38.6)).toBeLessThan(0.3);
    await page.check('#measure-snap');
    await page.click('#measure-clear');
    await page.click('button[data-measure=distance]');
    expect(complaints).toEqual([]);
  });

  it('need no mouse: the middle of the picture from the front and from behind', async (test) => {
    const { page, complaints } = opened(test, measuring);
    await page.focus('button[data-measure=distance]');
    await page.keyboard.press('Enter');
    await page.keyboard.press('a');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    expect(await page.locator('#stage-said').innerText()).toContain('same point');
    await page.keyboard.press('p');
    await page.keyboard.press(' ');
    expect(await values(page)).toEqual(['30.00 mm']);
    expect(await page.locator('#stage-said').innerText()).toBe('Distance 1: 30.00 mm');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    expect(await page.locator('button[data-measure][aria-pressed=true]').count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});

type Rgb = readonly [number, number, number];

/** The colours of the picture at these places of the page. */
const coloursAt = (page: Page, spots: readonly (readonly [number, number])[]): Promise<Rgb[]> =>
  page.evaluate(async (spots) => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const canvas = document.querySelector('canvas') as HTMLCanvasElement;
    const { width, height } = canvas;
    const flat = new OffscreenCanvas(width, height).getContext('2d') as OffscreenCanvasRenderingContext2D;
    flat.drawImage(canvas, 0, 0);
    const { data } = flat.getImageData(0, 0, width, height);
    const box = canvas.getBoundingClientRect();
    return spots.map(([x, y]) => {
      const px = Math.floor(((x - box.left) / box.width) * width);
      const py = Math.floor(((y - box.top) / box.height) * height);
      const at = 4 * (py * width + px);
      return [data[at], data[at + 1], data[at + 2]] as const;
    });
  }, spots);

const greyOf = (p: Vec3): number =>
  (255 * (Math.min(window[1], Math.max(window[0], valueAt(...p))) - window[0])) / (window[1] - window[0]);

const isYellow = ([r, g, b]: Rgb): boolean => r > 150 && g > 110 && b < 90;

/** Points of the plane where the scan is plain: at least 3 mm from every edge. */
function plainPoints(across: number, up: number, fixed: number, at: number): Vec3[] {
  const found: Vec3[] = [];
  for (let a = -30; a <= 42; a += 6)
    for (let b = -30; b <= 30; b += 6) {
      const p = [0, 0, 0];
      [p[across], p[up], p[fixed]] = [a, b, at];
      const [x, y, z] = p;
      if (Math.min(Math.abs(shell(x, y, z)), Math.abs(small(x, y, z))) > 3) found.push([x, y, z]);
    }
  return found;
}

describe('the cut', () => {
  it.for([
    ['coronal', 'A', 0, 2, 1, -8],
    ['axial', 'I', 0, 1, 2, 12],
    ['sagittal', 'L', 1, 2, 0, 28],
  ] as const)(
    'shows the scan where it is, never mirrored: %s',
    async ([way, view, across, up, fixed, at], test) => {
      const { page, complaints } = opened(test, cutting);
      const points = plainPoints(across, up, fixed, at).filter((p) => Math.abs(p[1]) < 33 && p[0] < 42);
      const spots = await places(page, view, balls, points);
      await page.click(`button[data-cut=${way}]`);
      await page.fill('#cut-at', String(at));
      const colours = await coloursAt(page, spots);
      for (const [n, [r, g, b]] of colours.entries()) {
        const inside = shell(...points[n]) > 0 || small(...points[n]) > 0;
        // In the material a tint of the part lies on it.
        const grey = greyOf(points[n]);
        const near = inside ? 45 : 4;
        expect(Math.abs(g - grey), `${points[n]} is ${[r, g, b]}, not ${grey}`).toBeLessThan(near);
        if (!inside) expect([r, b]).toEqual([g, g]);
      }
      expect(points.some((p) => small(...p) > 0)).toBe(true);
      expect(complaints).toEqual([]);
    },
  );

  it('has the contour where the scan goes from dark to bright', async (test) => {
    const { page } = opened(test, cutting);
    await page.click('button[data-cut=coronal]');
    await page.fill('#cut-at', '0');
    const steps = Array.from({ length: 121 }, (_, n) => 15 + n * 0.15);
    const angles = [0.4, 2, 3.7, 5.1];
    const lines = angles.flatMap((angle) =>
      steps.map((r): Vec3 => [r * Math.cos(angle), 0, r * Math.sin(angle)]),
    );
    const all = await coloursAt(page, await places(page, 'A', balls, lines));
    for (const n of angles.keys()) {
      const colours = all.slice(n * steps.length, (n + 1) * steps.length);
      for (const [edge, sign] of [
        [20, 1],
        [30, -1],
      ] as const) {
        const marked = steps.filter((r, k) => Math.abs(r - edge) < 3 && isYellow(colours[k]));
        const middle = (Math.min(...marked) + Math.max(...marked)) / 2;
        expect(Math.abs(middle - edge)).toBeLessThan(0.35);
        const green = (r: number): number => colours[Math.round((r - 15) / 0.15)][1];
        expect(green(edge + 2.4 * sign) - green(edge - 2.4 * sign)).toBeGreaterThan(100);
      }
    }
  });

  it('is capped in the colours of the parts, and hollow where they are', async (test) => {
    const { page } = opened(test, cutting);
    await page.uncheck('#slice-on');
    await page.fill('#cut-at', '-12');
    const inShell: readonly Vec3[] = [
      [24, -12, 0],
      [0, -12, -23],
      [-23, -12, 3],
    ];
    const spots = await places(page, 'A', balls, [...inShell, [34, -12, 18], [-11, -12, 8], [9, -12, -9]]);
    const colours = await coloursAt(page, spots);
    const cap = Math.round(0.6 * 0.8 * 255);
    for (const colour of colours.slice(0, 3))
      for (const x of colour) expect(Math.abs(x - cap)).toBeLessThanOrEqual(2);
    expect(colours[3][2]).toBeGreaterThan(3 * colours[3][1]);
    const shaded = ([a, b]: readonly Rgb[]): number => Math.abs(a[1] - b[1]);
    expect(shaded(colours)).toBeLessThanOrEqual(2);
    expect(shaded(colours.slice(4))).toBeGreaterThan(10);
    // From behind, the half that stays is whole.
    await page.click('#cut-flip');
    expect(shaded(await coloursAt(page, spots))).toBeGreaterThan(10);
    await page.check('#slice-on');
  });

  it('changes the greys with the window, moves by keys, and comes back with the address', async (test) => {
    const { page, complaints } = opened(test, cutting);
    await page.click('button[data-cut=coronal]');
    await page.fill('#cut-at', '0');
    const around = async (): Promise<number> =>
      (await coloursAt(page, await places(page, 'A', balls, [[0, 0, 0]])))[0][1];
    expect(await around()).toBeLessThan(4);
    await page.click('button[data-window=bone]');
    expect(Math.abs((await around()) - (255 * (-200 - (480 - 1250))) / 2500)).toBeLessThan(4);
    await page.focus('canvas');
    await page.keyboard.press(']');
    await page.keyboard.press(']');
    expect(await page.locator('#cut-where').innerText()).toBe('P 1.0 mm (y = 1.0)');
    await page.waitForFunction(() => decodeURIComponent(location.hash).includes('cut=coronal:1:flip'));
    await page.reload();
    await page.waitForSelector('html[data-preview=ready]');
    expect(await page.locator('#cut-where').innerText()).toBe('P 1.0 mm (y = 1.0)');
    expect(await page.locator('#slice-level-said').innerText()).toBe('480 HU');
    expect(await page.getAttribute('button[data-window=bone]', 'aria-pressed')).toBe('true');
    await page.click('button[data-cut=off]');
    expect(await page.locator('#cut-more').isVisible()).toBe(false);
    expect(complaints).toEqual([]);
  });

  it('is measured on: the wall from contour to contour', async (test) => {
    const { page, complaints } = opened(test, cutting);
    await page.click('button[data-cut=coronal]');
    await page.fill('#cut-at', '0');
    const [inner, outer, beside] = await places(page, 'A', balls, [
      [-20.6, 0, 0.3],
      [-29.3, 0, -0.4],
      [0, 0, 0],
    ]);
    await page.click('button[data-measure=right-left]');
    for (const [x, y] of [inner, outer, beside, inner]) await page.mouse.click(x, y);
    await page.waitForFunction(() =>
      document.querySelector('#stage-tip')?.textContent?.startsWith('scan: about'),
    );
    const [wall, far] = await values(page);
    expect(Math.abs(Number.parseFloat(wall) - 10)).toBeLessThan(0.1);
    // Away from contours the point is where it was set, on the scan.
    expect(Math.abs(Number.parseFloat(far) - 20)).toBeLessThan(0.5);
    expect(complaints).toEqual([]);
  });

  it('goes along any view, at the middle of the model first', async (test) => {
    const { page, complaints } = opened(test, cutting);
    await page.click('button[data-window=scanned]');
    await places(page, 'A', balls, []);
    await page.focus('canvas');
    for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowUp']) await page.keyboard.press(key);
    await page.click('button[data-cut=view]');
    expect(await page.locator('#cut-where').innerText()).toMatch(/^−?0\.\d mm from the model’s middle$/);
    // All that is a hand's breadth around the middle lies in the hollow, whichever way the plane goes.
    const box = await page.locator('canvas').boundingBox();
    const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2];
    for (const [r, g, b] of await coloursAt(page, [
      [x - 8, y],
      [x, y + 8],
    ]))
      expect(Math.max(r, g, b)).toBeLessThan(4);
    await page.waitForFunction(() => location.hash.includes('cut=view'));
    expect(complaints).toEqual([]);
  });

  it('fits a phone', async (test) => {
    const { page } = opened(test, cutting);
    await page.click('button[data-cut=sagittal]');
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBe(390);
  });
});
