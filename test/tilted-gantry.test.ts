// Scans whose slices lie slanted, uneven, or both: the model is as right as that of an upright scan.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import dicomParser from 'dicom-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quietContext } from '../src/core/context.js';
import { type Affine, determinant, type Grid, invert, toPatient, type Vec3 } from '../src/core/grid.js';
import { type Mesh, signedVolume } from '../src/core/mesh.js';
import type { Scan, UnevenNodes } from '../src/core/scan.js';
import { cross, dot, minus, scaled, unit } from '../src/core/vec3.js';
import type { KernelName } from '../src/core/volume.js';
import { targetOf } from '../src/kernel/target-of.js';
import { vertexDistances } from '../src/kernel/vertex-distances.js';
import { phantomOf } from '../src/phantom/index.js';
import { readScan } from '../src/scan/read-scan.js';
import { sharpness } from '../src/scan/sharpness.js';
import { threshold } from '../src/segment/threshold.js';
import { marchingCubes } from '../src/surface/marching-cubes.js';
import { crop } from '../src/volume/crop.js';
import { occupancy } from '../src/volume/occupancy.js';
import { resample } from '../src/volume/resample.js';
import { resampleLabels } from '../src/volume/resample-labels.js';
import { type Acquisition, acquiredSlices, slantedMiddles } from './fixtures/acquired-slices.js';
import { dicomFile } from './fixtures/dicom-file.js';
import { niftiFile } from './fixtures/nifti-file.js';
import { scanOf, tilted } from './volume/scan-of.js';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tilted-'));
});
afterAll(() => rm(root, { recursive: true }));

async function surfaceOf(scan: Scan, level: number, spacing: number, kernel: KernelName): Promise<Mesh> {
  const segment = await threshold(await resample(scan, { spacing, kernel }), { threshold: String(level) });
  return (await marchingCubes(segment)).mesh;
}

const moved = ({ positions, triangles }: Mesh, to: (p: Vec3) => Vec3): Mesh => {
  const all = positions.slice();
  for (let v = 0; v < all.length; v += 3) all.set(to([all[v], all[v + 1], all[v + 2]]), v);
  return { positions: all, triangles };
};

const tan = (deg: number): number => Math.tan((deg * Math.PI) / 180);
const many = (n: number, step: number): number[] => Array.from({ length: n }, () => step);

