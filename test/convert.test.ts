// The whole way, as a user goes it: phantoms with known truth through the program, and what it says of bad input.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Mesh, signedVolume } from '../src/core/mesh.js';
import { readMesh } from '../src/files/read-mesh.js';
import { readReport } from '../src/report/read-report.js';
import { checkMesh } from '../src/solid/check-mesh.js';
import { isocast, scratch } from './command-line.js';
import { hasJudge, judge3mf, judgeStl } from './judges.js';

const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

async function phantomAt(folder: string, name: string, ...flags: string[]): Promise<string> {
  const scan = join(folder, `${name}.nii.gz`);
  const { code, err } = await isocast('phantom', name, '--out', scan, ...flags);
  expect(err).toBe('');
  expect(code).toBe(0);
  return scan;
}

async function meshOf(folder: string, name = 'model.stl'): Promise<Mesh> {
  return (await readMesh(join(folder, name))).meshes[0].mesh;
}

/** Twice the mean distance of the surface from its centre, by area, mm. */
function meanDiameter({ positions: p, triangles }: Mesh): number {
  const corner = (h: number): number[] => [...p.subarray(3 * triangles[h], 3 * triangles[h] + 3)];
  const middles = Array.from({ length: triangles.length / 3 }, (_, t) => {
    const [a, b, c] = [corner(3 * t), corner(3 * t + 1), corner(3 * t + 2)];
    const [u, v] = [0, 1].map((n) => [0, 1, 2].map((d) => [b, c][n][d] - a[d]));
    const area =
      Math.hypot(u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]) / 2;
    return { a, b, c, at: [0, 1, 2].map((d) => (a[d] + b[d] + c[d]) / 3), area };
  });
  const whole = middles.reduce((sum, { area }) => sum + area, 0);
  const centre = [0, 1, 2].map((d) => middles.reduce((sum, { at, area }) => sum + area * at[d], 0) / whole);
  const far = (q: number[]): number => Math.hypot(q[0] - centre[0], q[1] - centre[1], q[2] - centre[2]);
  const sum = middles.reduce(
    (all, { a, b, c, at, area }) => all + area * (0.75 * far(at) + (far(a) + far(b) + far(c)) / 12),
    0,
  );
  return (2 * sum) / whole;
}

/** Winding number of the mesh about a point: 1 inside, 0 outside. A. van Oosterom, J. Strackee, 1983. */
function windingNumber({ positions: p, triangles: t }: Mesh, at: readonly number[]): number {
  let turns = 0;
  for (let f = 0; f < t.length; f += 3) {
    const [a, b, c] = [0, 1, 2].map((n) => [0, 1, 2].map((d) => p[3 * t[f + n] + d] - at[d]));
    const [la, lb, lc] = [a, b, c].map((v) => Math.hypot(v[0], v[1], v[2]));
    const dot = (u: number[], v: number[]): number => u[0] * v[0] + u[1] * v[1] + u[2] * v[2];
    const det =
      a[0] * (b[1] * c[2] - b[2] * c[1]) -
      a[1] * (b[0] * c[2] - b[2] * c[0]) +
      a[2] * (b[0] * c[1] - b[1] * c[0]);
    turns += Math.atan2(det, la * lb * lc + dot(a, b) * lc + dot(a, c) * lb + dot(b, c) * la);
  }
  return turns / (2 * Math.PI);
}

describe('a ball of 40 mm at 0.5 × 0.5 × 1.0 mm', () => {
  it.each([
    ['on a straight grid', [], []],
    ['on a tilted grid, stored mirrored', ['--tilt', '12,-7,20', '--axes', 'RPS'], ['--no-report']],
  ])('%s: diameter within 0.05 mm, volume within 0.3 %%, fit for every judge', async (_name, flags, more) => {
    const folder = scratch();
    const scan = await phantomAt(folder, 'ball', '--spacing', '0.5,0.5,1.0', ...flags);
    const out = join(folder, 'out');
    const made = await isocast('convert', scan, '--preset', 'bone', '--json', ...more, '--out', out);
    expect(made.err).toBe('');
    expect(made.code).toBe(0);
    expect(readdirSync(out).sort()).toEqual([
      'model.3mf',
      'model.stl',
      'record.json',
      ...(more.length > 0 ? [] : ['report.html', 'report.json']),
    ]);
    const mesh = await meshOf(out);
    expect(Math.abs(meanDiameter(mesh) - 40)).toBeLessThan(0.05);
    expect(Math.abs(signedVolume(mesh) / ((4 / 3) * Math.PI * 20 ** 3) - 1)).toBeLessThan(0.003);
    const { written, ...report } = JSON.parse(made.out);
    expect(written).toHaveLength(readdirSync(out).length);
    if (more.length === 0) expect(readReport(readFileSync(join(out, 'report.json'), 'utf8'))).toEqual(report);
    expect(report.verdict).toBe('pass');
    expect(report.parts[0].ledger.at(-1)?.toReference.bound).toBeLessThanOrEqual(0.1);
    expect(report.parts[0].ledger.at(-1)?.fromReference?.bound).toBeLessThanOrEqual(0.1);
    await judgesAgree(out);
  });
});

/** Debian's admesh and PrusaSlicer find nothing to mend, lib3mf's strict reader nothing to warn of. */
async function judgesAgree(out: string): Promise<void> {
  const facts = checkMesh(await meshOf(out));
  expect(facts).toMatchObject({ closed: true, manifold: true, orientedOutward: true, selfIntersections: 0 });
  const { warnings, manifoldAndOriented } = await judge3mf(join(out, 'model.3mf'));
  expect({ warnings, manifoldAndOriented }).toEqual({ warnings: 0, manifoldAndOriented: true });
  const { admesh, prusa } = await judgeStl(join(out, 'model.stl'));
  if (await hasJudge('admesh'))
    expect(admesh).toMatchObject({ edgesFixed: 0, facetsRemoved: 0, facetsAdded: 0, facetsReversed: 0 });
  if (await hasJudge('prusa-slicer')) expect(prusa).toMatchObject({ manifold: true });
}

