// Takes a picture of a report page in a real browser: npm run -s picture -- page.html picture.png [width height dark]
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchChromium } from '../test/chromium.js';

const [page, picture, width = '1280', height = '900', scheme = 'light'] = process.argv.slice(2);
const chromium = await launchChromium();
if (!chromium || !page || !picture)
  throw new Error('usage: picture <page.html> <picture.png> [width height dark]');
try {
  const tab = await chromium.browser.newPage({
    viewport: { width: Number(width), height: Number(height) },
    colorScheme: scheme === 'dark' ? 'dark' : 'light',
  });
  await tab.goto(pathToFileURL(resolve(page)).href);
  await tab.waitForFunction(() => document.documentElement.dataset.preview !== undefined);
  await tab.screenshot({ path: picture, fullPage: scheme === 'full' });
} finally {
  await chromium.close();
}
