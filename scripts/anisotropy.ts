// Makes the pictures and figures of docs/anisotropy.md: npm run -s docs:anisotropy
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Vec3 } from '../src/core/grid.js';
import type { Mesh } from '../src/core/mesh.js';
import type { Scan } from '../src/core/scan.js';
import type { KernelName } from '../src/core/volume.js';
import { normalBelow } from '../src/kernel/elementary.js';
import { evaluate } from '../src/kernel/evaluate.js';
import { grain } from '../src/phantom/grain.js';
import { renderPhantom } from '../src/phantom/render-phantom.js';
import { threshold } from '../src/segment/index.js';
import { marchingCubes } from '../src/surface/marching-cubes.js';
import { resample } from '../src/volume/resample.js';
import { chartSvg } from './chart-svg.js';
import { blank, drawMesh } from './draw-mesh.js';
import { pngBytes } from './png-bytes.js';
import { scanFrom } from './scan-from.js';

// npm runs its scripts at the project's root.
const pictures = 'docs/pictures/';
const page = 'docs/anisotropy.md';
mkdirSync(pictures, { recursive: true });

const radius = 20;
const levelHU = 226;

// A ball's surface

function scannedBall(slice: number): Scan {
  return scanFrom(renderPhantom('ball', { spacing: [0.5, 0.5, slice], noise: 0 }));
}

/** The same scan with nothing but inside and outside left: what a mask without grey values knows. */
function maskOnly(scan: Scan): Scan {
  const voxels = new Int16Array(new SharedArrayBuffer(scan.voxels.length * 2));
  for (let p = 0; p < voxels.length; p++) voxels[p] = scan.voxels[p] >= levelHU ? 2 * levelHU : 0;
  return { ...scan, voxels };
}

async function surfaceOf(scan: Scan, spacing: number | Vec3, kernel: KernelName): Promise<Mesh> {
  const volume = await resample(scan, { spacing, kernel, antiAlias: 'none' });
  return (await marchingCubes(await threshold(volume, { threshold: String(levelHU) }))).mesh;
}

interface Error {
  readonly mean: number;
  readonly p95: number;
  readonly max: number;
}

/** Distance of the triangles' middles from the true ball, weighted by area. */
function errorOf({ positions, triangles }: Mesh): Error {
  const found: [number, number][] = [];
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [0, 1, 2].map((n) => {
      const v = 3 * triangles[t + n];
      return [positions[v], positions[v + 1], positions[v + 2]];
    });
    const [u, w] = [b, c].map((p) => [p[0] - a[0], p[1] - a[1], p[2] - a[2]]);
    const area =
      Math.hypot(u[1] * w[2] - u[2] * w[1], u[2] * w[0] - u[0] * w[2], u[0] * w[1] - u[1] * w[0]) / 2;
    const middle = [0, 1, 2].map((n) => (a[n] + b[n] + c[n]) / 3);
    found.push([Math.abs(Math.hypot(...middle) - radius), area]);
  }
  found.sort((a, b) => a[0] - b[0]);
  const whole = found.reduce((sum, [, area]) => sum + area, 0);
  let below = 0;
  let p95 = 0;
  for (const [distance, area] of found) {
    below += area;
    p95 = distance;
    if (below >= 0.95 * whole) break;
  }
  const mean = found.reduce((sum, [distance, area]) => sum + distance * area, 0) / whole;
  return { mean, p95, max: found[found.length - 1][0] };
}

/** Blue where the surface lies inside the true ball, red where outside, full colour at `full` mm. */
const full = 0.5;
function offColour(place: Vec3): Vec3 {
  const off = Math.max(-1, Math.min(1, (Math.hypot(...place) - radius) / full));
  const white: Vec3 = [245, 245, 242];
  const end: Vec3 = off < 0 ? [33, 102, 172] : [178, 24, 43];
  const mix = (n: 0 | 1 | 2): number => white[n] + Math.abs(off) * (end[n] - white[n]);
  return [mix(0), mix(1), mix(2)];
}

const turn = Math.PI / 5;
const view = {
  centre: [0, 0, 0],
  right: [Math.cos(turn), Math.sin(turn), 0],
  up: [-Math.sin(turn) * Math.sin(-0.25), Math.cos(turn) * Math.sin(-0.25), Math.cos(0.25)],
  span: 43,
} as const;

function drawn(name: string, mesh: Mesh): void {
  const big = blank(480, 480);
  drawMesh(big, mesh, view, offColour);
  writeFileSync(`${pictures}${name}.png`, pngBytes(big));
}

const ways = [
  ['mask', 'mask only, scanner’s grid'],
  ['grey', 'grey values, scanner’s grid'],
  ['linear', 'converted to 0.5 mm, trilinear'],
  ['bspline3', 'converted to 0.5 mm, cubic B-spline'],
] as const;

