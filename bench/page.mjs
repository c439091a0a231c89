// How large a report's page is and how soon it shows the model, in a real browser without a graphics card.
// node bench/page.mjs                 the sample's skull in 500,000 triangles, with its maps and its scan
// node bench/page.mjs report.html …   pages of yours
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'isocast-page-'));
const times = 5;

/** The same browser as that of the tests. */
async function launcher() {
  const outfile = join(root, '.tmp/bench-chromium.mjs');
  await build({
    entryPoints: [join(root, 'test/chromium.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
  return (await import(pathToFileURL(outfile).href)).launchChromium;
}

function samplePage() {
  const words = [
    'convert',
    join(root, 'samples/skull.nii.gz'),
    '--threshold',
    'half-max',
    '--triangles',
    '500000',
  ];
  execFileSync(process.execPath, [join(root, 'bin/isocast.js'), ...words, '--quiet', '--out', folder]);
  return join(folder, 'report.html');
}

/** ms from the call for the page until its script has drawn the model. */
async function opened(browser, page) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const tab = await context.newPage();
  const begun = performance.now();
  await tab.goto(pathToFileURL(resolve(page)).href, { waitUntil: 'commit' });
  await tab.waitForSelector('html[data-preview=ready]', { state: 'attached', timeout: 60_000 });
  const time = performance.now() - begun;
  await context.close();
  return time;
}

const given = process.argv.slice(2);
const pages = given.length > 0 ? given : [samplePage()];
const chromium = await (await launcher())();
if (!chromium) throw new Error('there is no browser');
try {
  console.log(
    '| page | triangles | vertices | maps | MB | opens in, median of 5 |\n|---|---|---|---|---|---|',
  );
  for (const [n, page] of pages.entries()) {
    const text = readFileSync(page, 'utf8');
    const { parts, maps } = JSON.parse(/id="preview-manifest">(.*?)<\/script>/s.exec(text)[1]);
    const sum = (of) => parts.reduce((all, part) => all + of(part), 0).toLocaleString('en');
    const took = [];
    for (let t = 0; t < times; t++) took.push(await opened(chromium.browser, page));
    const median = took.sort((a, b) => a - b)[Math.floor(times / 2)];
    const row = [n + 1, sum((part) => part.triangles), sum((part) => part.vertices), maps.length];
    console.log(
      `| ${row.join(' | ')} | ${(statSync(page).size / 1e6).toFixed(1)} | ${(median / 1000).toFixed(2)} s |`,
    );
  }
} finally {
  await chromium.close();
  rmSync(folder, { recursive: true, force: true });
}
