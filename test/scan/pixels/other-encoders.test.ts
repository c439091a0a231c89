// Frames compressed by other people's programs, DCMTK and GDCM, where these are installed: exact where nothing was lost.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { dicomImage } from '../../../src/scan/dicom/dicom-image.js';
import { fileOnDisk } from '../../../src/scan/dicom/file-on-disk.js';
import { parseDicom } from '../../../src/scan/dicom/parse-dicom.js';
import { rescaleFrame } from '../../../src/scan/dicom/rescale-frame.js';
import { decodeFrame } from '../../../src/scan/pixels/decode-frame.js';
import { decoderThreads } from '../../../src/scan/pixels/decoder-threads.js';
import { ctSlice, dicomFile, type Elements, EXPLICIT } from '../../fixtures/dicom-file.js';

const installed = (program: string): boolean => {
  const here = spawnSync(program, ['--version']).error === undefined;
  if (!here) console.warn(`${program.toUpperCase()} IS NOT INSTALLED: its compressed frames are not tested.`);
  return here;
};
const dcmtk = ['dcmcjpeg', 'dcmcjpls', 'dcmcrle', 'dcmconv'].every(installed);
const gdcm = installed('gdcmconv');

let state = 5;
const random = (below: number): number => {
  state = (state * 1664525 + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};

const rows = 37;
const columns = 43;

interface Picture {
  readonly name: string;
  readonly bits: number;
  readonly signed: boolean;
}
const pictures: readonly Picture[] = [
  { name: '8 bits', bits: 8, signed: false },
  { name: '12 bits', bits: 12, signed: false },
  { name: '12 bits, signed', bits: 12, signed: true },
  { name: '16 bits', bits: 16, signed: false },
  { name: '16 bits, signed', bits: 16, signed: true },
];

/** A slope, noise, and a few samples at both ends of the range. */
function numbersOf({ bits, signed }: Picture): number[] {
  const low = signed ? -(2 ** (bits - 1)) : 0;
  const most = 2 ** bits - 1;
  return Array.from({ length: rows * columns }, (_, p) => {
    if (random(15) === 0) return low + [0, most][random(2)];
    return low + Math.min(most, Math.floor((most * (p % columns)) / columns) + random(12));
  });
}

function elementsOf({ bits, signed }: Picture, numbers: readonly number[]): Elements {
  const pixels = bits === 8 ? Buffer.from(numbers) : Buffer.from(Int16Array.from(numbers).buffer);
  return {
    ...ctSlice({ values: [], columns, rows, position: [0, 0, 0] }),
    '0020000d': '1.2.3.4',
    '0020000e': '1.2.3.5',
    '00280100': bits === 8 ? 8 : 16,
    '00280101': bits,
    '00280102': bits - 1,
    '00280103': signed ? 1 : 0,
    '7fe00010': pixels,
  };
}

const folder = mkdtempSync(join(tmpdir(), 'encoders-'));
const threads = decoderThreads();
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await threads.close();
});

/** The picture's numbers after another program's way of packing, rescaled; IN and OUT stand for the files. */
async function through(
  command: readonly string[],
  picture: Picture,
  numbers: readonly number[],
): Promise<number[]> {
  const [from, to] = [join(folder, 'in'), join(folder, 'out')];
  writeFileSync(from, dicomFile(elementsOf(picture, numbers), EXPLICIT));
  const [program, ...rest] = command;
  const run = spawnSync(
    program,
    rest.map((word) => ({ IN: from, OUT: to })[word] ?? word),
  );
  if (run.status !== 0) throw new Error(`${command.join(' ')}: ${run.stderr}`);
  const parsed = parseDicom(readFileSync(to));
  if (parsed === null) throw new Error('not parsed');
  const image = dicomImage(parsed, fileOnDisk(to, 0));
  expect([image.bitsStored, image.signed]).toEqual([picture.bits, picture.signed]);
  const values = new Float32Array(rows * columns);
  const pixels = await decodeFrame(parsed.set, image, 0, threads);
  rescaleFrame(pixels, image, image.frames[0], values, 0);
  return [...values];
}

const byDcmtk: readonly (readonly string[])[] = [
  ['dcmconv', '+ti', 'IN', 'OUT'],
  ['dcmconv', '+tb', 'IN', 'OUT'],
  ['dcmconv', '+td', 'IN', 'OUT'],
  ['dcmcrle', 'IN', 'OUT'],
  ['dcmcjpeg', '+e1', 'IN', 'OUT'],
  ['dcmcjpeg', '+e1', '+fs', '1', '-ot', 'IN', 'OUT'],
  ...[1, 2, 3, 4, 5, 6, 7].map((predictor) => ['dcmcjpeg', '+el', '+sv', `${predictor}`, 'IN', 'OUT']),
  ['dcmcjpls', 'IN', 'OUT'],
  ['dcmcjpls', '+pc', '+rs', '32', '+pz', 'IN', 'OUT'],
];
const byGdcm: readonly (readonly string[])[] = [
  ['gdcmconv', '-M', '-i', 'IN', '-o', 'OUT'],
  ['gdcmconv', '-d', '-i', 'IN', '-o', 'OUT'],
  ['gdcmconv', '-R', '-i', 'IN', '-o', 'OUT'],
  ['gdcmconv', '-J', '-i', 'IN', '-o', 'OUT'],
  ['gdcmconv', '-L', '-i', 'IN', '-o', 'OUT'],
  ['gdcmconv', '-K', '-i', 'IN', '-o', 'OUT'],
  ['gdcmconv', '-K', '-t', '16,16', '-n', '2', '-i', 'IN', '-o', 'OUT'],
];

for (const [program, here, commands] of [
  ['DCMTK', dcmtk, byDcmtk],
  ['GDCM', gdcm, byGdcm],
] as const)
  describe.skipIf(!here)(`what ${program} compresses without loss is the same`, () => {
    for (const picture of pictures)
      it(picture.name, async () => {
        for (const command of commands) {
          // GDCM stops at a picture with an odd number of bytes, DCMTK's other mode at signed ones of 12 bits.
          if (picture.name === '12 bits, signed' && command[1] === '+pc') continue;
          if (picture.bits === 8 && command[1] === '-R') continue;
          const numbers = numbersOf(picture);
          expect(await through(command, picture, numbers), command.join(' ')).toEqual(numbers);
        }
      });
  });

describe.skipIf(!dcmtk)('what DCMTK compresses with loss', () => {
  const twelve = pictures[1];
  // A smooth picture: a cosine transform of noise is no nearer than the noise.
  const smooth = Array.from(
    { length: rows * columns },
    (_, p) => 40 * (p % columns) + 30 * Math.floor(p / columns),
  );
  const farthest = (got: readonly number[]): number =>
    Math.max(...got.map((v, p) => Math.abs(v - smooth[p])));

  it('is near: JPEG of 12 bits, JPEG-LS within its bound', async () => {
    // The program stretches what it stores over the whole range, and says so in the rescale.
    const jpeg = ['dcmcjpeg', '+ee', '+bt', '+q', '100', 'IN', 'OUT'];
    expect(farthest(await through(jpeg, twelve, smooth))).toBeLessThan(2);
    expect(farthest(await through(['dcmcjpls', '+en', '+md', '3', 'IN', 'OUT'], twelve, smooth))).toBe(3);
  });
});