async function balls(): Promise<string> {
  const rows: string[] = [];
  for (const slice of [1, 2, 3, 5]) {
    const scan = scannedBall(slice);
    const own: Vec3 = [0.5, 0.5, slice];
    const meshes = [
      await surfaceOf(maskOnly(scan), own, 'nearest'),
      await surfaceOf(scan, own, 'nearest'),
      await surfaceOf(scan, 0.5, 'linear'),
      await surfaceOf(scan, 0.5, 'bspline3'),
    ];
    if (slice === 3) for (const [n, [name]] of ways.entries()) drawn(`ball-${name}`, meshes[n]);
    meshes.forEach((mesh, n) => {
      const { mean, p95, max } = errorOf(mesh);
      rows.push(
        `| ${n === 0 ? `${slice} mm` : ''} | ${ways[n][1]} | ${mean.toFixed(3)} | ${p95.toFixed(3)} | ${max.toFixed(3)} |`,
      );
    });
  }
  return ['| slices every | surface from | mean | p95 | max |', '|---|---|---|---|---|', ...rows].join('\n');
}

// A wall's thickness

const sigma = 0.5;
/** ∫ of the normal distribution function: the edge of a box-blurred, Gauss-blurred half-space. */
const ramp = (u: number): number => u * normalBelow(u) + Math.exp((-u * u) / 2) / Math.sqrt(2 * Math.PI);
const edge = (z: number, slice: number): number =>
  (sigma / slice) * (ramp((z + slice / 2) / sigma) - ramp((z - slice / 2) / sigma));

/** A wall across z, its middle at `at` mm, as slices of that thickness see it; bone in air. */
function wallScan(thickness: number, slice: number, at: number): Scan {
  const nz = 2 * Math.ceil(16 / slice) + 1;
  const z = (k: number): number => (k - (nz - 1) / 2) * slice - at;
  const voxels = new Int16Array(4 * 4 * nz);
  for (let k = 0; k < nz; k++) {
    const share = edge(z(k) + thickness / 2, slice) - edge(z(k) - thickness / 2, slice);
    voxels.fill(Math.round(-1000 + 2452 * share), 16 * k, 16 * (k + 1));
  }
  const affine = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, slice, -((nz - 1) / 2) * slice] as const;
  return scanFrom({ voxels, size: [4, 4, nz], affine });
}

/** How thick it comes out at half-maximum after conversion to 0.1 mm across the wall; 0: it is gone. */
async function thicknessFound(thickness: number, slice: number, at: number): Promise<number> {
  const fine = 0.1;
  const volume = await resample(wallScan(thickness, slice, at), {
    spacing: [1, 1, fine],
    kernel: 'bspline3',
    antiAlias: 'none',
  });
  const [nx, ny, nz] = volume.grid.size;
  const values = evaluate(volume, 0, nz);
  const line = Array.from({ length: nz }, (_, k) => values[1 + nx * (1 + ny * k)]);
  const up = line.findIndex((v) => v >= levelHU);
  if (up < 0) return 0;
  const down = line.length - 1 - [...line].reverse().findIndex((v) => v >= levelHU);
  const before = (line[up] - levelHU) / (line[up] - line[up - 1]);
  const after = (line[down] - levelHU) / (line[down] - line[down + 1]);
  return (down - up + before + after) * fine;
}

async function walls(): Promise<string> {
  const phases = 8;
  const lines = [];
  const rows: string[] = [];
  for (const [slice, colour] of [
    [0.5, '#1b7837'],
    [1, '#2166ac'],
    [3, '#b2182b'],
  ] as const) {
    const points: [number, number][] = [];
    let lost = 0;
    for (let t = 0.2; t <= 5.001; t += 0.2) {
      let sum = 0;
      let gone = 0;
      for (let n = 0; n < phases; n++) {
        const found = await thicknessFound(t, slice, (slice * n) / phases);
        sum += found;
        if (found === 0) gone++;
      }
      if (gone > 0) lost = t;
      points.push([Number(t.toFixed(1)), sum / phases]);
    }
    const within = points.find(([t], n) => points.slice(n).every(([u, v]) => Math.abs(v - u) < 0.1) && t > 0);
    const spread = Math.sqrt(sigma ** 2 + slice ** 2 / 12);
    rows.push(
      `| ${slice} mm | ${(2.355 * spread).toFixed(2)} mm | ${lost.toFixed(1)} mm | ${within?.[0].toFixed(1) ?? '> 5'} mm |`,
    );
    lines.push({ name: `${slice} mm slices`, colour, points });
  }
  const truth = { name: 'true', colour: '#555', dashed: true, points: [[0, 0] as const, [5, 5] as const] };
  const svg = chartSvg({
    title: 'A wall along the slices, after conversion',
    x: 'true thickness, mm',
    y: 'thickness found, mm',
    xRange: [0, 5],
    yRange: [0, 5],
    lines: [truth, ...lines],
  });
  writeFileSync(`${pictures}walls.svg`, svg);
  return [
    '| slices | blur, full width at half maximum | lost, for some position of the slices, up to | within 0.1 mm on average from |',
    '|---|---|---|---|',
    ...rows,
  ].join('\n');
}

