// DICOM segmentations: every kind, every way to store them, overlaps, gaps, and what is no segmentation at all.
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/core/errors.js';
import { invert, toPatient, type Vec3 } from '../../../src/core/grid.js';
import type { Scan } from '../../../src/core/scan.js';
import { frameHash } from '../../../src/scan/dicom/frame-hash.js';
import { finishScan } from '../../../src/scan/finish-scan.js';
import { readSeg, type SegOptions } from '../../../src/scan/marks/read-seg.js';
import { fileInMemory } from '../../fixtures/file-in-memory.js';
import {
  BIG,
  DEFLATED,
  DEFLATED_FRAMES,
  EXPLICIT,
  IMPLICIT,
  packedBits,
  RLE,
  type SegFileSettings,
  segTags,
  structureFile,
  type Tags,
} from '../../fixtures/structure-files.js';
import { scanOf, tilted } from '../../volume/scan-of.js';

const rows = 3;
const columns = 5;
const liver = { number: 1, label: 'Liver' };
const spine = { number: 2, label: 'Rückenmark' };

/** An L with a foot, different on every slice, never the same turned round. */
const marked = (i: number, j: number, k: number): boolean => i <= k + 1 && (j === 0 || (i === 0 && k < 3));
const frame = (k: number, inside = marked): number[] =>
  Array.from({ length: rows * columns }, (_, p) => (inside(p % columns, Math.floor(p / columns), k) ? 1 : 0));

const plain = (more: Partial<SegFileSettings> = {}): SegFileSettings => ({
  rows,
  columns,
  pixelSpacing: [0.8, 0.5],
  between: 2,
  segments: [liver],
  frames: [0, 1, 2, 3].map((k) => ({ position: [10, -20, 30 + 2 * k], segment: 1, pixels: frame(k) })),
  ...more,
});

async function read(tags: Tags, options: SegOptions = {}, syntax = EXPLICIT): Promise<Scan> {
  const { stored } = await readSeg(fileInMemory(structureFile(tags, syntax)), 'seg.dcm', options);
  return finishScan(stored, 'stored');
}

/** What stands at a place of the patient. */
function valueAt({ grid, nodes, voxels }: Scan, place: Vec3): number {
  const at = toPatient(invert(grid.affine), ...place);
  const index = at.map((x, axis) => {
    const found =
      nodes?.axis === axis ? [...nodes.at].findIndex((t) => Math.abs(t - x) < 1e-3) : Math.round(x);
    if (nodes?.axis !== axis) expect(Math.abs(found - x)).toBeLessThan(1e-3);
    return found;
  });
  if (index.some((n, axis) => n < 0 || n >= grid.size[axis])) return 0;
  return voxels[index[0] + grid.size[0] * (index[1] + grid.size[1] * index[2])];
}

const place = (i: number, j: number, k: number): Vec3 => [10 + 0.5 * i, -20 + 0.8 * j, 30 + 2 * k];

function expectMarked(scan: Scan, slices = 4, inside = marked, value = 1): void {
  for (let k = 0; k < slices; k++)
    for (let j = 0; j < rows; j++)
      for (let i = 0; i < columns; i++)
        expect(valueAt(scan, place(i, j, k)), `${i} ${j} ${k}`).toBe(inside(i, j, k) ? value : 0);
}

