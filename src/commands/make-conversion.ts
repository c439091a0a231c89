// From a scan to the files of a model, its report and all that the record says.
import type { Finding } from '../core/errors.js';
import type { FileFacts, Report, SourceFacts } from '../core/facts.js';
import { spacingOf } from '../core/grid.js';
import { lengthsText } from '../core/lengths-text.js';
import type { Part } from '../core/mesh.js';
import { fileName } from '../files/file-name.js';
import { stlBytes } from '../files/stl-bytes.js';
import { threeMfBytes } from '../files/three-mf-bytes.js';
import { verifyStl } from '../files/verify-stl.js';
import { verifyThreeMf } from '../files/verify-three-mf.js';
import type { OutputFile } from '../files/write-files.js';
import { makeReport } from '../report/make-report.js';
import { reportJson } from '../report/report-json.js';
import { reportPage } from '../report/report-page.js';
import type { Given } from '../run.js';
import { countValues } from '../scan/count-values.js';
import { scanBlur } from '../scan/scan-blur.js';
import { version } from '../version.js';
import { caseName } from './case-name.js';
import { conversionInputs } from './conversion-inputs.js';
import type { InputFacts } from './input-facts.js';
import { textIn } from './json.js';
import { type LabelWish, labelParts } from './label-parts.js';
import type { Made } from './made.js';
import { type MadeParts, makeParts } from './make-parts.js';
import { formatsFrom, type ModelFormat } from './model-formats.js';
import { overlaid } from './overlaid.js';
import type { Request } from './request.js';
import { scanFindings } from './scan-findings.js';
import { scanOptions, scanOptionsIn } from './scan-options.js';
import { sourceFacts } from './source-facts.js';

export interface MadeModel extends Made {
  /** The report, knowing of the files that were written. */
  readonly reportOn: (files: readonly FileFacts[]) => Report;
}

const text = (content: string): readonly Uint8Array[] => [new TextEncoder().encode(content)];

interface Wanted {
  readonly formats: readonly ModelFormat[];
  /** Undefined where it was not proven. */
  readonly tolerance: number | undefined;
}

/** One STL a part, and all of them in one 3MF. */
function modelFiles(name: string, parts: readonly Part[], { formats, tolerance }: Wanted): OutputFile[] {
  const meta = { title: name, application: `Isocast ${version}`, tolerance };
  const stl = parts.map((part) => ({
    name: `${parts.length === 1 ? name : `${name}-${part.name}`}.stl`,
    chunks: stlBytes(part),
    verify: verifyStl(part.mesh),
  }));
  const all = { name: `${name}.3mf`, chunks: threeMfBytes(parts, meta), verify: verifyThreeMf(parts) };
  return [...(formats.includes('stl') ? stl : []), ...(formats.includes('3mf') ? [all] : [])];
}

interface Begun {
  readonly source: SourceFacts;
  readonly inputs: readonly InputFacts[];
  readonly findings: readonly Finding[];
  readonly making: Promise<MadeParts>;
}

/**
 * Reads the scan, says what is to be said of it, and begins. Stands alone so that nobody holds the voxels while the parts
 * are made of them.
 */
async function begun(request: Request, wish: LabelWish, pseudonym: string | null): Promise<Begun> {
  const { read, scan, inputs, given, findings } = await conversionInputs(request);
  const wanted = labelParts(scan, wish);
  const counted = (scan.voxels === read.scan.voxels && read.counted) || countValues(scan.voxels);
  // A draft at the threshold has no use for the blur.
  const measured = given.solid?.draft !== true || given.locate?.edge !== 'threshold';
  const { name } = wish;
  const named = { name, case: pseudonym, identity: read.identity ?? null, sha256: read.sha256 };
  const source = sourceFacts(scan, counted, named, measured);
  const warnings = scanFindings(scan, counted, given);
  const blur: Given =
    scan.facts.labels || !measured ? {} : { locate: { blur: scanBlur(scan, source.sharpness) } };
  const making = makeParts(scan, wanted, { ...request, given: overlaid(blur, given) });
  making.catch(() => {});
  return { source, inputs, findings: [...findings, ...warnings], making };
}

/**
 * Reads, models, measures. Own options: `name` of the model, `formats` (`formatsFrom`), `report` (false: model alone), `labels` and `merge` of a
 * label map (`LabelWish`), what a mask does
 * (`conversionInputs`), `case`, a pseudonym, `identity` (true: the report says whose scan it is), and how the scan is read (`scanOptions`).
 */
export async function makeConversion(request: Request): Promise<MadeModel> {
  const { options, threads } = request;
  const name = fileName(textIn(options, 'name') ?? 'model');
  const withReport = options.report !== false;
  const formats = formatsFrom(textIn(options, 'formats'));
  const wish = { name, labels: textIn(options, 'labels'), merge: options.merge === true };
  const pseudonym = caseName(textIn(options, 'case'));
  const { source, inputs, findings: before, making } = await begun(request, wish, pseudonym);
  const { made, findings: found } = await making;
  const [first] = made;
  const parts = made.map(({ part }) => part);
  const tolerance = Number(
    first.facts.steps.find((step) => 'tolerance' in step.options)?.options.tolerance ?? 0,
  );
  const proven = first.facts.ledger.length > 0 ? tolerance : undefined;
  const models = modelFiles(name, parts, { formats, tolerance: proven });
  const reportOn = (files: readonly FileFacts[]): Report =>
    makeReport({
      isocast: version,
      findings: [...before, ...found],
      source,
      tolerance,
      parts: made.map(({ facts }) => facts),
      files: files.slice(0, models.length),
    });
  const pages: OutputFile[] = [
    { name: 'report.json', chunks: (before) => text(reportJson(reportOn(before))) },
    { name: 'report.html', chunks: (before) => page(reportOn(before), parts) },
  ];
  const { verdict, findings } = reportOn([]);
  return {
    command: {
      name: 'convert',
      options: {
        ...wish,
        label: textIn(options, 'label'),
        maskUse: textIn(options, 'maskUse'),
        report: withReport,
        formats: formats.join(','),
        case: pseudonym,
        identity: options.identity === true,
        ...scanOptions(scanOptionsIn(options)),
      },
    },
    description: 'A printable model (triangles, mm, LPS) of a structure in a scan.',
    resolution: `surface computed on voxels of ${lengthsText(spacingOf(first.grid.affine))} mm`,
    inputs,
    steps: made.flatMap(({ facts }) => facts.steps.map((step) => ({ ...step, of: 'scan' as const }))),
    grid: first.grid,
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

async function* page(report: Report, parts: readonly Part[]): AsyncGenerator<Uint8Array> {
  yield* text(await reportPage(report, parts));
}