describe('a phantom', () => {
  const read = async (name: string, acquired: Acquisition): Promise<Scan> => {
    const folder = await mkdtemp(join(root, 'series-'));
    const slices = acquiredSlices(phantomOf(name), acquired);
    for (const [n, elements] of slices.entries())
      await writeFile(join(folder, `${(n * 7) % slices.length}-${n}`), dicomFile(elements));
    return (await readScan(folder)).scan;
  };

  /** Distances of the surface's vertices from the phantom's bodies, mm: mean of their sizes, and the 95th in 100. */
  const offOf = (name: string, { positions: p }: Mesh) => {
    const { layers, structure } = phantomOf(name);
    const bodies = layers.filter((layer) => layer.material === structure.material).flatMap((l) => l.bodies);
    const off: number[] = [];
    for (let v = 0; v < p.length; v += 3)
      off.push(Math.abs(Math.min(...bodies.map((body) => body.distance(p[v], p[v + 1], p[v + 2])))));
    off.sort((a, b) => a - b);
    return { mean: off.reduce((a, b) => a + b) / off.length, p95: off[Math.floor(0.95 * off.length)] };
  };

  const measured = async (name: string, acquired: Acquisition) => {
    const { structure } = phantomOf(name);
    const scan = await read(name, acquired);
    const mesh = await surfaceOf(scan, (structure.valueHU + structure.againstHU) / 2, 0.8, 'bspline3');
    return { scan, mesh, volume: signedVolume(mesh), ...offOf(name, mesh) };
  };

  const plain: Acquisition = {
    row: [1, 0, 0],
    column: [0, 1, 0],
    middles: slantedMiddles([1, 0, 0], [0, 1, 0], many(48, 1.5), [0, 0], [0, -18, 3]),
    pixel: 0.9,
    size: [68, 110],
    thickness: 1.5,
  };
  const slanted = (row: Vec3, column: Vec3, steps: readonly number[], aside: readonly [number, number]) => ({
    ...plain,
    row,
    column,
    middles: slantedMiddles(row, column, steps, aside, [0, -18, 3]),
  });
  /** Turned about the left-right axis, the middles moved along the table (z). */
  const gantry = (deg: number, steps: readonly number[] = many(62, 1.5)): Acquisition => {
    const [c, s] = [Math.cos((deg * Math.PI) / 180), Math.sin((deg * Math.PI) / 180)];
    return slanted([1, 0, 0], [0, c, s], steps, [0, tan(deg)]);
  };
  const cases: Readonly<Record<string, readonly [Acquisition, number]>> = {
    'a gantry tilted by +20°': [gantry(20), 20],
    'a gantry tilted by -20°': [gantry(-20), 20],
    'slices slanted to the side and to the back': [
      slanted([1, 0, 0], [0, 1, 0], many(48, 1.5), [tan(-12), tan(10)]),
      15.4387,
    ],
    'coronal slices, slanted': [
      { ...slanted([1, 0, 0], [0, 0, -1], many(64, 1.5), [tan(10), tan(-18)]), size: [90, 90] },
      20.2884,
    ],
    'a tilted gantry, one short step and a gap': [
      gantry(18.5, [...many(30, 1.5), 0.4, ...many(10, 1.5), 3, ...many(20, 1.5)]),
      18.5,
    ],
  };

  it('as DICOM and as a sheared NIfTI file gives one surface', async () => {
    const scan = await read('ball', gantry(20, many(40, 1.5)));
    const path = join(root, 'sheared.nii');
    const toRas = scan.grid.affine.map((x, n) => (n < 8 ? -x : x));
    await writeFile(path, niftiFile({ size: scan.grid.size, values: scan.voxels, sform: toRas }));
    const other = (await readScan(path)).scan;
    expect(other.facts.remarks.join()).toContain('slanted by 20.00°');
    const [a, b] = await Promise.all([scan, other].map((one) => surfaceOf(one, 500, 1, 'bspline3')));
    expect([...b.triangles]).toEqual([...a.triangles]);
    const off = a.positions.map((x, n) => Math.abs(x - b.positions[n]));
    expect(off.reduce((most, x) => Math.max(most, x), 0)).toBeLessThan(0.001);
  });

  for (const name of ['asymmetric', 'ball']) {
    let upright: Awaited<ReturnType<typeof measured>>;
    beforeAll(async () => {
      upright = await measured(name, plain);
    });

    it(`${name}: upright`, () => {
      expect(upright.scan.facts.slices).toBeNull();
      expect(upright.mean).toBeLessThan(name === 'ball' ? 0.03 : 0.07);
    });

    const some = Object.entries(cases).filter(([what]) => name === 'asymmetric' || /\+20|coronal/.test(what));
    it.each(some)(`${name}: %s`, async (what, [acquired, tiltDeg]) => {
      const { scan, mesh, mean, p95, volume } = await measured(name, acquired);
      const { slices } = scan.facts;
      expect(slices?.tiltDeg).toBeCloseTo(tiltDeg, 2);
      expect(slices?.residual).toBeLessThan(0.001);
      expect(slices?.gaps.map(({ missing }) => missing)).toEqual(what.includes('gap') ? [1] : []);
      // Between slanted slices the way to the next sample is longer by 1/cos 20°, and no face lies along them by luck.
      expect(mean).toBeLessThan(1.4 * upright.mean);
      expect(p95).toBeLessThan(1.4 * upright.p95);
      expect(Math.abs(volume / upright.volume - 1)).toBeLessThan(name === 'ball' ? 0.001 : 0.01);
      // What would come out if the slices were stacked upright, or left were right.
      const { middles, row, column } = acquired;
      const normal = cross(row, column);
      const way = unit(minus(middles[middles.length - 1], middles[0]));
      const drift = minus(scaled(way, 1 / dot(way, normal)), normal);
      const skewed = moved(mesh, (p) => minus(p, scaled(drift, dot(minus(p, middles[0]), normal))));
      if (name === 'ball') return;
      expect(offOf(name, skewed).mean).toBeGreaterThan(10 * mean);
      expect(
        offOf(
          name,
          moved(mesh, ([x, y, z]) => [-x, y, z]),
        ).mean,
      ).toBeGreaterThan(10 * mean);
      if (!/\+20|side/.test(what)) return;
      const { inPlane, throughPlane, reasons } = sharpness(scan);
      expect(Math.abs((inPlane?.sigma ?? 0) / 0.5 - 1)).toBeLessThan(0.03);
      expect([throughPlane, reasons.join()]).toEqual([null, expect.stringContaining('slanted')]);
    });
  }
});