describe('a binary segmentation', () => {
  it.each([
    ['implicit', IMPLICIT],
    ['explicit', EXPLICIT],
    ['big endian', BIG],
    ['deflated', DEFLATED],
  ])('lies where its frames say, %s', async (_, syntax) => {
    const scan = await read(segTags(plain()), {}, syntax);
    expect(scan.grid.size).toEqual([5, 3, 4]);
    expect(scan.facts).toMatchObject({ format: 'DICOM SEG', labels: true, slices: null });
    expect(scan.facts.labelNames).toEqual([{ id: 1, name: 'Liver', colour: null }]);
    expectMarked(scan);
  });

  it('is read from frames that are deflated or run-length coded one by one', async () => {
    const all = segTags(plain());
    const bits = [0, 1, 2, 3].map((k) => packedBits(frame(k)));
    const deflated = { ...all, '7fe00010': { fragments: bits.map((b) => deflateRawSync(b)) } };
    expectMarked(await read(deflated, {}, DEFLATED_FRAMES));
    const rle = bits.map((b) => {
      const header = Buffer.alloc(64);
      header.writeUInt32LE(1, 0);
      header.writeUInt32LE(64, 4);
      return Buffer.concat([header, Buffer.from([b.length - 1]), b]);
    });
    expectMarked(await read({ ...all, '7fe00010': { fragments: rle } }, {}, RLE));
  });

  it('takes frames in any order, mirrored and turned ones, and leaves left where it is', async () => {
    const reversed = plain();
    expectMarked(await read(segTags({ ...reversed, frames: [...reversed.frames].reverse() })));
    const flipped = plain({
      orientation: [-1, 0, 0, 0, -1, 0],
      frames: [2, 0, 3, 1].map((k) => ({
        position: place(columns - 1, rows - 1, k),
        segment: 1,
        pixels: frame(k, (i, j) => marked(columns - 1 - i, rows - 1 - j, k)),
      })),
    });
    expectMarked(await read(segTags(flipped)));
    const across = plain({
      rows: columns,
      columns: rows,
      pixelSpacing: [0.5, 0.8],
      orientation: [0, 1, 0, 1, 0, 0],
      frames: [0, 1, 2, 3].map((k) => ({
        position: place(0, 0, k),
        segment: 1,
        pixels: Array.from({ length: rows * columns }, (_, p) =>
          marked(Math.floor(p / rows), p % rows, k) ? 1 : 0,
        ),
      })),
    });
    expectMarked(await read(segTags(across)));
  });

  it('knows slices that were left out by what it says of their distance, and says that they are empty', async () => {
    const some = (k: number): boolean => k !== 2 && k !== 4;
    const inside = (i: number, j: number, k: number): boolean => some(k) && marked(i, j, k);
    const frames = [0, 1, 3, 5].map((k) => ({ position: place(0, 0, k), segment: 1, pixels: frame(k) }));
    for (const between of [2, undefined]) {
      const scan = await read(segTags(plain({ frames, between })));
      expect(scan.grid.size[2]).toBe(6);
      expectMarked(scan, 6, inside);
      expect(scan.facts.remarks.join()).toContain('2 of 6 slices');
    }
    const sparse = [0, 2, 5].map((k) => ({ position: place(0, 0, k), segment: 1, pixels: frame(k) }));
    const scan = await read(segTags(plain({ frames: sparse })));
    expect(scan.grid.size[2]).toBe(6);
    expectMarked(scan, 6, (i, j, k) => [0, 2, 5].includes(k) && marked(i, j, k));
  });

  it('takes the slices of the scan that was marked, uneven and tilted as they are', async () => {
    const at = Float64Array.of(0, 1, 1.27, 3.02, 4.02);
    const shear = (t: number): Vec3 => [10, -20 + 0.7 * t, 30 + 2 * t];
    const onto: Scan = {
      ...scanOf([5, 3, 5], [0.5, 0, 0, 10, 0, 0.8, 0.7, -20, 0, 0, 2, 30], () => 0),
      nodes: { axis: 2, at },
    };
    const frames = [1, 2, 4].map((k) => ({ position: shear(at[k]), segment: 1, pixels: frame(k) }));
    const scan = await read(segTags(plain({ frames, between: undefined })), { onto });
    expect(scan.grid.size[2]).toBe(4);
    expect(scan.facts.slices?.tiltDeg).toBeCloseTo((Math.atan2(0.7, 2) * 180) / Math.PI, 3);
    for (let k = 0; k < 5; k++)
      for (let j = 0; j < rows; j++)
        for (let i = 0; i < columns; i++) {
          const [x, y, z] = shear(at[k]);
          const value = valueAt(scan, [x + 0.5 * i, y + 0.8 * j, z]);
          expect(value, `${i} ${j} ${k}`).toBe(k !== 3 && k !== 0 && marked(i, j, k) ? 1 : 0);
        }
    await expect(read(segTags(plain({ frames, between: undefined })))).rejects.toThrow('uneven places');
  });

  it('of uneven places alone keeps them where no slice can be missing', async () => {
    const z = [30, 32, 34, 35.5];
    const frames = z.map((t, k) => ({ position: [10, -20, t], segment: 1, pixels: frame(k) }));
    const scan = await read(segTags(plain({ frames })));
    expect([...(scan.nodes?.at ?? [])]).toEqual([0, 1, 2, 2.75 - 0.0]);
    for (const [k, t] of z.entries()) expect(valueAt(scan, [10, -20, t])).toBe(marked(0, 0, k) ? 1 : 0);
  });

  it('stands on a tilted grid', async () => {
    const affine = tilted([0.5, 0.8, 2], 0.3, 0.2, [10, -20, 30]);
    const unit = (c: number, s: number): number[] => [affine[c] / s, affine[4 + c] / s, affine[8 + c] / s];
    const settings = plain({
      orientation: [...unit(0, 0.5), ...unit(1, 0.8)],
      frames: [3, 1, 0, 2].map((k) => ({
        position: toPatient(affine, 0, 0, k),
        segment: 1,
        pixels: frame(k),
      })),
    });
    const scan = await read(segTags(settings));
    for (let k = 0; k < 4; k++)
      for (let j = 0; j < rows; j++)
        for (let i = 0; i < columns; i++)
          expect(valueAt(scan, toPatient(affine, i, j, k))).toBe(marked(i, j, k) ? 1 : 0);
  });

  it('of one slice is as thick as it says, or as the slices of its scan, or refused', async () => {
    const frames = [{ position: place(0, 0, 0), segment: 1, pixels: frame(0) }];
    const thick = async (more: Partial<SegFileSettings>, options: SegOptions = {}): Promise<number> =>
      (await read(segTags(plain({ frames, between: undefined, ...more })), options)).grid.affine[10];
    expect(await thick({ between: 3 })).toBe(3);
    expect(await thick({ thickness: 1.25 })).toBe(1.25);
    const onto = scanOf([5, 3, 4], [0.5, 0, 0, 10, 0, 0.8, 0, -20, 0, 0, 2, 30], () => 0);
    expect(await thick({ thickness: 1.25 }, { onto })).toBe(2);
    await expect(thick({})).rejects.toThrow('single slice');
  });
});

