// Several pictures at each place: which attribute tells phases apart, and what nothing tells apart.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listSeries } from '../../../src/scan/list-series.js';
import { readScan } from '../../../src/scan/read-scan.js';
import type { Elements } from '../../fixtures/dicom-file.js';
import { pictureOf, seriesOf, writeSeries } from '../../fixtures/series.js';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'phases-'));
});
afterAll(() => rm(root, { recursive: true }));

const folderOf = async (pictures: readonly Elements[]): Promise<string> =>
  writeSeries(await mkdtemp(join(root, 'series-')), pictures);

/** [slices, index, count, by] of each. */
const phasesOf = async (folder: string): Promise<unknown[]> =>
  (await listSeries(folder)).map(({ slices, phase }) => [slices, phase?.index, phase?.count, phase?.by]);

const float = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
};

/** Two or three volumes of 5 slices at the same places, told apart by `mark` alone. */
const told: readonly [string, (n: number, k: number) => Elements, (n: number) => string][] = [
  ['temporal position', (n) => ({ '00200100': `${n + 1}` }), (n) => `temporal position ${n + 1}`],
  ['acquisition number', (n) => ({ '00200012': `${n + 4}` }), (n) => `acquisition ${n + 4}`],
  ['trigger time', (n) => ({ '00181060': `${n * 41.5}` }), (n) => `trigger time ${n * 41.5} ms`],
  ['cardiac phase', (n) => ({ '00209241': float(n * 30) }), (n) => `cardiac phase ${n * 30} %`],
  ['time of the frame', (n) => ({ '00541300': `${n * 90}` }), (n) => `time of the frame ${n * 90} ms`],
  ['echo', (n) => ({ '00180086': `${n + 1}`, '00180081': `${4.76 * (n + 1)}` }), (n) => `echo ${n + 1}`],
  ['kind of picture', (n) => ({ '00080008': `ORIGINAL\\PRIMARY\\${'MPI'[n]}` }), () => 'image type'],
  ['tube voltage', (n) => ({ '00180060': `${80 + 30 * n}` }), (n) => `tube voltage ${80 + 30 * n} kV`],
  ['time of the pass', (n) => ({ '00080032': `10${10 + n}00` }), () => 'acquisition time'],
  [
    'times that are never the same',
    (n, k) => ({ '00080033': `1010${10 + n + 5 * k}.5` }),
    () => 'content time',
  ],
  ['trigger times that differ a little', (n, k) => ({ '00181060': `${100 * n + k}` }), () => 'trigger time'],
  ['instance numbers in blocks', (n, k) => ({ '00200013': `${5 * n + k + 1}` }), () => 'instance number'],
  ['instance numbers in turn', (n, k) => ({ '00200013': `${3 * k + n + 1}` }), () => 'instance number'],
];

describe('volumes at the same places', () => {
  for (const [name, mark, by] of told)
    it(`are told apart by ${name}`, async () => {
      const pictures = [2, 0, 1].flatMap((n) =>
        Array.from({ length: 5 }, (_, k) => pictureOf(100 * n + k, [0, 0, 2 * k], mark(n, k))),
      );
      const folder = await folderOf(pictures);
      const order = name === 'kind of picture' ? [2, 0, 1] : [0, 1, 2];
      expect(await phasesOf(folder)).toEqual(order.map((n, i) => [5, i + 1, 3, by(n)]));
      for (const [i, n] of order.entries()) {
        const { scan, files } = await readScan(folder, { series: i + 1 });
        expect([files, scan.voxels[0], scan.voxels[scan.voxels.length - 1]]).toEqual([
          5,
          100 * n,
          100 * n + 4,
        ]);
      }
      expect((await readScan(folder)).scan.facts.remarks[0]).toContain('phase 1 of 3');
    });

  it('of several echoes at several times are told apart by both', async () => {
    const pictures = [0, 1].flatMap((echo) =>
      [0, 1, 2].flatMap((time) =>
        seriesOf(5, 100 * time + 10 * echo, { '00180086': `${echo + 1}`, '00200100': `${time + 1}` }),
      ),
    );
    const folder = await folderOf(pictures);
    const phases = await phasesOf(folder);
    expect(phases).toHaveLength(6);
    expect(phases[3]).toEqual([5, 4, 6, 'temporal position 2, echo 2']);
    expect((await readScan(folder, { series: 4 })).scan.voxels[0]).toBe(110);
  });

  it('whose last phase was cut short are told apart as well', async () => {
    const whole = [0, 1].flatMap((n) => seriesOf(6, 100 * n, { '00200100': `${n + 1}` }));
    const short = seriesOf(3, 200, { '00200100': '3' });
    expect(await phasesOf(await folderOf([...whole, ...short]))).toEqual([
      [6, 1, 3, 'temporal position 1'],
      [6, 2, 3, 'temporal position 2'],
      [3, 3, 3, 'temporal position 3'],
    ]);
  });

  it('of an enhanced file are told apart by temporal index and stack', async () => {
    const index = (n: number): Buffer => Buffer.from(Uint32Array.of(n).buffer);
    const frames = (content: (n: number) => Elements): Elements => {
      const { '00200032': _p, '00200037': _o, '00280030': _s, ...rest } = pictureOf(0, [0, 0, 0]);
      return {
        ...rest,
        '00080016': '1.2.840.10008.5.1.4.1.1.4.1',
        '00080060': 'MR',
        '00280008': '12',
        '7fe00010': Buffer.from(Int16Array.from({ length: 144 }, (_, p) => Math.floor(p / 12)).buffer),
        '52009229': [
          {
            '00209116': [{ '00200037': '1\\0\\0\\0\\1\\0' }],
            '00289110': [{ '00280030': '1\\1', '00180050': '2' }],
          },
        ],
        '52009230': Array.from({ length: 12 }, (_, n) => ({
          '00209111': [content(n)],
          '00209113': [{ '00200032': `0\\0\\${n >> 1}` }],
        })),
      };
    };
    const made: readonly [(n: number) => Elements, string][] = [
      [(n) => ({ '00209128': index((n % 2) + 1) }), 'temporal position 1'],
      [(n) => ({ '00209056': 'AB'[n % 2] }), 'stack'],
    ];
    for (const [content, by] of made) {
      const folder = await folderOf([frames(content)]);
      expect((await phasesOf(folder))[0]).toEqual([6, 1, 2, by]);
      const { scan } = await readScan(folder, { series: 2 });
      expect([scan.grid.size[2], scan.voxels[0], scan.voxels[12]]).toEqual([6, 1, 3]);
    }
  });
});

