// From a scan to the files of a model, its report and all that the record says.
import type { Finding } from '../core/errors.js';
import type { FileFacts, Report, SourceFacts } from '../core/facts.js';
import { spacingOf } from '../core/grid.js';
import { lengthsText } from '../core/lengths-text.js';
import type { Part } from '../core/mesh.js';
import type { Scan } from '../core/scan.js';
import { fileName } from '../files/file-name.js';
import { stlBytes } from '../files/stl-bytes.js';
import { threeMfBytes } from '../files/three-mf-bytes.js';
import { verifyStl } from '../files/verify-stl.js';
import { verifyThreeMf } from '../files/verify-three-mf.js';
import type { OutputFile } from '../files/write-files.js';
import { makeReport } from '../report/make-report.js';
import { reportJson } from '../report/report-json.js';
import { reportPage } from '../report/report-page.js';
import { type Given, makeModel, type RunResult } from '../run.js';
import { countValues, type ValueCounts } from '../scan/count-values.js';
import { hounsfield } from '../scan/hounsfield.js';
import { sharpness } from '../scan/sharpness.js';
import { version } from '../version.js';
import { scanInput } from './input-facts.js';
import { textIn } from './json.js';
import type { Made } from './made.js';
import { readInput } from './read-input.js';
import type { Request } from './request.js';
import { scanOptions, scanOptionsIn } from './scan-options.js';

export interface MadeModel extends Made {
  /** The report, knowing of the files that were written. */
  readonly reportOn: (files: readonly FileFacts[]) => Report;
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

function sourceOf(scan: Scan, counted: ValueCounts, name: string, sha256: string): SourceFacts {
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
    range: [counted.min, counted.max],
    uneven: scan.nodes !== undefined,
    sharpness: sharpness(scan, counted),
    sha256,
  };
}

/** A warning where a preset in HU is put upon values that are not HU. */
function aboutValues(scan: Scan, counted: ValueCounts, given: Given): Finding[] {
  const chosen = given.threshold ?? {};
  if (scan.facts.labels || (chosen.threshold !== undefined && chosen.threshold !== '')) return [];
  const kind = hounsfield(scan, counted);
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

/**
 * Reads, models, measures. Own options: `name` of the model, `report` (false: model alone), and how the scan is read
 * (`scanOptions`).
 */
export async function makeConversion(request: Request): Promise<MadeModel> {
  const { options, given, threads } = request;
  const name = fileName(textIn(options, 'name') ?? 'model');
  const withReport = options.report !== false;
  const read = await readInput('scan', request);
  // What is said of the scan is taken now, so that its voxels need not be kept for it.
  const { scan } = read;
  const input = scanInput('scan', read);
  const counted = countValues(scan.voxels);
  const source = sourceOf(scan, counted, name, read.sha256);
  const warnings = aboutValues(scan, counted, given);
  const run = await makeModel(scan, request);
  const part: Part = { ...run.part, name };
  const models = modelFiles(part, toleranceOf(run));
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
  const pages: OutputFile[] = [
    { name: 'report.json', chunks: (before) => text(reportJson(reportOn(before))) },
    { name: 'report.html', chunks: (before) => page(reportOn(before), part) },
  ];
  const { verdict, findings } = reportOn([]);
  return {
    command: {
      name: 'convert',
      options: { name, report: withReport, ...scanOptions(scanOptionsIn(options)) },
    },
    description: 'A printable model (triangles, mm, LPS) of a structure in a scan.',
    resolution: `surface computed on voxels of ${lengthsText(spacingOf(run.grid.affine))} mm`,
    inputs: [input],
    steps: run.steps.map((step) => ({ ...step, of: 'scan' })),
    grid: run.grid,
    threads,
    seeded: null,
    precision:
      'Positions in double precision, grey values and vertices in single precision (float32); tests of the mesh by exact arithmetic.',
    findings,
    verdict,
    files: [...models, ...(withReport ? pages : [])],
    record: 'record.json',
    reportOn,
  };
}

async function* page(report: Report, part: Part): AsyncGenerator<Uint8Array> {
  yield* text(await reportPage(report, [part]));
}
