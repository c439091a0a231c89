// Contours of RT structure sets on tilted, sheared, mirrored and uneven grids; holes, borders, and what can't be marked.
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/core/errors.js';
import { type Affine, toPatient, type Vec3 } from '../../../src/core/grid.js';
import type { Scan, UnevenNodes } from '../../../src/core/scan.js';
import { frameHash } from '../../../src/scan/dicom/frame-hash.js';
import { type RtstructOptions, readRtstruct } from '../../../src/scan/marks/read-rtstruct.js';
import type { StoredScan } from '../../../src/scan/stored-scan.js';
import { fileInMemory } from '../../fixtures/file-in-memory.js';
import { outlines } from '../../fixtures/outlines.js';
import {
  EXPLICIT,
  IMPLICIT,
  type RtFileContour,
  type RtFileRegion,
  rtstructTags,
  structureFile,
} from '../../fixtures/structure-files.js';
import { scanOf, tilted } from '../../volume/scan-of.js';

const straight: Affine = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 2, 0];
const blank = (size: Vec3, affine: Affine = straight, nodes?: UnevenNodes): Scan =>
  scanOf(size, affine, () => 0, { nodes });

async function read(
  regions: readonly RtFileRegion[],
  onto: Scan,
  options: RtstructOptions = {},
  syntax = IMPLICIT,
): Promise<StoredScan> {
  const file = fileInMemory(structureFile(rtstructTags(regions), syntax));
  return (await readRtstruct(file, 'rs.dcm', onto, options)).stored;
}

/** A polygon in slice k of the straight grid. */
const flat = (k: number, ...uv: readonly (readonly [number, number])[]): RtFileContour => ({
  points: uv.flatMap(([u, v]) => [u, v, 2 * k]),
});
const square = (k: number, a: number, b: number): RtFileContour => flat(k, [a, a], [b, a], [b, b], [a, b]);
const region = (contours: readonly RtFileContour[], number = 1): RtFileRegion => ({
  number,
  name: `R${number}`,
  contours,
});
const drawn = ({ voxels, grid: { size } }: StoredScan, k: number): string[] =>
  Array.from({ length: size[1] }, (_, j) =>
    Array.from({ length: size[0] }, (_, i) => voxels[i + size[0] * (j + size[1] * k)] || '.').join(''),
  );

/** Asymmetric, with a hole, in two pieces, different on each slice, and absent from two of them. */
const shape = (i: number, j: number, k: number): boolean => {
  if (k === 0 || k === 3) return false;
  const ring = Math.hypot(i - 6 - k / 3, j - 5) < 4.3 && !(i === 6 && j >= 4 && j <= 5);
  return ring || (i >= 12 && j >= 2 && i - j > 9 - k / 2);
};