describe('the asymmetric phantom', () => {
  it('comes out unmirrored from every axis order, tilt and file that we write', async () => {
    const folder = scratch();
    // Where a model lies does not hang on what is measured of it: once with everything, else as drafts.
    const draft = ['--draft', '--edge', 'threshold'];
    const stored: [string, string[], string[]][] = [
      ['LPS', [], draft],
      ['RAS', [], draft],
      ['IPL', ['--tilt', '9,5,-14'], []],
      ['RPS', [], draft],
    ];
    for (const [axes, more, how] of stored) {
      const scan = await phantomAt(folder, 'asymmetric', '--spacing', '1.5,1.5,2', '--axes', axes, ...more);
      const truth = JSON.parse(readFileSync(join(folder, 'asymmetric.json'), 'utf8'));
      const out = join(folder, `out-${axes}`);
      expect(
        (await isocast('convert', scan, '--spacing', '2.2', ...how, '--no-report', '--out', out)).code,
      ).toBe(0);
      for (const file of ['model.stl', 'model.3mf']) {
        const mesh = await meshOf(out, file);
        for (const { name, at, inside } of truth.landmarks)
          expect(windingNumber(mesh, at), `${axes} ${file} ${name}`).toBeCloseTo(inside ? 1 : 0, 3);
      }
    }
  });
});

describe('the same input and options', () => {
  it('give the same bytes twice, on one thread, two and four', async () => {
    const folder = scratch();
    const scan = await phantomAt(folder, 'asymmetric', '--spacing', '2,2,2.5', '--noise', '20');
    for (const [out, threads, ...more] of [
      ['a', '1'],
      ['b', '2'],
      ['c', '4', '--no-report'],
    ])
      expect(
        (
          await isocast(
            ...['convert', scan, '--spacing', '2.4', '--close', '3', ...more],
            ...['--out', join(folder, out), '--threads', threads],
          )
        ).code,
      ).toBe(0);
    const models = ['model.stl', 'model.3mf'];
    for (const [out, files] of [
      ['b', [...models, 'report.json', 'report.html']],
      ['c', models],
    ] as const)
      for (const file of files)
        expect(hashOf(join(folder, out, file)), file).toBe(hashOf(join(folder, 'a', file)));
  });
});

describe('bad input', () => {
  const folder = scratch();
  const text = join(folder, 'letter.nii');
  writeFileSync(text, 'Dear colleague, this is no scan at all.\n'.repeat(40));

  it.each([
    ['a missing file', ['convert', join(folder, 'nowhere.nii.gz')]],
    ['an empty folder', ['convert', scratch()]],
    ['a text file', ['convert', text]],
    ['a text file to check', ['check', text]],
    ['a text file to inspect', ['inspect', text]],
    ['an unknown preset', ['convert', text, '--preset', 'granite']],
    ['an unknown flag', ['convert', text, '--granite']],
    ['a spacing that is none', ['convert', text, '--spacing', 'fine']],
    ['an unknown phantom', ['phantom', 'unicorn', '--out', join(folder, 'u.nii.gz')]],
    ['no command', []],
  ])('%s: exit code 2 and nothing written', async (_name, args) => {
    const out = join(folder, 'never');
    const { code, out: said, err } = await isocast(...args, ...(args[0] === 'convert' ? ['--out', out] : []));
    expect(code).toBe(2);
    expect(said).toBe('');
    expect(err).not.toMatch(/\bat .*\.js:\d+/);
    expect(existsSync(out)).toBe(false);
  });

  it('a threshold that leaves nothing, a folder that is a file: two lines each', async () => {
    const scan = await phantomAt(folder, 'ball', '--spacing', '3,3,3');
    for (const args of [
      ['convert', scan, '--threshold', '5000', '--out', join(folder, 'none')],
      ['convert', scan, '--out', text],
      ['convert', scan, '--out', join(text, 'below')],
      ['convert', scan, '--out', '/proc/isocast'],
      ['convert', scan, '--crop', '900:950,:,:', '--out', join(folder, 'none')],
      ['convert', scan, '--name', '../escape', '--out', join(folder, 'none')],
    ]) {
      const { code, err } = await isocast(...args);
      expect(code, args.join(' ')).toBe(2);
      expect(err.trim().split('\n'), err).toHaveLength(2);
    }
    expect(existsSync(join(folder, 'none'))).toBe(false);
    expect(readFileSync(text, 'utf8')).toMatch(/^Dear colleague/);
  });

  it('a preset in HU on values that are not HU is said, in the report and on the terminal', async () => {
    const scan = await phantomAt(folder, 'ball', '--spacing', '2,2,2', '--air', '1000', '--body', '3000');
    const bare = ['--spacing', '3', '--no-report', '--formats', 'stl'];
    const convert = (...more: string[]) => isocast('convert', scan, ...bare, ...more);
    const own = ['--preset', 'muscle-adult', '--threshold', '2000', '--edge', 'threshold'];
    const { code, err } = await convert(...own, '--out', join(folder, 'not-hu'));
    expect([code, err]).toEqual([0, '']);
    const preset = await convert('--preset', 'bone', '--out', join(folder, 'preset'));
    expect(preset.err).toMatch(/HU/);
  });
});
