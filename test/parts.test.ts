// Label maps and masks the whole way: a part for each label, with its name and colour; what a mask keeps; refined edges.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../src/core/facts.js';
import { boundsOf, type Mesh, signedVolume } from '../src/core/mesh.js';
import { readMesh } from '../src/files/read-mesh.js';
import { readReport } from '../src/report/read-report.js';
import { isocast, scratch } from './command-line.js';
import { seeded } from './fixtures/masks.js';
import { nrrdFile } from './fixtures/nrrd-file.js';
import { judge3mf } from './judges.js';

const meshOf = async (path: string): Promise<Mesh> => (await readMesh(path)).meshes[0].mesh;
const ballVolume = (radius: number): number => (4 / 3) * Math.PI * radius ** 3;
const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

const folder = scratch();
const at = (name: string): string => join(folder, name);

// Two balls and a crumb; one ball lies to the patient's left (+x) and is larger, so that no mirror goes unseen.
const n = 40;
const size = [n, n, n];
const origin = '(-30,-28,-26)';
const directions = '(1.5,0,0) (0,1.5,0) (0,0,1.5)';
const place = (v: number): [number, number, number] => [
  -30 + 1.5 * (v % n),
  -28 + 1.5 * (Math.floor(v / n) % n),
  -26 + 1.5 * Math.floor(v / n / n),
];
const left = [14, 2, 4];
const right = [-14, 2, 4];
const away = ([x, y, z]: readonly number[], [a, b, c]: readonly number[]) => Math.hypot(x - a, y - b, z - c);
const labels = Array.from({ length: n ** 3 }, (_, v) => {
  const p = place(v);
  if (away(p, left) < 11) return 3;
  if (away(p, right) < 7) return 7;
  return v === 5 * n * n + 5 * n + 5 ? 9 : 0;
});
const segments = [
  ['Left ball', 3, '1 0.25 0'],
  ['Right ball', 7, '0 0.5 1'],
  ['Crumb', 9, '0.5 0.5 0.5'],
] as const;
const named = segments.flatMap(([name, value, colour], s) => [
  `Segment${s}_ID:=s${s}`,
  `Segment${s}_Name:=${name}`,
  `Segment${s}_LabelValue:=${value}`,
  `Segment${s}_Color:=${colour}`,
]);
writeFileSync(
  at('balls.seg.nrrd'),
  nrrdFile({ sizes: size, origin, directions, values: labels, more: named, encoding: 'gzip' }),
);

// The grey values that the labels were drawn on: balls a little larger than their labels say, in finer slices.
const fine = 75;
const noise = seeded(4);
const grey = Array.from({ length: fine ** 3 }, (_, v) => {
  const p = [
    -30 + 0.8 * (v % fine),
    -28 + 0.8 * (Math.floor(v / fine) % fine),
    -26 + 0.8 * Math.floor(v / fine / fine),
  ];
  const depth = Math.max(12 - away(p, left), 8 - away(p, right));
  return Math.round(40 + 360 / (1 + Math.exp(-depth / 0.35)) + 16 * (noise() - 0.5));
});
writeFileSync(
  at('grey.nrrd'),
  nrrdFile({
    sizes: [fine, fine, fine],
    origin,
    directions: '(0.8,0,0) (0,0.8,0) (0,0,0.8)',
    values: grey,
    encoding: 'gzip',
  }),
);

/** Where the surface alone is looked at. */
const bare = ['--no-report', '--formats', 'stl'];

async function convert(out: string, ...args: string[]): Promise<string[]> {
  const { code, err } = await isocast('convert', '--spacing', '1.1', ...args, '--out', at(out));
  expect(code, err).toBe(0);
  return readdirSync(at(out)).sort();
}

/** What it would report. */
async function facts(out: string, ...args: string[]): Promise<Report> {
  const { code, out: said, err } = await isocast('convert', ...args, ...bare, '--json', '--out', at(out));
  expect(code, err).toBe(0);
  return JSON.parse(said);
}

