import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../../src/core/errors.js';
import { toPatient } from '../../../src/core/grid.js';
import { inspectScan } from '../../../src/scan/inspect-scan.js';
import { listSeries } from '../../../src/scan/list-series.js';
import { readScan } from '../../../src/scan/read-scan.js';
import {
  BIG,
  ctSlice,
  DEFLATED,
  dicomFile,
  type Elements,
  EXPLICIT,
  IMPLICIT,
  RLE,
  rlePacked,
  type SliceSettings,
} from '../../fixtures/dicom-file.js';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'dicom-'));
});
afterAll(() => rm(root, { recursive: true }));

async function folderOf(files: readonly Buffer[]): Promise<string> {
  const folder = await mkdtemp(join(root, 'series-'));
  // Names run against the order of the slices, without extension, half of them a folder deeper.
  await mkdir(join(folder, 'deep'));
  for (const [n, bytes] of files.entries())
    await writeFile(join(folder, n % 2 ? 'deep' : '.', `f${(n * 7) % 10}${9 - (n % 10)}-${n}`), bytes);
  return folder;
}

const columns = 4;
const rows = 3;
const valueAt = (i: number, j: number, k: number): number => i + 10 * j + 100 * k - 200;
const valuesOf = (k: number): number[] =>
  Array.from({ length: columns * rows }, (_, p) => valueAt(p % columns, Math.floor(p / columns), k));

/** Slice k of a stack: row spacing 0.8, column spacing 0.5, 1.5 mm apart along z. */
const slice = (k: number, z = -20 + 1.5 * k, settings: Partial<SliceSettings> = {}): Elements =>
  ctSlice({
    values: valuesOf(k),
    columns,
    rows,
    position: [-10, -30, z],
    pixelSpacing: [0.8, 0.5],
    ...settings,
  });
const stack = (more: Elements = {}, zs = [0, 1, 2, 3, 4].map((k) => -20 + 1.5 * k)): Elements[] =>
  zs.map((z, k) => slice(k, z, { more }));
const shuffled = <T>(items: readonly T[]): T[] => [...items.slice(3), ...items.slice(0, 3)].reverse();
const files = (elements: readonly Elements[], syntax = EXPLICIT): Buffer[] =>
  elements.map((e) => dicomFile(e, syntax));

async function refusal(contents: readonly Buffer[]): Promise<string> {
  const error: unknown = await readScan(await folderOf(contents)).catch((e: unknown) => e);
  if (!(error instanceof UserError)) throw new Error(`not refused: ${String(error)}`);
  expect(error.message).toMatch(/^series-\w+: /);
  expect(`${error.message}${error.advice}`).not.toMatch(/Secret|SECRET|1970|1\.2\.3/);
  return error.message;
}