describe('segments that overlap', () => {
  const both = plain({
    segments: [spine, liver],
    frames: [0, 1].flatMap((k) => [
      { position: place(0, 0, k), segment: 2, pixels: frame(k, (i) => i > 0) },
      { position: place(0, 0, k), segment: 1, pixels: frame(k) },
    ]),
  });

  it('become a label map in which the lowest number wins, and the voxels are counted', async () => {
    const scan = await read(segTags(both));
    let shared = 0;
    for (let k = 0; k < 2; k++)
      for (let j = 0; j < rows; j++)
        for (let i = 0; i < columns; i++) {
          if (marked(i, j, k) && i > 0) shared++;
          expect(valueAt(scan, place(i, j, k))).toBe(marked(i, j, k) ? 1 : i > 0 ? 2 : 0);
        }
    expect(scan.facts.remarks.join()).toContain(`${shared} voxels belong to more than one segment`);
    expect(scan.facts.labelNames.map(({ id, name }) => [id, name])).toEqual([
      [1, 'Liver'],
      [2, 'Rückenmark'],
    ]);
  });

  it.each(['2', 'Rückenmark', ' rückenmark ', 'RÜCKENMARK'])('are had whole by %s', async (segment) => {
    const scan = await read(segTags(both), { segment });
    expectMarked(scan, 2, (i) => i > 0, 2);
    expect(scan.facts.labelNames).toHaveLength(1);
  });

  it('are listed where none is called so', async () => {
    await expect(read(segTags(both), { segment: 'Milz' })).rejects.toThrow('1 (Liver), 2 (Rückenmark)');
  });
});