describe('a label map', () => {
  it('becomes a part for each label, with its name and colour, where it lies', async () => {
    const files = await convert('all', at('balls.seg.nrrd'));
    expect(files.filter((name) => name.endsWith('.stl'))).toEqual([
      'model-Crumb.stl',
      'model-Left-ball.stl',
      'model-Right-ball.stl',
    ]);
    for (const [file, radius, centre] of [
      ['model-Left-ball.stl', 11, left],
      ['model-Right-ball.stl', 7, right],
    ] as const) {
      const mesh = await meshOf(join(at('all'), file));
      const { min, max } = boundsOf(mesh);
      for (const c of [0, 1, 2]) expect(Math.abs((min[c] + max[c]) / 2 - centre[c])).toBeLessThan(0.75);
      expect(Math.abs(signedVolume(mesh) / ballVolume(radius) - 1)).toBeLessThan(0.05);
    }
    const { objects, warnings } = await judge3mf(join(at('all'), 'model.3mf'));
    expect(warnings).toBe(0);
    expect(objects.map(({ name }) => name).sort()).toEqual(['Crumb', 'Left-ball', 'Right-ball']);
    expect(objects.find(({ name }) => name === 'Left-ball')?.colour.slice(0, 3)).toEqual([255, 64, 0]);
    const { parts, findings } = readReport(readFileSync(join(at('all'), 'report.json'), 'utf8'));
    expect(parts.map(({ labels }) => labels)).toEqual([[3], [7], [9]]);
    // The surfaces are found on the map's own voxels, whatever the spacing.
    expect(findings.map((finding: { code: string }) => finding.code)).toContain('spacing-not-used');
    expect(parts[0].steps.map((step: { name: string }) => step.name)).toEqual(['share', 'decimate', 'solid']);
    const again = await isocast('replay', join(at('all'), 'record.json'), at('balls.seg.nrrd'));
    expect(again.out).toContain('SAME: every byte');
  });

  it('becomes parts each for itself where that is asked for, or what works on one alone', async () => {
    const labelled = ['--spacing', '1.4', at('balls.seg.nrrd')];
    const apart = await facts('apart', ...labelled, '--boundaries', 'apart');
    expect(apart.findings.map(({ message }) => message.slice(0, 6))).toContain('Crumb:');
    const before = json(join(at('all'), 'report.json')).parts;
    for (const n of [0, 1]) expect(apart.parts[n].mesh.volume / before[n].mesh.volume).toBeCloseTo(1, 1);
    const grown = await facts('grown', ...labelled, '--labels', '3,7', '--dilate', '2');
    expect(grown.findings.some(({ message }) => message.includes('the sake of dilate'))).toBe(true);
    for (const out of ['apart', 'grown']) {
      const again = await isocast('replay', join(at(out), 'record.json'), at('balls.seg.nrrd'));
      expect(again.out).toContain('SAME: every byte');
    }
  });

  it('gives the labels that are asked for by id, range or name, and one part of several', async () => {
    expect(await convert('one', at('balls.seg.nrrd'), '--labels', 'RIGHT ball', ...bare)).toContain(
      'model.stl',
    );
    expect(
      Math.abs(signedVolume(await meshOf(join(at('one'), 'model.stl'))) / ballVolume(7) - 1),
    ).toBeLessThan(0.05);
    expect(
      await convert('two', at('balls.seg.nrrd'), '--labels', '3-8', '--merge-labels', '--no-report'),
    ).toEqual(['model.3mf', 'model.stl', 'record.json']);
    const both = signedVolume(await meshOf(join(at('two'), 'model.stl')));
    expect(Math.abs(both / (ballVolume(7) + ballVolume(11)) - 1)).toBeLessThan(0.05);
    const unknown = await isocast('convert', at('balls.seg.nrrd'), '--labels', 'spleen', '--out', at('no'));
    expect(unknown.code).toBe(2);
    expect(unknown.err).toContain("no label 'spleen'");
    expect(unknown.err).toContain('3 (Left ball), 7 (Right ball)');
  });

  it('is moved to the edges of the scan that it was drawn on', async () => {
    const refined = ['--labels', 'left ball', '--refine', at('grey.nrrd'), ...bare];
    await convert('refined', at('balls.seg.nrrd'), ...refined);
    const mesh = await meshOf(join(at('refined'), 'model.stl'));
    const p = mesh.positions;
    let worst = 0;
    for (let v = 0; v < p.length; v += 3)
      worst = Math.max(worst, Math.abs(away([p[v], p[v + 1], p[v + 2]], left) - 12));
    expect(worst).toBeLessThan(0.3);
    const again = await isocast(
      'replay',
      join(at('refined'), 'record.json'),
      at('balls.seg.nrrd'),
      '--refine',
      at('grey.nrrd'),
    );
    expect(again.out).toContain('SAME: every byte');
    const noLabels = await isocast(
      'convert',
      at('grey.nrrd'),
      '--refine',
      at('grey.nrrd'),
      '--out',
      at('no'),
    );
    expect([noLabels.code, noLabels.err]).toEqual([2, expect.stringContaining('no labels to refine')]);
  });
});

describe('a mask', () => {
  it('keeps what lies in it, by id or by name, or is the model itself', async () => {
    const scan = [at('grey.nrrd'), '--threshold', '220', '--edge', 'threshold', ...bare];
    await convert('kept', ...scan, '--mask', `${at('balls.seg.nrrd')}:Left ball`);
    const kept = await meshOf(join(at('kept'), 'model.stl'));
    expect(boundsOf(kept).min[0]).toBeGreaterThan(0);
    expect(Math.abs(signedVolume(kept) / ballVolume(11) - 1)).toBeLessThan(0.05);
    await convert('whole', ...scan);
    expect(boundsOf(await meshOf(join(at('whole'), 'model.stl'))).min[0]).toBeLessThan(-20);
    await convert('itself', ...scan, '--mask', `${at('balls.seg.nrrd')}:7`, '--mask-use', 'replace');
    const itself = await meshOf(join(at('itself'), 'model.stl'));
    expect(Math.abs(signedVolume(itself) / ballVolume(7) - 1)).toBeLessThan(0.05);
    const record = join(at('kept'), 'record.json');
    const again = await isocast('replay', record, at('grey.nrrd'), '--mask', at('balls.seg.nrrd'));
    expect(again.out).toContain('SAME: every byte');
  });

  it('of several labels wants one chosen, and is none where it lies elsewhere', async () => {
    const several = await isocast(
      'convert',
      at('grey.nrrd'),
      '--mask',
      at('balls.seg.nrrd'),
      '--out',
      at('no'),
    );
    expect([several.code, several.err]).toEqual([2, expect.stringContaining('Left ball')]);
    const far = nrrdFile({
      sizes: [4, 4, 4],
      origin: '(500,0,0)',
      values: Array.from({ length: 64 }, () => 1),
    });
    writeFileSync(at('far.nrrd'), far);
    const apart = await isocast(
      'convert',
      at('grey.nrrd'),
      '--threshold',
      '220',
      '--mask',
      at('far.nrrd'),
      '--out',
      at('no'),
    );
    expect(apart.code).toBe(2);
    expect(apart.err.trim().split('\n')).toHaveLength(2);
  });
});