describe('a stack of slices', () => {
  it('is sorted by place, with row and column spacing the right way round', async () => {
    const { scan, files: count } = await readScan(await folderOf(files(shuffled(stack()))));
    expect(count).toBe(5);
    expect(scan.grid.size).toEqual([columns, rows, 5]);
    expect(scan.grid.affine).toEqual([0.5, 0, 0, -10, 0, 0.8, 0, -30, 0, 0, 1.5, -20]);
    expect(scan.voxels).toEqual(Int16Array.from([0, 1, 2, 3, 4].flatMap(valuesOf)));
    expect(scan.nodes).toBeUndefined();
    expect(scan.facts).toMatchObject({ format: 'DICOM', modality: 'CT', storedAxes: 'LPS', labels: false });
  });

  it('has one hash whatever the files are called', async () => {
    const a = await readScan(await folderOf(files(stack())));
    const b = await readScan(await folderOf(files(shuffled(stack()))));
    expect(a.sha256).toBe(b.sha256);
  });

  it('keeps left left in a tilted, sagittal stack that runs from left to right', async () => {
    const row = [0, 1, 0];
    const column = [0.1, 0, -Math.sqrt(0.99)].map((x) => Number(x.toFixed(9)));
    const normal = [-Math.sqrt(0.99), 0, -0.1];
    const place = (k: number): number[] => normal.map((n, a) => [50, -20, 100][a] + 2 * k * n);
    const set = [0, 1, 2].map((k) => slice(k, 0, { position: place(k), orientation: [...row, ...column] }));
    const { scan } = await readScan(await folderOf(files(set)));
    const [nx, ny] = scan.grid.size;
    expect(scan.facts.storedAxes).toBe('PIR');
    for (const [i, j, k] of [
      [1, 2, 0],
      [3, 0, 2],
    ]) {
      const at = scan.voxels.indexOf(valueAt(i, j, k));
      const found = toPatient(scan.grid.affine, at % nx, Math.floor(at / nx) % ny, Math.floor(at / nx / ny));
      const truth = place(k).map((x, a) => x + 0.5 * i * row[a] + 0.8 * j * column[a]);
      for (let a = 0; a < 3; a++) expect(found[a]).toBeCloseTo(truth[a], 2);
    }
  });

  const syntaxes = [IMPLICIT, EXPLICIT, BIG, DEFLATED];
  for (const syntax of syntaxes)
    it(`is read in transfer syntax ${syntax}`, async () => {
      const { scan } = await readScan(await folderOf(files(stack(), syntax)));
      expect(scan.voxels[valuesOf(0).length]).toBe(-100);
      expect(scan.voxels.at(-1)).toBe(valueAt(3, 2, 4));
    });

  it('is read run-length coded', async () => {
    const set = [0, 1, 2].map((k) => ({ ...slice(k), '7fe00010': rlePacked(valuesOf(k)) }));
    const { scan } = await readScan(await folderOf(files(set, RLE)));
    expect(scan.voxels).toEqual(Int16Array.from([0, 1, 2].flatMap(valuesOf)));
  });

  it('is read without preamble, file meta and SOP class', async () => {
    const bare = stack().map(({ '00080016': _, ...rest }) => rest);
    for (const syntax of [IMPLICIT, EXPLICIT, BIG]) {
      const { scan } = await readScan(await folderOf(bare.map((e) => dicomFile(e, syntax, true))));
      expect(scan.voxels.at(-1)).toBe(valueAt(3, 2, 4));
    }
  });

  it('reads odd decimal strings', async () => {
    const set = stack().map((e) => ({ ...e, '00280030': '008.000000E-01\\005.000000E-01' }));
    const { scan } = await readScan(await folderOf(files(set)));
    expect(scan.grid.affine[0]).toBe(0.5);
  });

  it('rescales each slice by its own numbers', async () => {
    const set = stack().map((e, k) => ({ ...e, '00281052': `${-10 * k}`, '00281053': '2' }));
    const { scan } = await readScan(await folderOf(files(set)));
    expect(scan.voxels.at(-1)).toBe(2 * valueAt(3, 2, 4) - 40);
    const halves = stack().map((e, k) => (k < 3 ? e : { ...e, '00281053': '0.5' }));
    const mixed = (await readScan(await folderOf(files(halves)))).scan.voxels;
    expect(mixed).toBeInstanceOf(Float32Array);
    expect([mixed[0], mixed.at(-1)]).toEqual([-200, valueAt(3, 2, 4) / 2]);
  });

  it('masks to the stored bits, signed and unsigned, and drops overlay bits above', async () => {
    const twelve = { '00280101': 12, '00280102': 11, '00281052': '-1024' };
    const raw = (word: number): Elements => ({
      '7fe00010': Buffer.from(Uint16Array.from({ length: 12 }, () => word).buffer),
    });
    const unsigned = stack({ ...twelve, '00280103': 0, ...raw(0xf000 | 1424) });
    expect((await readScan(await folderOf(files(unsigned)))).scan.voxels[0]).toBe(400);
    const signed = stack({ ...twelve, '00281052': '0', ...raw(0x0fff) });
    expect((await readScan(await folderOf(files(signed)))).scan.voxels[0]).toBe(-1);
  });

  it('puts padding to air, and says so', async () => {
    const words = Int16Array.from([-2000, -1500, -1060, 3000, 40, 5, 6, 7, 8, 9, 10, 11]);
    const set = stack({ '00280120': 3000, '7fe00010': Buffer.from(words.buffer) });
    const { scan } = await readScan(await folderOf(files(set)));
    expect([...scan.voxels.subarray(0, 5)]).toEqual([-1024, -1024, -1060, -1024, 40]);
    expect(scan.facts.remarks.join()).toContain('10 voxels below -1200 HU');
    expect(scan.facts.remarks.join()).toContain('marks as padding');
    // −2000 as padding of 12 stored bits, which could not hold it
    const narrow = { '00280101': 12, '00280102': 11, '00280103': 0, '00280120': 63536, '00281052': '-1024' };
    const padded = stack({
      ...narrow,
      '7fe00010': Buffer.from(Uint16Array.of(63536, 1064, ...words.subarray(2)).buffer),
    });
    const { voxels } = (await readScan(await folderOf(files(padded)))).scan;
    expect([voxels[0], voxels[1]]).toEqual([-1024, 40]);
  });
});