describe('what is no phase', () => {
  it('copies of files, with other numbers too, are used once', async () => {
    const stack = seriesOf(6, 0).map((picture, k) => ({ ...picture, '00200013': `${k + 1}` }));
    const copies = [stack[2], { ...stack[3], '00080018': '1.2.3.9.999999', '00200013': '77' }];
    const { scan } = await readScan(await folderOf([...stack, ...copies]));
    expect(scan.grid.size[2]).toBe(6);
    expect(scan.facts.remarks.join()).toContain('2 slices were stored twice');
    expect(scan.facts.slices?.duplicates).toBe(2);
  });

  it('a whole copy of a series is used once', async () => {
    const stack = seriesOf(6, 0, { '00200012': '1' });
    const folder = await folderOf([...stack, ...stack]);
    expect(await phasesOf(folder)).toEqual([[6, undefined, undefined, undefined]]);
    expect((await readScan(folder)).scan.grid.size[2]).toBe(6);
    // Nor does it win by its copies.
    const longer = seriesOf(8, 50, { '0020000e': '1.9.1' });
    const both = await folderOf([...stack, ...stack, ...longer]);
    expect((await listSeries(both)).map(({ slices }) => slices)).toEqual([8, 6]);
  });

  it('one odd picture among the others is refused by its place', async () => {
    const stack = seriesOf(6, 0, { '00200012': '1' });
    const odd = pictureOf(-500, [0, 0, 4], { '00200012': '2' });
    const error = await readScan(await folderOf([...stack, odd])).catch((e: unknown) => String(e));
    expect(error).toMatch(/two different slices lie at one place \(0\.00, 0\.00, 4\.00 mm\)/);
  });

  it('slices of two acquisitions in turn are one volume', async () => {
    const turn = seriesOf(8, 0).map((picture, k) => ({ ...picture, '00200012': `${(k % 2) + 1}` }));
    expect(await phasesOf(await folderOf(turn))).toEqual([[8, undefined, undefined, undefined]]);
  });

  it('pictures of one place are no stack', async () => {
    const folder = await folderOf([1, 2, 3, 4].map((n) => pictureOf(n, [0, 0, 0], { '00200100': `${n}` })));
    expect((await listSeries(folder)).map(({ fit, why }) => [fit, why])).toEqual([
      [false, 'all its pictures lie at one place'],
    ]);
  });

  it('a frame that says nowhere where it lies is none', async () => {
    const picture = pictureOf(0, [0, 0, 0]);
    const pixels = Buffer.from(Int16Array.from({ length: 36 }, (_, p) => p).buffer);
    const folder = await mkdtemp(join(root, 'plain-'));
    await writeSeries(folder, [{ ...picture, '00280008': '3', '7fe00010': pixels }]);
    expect((await listSeries(folder))[0].why).toBe('it does not say where it lies in the patient');
  });
});