describe('a label map', () => {
  const affine: Affine = [1, 0, 0, -24, 0, 1, -0.6, -6, 0, 0, 1.8, -21];
  const radius = 14;
  const labels = scanOf([49, 44, 24], affine, (p) => (Math.hypot(...p) < radius ? 7 : p[0] > 20 ? 3 : 0), {
    floats: false,
  });

  it('keeps its volume through the occupancy', async () => {
    const filled = await occupancy(labels, { labels: '7' });
    const mesh = await surfaceOf(
      { ...filled, facts: { ...filled.facts, labels: true } },
      500,
      0.8,
      'bspline3',
    );
    expect(Math.abs(signedVolume(mesh) / ((4 / 3) * Math.PI * radius ** 3) - 1)).toBeLessThan(0.02);
    const { positions: p } = mesh;
    const off = Array.from({ length: p.length / 3 }, (_, v) => Math.hypot(...vertexOf(mesh, v)) - radius);
    expect(Math.hypot(...off) / Math.sqrt(off.length)).toBeLessThan(0.3);
  });

  it('gives each voxel of the new grid the nearest label, and 0 beyond', async () => {
    const moved = await resampleLabels(labels, { spacing: 0.9, smoothing: 0 });
    const [nx, ny] = moved.grid.size;
    const toLabels = invert(affine);
    let [beyond, wrong] = [0, 0];
    moved.voxels.forEach((label, v) => {
      const p = toPatient(moved.grid.affine, v % nx, Math.floor(v / nx) % ny, Math.floor(v / nx / ny));
      const at = toPatient(toLabels, ...p);
      if (at.some((x) => Math.abs(x - Math.floor(x) - 0.5) < 1e-4)) return;
      const [i, j, k] = at.map(Math.round);
      const within = i >= 0 && j >= 0 && k >= 0 && i < 49 && j < 44 && k < 24;
      if (!within) beyond++;
      if (label !== (within ? labels.voxels[i + 49 * (j + 44 * k)] : 0)) wrong++;
    });
    expect(wrong).toBe(0);
    expect(beyond).toBeGreaterThan(1000);
  });
});

describe('a scan full of bone', () => {
  const size: Vec3 = [40, 36, 30];
  const sheared: Affine = [0.8, 0, 0, -16, 0, 0.8, -0.5, 7, 0, 0, 1.2, 3];
  const askew = tilted([0.8, 0.9, 1.2], 0.5, 0.3, [-16, 7, 3]);
  const [x, y, z] = toPatient(askew, 19.5, 17.5, 14.5).map((c) => c - 31.5);
  const lps: Grid = { size: [90, 90, 90], affine: [0.7, 0, 0, x, 0, 0.7, 0, y, 0, 0, 0.7, z] };
  const nodes = {
    axis: 2,
    at: Float64Array.from({ length: 30 }, (_, k) => (k < 20 ? k : 1.5 * k - 10)),
  } as const;
  const cases: readonly (readonly [string, Affine, UnevenNodes | undefined, Grid | null])[] = [
    ['slanted slices', sheared, undefined, null],
    ['slanted, uneven slices', sheared, nodes, null],
    ['a grid askew to it', askew, undefined, lps],
  ];
  it.each(cases)('is cut flat at its own faces: %s', async (_, affine, uneven, grid) => {
    const scan = scanOf(size, affine, () => 1000, { nodes: uneven });
    const segment = await threshold(await resample(scan, { spacing: 0.7, grid }), { threshold: '300' });
    const { mesh } = await marchingCubes(segment);
    const deep = uneven === undefined ? 30 : 33.5 + 0.75 + 0.5;
    const truth = 40 * 36 * deep * Math.abs(determinant(affine));
    expect(Math.abs(signedVolume(mesh) / truth - 1)).toBeLessThan(0.001);
    const toIndex = invert(affine);
    const faces = [39.5, 35.5, deep - 0.5];
    const off = Array.from({ length: mesh.positions.length / 3 }, (_, v) => {
      const at = toPatient(toIndex, ...vertexOf(mesh, v));
      const depths = at.flatMap((x, axis) => [x + 0.5, faces[axis] - x]);
      return Math.abs(Math.min(...depths.map((d) => d * 0.8)));
    }).sort((a, b) => a - b);
    // Edges are rounded within a voxel.
    expect(off[Math.floor(0.9 * off.length)]).toBeLessThan(1e-5);
    expect(off[off.length - 1]).toBeLessThan(0.2);
  });
});

const data = new URL('../../shared/data/dcmqa-ct-ge/', import.meta.url).pathname;
const here = existsSync(data);
if (!here) console.warn(`NO REAL SCAN at ${data}: the tilted gantry was tested on phantoms alone.`);

