// A quick look: the same way without proof, and it says so everywhere.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { signedVolume } from '../src/core/mesh.js';
import { readMesh } from '../src/files/read-mesh.js';
import { readReport } from '../src/report/read-report.js';
import { isocast, scratch } from './command-line.js';

it('draws a closed surface near the proven one, measures nothing, and is to be reviewed', async () => {
  const folder = scratch();
  const scan = join(folder, 'scan.nii.gz');
  await isocast('phantom', 'asymmetric', '--out', scan, '--spacing', '1.5,1.5,1.5');
  const [out, proven] = [join(folder, 'draft'), join(folder, 'proven')];
  const quick = await isocast(
    'convert',
    scan,
    '--draft',
    '--edge',
    'threshold',
    '--formats',
    'stl',
    '--out',
    out,
    '--json',
  );
  expect(quick.code).toBe(0);
  expect(quick.err).toContain('This is a draft');
  const { verdict, parts, methods, source } = JSON.parse(quick.out);
  expect([source.sharpness.inPlane, source.sharpness.noise]).toEqual([null, null]);
  expect(verdict).toBe('review');
  expect(methods).toContain('was not proven');
  const [{ mesh, ledger, uncertainty }] = parts;
  expect([mesh.closed, mesh.manifold, mesh.orientedOutward, mesh.selfIntersections]).toEqual([
    true,
    true,
    true,
    null,
  ]);
  expect([ledger, uncertainty]).toEqual([[], null]);
  expect(readdirSync(out).sort()).toEqual(['model.stl', 'record.json', 'report.html', 'report.json']);
  expect(readReport(String(readFileSync(join(out, 'report.json')))).verdict).toBe(verdict);
  const page = String(readFileSync(join(out, 'report.html')));
  expect(page).toContain('Nothing was measured');
  expect(page).toContain('not tested');
  expect(page).toContain('not proven sound');

  await isocast('convert', scan, '--formats', '3mf', '--no-report', '--out', proven);
  expect(readdirSync(proven).sort()).toEqual(['model.3mf', 'record.json']);
  const [draft, model] = await Promise.all(
    [join(out, 'model.stl'), join(proven, 'model.3mf')].map(
      async (path) => (await readMesh(path)).meshes[0].mesh,
    ),
  );
  expect(Math.abs(signedVolume(draft) / signedVolume(model) - 1)).toBeLessThan(0.003);
});

it('knows the formats', async () => {
  const { code, err } = await isocast('convert', 'scan.nii', '--formats', 'stl,fbx');
  expect(code).toBe(2);
  expect(err).toContain("'fbx'");
});
