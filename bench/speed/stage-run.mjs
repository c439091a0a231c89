// One conversion in a process of its own, stage after stage, each waited for: what each one takes. Prints JSON.
// node bench/speed/stage-run.mjs '{ "scan": path, "given": {…}, "threads": 1 }'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sourceFacts } from '../../dist/commands/source-facts.js';
import { spacingOf } from '../../dist/core/grid.js';
import { stlBytes } from '../../dist/files/stl-bytes.js';
import { threeMfBytes } from '../../dist/files/three-mf-bytes.js';
import { verifyParts } from '../../dist/files/verify-parts.js';
import { verifyStl } from '../../dist/files/verify-stl.js';
import { writeFiles } from '../../dist/files/write-files.js';
import { model } from '../../dist/recipes.js';
import { makeReport } from '../../dist/report/make-report.js';
import { reportPage } from '../../dist/report/report-page.js';
import { runRecipe } from '../../dist/run.js';
import { countValues } from '../../dist/scan/count-values.js';
import { readScan } from '../../dist/scan/read-scan.js';
import { scanBlur } from '../../dist/scan/scan-blur.js';

const { scan: path, given, threads } = JSON.parse(process.argv[2]);
const { signal } = new AbortController();

/** The stage that each step of the recipe belongs to; the rest is the mask's clean-up. */
const stageOf = {
  'clip-metal': 'coefficients of the spline',
  resample: 'coefficients of the spline',
  crop: 'coefficients of the spline',
  threshold: 'threshold pass',
  surface: 'marching cubes',
  refine: 'fair and refine (labels)',
  fair: 'fair and refine (labels)',
  locate: 'locate',
  smooth: 'smooth',
  decimate: 'decimate',
  solid: 'solid: checks of the mesh',
};

const found = [];

/** MB; from here on the kernel's own count of the most begins anew. */
function peakSince() {
  const [, kB] = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'));
  writeFileSync('/proc/self/clear_refs', '5');
  return Number(kB) / 1024;
}

/** What `work` gives; what it took is added to that of its stage. */
async function timed(stage, work) {
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  const made = await work();
  const { user, system } = process.cpuUsage(cpu);
  const now = { wall: (performance.now() - wall) / 1000, cpu: (user + system) / 1e6, peak: peakSince() };
  const known = found.find((one) => one.stage === stage);
  if (known === undefined) found.push({ stage, ...now });
  else {
    known.wall += now.wall;
    known.cpu += now.cpu;
    known.peak = Math.max(known.peak, now.peak);
  }
  return made;
}

/** The recipe of a model, but nothing is measured beside a step that is being timed. */
const oneByOne = (scan, kitchen) => {
  const open = [];
  const settle = async () => {
    for (const [stage, work] of open.splice(0)) await timed(stage, work);
  };
  return model(scan, {
    ...kitchen,
    run: async (step, input) => {
      await settle();
      return timed(stageOf[step.declaration.name] ?? 'clean-up of the mask', () => kitchen.run(step, input));
    },
    measure: (...about) => open.push(['measuring (ledger)', () => kitchen.measure(...about)]),
    judge: (...about) => open.push(['uncertainty', () => kitchen.judge(...about)]),
  });
};

const out = mkdtempSync(join(tmpdir(), 'isocast-stages-'));
try {
  peakSince();
  const read = await timed('read', () => readScan(path, {}));
  const { scan } = read;
  const source = await timed('facts of the scan: noise, blur', () => {
    const named = { name: 'model', case: null, identity: null, sha256: read.sha256 };
    return sourceFacts(scan, read.counted ?? countValues(scan.voxels), named, true);
  });
  const locate = { blur: scanBlur(scan, source.sharpness), ...given.locate };
  // As makeModel has it.
  const resample = { short: true, ...given.resample };
  const run = await runRecipe(oneByOne, scan, { given: { ...given, resample, locate }, threads });
  const { part, grid } = run.made;
  const { mesh, colour } = part;
  const parts = [{ name: 'model', mesh, colour }];
  const written = (file) => writeFiles(out, [file], signal);
  const stl = { name: 'model.stl', chunks: stlBytes(parts[0]), verify: verifyStl(mesh) };
  const meta = { title: 'model', application: 'Isocast', tolerance: 0.1 };
  const threeMf = { name: 'model.3mf', chunks: threeMfBytes(parts, meta), verify: verifyParts(parts) };
  const files = [
    ...(await timed('write the STL', () => written(stl))),
    ...(await timed('write the 3MF', () => written(threeMf))),
  ];
  const facts = {
    name: 'model',
    colour,
    labels: null,
    grid: { size: grid.size, spacing: spacingOf(grid.affine) },
    steps: run.steps,
    mesh: part.facts,
    ledger: run.ledger,
    uncertainty: null,
  };
  await timed('page', async () => {
    const report = makeReport({
      isocast: '',
      findings: run.findings,
      source,
      tolerance: 0.1,
      parts: [facts],
      files,
    });
    const text = new TextEncoder().encode(await reportPage(report, { parts, scan: null }));
    await written({ name: 'report.html', chunks: [text] });
  });
  const triangles = run.ledger.map((row) => row.triangles);
  console.log(JSON.stringify({ stages: found, size: scan.grid.size, grid: grid.size, triangles }));
} finally {
  rmSync(out, { recursive: true, force: true });
}
