// Nothing that a scan's header or its file's name says of a patient comes out of any command, unless it is asked for.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { isocast, type Ran, scratch } from './command-line.js';
import { ctSlice, dicomFile, type Elements } from './fixtures/dicom-file.js';

/** By tag; every one of these can lead to a person. */
const header: Elements = {
  '00080018': '1.2.826.0.1.3680043.8.498.77112233445566',
  '00080020': '20190822',
  '00080021': '20190823',
  '00080030': '093412.771',
  '00080050': 'ACC-55120-Q',
  '00080080': 'Klinik am Zauberberg',
  '00080090': 'Behrens^Hofrat',
  '00081010': 'STAT-X7',
  '00081030': 'Schaedel nach Sturz im Hause Tienappel',
  '0008103e': 'Bildfolge fuer Frau Chauchat',
  '00081070': 'Mylendonk^Adriatica',
  '00100010': 'Castorp^Hans',
  '00100020': 'PID-884-XY-20',
  '00100030': '19570413',
  '00101000': 'OTHERID-30019',
  '00101040': 'Esplanade 12 Hamburg',
  '00102154': '+49-40-5550199',
  '00104000': 'kommt mit Vetter Ziemssen',
  '00181030': 'KOPF_SPIRALE_CASTORP',
  '0020000d': '1.2.826.0.1.3680043.8.498.99887766554433',
  '0020000e': '1.2.826.0.1.3680043.8.498.11223344556677',
  '00200010': 'STUDY-77-1',
  '00200052': '1.2.826.0.1.3680043.8.498.66778899001122',
};
/** The header's values, their parts, dates as people write them, and what folder and files are called. */
const secrets = [
  ...Object.values(header).flatMap((value) => String(value).split(/[\^ ]/)),
  '1957-04-13',
  '13.04.1957',
  '2019-08-22',
  'DOSSIER_CASTORP',
  'IM-SECRET',
].filter((secret) => secret.length > 4);

const n = 24;

/** A bony ball beside the middle, in a folder and files that are named after the patient. */
function patientFolder(folder: string): string {
  const path = join(folder, 'DOSSIER_CASTORP_1957');
  mkdirSync(path);
  for (let k = 0; k < n; k++) {
    const values = Array.from({ length: n * n }, (_, p) => {
      const [i, j] = [p % n, Math.floor(p / n)];
      return Math.hypot(i - 10, j - 12, k - 11) < 7 ? 900 : Math.hypot(i - 12, j - 12) < 11 ? 40 : -1000;
    });
    const slice = ctSlice({ values, columns: n, rows: n, position: [-12, -12, 30 + k], more: header });
    const more = { '00080018': `${header['00080018']}.${k}` };
    writeFileSync(join(path, `IM-SECRET-${k}.dcm`), dicomFile({ ...slice, ...more }));
  }
  return path;
}

function* filesIn(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* filesIn(path);
    else yield path;
  }
}

/** A file's bytes, and those of what is packed in it. */
function unpacked(path: string): Uint8Array[] {
  const bytes = readFileSync(path);
  if (path.endsWith('.gz')) return [bytes, gunzipSync(bytes)];
  if (path.endsWith('.3mf')) return [bytes, ...Object.values(unzipSync(bytes))];
  return [bytes];
}

/** Every secret in the bytes, as Latin-1, UTF-8 or UTF-16, in any case. */
function leaks(bytes: Uint8Array): string[] {
  const texts = ['latin1', 'utf16le'] as const;
  const found = texts.map((encoding) => Buffer.from(bytes).toString(encoding).toLowerCase());
  return secrets.filter((secret) => found.some((text) => text.includes(secret.toLowerCase())));
}