describe.skipIf(!here)('a real head (tilted by 18.5°, steps of 4, 1.08 and 7 mm)', () => {
  interface Slice {
    readonly position: Vec3;
    readonly t: number;
    readonly pixels: Int16Array;
  }

  /** Nothing here comes from our reader. */
  function rawSlices() {
    const numbers = (text = ''): number[] => text.split('\\').map(Number);
    const three = ([x, y, z]: readonly number[]): Vec3 => [x, y, z];
    const names = readdirSync(data).filter((name) => name.endsWith('.dcm'));
    const files = names.map((file) => dicomParser.parseDicom(readFileSync(join(data, file))));
    const [first] = files;
    const directions = numbers(first.string('x00200037'));
    const [row, column] = [three(directions), three(directions.slice(3))];
    const normal = cross(row, column);
    const slices = files.map((file): Slice => {
      const position = three(numbers(file.string('x00200032')));
      const { dataOffset, length } = file.elements.x7fe00010;
      const pixels = new Int16Array(length / 2);
      new Uint8Array(pixels.buffer).set(file.byteArray.subarray(dataOffset, dataOffset + length));
      return { position, t: dot(position, normal), pixels };
    });
    const intercept = Number(first.string('x00281052'));
    slices.sort((a, b) => a.t - b.t);
    return { slices, row, column, normal, intercept, ps: numbers(first.string('x00280030'))[0] };
  }

  /** HU at a place: along the stack's line to both neighbouring slices, bilinear in each, linear between; float64. */
  function oracle(): (p: Vec3) => number {
    const { slices, row, column, normal, intercept, ps } = rawSlices();
    const [a, b] = [slices[0], slices[slices.length - 1]];
    const line = scaled(minus(b.position, a.position), 1 / (b.t - a.t));
    const inSlice = ({ position, t, pixels }: Slice, p: Vec3): number => {
      const q = minus(minus(p, scaled(line, dot(p, normal) - t)), position);
      const [x, y] = [dot(q, row) / ps, dot(q, column) / ps];
      const [i, j] = [Math.floor(x), Math.floor(y)];
      const hu = (c: number, r: number): number => {
        const value = pixels[c + 512 * r] + intercept;
        return value < -1200 ? -1024 : value;
      };
      const along = (r: number): number => hu(i, r) * (1 - x + i) + hu(i + 1, r) * (x - i);
      return along(j) * (1 - y + j) + along(j + 1) * (y - j);
    };
    return (p) => {
      const t = dot(p, normal);
      const n = Math.max(
        1,
        slices.findIndex((slice) => slice.t > t),
      );
      const [low, high] = [slices[n - 1], slices[n]];
      const w = (t - low.t) / (high.t - low.t);
      return inSlice(low, p) * (1 - w) + inSlice(high, p) * w;
    };
  }

  it('gives the surface that a slow evaluation through the positions gives', async () => {
    const { scan } = await readScan(data);
    expect(scan.facts.slices).toMatchObject({ tiltDeg: 18.5, gaps: [], residual: 0 });
    expect(scan.facts.slices?.steps.map((s) => s.toFixed(2))).toEqual(['1.08', '4.00', '7.00']);
    const box = [
      [-20, 52],
      [-110, -50],
      [40, 92],
    ] as const;
    const text = box.map((side) => side.join(':')).join(',');
    const volume = await crop(await resample(scan, { spacing: 0.5, kernel: 'linear' }), { box: text });
    const ours = (await marchingCubes(await threshold(volume, { threshold: '250' }))).mesh;
    const at = oracle();
    const size: Vec3 = [144, 120, 104];
    const affine = [0.5, 0, 0, box[0][0], 0, 0.5, 0, box[1][0], 0, 0, 0.5, box[2][0]] as const;
    const independent = await surfaceOf(scanOf(size, affine, at), 250, 0.5, 'linear');
    const within = ([x, y, z]: Vec3): boolean =>
      [x, y, z].every((c, axis) => c > box[axis][0] + 3 && c < box[axis][1] - 3);
    for (const [from, to] of [
      [ours, independent],
      [independent, ours],
    ] as const) {
      const off = (await distancesOf(from, to)).filter((_, v) => within(vertexOf(from, v)));
      off.sort();
      expect(off.length).toBeGreaterThan(10000);
      expect(off[Math.floor(0.95 * off.length)]).toBeLessThan(0.1);
    }
  });
});

const vertexOf = ({ positions }: Mesh, v: number): Vec3 => [
  positions[3 * v],
  positions[3 * v + 1],
  positions[3 * v + 2],
];

/** From each vertex to the other surface, mm. */
async function distancesOf(from: Mesh, to: Mesh): Promise<Float64Array> {
  const target = await targetOf(to, quietContext);
  const n = from.positions.length / 3;
  const distances = new Float64Array(n);
  vertexDistances({
    target,
    positions: from.positions,
    first: 0,
    end: n,
    slots: new Int32Array(n),
    distances,
  });
  return distances;
}
