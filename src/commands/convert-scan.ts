// The whole way from a scan on disk to a folder with model, report and record.
import type { Finding } from '../core/errors.js';
import type { FileFacts, Report, SourceFacts } from '../core/facts.js';
import { spacingOf } from '../core/grid.js';
import type { Part } from '../core/mesh.js';
import type { Scan } from '../core/scan.js';
import { fileName } from '../files/file-name.js';
import { checkFolder } from '../files/make-folder.js';
import { stlBytes } from '../files/stl-bytes.js';
import { threeMfBytes } from '../files/three-mf-bytes.js';
import { verifyStl } from '../files/verify-stl.js';
import { verifyThreeMf } from '../files/verify-three-mf.js';
import { type OutputFile, writeFiles } from '../files/write-files.js';
import { makeReport } from '../report/make-report.js';
import { reportJson } from '../report/report-json.js';
import { reportPage } from '../report/report-page.js';
import { makeModel, type RunOptions, type RunResult } from '../run.js';
import { hounsfield } from '../scan/hounsfield.js';
import { readScan } from '../scan/read-scan.js';
import { version } from '../version.js';
import { recordJson } from './record.js';

export interface ConvertOptions extends RunOptions {
  /** The folder for the outputs. */
  readonly out: string;
  /** Names the files and the report; letters, digits, dash, underscore, dot. */
  readonly name?: string;
  /** False: model and record only. */
  readonly report?: boolean;
  /** Axes of a NIfTI file that states none. */
  readonly orientation?: string;
}

export interface Outcome {
  readonly report: Report;
  readonly written: readonly FileFacts[];
}

const text = (content: string): readonly Uint8Array[] => [new TextEncoder().encode(content)];

const toleranceOf = (run: RunResult): number =>
  Number(run.steps.find((step) => 'tolerance' in step.options)?.options.tolerance ?? 0);

function modelFiles(part: Part, tolerance: number): OutputFile[] {
  const meta = { title: part.name, application: `Isocast ${version}`, tolerance };
  return [
    { name: `${part.name}.stl`, chunks: stlBytes(part), verify: verifyStl(part.mesh) },
    { name: `${part.name}.3mf`, chunks: threeMfBytes([part], meta), verify: verifyThreeMf([part]) },
  ];
}

function sourceOf(scan: Scan, name: string, sha256: string): SourceFacts {
  const spacing = spacingOf(scan.grid.affine);
  const a = scan.grid.affine;
  const directions = [a[0], a[1], a[2], a[4], a[5], a[6], a[8], a[9], a[10]].map(
    (x, n) => x / spacing[n % 3],
  );
  return {
    name,
    scan: scan.facts,
    size: scan.grid.size,
    spacing,
    directions,
    range: rangeOf(scan.voxels),
    uneven: scan.nodes !== undefined,
    sha256,
  };
}

function rangeOf(voxels: Int16Array | Float32Array): readonly [number, number] {
  let [low, high] = [voxels[0], voxels[0]];
  for (let n = 1; n < voxels.length; n++) {
    if (voxels[n] < low) low = voxels[n];
    if (voxels[n] > high) high = voxels[n];
  }
  return [low, high];
}

/** A warning where a preset in HU is put upon values that are not HU. */
function aboutValues(scan: Scan, { given = {} }: ConvertOptions): Finding[] {
  const chosen = given.threshold ?? {};
  if (scan.facts.labels || (chosen.threshold !== undefined && chosen.threshold !== '')) return [];
  const kind = hounsfield(scan);
  if (kind === 'HU') return [];
  const what =
    kind === 'offset'
      ? 'The values of this scan look like CT with an offset (air lies near 0, not near −1000 HU)'
      : 'The values of this scan do not look like HU (not a CT, or not calibrated)';
  return [
    {
      severity: 'warning',
      code: 'preset-without-hu',
      message: `${what}: a preset in HU means nothing here. Give --threshold a number in the scan's own values, or otsu, or half-max.`,
    },
  ];
}

/** Reads, models, measures, writes. All files appear together, or none does. Throws a UserError. */
export async function convertScan(path: string, options: ConvertOptions): Promise<Outcome> {
  const { out, orientation, threads = 1, onProgress = () => {} } = options;
  const signal = options.signal ?? new AbortController().signal;
  const name = fileName(options.name ?? 'model');
  await checkFolder(out);
  const { scan, sha256 } = await readScan(path, {
    orientation,
    signal,
    progress: (done) => onProgress('Read the scan', done),
  });
  // What the report says of the scan is taken now, so that its voxels need not be kept for it.
  const source = sourceOf(scan, name, sha256);
  const warnings = aboutValues(scan, options);
  const run = await makeModel(scan, options);
  onProgress('Write the files', 0);
  const part: Part = { ...run.part, name };
  const reportOn = (files: readonly FileFacts[]): Report =>
    makeReport({
      isocast: version,
      findings: [...warnings, ...run.findings],
      source,
      grid: { size: run.grid.size, spacing: spacingOf(run.grid.affine) },
      steps: run.steps,
      tolerance: toleranceOf(run),
      mesh: run.part.facts,
      ledger: run.ledger,
      files: files.slice(0, models.length),
    });
  const models = modelFiles(part, toleranceOf(run));
  const pages: OutputFile[] = [
    { name: 'report.json', chunks: (before) => text(reportJson(reportOn(before))) },
    { name: 'report.html', chunks: (before) => page(reportOn(before), part) },
  ];
  const command = { name, report: options.report !== false, orientation: orientation ?? null };
  const record: OutputFile = {
    name: 'record.json',
    chunks: (before) => text(recordJson({ report: reportOn(before), threads, written: before, command })),
  };
  const files = [...models, ...(command.report ? pages : []), record];
  const written = await writeFiles(out, files, signal);
  return { report: reportOn(written), written };
}

async function* page(report: Report, part: Part): AsyncGenerator<Uint8Array> {
  yield* text(await reportPage(report, [part]));
}