describe('steps between slices', () => {
  it('that are uneven are kept as nodes', async () => {
    const { scan } = await readScan(await folderOf(files(stack({}, [0, 1.5, 3, 4.5, 5.5]))));
    expect(scan.nodes?.axis).toBe(2);
    expect([...(scan.nodes?.at ?? [])]).toEqual([0, 1, 2, 3, 3.666667]);
    expect(scan.facts.remarks).toEqual([
      'Slices are unevenly spaced (3 × 1.50 mm, 1 × 1.00 mm); each was used at its true place.',
    ]);
  });

  it('keep their places when the stack is turned round', async () => {
    const down = [0, 1.5, 3, 4.5, 5.5].map((z, k) => slice(k, z, { orientation: [1, 0, 0, 0, -1, 0] }));
    const { scan } = await readScan(await folderOf(files(down)));
    expect([...(scan.nodes?.at ?? [])]).toEqual([0, 1, 2, 3, 3.666667]);
    expect(scan.grid.affine[11]).toBe(0);
  });

  it('that are too long mean missing slices, and where', async () => {
    expect(await refusal(files(stack({}, [0, 1.5, 3, 10, 11.5])))).toContain('z = 3.00 and 10.00 mm');
    const { scan } = await readScan(await folderOf(files(stack({}, [0, 1.5, 3, 6, 7.5]))));
    expect(scan.facts.remarks.join()).toContain('A slice is missing at z = 3.00 and 6.00 mm');
    expect(scan.facts.slices?.gaps).toEqual([{ from: 3, to: 6, missing: 1 }]);
  });

  it('of zero: twins are dropped, differing slices refused', async () => {
    const twin = [...stack(), slice(2)];
    const { scan } = await readScan(await folderOf(files(twin)));
    expect(scan.grid.size[2]).toBe(5);
    expect(scan.facts.remarks.join()).toContain('stored twice');
    expect(await refusal(files([...stack(), slice(3, -17)]))).toContain(
      'two different slices lie at one place',
    );
  });

  it('that are turned by the rounding of their directions are one stack; those that turn on are refused, not halved', async () => {
    const turned = (k: number, angle: number): Elements =>
      slice(k, 1.5 * k, {
        orientation: [Math.cos(angle), Math.sin(angle), 0, -Math.sin(angle), Math.cos(angle), 0],
      });
    const rounded = [0, 1, 2, 3, 4].map((k) => turned(k, k % 2 ? 0.002 : -0.002));
    const { scan } = await readScan(await folderOf(files(rounded)));
    expect([scan.grid.size[2], scan.facts.slices]).toEqual([5, null]);
    const wide = Array.from({ length: 12 }, (_, k) => {
      const { '00280011': _c, ...rest } = turned(k, 0.001 * k);
      return { ...rest, '00280011': 400, '7fe00010': Buffer.alloc(2 * 400 * rows) };
    });
    expect(await refusal(files(wide))).toMatch(/up to \d\.\d\d mm off/);
  });

  it('that lie aside are put in line, those that lie astray are refused', async () => {
    const aside = [0, 0.03, 0, 0.04].map((x, k) => slice(k, 0, { position: [x, 0, k] }));
    expect((await readScan(await folderOf(files(aside)))).scan.facts.remarks.join()).toContain('put in line');
    const astray = [0, 3, 0, 0].map((x, k) => slice(k, 0, { position: [x, 0, k] }));
    expect(await refusal(files(astray))).toMatch(/up to \d\.\d\d mm off.*not one stack/);
  });
});