describe('a fractional segmentation', () => {
  const shares = [0, 51, 100, 127, 128, 200, 255, 0, 0, 0, 0, 0, 0, 0, 0];
  const settings = (segments = [liver]): SegFileSettings =>
    plain({
      type: 'FRACTIONAL',
      segments,
      most: 200,
      frames: [0, 1].map((k) => ({ position: place(0, 0, k), segment: 1, pixels: shares })),
    });

  it('keeps its shares where a segment is alone', async () => {
    const scan = await read(segTags(settings([liver, spine])), { segment: 'liver' });
    expect(scan.facts.labels).toBe(false);
    expect(scan.voxels).toBeInstanceOf(Float32Array);
    expect([...scan.voxels.subarray(0, 7)]).toEqual([0, 0.255, 0.5, 0.635, 0.64, 1, 1].map(Math.fround));
  });

  it('is cut at a half where all are read together', async () => {
    const scan = await read(segTags(settings()));
    expect(scan.facts.labels).toBe(true);
    expect([...scan.voxels.subarray(0, 7)]).toEqual([0, 0, 1, 1, 1, 1, 1]);
  });

  it('is read from run lengths', async () => {
    const packed = (): Buffer => {
      const header = Buffer.alloc(64);
      header.writeUInt32LE(1, 0);
      header.writeUInt32LE(64, 4);
      return Buffer.concat([
        header,
        Buffer.from([6]),
        Buffer.from(shares.slice(0, 7)),
        Buffer.from([249, 0]),
      ]);
    };
    const all = { ...segTags(settings()), '7fe00010': { fragments: [packed(), packed()] } };
    expect([...(await read(all, {}, RLE)).voxels.subarray(0, 7)]).toEqual([0, 0, 1, 1, 1, 1, 1]);
  });
});

describe('a label map segmentation', () => {
  it.each([
    [8, EXPLICIT],
    [8, BIG],
    [16, EXPLICIT],
    [16, BIG],
  ] as const)('of %i bits holds what its pixels say', async (bits, syntax) => {
    const most = bits === 8 ? 200 : 40000;
    const value = (i: number, j: number, k: number): number => (marked(i, j, k) ? (i === 0 ? 7 : most) : 0);
    const frames = [0, 1, 2].map((k) => ({
      position: place(0, 0, k),
      pixels: Array.from({ length: 15 }, (_, p) => value(p % 5, Math.floor(p / 5), k)),
    }));
    const segments = [
      { number: 0, label: 'Background' },
      { number: 7, label: 'seven', lab: [65535, 32896, 32896] },
    ];
    const scan = await read(segTags(plain({ type: 'LABELMAP', bits, segments, frames })), {}, syntax);
    for (let k = 0; k < 3; k++)
      for (let j = 0; j < rows; j++)
        for (let i = 0; i < columns; i++) expect(valueAt(scan, place(i, j, k))).toBe(value(i, j, k));
    expect(scan.facts.labelNames).toEqual([
      { id: 7, name: 'seven', colour: [1, 1, 1] },
      { id: most, name: '', colour: null },
    ]);
  });
});