// A texture

const extent = 60;

/** The grain (see src/phantom) on voxels of these sizes, each the value at its middle. */
function grainScan(spacing: Vec3): Scan {
  const value = grain(1, 80);
  const [nx, ny, nz] = spacing.map((s) => Math.round(extent / s));
  const start = spacing.map((s) => (s - extent) / 2);
  const voxels = new Int16Array(nx * ny * nz);
  for (let k = 0, p = 0; k < nz; k++)
    for (let j = 0; j < ny; j++)
      for (let i = 0; i < nx; i++)
        voxels[p++] = Math.round(
          value([start[0] + i * spacing[0], start[1] + j * spacing[1], start[2] + k * spacing[2]]),
        );
  const [x, y, z] = spacing;
  return scanFrom({
    voxels,
    size: [nx, ny, nz],
    affine: [x, 0, 0, start[0], 0, y, 0, start[1], 0, 0, z, start[2]],
  });
}

/** The plane through the middle that holds left and head, a pixel a tenth of a millimetre wide; voxels as blocks. */
async function coronal(name: string, scan: Scan, spacing: number | Vec3): Promise<void> {
  const { grid, ...volume } = await resample(scan, { spacing, kernel: 'bspline3', antiAlias: 'none' });
  const [nx, ny, nz] = grid.size;
  const values = evaluate({ grid, ...volume }, 0, nz);
  const picture = blank(300, 300);
  for (let y = 0; y < 300; y++)
    for (let x = 0; x < 300; x++) {
      const [i, k] = [Math.floor((x * nx) / 300), nz - 1 - Math.floor((y * nz) / 300)];
      const grey = 128 + values[i + nx * (Math.floor(ny / 2) + ny * k)] * 0.6;
      picture.rgb.fill(Math.max(0, Math.min(255, grey)), 3 * (300 * y + x), 3 * (300 * y + x) + 3);
    }
  writeFileSync(`${pictures}${name}.png`, pngBytes(picture));
}

interface Turned {
  readonly voxels: string;
  readonly grid: string;
  readonly tag: string;
  readonly axial: number;
  readonly sagittal: number;
}

const tags: Readonly<Record<string, string>> = {
  cm_contrast_3D_avg: 'contrast',
  cm_joint_entr_3D_avg: 'joint entropy',
  cm_inv_diff_3D_avg: 'inverse difference',
  cm_corr_3D_avg: 'correlation',
};

/** The figures are the bench's, so that there is one place that they come from. */
async function textures(): Promise<string> {
  const [axial, sagittal] = [grainScan([1, 1, 3]), grainScan([3, 1, 1])];
  await coronal('grain-axial', axial, [1, 1, 3]);
  await coronal('grain-sagittal', sagittal, [3, 1, 1]);
  await coronal('grain-axial-1mm', axial, 1);
  await coronal('grain-sagittal-1mm', sagittal, 1);
  const printed = execFileSync(process.execPath, ['bench/texture-rotation.mjs', '--json'], {
    encoding: 'utf8',
  });
  const { rows, truth }: { rows: Turned[]; truth: Record<string, number> } = JSON.parse(printed);
  const wanted = rows.filter(({ tag, grid }) => tag in tags && !grid.includes('trilinear'));
  const lines = wanted.map((row) => {
    const apart = (200 * Math.abs(row.axial - row.sagittal)) / Math.abs(row.axial + row.sagittal);
    const held = row.voxels === 'point' ? 'the value at their middle' : 'the mean over the slice';
    const cells = [row.axial, row.sagittal, truth[row.tag]].map((v) => v.toPrecision(3));
    return `| ${held} | ${row.grid} | ${tags[row.tag]} | ${cells[0]} | ${cells[1]} | ${apart.toFixed(1)} % | ${cells[2]} |`;
  });
  return [
    '| voxels hold | grid | value, mean of 13 directions | axial | sagittal | apart | at 1 mm, without a scanner |',
    '|---|---|---|---|---|---|---|',
    ...lines,
  ].join('\n');
}

/** Puts the figures between the page's own marks, so that they can't drift from what makes them. */
function fill(text: string, mark: string, figures: string): string {
  const [start, end] = [`<!-- ${mark} -->`, `<!-- end of ${mark} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/anisotropy.md has no place for ${mark}`);
  return `${text.slice(0, from + start.length)}\n${figures}\n${text.slice(to)}`;
}

const figures = { balls: await balls(), walls: await walls(), textures: await textures() };
let text = readFileSync(page, 'utf8');
for (const [mark, table] of Object.entries(figures)) text = fill(text, mark, table);
writeFileSync(page, text);
for (const table of Object.values(figures)) console.log(`${table}\n`);