describe('a folder with more in it', () => {
  it('yields the largest stack; localizers, reports and text are left', async () => {
    const localizer = { ...slice(0), '00080008': 'ORIGINAL\\PRIMARY\\LOCALIZER', '0020000e': '1.2.3.1' };
    const report = { '00080016': '1.2.840.10008.5.1.4.1.1.88.67', '00080060': 'SR', '0020000e': '1.2.3.2' };
    const thick = [0, 3].map((z, k) => slice(k, z, { more: { '0020000e': '1.2.3.3', '00181210': 'H30s' } }));
    const text = Buffer.from('read me');
    const folder = await folderOf([...files([localizer, report, ...thick]), text, ...files(stack())]);
    const { scan, files: count } = await readScan(folder);
    expect(count).toBe(5);
    expect(scan.facts.remarks).toHaveLength(2);
    const list = await listSeries(folder);
    expect(list.map((s) => [s.slices, s.chosen, s.kernel])).toEqual([
      [5, true, null],
      [2, false, 'H30s'],
      [1, false, null],
      [1, false, null],
    ]);
    expect(list[0].spacing).toEqual([0.5, 0.8, 1.5]);
    expect(list.map((s) => s.why).join()).toMatch(
      /at least 5 slices.*fewer than 5.*(localizer.*report|report.*localizer)/,
    );
  });

  it('and nothing to read is refused with the reason', async () => {
    expect(await refusal([Buffer.from('hello')])).toContain('none of its 1 file is a DICOM picture');
    expect(await refusal(files([slice(0)]))).toContain('a single slice');
    const bits = stack({ '00280100': 1, '00280101': 1, '00280102': 0, '00080060': 'SEG' });
    expect(await refusal(files(bits))).toMatch(/no CT, MR or PET|mark structures/);
    expect(await refusal(files(stack().map(({ '00280030': _, ...rest }) => rest)))).toContain(
      'no pixel spacing',
    );
    expect(await refusal(files(stack().map(({ '00200032': _, ...rest }) => rest)))).toContain(
      'where it lies',
    );
    expect(await refusal(files(stack(), '1.2.840.10008.1.2.4.53'))).toContain('JPEG Spectral Selection');
    const cut = files(stack()).map((bytes, n) => (n === 2 ? bytes.subarray(0, bytes.length - 9) : bytes));
    expect(await refusal(cut)).toContain('cut off');
    const vast = stack({ '00280010': 40_000, '00280011': 20_000 });
    expect(await refusal(files(vast))).toContain('the pixels of 5 slices are cut off');
  });
});

describe('numbers that no scanner writes', () => {
  const spread = (position: readonly string[]): Elements[] =>
    stack().map((one, k) => ({ ...one, '00200032': position[k % position.length] }));
  it.each([
    ['a slope of words', stack({ '00281053': 'NaN' }), 'slope is 0, or no number'],
    [
      'a slope of words on one slice',
      [...stack().slice(1), slice(0, -20, { more: { '00281053': 'x' } })],
      'slope',
    ],
    ['a slope beyond single precision', stack({ '00281053': '1e300' }), 'slope is 0, or no number'],
    ['an intercept of words', stack({ '00281052': '1e999' }), 'intercept is no number'],
    ['pixels of 1e-30 mm', stack({ '00280030': '1e-30\\1e-30' }), 'pixel spacing is no scanner’s'],
    ['pixels of 1e30 mm', stack({ '00280030': '1e30\\1e30' }), 'pixel spacing is no scanner’s'],
    ['places of 1e300 mm', spread(['0\\0\\0', '0\\0\\1e300']), 'far outside of any scanner'],
  ])('%s', async (_, elements, said) => {
    expect(await refusal(files(elements))).toContain(said);
  });

  it('slices thicker than any are of unknown thickness, and cost inspecting nothing', async () => {
    for (const thickness of ['4294967296', '-1', '0', '1e30']) {
      const { scan } = await readScan(await folderOf(files(stack({ '00180050': thickness }))));
      expect(scan.facts.sliceThickness).toBe(null);
    }
    const { scan } = await readScan(await folderOf(files(stack({ '00180050': '1000' }))));
    expect(scan.facts.sliceThickness).toBe(1000);
    expect(inspectScan(scan).facts.sliceThickness).toBe(1000);
  });

  it('slices 20 m apart', async () => {
    const apart = stack({}, [0, 2e4, 4e4]);
    expect(await refusal(files(apart))).toContain('geometry puts the voxels 0.500, 0.800, 2.00e+4 mm apart');
  });
});