describe('what is no segmentation', () => {
  const without = (tag: string, tags = segTags(plain())): Tags =>
    Object.fromEntries(Object.entries(tags).filter(([key]) => key !== tag));
  const base = segTags(plain());
  const cases: readonly (readonly [string, Tags, string])[] = [
    ['no pixels', without('7fe00010'), 'has no pixels'],
    ['too few pixels', { ...base, '7fe00010': Buffer.alloc(4) }, 'needs 8 bytes of pixels and has 4'],
    ['no rows', { ...base, '00280010': 0 }, 'has no pixels'],
    ['many rows', { ...base, '00280010': 65535 }, 'needs 163838 bytes'],
    ['huge rows', { ...base, '00280010': 65535, '00280011': 65535 }, 'span more than can be read'],
    ['frames that are no frames', { ...base, '7fe00010': { fragments: [] } }, 'needs 8 bytes'],
    ['no segments', without('00620002'), 'lists no segments'],
    ['no frames described', without('52009230'), 'says that it has 4 frames and describes 0'],
    ['a billion frames', { ...base, '00280008': '1000000000' }, 'describes 4'],
    ['minus one frames', { ...base, '00280008': '-1' }, 'does not say how many frames'],
    ['an unknown type', { ...base, '00620001': 'CONTOUR' }, 'type that is not known'],
    ['a part of a whole', { ...base, '00209163': 3 }, 'one of 3 files'],
    ['many bits', { ...base, '00280100': 32 }, 'in 32 bits'],
    ['no orientation', without('52009229'), 'does not say where'],
    [
      'an unlisted segment',
      segTags(plain({ frames: [{ position: place(0, 0, 0), segment: 9, pixels: frame(0) }] })),
      'does not list',
    ],
    ['a flat orientation', segTags(plain({ orientation: [1, 0, 0, 1, 0, 0] })), 'how its slices lie'],
    ['no pixel size', segTags(plain({ pixelSpacing: [0, 1] })), 'how its slices lie'],
    [
      'far-away slices',
      segTags(
        plain({
          between: 0.001,
          frames: [0, 1, 10000].map((z) => ({ position: [0, 0, z], segment: 1, pixels: frame(0) })),
        }),
      ),
      'span more than can be read',
    ],
    [
      'frames that drift aside',
      segTags(
        plain({
          frames: [0, 1, 2].map((k) => ({
            position: [k === 1 ? 3 : 0, 0, 2 * k],
            segment: 1,
            pixels: frame(k),
          })),
        }),
      ),
      'uneven places',
    ],
  ];

  it.each(cases)('is refused: %s', async (_, tags, message) => {
    const reading = read(tags);
    await expect(reading).rejects.toThrow(message);
    await expect(reading).rejects.toBeInstanceOf(UserError);
  });

  it('is refused where its frames are packed into nothing', async () => {
    const tags = {
      ...base,
      '00280010': 60000,
      '7fe00010': { fragments: [0, 1, 2, 3].map(() => Buffer.alloc(8)) },
    };
    await expect(read(tags, {}, DEFLATED_FRAMES)).rejects.toThrow('needs 150000 bytes of pixels and has 32');
    const broken = { ...base, '7fe00010': { fragments: [0, 1, 2, 3].map(() => Buffer.alloc(8, 0xff)) } };
    await expect(read(broken, {}, DEFLATED_FRAMES)).rejects.toThrow('frames that can');
    await expect(read(broken, {}, '1.2.840.10008.1.2.4.90')).rejects.toThrow('frames that can');
    await expect(read(broken, {}, '1.2.840.10008.1.2.4.100')).rejects.toThrow('MPEG-2');
  });

  it('is refused wherever a file is cut off', async () => {
    const bytes = structureFile(base);
    for (let length = 140; length < bytes.length; length += 37)
      await expect(
        readSeg(fileInMemory(bytes.subarray(0, length)), 'x', {}),
        `${length}`,
      ).rejects.toBeInstanceOf(UserError);
  });
});

it('of another frame of reference than the scan is refused', async () => {
  const tags = { ...segTags(plain()), '00200052': '1.2.3.4' };
  expectMarked(await read(tags, { frame: frameHash('1.2.3.4') }));
  await expect(read(tags, { frame: frameHash('1.2.3.5') })).rejects.toThrow('another frame of reference');
  expectMarked(await read(segTags(plain()), { frame: frameHash('1.2.3.5') }));
});

it('nothing of the patient comes out', async () => {
  const { stored, ...rest } = await readSeg(fileInMemory(structureFile(segTags(plain()))), 'seg.dcm', {});
  const { voxels: _, ...told } = stored;
  expect(JSON.stringify([told, rest])).not.toMatch(/Secret|4711|1970|1\.2\.3\./);
});