describe('contours', () => {
  const grids: readonly (readonly [string, Affine, UnevenNodes | undefined])[] = [
    ['a straight grid', [0.7, 0, 0, -20, 0, 0.9, 0, 5, 0, 0, 2, -300], undefined],
    ['a tilted grid', tilted([0.7, 0.9, 2], 0.4, 0.3, [12, -40, 100]), undefined],
    ['a mirrored grid', tilted([0.7, 0.9, 2], 0.4, 0.3, [12, -40, 100], true), undefined],
    ['the shear of a tilted gantry', [0.7, 0, 0, -20, 0, 0.9, 0.66, 5, 0, 0, 2, -300], undefined],
    [
      'uneven slices',
      [0.7, 0, 0, -20, 0, 0.9, 0.3, 5, 0, 0, 2, -300],
      { axis: 2, at: Float64Array.of(0, 1, 2, 2.27, 4, 5.5) },
    ],
  ];

  it.each(grids)('of a mask give back that mask, to the voxel, on %s', async (_, affine, nodes) => {
    const size: Vec3 = [18, 11, 6];
    const onto = blank(size, affine, nodes);
    const contours = Array.from({ length: size[2] }, (_, k) =>
      outlines(size[0], size[1], (i, j) => shape(i, j, k)).map((line) => ({
        points: line.flatMap(([u, v]) => toPatient(affine, u, v, nodes ? nodes.at[k] : k)),
      })),
    ).flat();
    const { voxels, grid, facts } = await read([region(contours.reverse())], onto);
    let different = 0;
    let inside = 0;
    for (let p = 0; p < voxels.length; p++) {
      const [i, j, k] = [p % 18, Math.floor(p / 18) % 11, Math.floor(p / 198)];
      if (shape(i, j, k)) inside++;
      if (shape(i, j, k) !== (voxels[p] === 1)) different++;
    }
    expect([grid.size, different, inside > 200]).toEqual([size, 0, true]);
    expect(facts.remarks.join()).toContain('1 slice between contours without one');
  });

  it('that were drawn across another axis are taken on its slices', async () => {
    const onto = blank([4, 6, 5]);
    const contour = (i: number, depth: number): RtFileContour => ({
      points: [i, 0.5, 1, i, depth, 1, i, depth, 7, i, 0.5, 7],
    });
    const { voxels } = await read([region([contour(1, 2.5), contour(2, 3.5)])], onto);
    for (let p = 0; p < voxels.length; p++) {
      const [i, j, k] = [p % 4, Math.floor(p / 4) % 6, Math.floor(p / 24)];
      const inside = (i === 1 || i === 2) && j >= 1 && j <= i + 1 && k >= 1 && k <= 3;
      expect(voxels[p], `${i} ${j} ${k}`).toBe(inside ? 1 : 0);
    }
  });

  it('are read from a file that names the kind of every element, and beyond 64 KB of points', async () => {
    const n = 6000;
    const round = Array.from({ length: n }, (_, p): readonly [number, number] => [
      10 + 7 * Math.cos((2 * Math.PI * p) / n),
      10 + 7 * Math.sin((2 * Math.PI * p) / n),
    ]);
    for (const syntax of [EXPLICIT, IMPLICIT]) {
      const { voxels } = await read([region([flat(0, ...round)])], blank([21, 21, 1]), {}, syntax);
      for (let p = 0; p < voxels.length; p++) {
        const far = Math.hypot((p % 21) - 10, Math.floor(p / 21) - 10);
        if (Math.abs(far - 7) > 1e-3) expect(voxels[p]).toBe(far < 7 ? 1 : 0);
      }
    }
  });
});

describe('the even-odd rule', () => {
  it('gives a voxel on the line to the side of greater indices, so that neighbours share none', async () => {
    const left = flat(0, [1, 1], [3, 1], [3, 4], [1, 4]);
    const right = flat(0, [3, 1], [5, 1], [5, 4], [3, 4]);
    const scan = await read([region([left], 1), region([right], 2)], blank([7, 6, 1]));
    expect(drawn(scan, 0)).toEqual(['.......', '.1122..', '.1122..', '.1122..', '.......', '.......']);
    expect(scan.facts.remarks.join()).not.toContain('more than one region');
  });

  it('makes holes of contours in contours, islands in these, and keyholes', async () => {
    const three = [square(0, 0.5, 9.5), square(0, 2.5, 7.5), square(0, 4.5, 5.5)];
    const rings = [
      '..........',
      '.111111111',
      '.111111111',
      '.11.....11',
      '.11.....11',
      '.11..1..11',
      '.11.....11',
      '.11.....11',
      '.111111111',
      '.111111111',
    ];
    expect(drawn(await read([region(three)], blank([10, 10, 1])), 0)).toEqual(rings);
    const xor = three.map((contour) => ({ ...contour, type: 'CLOSEDPLANAR_XOR' }));
    expect(drawn(await read([region(xor)], blank([10, 10, 1])), 0)).toEqual(rings);
    const keyhole = flat(
      0,
      [0.5, 0.5],
      [4.3, 0.5],
      [4.3, 2.5],
      [2.5, 2.5],
      [2.5, 7.5],
      [7.5, 7.5],
      [7.5, 2.5],
      [4.3, 2.5],
      [4.3, 0.5],
      [9.5, 0.5],
      [9.5, 9.5],
      [0.5, 9.5],
    );
    expect(drawn(await read([region([keyhole])], blank([10, 10, 1])), 0)).toEqual(
      rings.map((row, j) => (j === 5 ? '.11.....11' : row)),
    );
  });

  it('takes a contour that is there twice once, and says so', async () => {
    const scan = await read([region([square(0, 0.5, 3.5), square(0, 0.5, 3.5)])], blank([5, 5, 1]));
    expect([...scan.voxels].reduce((sum, v) => sum + v, 0)).toBe(9);
    expect(scan.facts.remarks.join()).toContain('1 contour is in the file twice');
  });
});

