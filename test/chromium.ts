// A real browser for the tests: CHROME_PATH, else the one in an npm package (Linux on x64), else Debian's; null if none.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const debian = '/usr/bin/chromium';

/** Where the browser of a whole run of tests is unpacked. */
export const sharedFolder = 'ISOCAST_TEST_CHROMIUM';

// SwiftShader draws WebGL without a graphics card.
const flags = [
  '--no-sandbox',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
];

export interface TestBrowser {
  readonly browser: Browser;
  close(): Promise<void>;
}

/** Starts the browser; `more` are further flags. The caller closes it. */
export async function launchChromium(more: readonly string[] = []): Promise<TestBrowser | null> {
  const chosen = process.env.CHROME_PATH;
  if (chosen) return plain(chosen, more);
  if (process.platform === 'linux' && process.arch === 'x64') return packaged(more);
  return existsSync(debian) ? plain(debian, more) : null;
}

async function plain(executablePath: string, more: readonly string[]): Promise<TestBrowser> {
  const browser = await chromium.launch({ executablePath, headless: true, args: [...flags, ...more] });
  return { browser, close: () => browser.close() };
}

// The package unpacks itself (190 MB) into the temporary folder and takes what lies there, of any version: so a folder of our
// own, the same one for every browser of this process, since the libraries' path is set but once. A run of the tests has
// one for all of its processes (unpacked-chromium.ts).
let own = '';

async function packaged(more: readonly string[]): Promise<TestBrowser> {
  const before = process.env.TMPDIR;
  const shared = process.env[sharedFolder];
  if (own === '' && shared === undefined) own = mkdtempSync(join(tmpdir(), 'isocast-chromium-'));
  const folder = shared ?? own;
  mkdirSync(folder, { recursive: true });
  process.env.TMPDIR = folder;
  try {
    // Before the import: makes the package bring its own system libraries.
    process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs20.x';
    process.env.FONTCONFIG_PATH = join(folder, 'fonts');
    const { default: unpacker } = await import('@sparticuz/chromium');
    const executablePath = await oneAtATime(folder, () => unpacker.executablePath());
    // Its own file looks for fonts in /tmp/fonts alone, and text without a font has no width.
    writeFileSync(join(folder, 'fonts', 'fonts.conf'), fontsConf(folder));
    const args = [...flags, '--no-zygote', '--headless=shell', '--font-render-hinting=none', ...more];
    const browser = await chromium.launch({ executablePath, headless: true, args });
    return {
      browser,
      close: async () => {
        await browser.close();
        if (shared === undefined) rmSync(folder, { recursive: true, force: true });
      },
    };
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

/** Two processes must not unpack into one folder at once. */
async function oneAtATime<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const lock = join(folder, 'unpacking');
  while (!made(lock)) await new Promise((resolve) => setTimeout(resolve, 50));
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true });
  }
}

function made(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

const fontsConf = (place: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${place}</dir><cachedir>${join(place, 'fonts-cache')}</cachedir></fontconfig>
`;