describe('a multi-frame file', () => {
  const frames = (count: number): Elements => ({
    ...slice(0),
    '00080016': '1.2.840.10008.5.1.4.1.1.2.1',
    '00280008': `${count}`,
    '7fe00010': Buffer.from(
      Int16Array.from(Array.from({ length: count }, (_, k) => valuesOf(k)).flat()).buffer,
    ),
    '52009229': [
      {
        '00209116': [{ '00200037': '1\\0\\0\\0\\1\\0' }],
        '00289110': [{ '00280030': '0.8\\0.5', '00180050': '2' }],
      },
    ],
    '52009230': Array.from({ length: count }, (_, k) => ({
      '00209113': [{ '00200032': `1\\2\\${30 - 2 * k}` }],
      '00289145': [{ '00281052': `${k}`, '00281053': '1' }],
    })),
  });
  const only = ({ '00200032': _p, '00200037': _o, '00280030': _s, ...rest }: Elements): Elements => rest;

  it('gives each frame its own place and rescale', async () => {
    const folder = await folderOf([dicomFile(only(frames(3)))]);
    const { scan, files: count } = await readScan(folder);
    expect(count).toBe(1);
    expect(scan.grid.affine).toEqual([0.5, 0, 0, 1, 0, 0.8, 0, 2, 0, 0, 2, 26]);
    expect(scan.voxels[0]).toBe(valueAt(0, 0, 2) + 2);
    expect(scan.facts.sliceThickness).toBe(2);
  });

  it('without places is refused', async () => {
    const { '52009230': _f, '52009229': _s, ...plain } = only(frames(3));
    expect(await refusal([dicomFile(plain)])).toContain('no pixel spacing');
  });
});

describe('what leaves a doubt', () => {
  const doubts = async (contents: readonly Buffer[]): Promise<string> =>
    (await readScan(await folderOf(contents))).scan.facts.cautions.join(' ');

  it('is told apart from what was merely unusual', async () => {
    expect(await doubts(files(stack()))).toBe('');
  });

  it('a stack that goes on in another series, and one that lies elsewhere', async () => {
    const all = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((k) => -20 + 1.5 * k);
    const rest = { '0020000e': '1.2.3.778' };
    const first = files(stack({}, all.slice(0, 5)));
    expect(await doubts([...first, ...files(stack(rest, all.slice(5)))])).toContain('goes on where');
    const far = all.slice(5).map((z) => z + 40);
    expect(await doubts([...first, ...files(stack(rest, far))])).toBe('');
  });

  it('files that are empty, as after a copy that broke off', async () => {
    expect(await doubts([...files(stack()), Buffer.alloc(0)])).toContain('1 damaged or empty file');
  });

  it('a slice that does not say how its values are rescaled', async () => {
    const { '00281052': _, '00281053': __, ...bare } = slice(2);
    const others = stack().filter((_, k) => k !== 2);
    expect(await doubts(files([...others, bare]))).toContain('1 of 5 slices do not say');
  });
});

describe('pixels wherever they begin', () => {
  it('at an odd byte, behind an element of odd length', async () => {
    const odd = files(stack()).map((bytes) => {
      const at = bytes.lastIndexOf(Buffer.from([0xe0, 0x7f, 0x10, 0x00]));
      const element = Buffer.from([0x09, 0x7e, 0x10, 0x10, 0x4f, 0x42, 0, 0, 3, 0, 0, 0, 1, 2, 3]);
      return Buffer.concat([bytes.subarray(0, at), element, bytes.subarray(at)]);
    });
    const { scan } = await readScan(await folderOf(odd));
    const plain = await readScan(await folderOf(files(stack())));
    expect(scan.voxels).toEqual(plain.scan.voxels);
  });

  it('behind a magic word without its preamble', async () => {
    const bare = files(stack()).map((bytes) => bytes.subarray(128));
    const { scan } = await readScan(await folderOf(bare));
    expect(scan.grid.size[2]).toBe(5);
  });
});