describe('regions', () => {
  const two = [
    { ...region([square(0, 0.5, 3.5)], 7), name: 'Leber', rgb: [255, 0, 51] },
    { ...region([square(0, 2.5, 5.5)], 3), name: 'Herz' },
  ];

  it('that overlap go to the lowest number, and one alone is had whole', async () => {
    const scan = await read(two, blank([6, 6, 1]));
    expect(drawn(scan, 0)).toEqual(['......', '.777..', '.777..', '.77333', '...333', '...333']);
    expect(scan.facts.remarks.join()).toContain('1 voxel belongs to more than one region');
    expect(scan.facts.labelNames).toEqual([
      { id: 3, name: 'Herz', colour: null },
      { id: 7, name: 'Leber', colour: [1, 0, 0.2] },
    ]);
    const one = await read(two, blank([6, 6, 1]), { segment: 'LEBER' });
    expect(one.voxels.filter((v) => v === 7)).toHaveLength(9);
    expect(one.facts.labelNames).toHaveLength(1);
    await expect(read(two, blank([6, 6, 1]), { segment: 'Milz' })).rejects.toThrow('3 (Herz), 7 (Leber)');
  });

  it('that a label map has no room for are numbered anew', async () => {
    const scan = await read(
      [region([square(0, 0.5, 2.5)], 0), region([square(0, 2.5, 4.5)], 99999)],
      blank([6, 6, 1]),
    );
    expect(scan.facts.labelNames.map(({ id, name }) => [id, name])).toEqual([
      [1, 'R0'],
      [2, 'R99999'],
    ]);
    expect(scan.facts.remarks.join()).toContain('numbered anew');
  });

  it('without an inside are said, and refused where there is nothing else', async () => {
    const point = { points: [1, 1, 0], type: 'POINT' };
    const line = { points: [1, 1, 0, 4, 1, 0, 4, 4, 0], type: 'OPEN_PLANAR' };
    const thin = flat(0, [1, 1], [4, 1]);
    const empty = region([point, line, thin], 2);
    const scan = await read([region([square(0, 0.5, 3.5)]), empty, region([], 3)], blank([6, 6, 1]));
    expect(scan.facts.remarks.join()).toContain('3 contours are points or open lines, which enclose nothing');
    expect(scan.facts.remarks.join()).toContain('Nothing is inside of 2 of the 3 regions (R2, R3)');
    expect(scan.facts.labelNames).toHaveLength(1);
    await expect(read([empty], blank([6, 6, 1]))).rejects.toThrow('no closed contours');
    await expect(read([region([])], blank([6, 6, 1]))).rejects.toThrow('no closed contours');
  });
});

