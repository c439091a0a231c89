// Whole conversions, each in a process of its own: time, peak memory, size, how far editing moved the surface, faults.
// node bench/convert.mjs                      the phantoms of the README's table
// node bench/convert.mjs ct.nii.gz dicom/ …   scans of yours (bone preset)
// Add --stages for the seconds of each step, --threads n for the number of threads (default: all).
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { niftiBytes } from '../dist/files/nifti-bytes.js';
import { renderPhantom } from '../dist/index.js';

const args = process.argv.slice(2);
const take = (flag) => {
  const at = args.indexOf(flag);
  return at < 0 ? undefined : args.splice(at, 2)[1];
};
const threads = Number(take('--threads') ?? availableParallelism());
const withStages = args.includes('--stages');
const scans = args.filter((arg) => arg !== '--stages');
const folder = mkdtempSync(join(tmpdir(), 'isocast-bench-'));

function phantom(title, name, options, given) {
  const scan = join(folder, `${title.replace(/\W+/g, '-')}.nii.gz`);
  const { voxels, size, affine } = renderPhantom(name, options);
  writeFileSync(scan, niftiBytes({ size, affine, voxels, gzip: true }));
  return { title, scan, given };
}

const bone = { threshold: { preset: 'bone' } };
const cases =
  scans.length > 0
    ? scans.map((scan) => ({ title: basename(scan), scan, given: bone }))
    : [
        phantom('ball of 40 mm', 'ball', { spacing: [0.5, 0.5, 1] }, bone),
        phantom(
          'the same, tilted and stored mirrored',
          'ball',
          { spacing: [0.5, 0.5, 1], tiltDeg: [12, -7, 20], axes: 'RPS' },
          bone,
        ),
        phantom(
          'skull phantom, 10 HU noise',
          'skull',
          { spacing: [0.5, 0.5, 1] },
          { threshold: { threshold: 'half-max' } },
        ),
      ];

const mm = (x) => x.toFixed(4);
const thousands = (n) => n.toLocaleString('en-US');
const head = ['scan', 'grid', 'triangles', 'mean', 'p95', 'max, proven', 'faults', 'time', 'peak memory'];
console.log(`| ${head.join(' | ')} |\n|${head.map(() => '---').join('|')}|`);
try {
  for (const { title, scan, given } of cases) {
    const one = new URL('./convert-one.mjs', import.meta.url).pathname;
    const run = spawnSync(process.execPath, [one, JSON.stringify({ scan, given, threads })], {
      maxBuffer: 2 ** 28,
    });
    if (run.status !== 0) {
      console.log(`| ${title} | failed: ${String(run.stderr).trim().split('\n').at(-1)} |`);
      continue;
    }
    const { seconds, peakMB, stages, report } = JSON.parse(String(run.stdout));
    const [{ mesh, ledger, grid }] = report.parts;
    const [raw, last] = [ledger[0], ledger.at(-1)];
    const worst = (key) => mm(Math.max(last.toReference[key], last.fromReference?.[key] ?? 0));
    const faults =
      mesh.openEdges +
      mesh.nonManifoldEdges +
      mesh.nonManifoldVertices +
      mesh.misorientedEdges +
      mesh.degenerateTriangles +
      mesh.duplicateTriangles +
      mesh.selfIntersections;
    const row = [
      title,
      `${grid.size.join(' × ')} @ ${Number(grid.spacing[0].toFixed(3))}`,
      `${thousands(raw.triangles)} → ${thousands(mesh.triangles)}`,
      worst('meanAbsolute'),
      worst('p95'),
      worst('bound'),
      faults,
      `${seconds.toFixed(1)} s`,
      `${peakMB.toFixed(0)} MB`,
    ];
    console.log(`| ${row.join(' | ')} |`);
    if (withStages)
      for (const [step, s] of Object.entries(stages))
        console.log(`    ${s.toFixed(2).padStart(7)} s  ${step}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