/** What a command said and wrote. */
function told({ out, err }: Ran, folders: readonly string[]): Record<string, string[]> {
  const all: Record<string, string[]> = {
    'standard output': leaks(Buffer.from(out)),
    'standard error': leaks(Buffer.from(err)),
  };
  for (const folder of folders)
    for (const path of filesIn(folder)) {
      all[`the name of ${basename(path)}`] = leaks(Buffer.from(path.slice(folder.length)));
      all[basename(path)] = unpacked(path).flatMap(leaks);
    }
  return Object.fromEntries(Object.entries(all).filter(([, found]) => found.length > 0));
}

describe('what a scan says of its patient', () => {
  const folder = scratch();
  const scan = patientFolder(folder);
  const out = (name: string): string => join(folder, name);

  it('is in the scan that the test reads (or the test could not fail)', () => {
    const found = leaks(readFileSync(join(scan, 'IM-SECRET-3.dcm')));
    expect(found).toContain('PID-884-XY-20');
    expect(found).toContain('19570413');
    expect(found.length).toBeGreaterThan(25);
  });

  it('comes out of no command', async () => {
    const grid = ['--spacing', '1'];
    const runs: [readonly string[], string | null][] = [
      [['inspect', scan], null],
      [['inspect', scan, '--json'], null],
      [['convert', scan, ...grid, '--case', 'K-17', '--out', out('model')], 'model'],
      [
        [
          'convert',
          scan,
          '--preset',
          'skin-adult',
          '--spacing',
          '1.2',
          '--json',
          '--formats',
          'stl',
          '--out',
          out('skin'),
        ],
        'skin',
      ],
      [['resample', scan, ...grid, '--out', join(out('iso'), 'iso.nii.gz')], 'iso'],
      [['filter', scan, '--log', '2', ...grid, '--out', join(out('log'), 'log.nii.gz')], 'log'],
      [['texture', scan, '--mask', join(out('iso'), 'iso.nii.gz'), '--label', 'all', ...grid], null],
      [['replay', join(out('model'), 'record.json'), scan], null],
    ];
    for (const [args, made] of runs) {
      const ran = await isocast(...args);
      if (args[0] !== 'texture') expect(ran.code, `${args[0]}: ${ran.err}`).toBe(0);
      expect(told(ran, made === null ? [] : [out(made)]), args.slice(0, 1).join()).toEqual({});
    }
    const report = readFileSync(join(out('model'), 'report.html'), 'utf8');
    expect(report).toContain('Case K-17');
  });

  it('comes out of no error either', async () => {
    const broken = join(folder, 'CASTORP_Hans_19570413.nii');
    writeFileSync(broken, readFileSync(join(scan, 'IM-SECRET-0.dcm')).subarray(0, 700));
    const one = join(folder, 'DOSSIER_CASTORP_ONE');
    mkdirSync(one);
    writeFileSync(join(one, 'IM-SECRET-0.dcm'), readFileSync(join(scan, 'IM-SECRET-0.dcm')).subarray(0, 900));
    for (const path of [broken, one, `${scan}-missing`, join(scan, 'IM-SECRET-5.dcm')])
      for (const command of path === broken ? ['inspect', 'convert', 'resample', 'filter'] : ['convert']) {
        const more = command === 'inspect' ? [] : ['--out', join(out('bad'), 'x.nii')];
        const ran = await isocast(command, path, ...more, ...(command === 'filter' ? ['--log', '2'] : []));
        expect(ran.code).toBe(2);
        expect(told(ran, []), `${command} ${basename(path)}: ${ran.err}`).toEqual({});
      }
  });

  it('is in the report where it was asked for, and in no other file', async () => {
    const ran = await isocast('convert', scan, '--spacing', '1', '--include-identity', '--out', out('named'));
    expect(ran.code).toBe(0);
    const report = readFileSync(join(out('named'), 'report.html'), 'utf8');
    for (const value of ['Castorp, Hans', 'PID-884-XY-20', '1957-04-13', 'ACC-55120-Q'])
      expect(report).toContain(value);
    for (const name of ['report.html', 'report.json']) rmSync(join(out('named'), name));
    expect(told(ran, [out('named')])).toEqual({});
  });
});