describe('contours that have no place', () => {
  const onto = blank([6, 6, 4]);
  const at = (z: number): RtFileContour => ({ points: [0.5, 0.5, z, 4.5, 0.5, z, 4.5, 4.5, z, 0.5, 4.5, z] });

  it('are counted: between slices, across them, beyond them', async () => {
    const askew = { points: [0.5, 0.5, 0, 4.5, 0.5, 0, 4.5, 4.5, 2] };
    const scan = await read([region([at(0), at(2.3), at(4), at(4.4), at(5), askew, at(9), at(-40)])], onto);
    const said = scan.facts.remarks.join();
    expect(said).toContain("3 contours lie between the scan's slices or across them");
    expect(said).toContain("2 contours lie beyond the scan's first or last slice");
    expect(said).toContain('up to 15 % of the way to the next slice');
    expect(scan.voxels.slice(72, 108).some((v) => v === 1)).toBe(true);
    expect(scan.voxels.slice(108).every((v) => v === 0)).toBe(true);
  });

  it('are refused where they are most of all', async () => {
    await expect(read([region([at(0), at(1), at(3)])], onto)).rejects.toThrow(
      '2 of its 3 contours lie between',
    );
    await expect(read([region([at(100), at(102)])], onto)).rejects.toThrow('lie elsewhere');
    const aside = { points: at(2).points.map((x, n) => (n % 3 === 0 ? x + 300 : x)) };
    await expect(read([region([aside])], onto)).rejects.toThrow('lie elsewhere');
  });

  it('are refused in another frame of reference', async () => {
    const own = { ...region([at(2)]), frame: '1.2.3.4' };
    const inside = (await read([own], onto, { frame: frameHash('1.2.3.4') })).voxels;
    expect(inside.some((v) => v === 1)).toBe(true);
    await expect(read([own], onto, { frame: frameHash('1.2.3.5') })).rejects.toThrow(
      'another frame of reference',
    );
    expect((await read([own], onto, { frame: null })).voxels).toEqual(inside);
    expect((await read([region([at(2)])], onto, { frame: frameHash('1.2.3.5') })).voxels).toEqual(inside);
  });

  it('reach beyond the slice and are cut there', async () => {
    const scan = await read([region([square(0, 2.5, 40)])], onto);
    expect(drawn(scan, 0)).toEqual(['......', '......', '......', '...111', '...111', '...111']);
    expect(scan.facts.remarks.join()).toContain('1 contour reaches beyond');
  });
});

describe('damaged structure sets', () => {
  const onto = blank([6, 6, 2]);
  const good = square(0, 0.5, 3.5);
  const cases: readonly (readonly [string, readonly RtFileRegion[], string])[] = [
    ['no regions', [], 'lists no regions'],
    ['two of one number', [region([good]), region([good])], 'contours of one region twice'],
    ['a billion points', [region([{ ...good, stated: 1e9 }])], 'points are damaged or cut off'],
    ['a coordinate missing', [region([{ points: good.points.slice(1) }])], 'points are damaged'],
    ['no number', [region([{ points: [Number.NaN, ...good.points.slice(1)] }])], 'points are damaged'],
    ['the moon', [region([{ points: [1e12, ...good.points.slice(1)] }])], 'points are damaged'],
  ];

  it.each(cases)('are refused: %s', async (_, regions, message) => {
    const reading = read(regions, onto);
    await expect(reading).rejects.toThrow(message);
    await expect(reading).rejects.toBeInstanceOf(UserError);
  });

  it('are refused wherever they are cut off', async () => {
    const bytes = structureFile(rtstructTags([region([good])]));
    for (let length = 140; length < bytes.length - 8; length += 13)
      await expect(
        readRtstruct(fileInMemory(bytes.subarray(0, length)), 'x', onto),
        `${length}`,
      ).rejects.toBeInstanceOf(UserError);
  });

  it('tell nothing of the patient', async () => {
    const file = fileInMemory(structureFile(rtstructTags([region([good])])));
    const { stored, ...rest } = await readRtstruct(file, 'rs.dcm', onto);
    const { voxels: _, ...told } = stored;
    expect(JSON.stringify([told, rest])).not.toMatch(/Secret|4711|1970|1\.2\.3\.|DOE/);
  });
});
