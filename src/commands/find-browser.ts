// Finds a browser of the Chromium family that can print without a window: the one that is named, one in its usual place, or a package's.
import { rmSync } from 'node:fs';
import { access, constants, mkdtemp, stat, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { UserError } from '../core/errors.js';

export interface FoundBrowser {
  readonly path: string;
  /** Beside those that every one takes. */
  readonly flags: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

const commands = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'msedge',
  'brave-browser',
];

/** Where installers put them, on Windows and macOS. */
function usualPlaces(): string[] {
  const { PROGRAMFILES, LOCALAPPDATA } = process.env;
  const x86 = process.env['PROGRAMFILES(X86)'];
  const windows = [PROGRAMFILES, x86, LOCALAPPDATA].flatMap((folder) =>
    folder === undefined
      ? []
      : [
          join(folder, 'Google/Chrome/Application/chrome.exe'),
          join(folder, 'Microsoft/Edge/Application/msedge.exe'),
          join(folder, 'Chromium/Application/chrome.exe'),
        ],
  );
  const mac = ['', homedir()].flatMap((home) => [
    `${home}/Applications/Google Chrome.app/Contents/MacOS/Google Chrome`,
    `${home}/Applications/Chromium.app/Contents/MacOS/Chromium`,
    `${home}/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge`,
  ]);
  return process.platform === 'win32' ? windows : process.platform === 'darwin' ? mac : [];
}

function inPath(): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const endings = process.platform === 'win32' ? ['.exe'] : [''];
  return commands.flatMap((name) =>
    folders.flatMap((folder) => endings.map((ending) => join(folder, `${name}${ending}`))),
  );
}

async function runs(path: string): Promise<boolean> {
  const status = await stat(path).catch(() => null);
  if (status === null || !status.isFile()) return false;
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

const plain = (path: string): FoundBrowser => ({ path, flags: [], env: process.env });

/** Of `wanted`, CHROME_PATH, what is in PATH, usual places, and @sparticuz/chromium the first; a UserError where there is none. */
export async function findBrowser(wanted?: string): Promise<FoundBrowser> {
  const named = [
    ['--browser', wanted],
    ['CHROME_PATH', process.env.CHROME_PATH],
  ] as const;
  for (const [says, path] of named) {
    if (path === undefined || path === '') continue;
    if (await runs(path)) return plain(path);
    throw new UserError(
      `${says}: there is no program at '${path}'.`,
      'Give the path of Chromium, Chrome or Edge itself.',
    );
  }
  for (const path of [...inPath(), ...usualPlaces()]) if (await runs(path)) return plain(path);
  const packaged = await fromPackage();
  if (packaged !== null) return packaged;
  throw new UserError(
    'No browser was found that could print the page.',
    'Install Chromium, Chrome or Edge, or name one with --browser; or open report.html in any browser and print it.',
  );
}

let unpacked: Promise<FoundBrowser | null> | undefined;
let removeUnpacked = (): void => {};

/** Removes what was unpacked, if anything was: for a program that is ended without its end being told, as threads of tests are. */
export function removeBrowser(): void {
  removeUnpacked();
  unpacked = undefined;
}

/** Of the npm package @sparticuz/chromium where it is installed (Linux on x64): unpacked once, removed when the program ends. */
function fromPackage(): Promise<FoundBrowser | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return Promise.resolve(null);
  unpacked ??= unpackedFromPackage();
  return unpacked;
}

/**
 * It unpacks itself (190 MB) into the temporary folder and takes what lies there of any version: so a folder of our own.
 * Settings are put back as they were.
 */
async function unpackedFromPackage(): Promise<FoundBrowser | null> {
  const folder = await mkdtemp(join(tmpdir(), 'isocast-browser-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  removeUnpacked = remove;
  process.once('exit', remove);
  const names = ['TMPDIR', 'AWS_LAMBDA_JS_RUNTIME', 'FONTCONFIG_PATH', 'LD_LIBRARY_PATH', 'HOME'] as const;
  const before = names.map((name) => [name, process.env[name]] as const);
  try {
    // Before the import: makes the package bring its own system libraries.
    process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs20.x';
    process.env.TMPDIR = folder;
    const { default: unpacker } = await import('@sparticuz/chromium');
    const path = await unpacker.executablePath();
    const fonts = join(folder, 'fonts');
    // Its own file looks for fonts in /tmp/fonts alone, and text without a font has no width.
    await writeFile(join(fonts, 'fonts.conf'), fontsConf(folder));
    const libraries = [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH ?? ''].join(':');
    const env = { ...process.env, FONTCONFIG_PATH: fonts, LD_LIBRARY_PATH: libraries };
    return { path, flags: ['--no-zygote', '--headless=shell', '--font-render-hinting=none'], env };
  } catch {
    remove();
    return null;
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

const fontsConf = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}</dir><cachedir>${join(folder, 'fonts-cache')}</cachedir></fontconfig>
`;
