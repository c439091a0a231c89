// From a scan to the files of a model, its report and all that the record says.
import { type Finding, UserError } from '../core/errors.js';
import type { FileFacts, Report, SourceFacts } from '../core/facts.js';
import { spacingOf } from '../core/grid.js';
import { lengthsText } from '../core/lengths-text.js';
import type { Mesh } from '../core/mesh.js';
import type { ShownPart } from '../core/origin-colours.js';
import { printModel } from '../core/print-model.js';
import { fileName } from '../files/file-name.js';
import type { OutputFile } from '../files/write-files.js';
import type { PrinterInForce } from '../printing/find-printer.js';
import type { PrintWish } from '../printing/printability.js';
import { modelSteps } from '../recipes.js';
import { makeReport } from '../report/make-report.js';
import { reportJson } from '../report/report-json.js';
import { reportPage } from '../report/report-page.js';
import type { Given } from '../run.js';
import { countValues } from '../scan/count-values.js';
import { scanBlur } from '../scan/scan-blur.js';
import { version } from '../version.js';
import { carriedMaps } from './carried-maps.js';
import { caseName } from './case-name.js';
import { caseOf } from './case-of.js';
import { conversionInputs } from './conversion-inputs.js';
import { type FoundOf, findingsOfParts } from './findings-of-parts.js';
import type { InputFacts } from './input-facts.js';
import { type JsonObject, textIn } from './json.js';
import { type LabelWish, labelParts } from './label-parts.js';
import type { Made } from './made.js';
import { type MadePart, type MadeParts, makeParts } from './make-parts.js';
import { modelFiles } from './model-files.js';
import { formatsFrom } from './model-formats.js';
import { type Operation, operationsIn, operationsJson } from './operations.js';
import { givenIn } from './options-in.js';
import { overlaid } from './overlaid.js';
import { maskRole, type PartWish, partWishesIn, partWishesJson, requestFor } from './part-wishes.js';
import { printCheck } from './print-check.js';
import { printerIn } from './printer-in.js';
import type { Request } from './request.js';
import { scanFindings } from './scan-findings.js';
import { scanOptions, scanOptionsIn } from './scan-options.js';
import { shapeModel } from './shape-model.js';
import { sourceFacts } from './source-facts.js';

export interface MadeModel extends Made {
  /** The report, knowing of the files that were written. */
  readonly reportOn: (files: readonly FileFacts[]) => Report;
}

const text = (content: string): readonly Uint8Array[] => [new TextEncoder().encode(content)];

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
  const maps =
    request.options.report !== false || formatsFrom(textIn(request.options, 'formats')).includes('ply');
  const making = makeParts(scan, wanted, { ...request, maps, given: overlaid(blur, given) });
  making.catch(() => {});
  return { source, inputs, findings: [...findings, ...warnings], making };
}

/** What was made of the scan, before anything is done to it as a model. */
interface Anatomy {
  readonly source: SourceFacts;
  readonly inputs: readonly InputFacts[];
  readonly findings: readonly Finding[];
  readonly made: readonly [MadePart, ...MadePart[]];
}

async function wholeAnatomy(request: Request, name: string, pseudonym: string | null): Promise<Anatomy> {
  const { options } = request;
  const wish = { name, labels: textIn(options, 'labels'), merge: options.merge === true };
  const { source, inputs, findings: before, making } = await begun(request, wish, pseudonym);
  const { made, findings } = await making;
  return { source, inputs, findings: [...before, ...findings], made };
}

/** One part after another, each from the scan anew: what one needs of memory the next has again. */
async function anatomyOfParts(
  request: Request,
  wishes: readonly [PartWish, ...PartWish[]],
  name: string,
  pseudonym: string | null,
): Promise<Anatomy> {
  const made: MadePart[] = [];
  const inputs: InputFacts[] = [];
  const found: FoundOf[] = [];
  const shared = { ...request, given: givenIn(request.options.options, modelSteps) };
  let source: SourceFacts | null = null;
  for (const wish of wishes) {
    const own = await wholeAnatomy(requestFor(shared, wish), wish.name, pseudonym);
    source ??= { ...own.source, name };
    inputs.push(...own.inputs.map((input) => ofPart(input, wish)).filter((one) => isNew(one, inputs)));
    found.push({ name: wish.name, findings: own.findings });
    const { material } = wish;
    for (const one of own.made)
      made.push(material === null ? one : { ...one, facts: { ...one.facts, material } });
  }
  const [first, ...more] = made;
  if (source === null || first === undefined) throw new Error('a part was asked for, and none was made');
  return { source, inputs, findings: findingsOfParts(found), made: [first, ...more] };
}

const ofPart = (input: InputFacts, { name }: PartWish): InputFacts =>
  input.role === 'mask' ? { ...input, role: maskRole(name) } : input;

const isNew = ({ role }: InputFacts, known: readonly InputFacts[]): boolean =>
  known.every((one) => one.role !== role);

/** Parts with a segmentation each may overlap: then who comes first keeps what both claim. */
function operationsFor(
  { options }: Request,
  wishes: readonly PartWish[],
  printer: PrinterInForce | null,
): readonly Operation[] {
  const wanted = operationsIn(options.operations, printer);
  const said = wanted.some(({ step }) => step.declaration.name === 'resolve-overlaps');
  return wishes.length < 2 || said
    ? wanted
    : [...operationsIn([{ operation: 'resolve-overlaps' }]), ...wanted];
}

/**
 * Reads, models, measures, shapes. Own options: `name` of the model, `formats` (`formatsFrom`), `merged`, `report` (false: model
 * alone), `labels` and `merge` of a label map (`LabelWish`), what a mask does (`conversionInputs`), `case`, a pseudonym,
 * `identity` (true: the report says whose scan it is), how the scan is read (`scanOptions`), `parts` with a segmentation each
 * (`partWishesIn`) and `options`, the flags for all of them, and `operations` (`operationsIn`).
 */
export async function makeConversion(request: Request): Promise<MadeModel> {
  const { options, threads } = request;
  const name = fileName(textIn(options, 'name') ?? 'model');
  const withReport = options.report !== false;
  const formats = formatsFrom(textIn(options, 'formats'));
  const pseudonym = caseName(textIn(options, 'case'));
  const [firstWish, ...moreWishes] = partWishesIn(options);
  const wishes = firstWish === undefined ? [] : [firstWish, ...moreWishes];
  const printer = printerIn(options);
  const operations = operationsFor(request, wishes, printer);
  const {
    source,
    inputs,
    findings: found,
    made,
  } = firstWish === undefined
    ? await wholeAnatomy(request, name, pseudonym)
    : await anatomyOfParts(request, [firstWish, ...moreWishes], name, pseudonym);
  const [first] = made;
  refuseTwins(made);
  const proven = first.facts.ledger.length > 0;
  const tolerance = Number(
    first.facts.steps.find((step) => 'tolerance' in step.options)?.options.tolerance ?? 0,
  );
  const anatomy = printModel(made.map(({ part }) => part));
  const shaped = operations.length === 0 ? null : await shapeModel(anatomy, operations, request, proven);
  const { parts, mirrored, scale } = shaped?.model ?? anatomy;
  const carried = parts.map((part) => carriedMaps(part, made, { mirrored, scale }));
  const thickness = new Map<Mesh, Float32Array>();
  const onThickness: PrintWish['onThickness'] = ({ mesh }, values) => thickness.set(mesh, values);
  const print = printer === null ? null : await printCheck(parts, printer, request, { onThickness });
  const shown = parts.map((part, p) => {
    const wall = thickness.get(part.mesh);
    return { ...part, maps: wall === undefined ? carried[p] : { ...carried[p], thickness: wall } };
  });
  const models = modelFiles(name, parts, {
    formats,
    tolerance: proven ? tolerance : undefined,
    merged: options.merged === true,
    mirrored,
    scale,
    deviations: carried.map(({ deviation = null }) => deviation),
  });
  const reportOn = (files: readonly FileFacts[]): Report =>
    makeReport({
      isocast: version,
      findings: [...found, ...(shaped?.findings ?? []), ...(print?.findings ?? [])],
      source,
      tolerance,
      parts: made.map(({ facts }) => facts),
      shape: shaped?.facts ?? null,
      print: print?.facts ?? null,
      files: files.slice(0, models.length),
    });
  const pages: OutputFile[] = [
    { name: 'report.json', chunks: (before) => text(reportJson(reportOn(before))) },
    { name: 'report.html', chunks: (before) => page(reportOn(before), shown) },
  ];
  const { verdict, findings } = reportOn([]);
  const own: JsonObject = {
    name,
    ...(wishes.length === 0
      ? {
          labels: textIn(options, 'labels'),
          merge: options.merge === true,
          label: textIn(options, 'label'),
          maskUse: textIn(options, 'maskUse'),
        }
      : { parts: partWishesJson(wishes), options: options.options ?? {} }),
    operations: operationsJson(operations),
    printer: textIn(options, 'printer'),
    process: textIn(options, 'process'),
    printers: options.printers ?? null,
    report: withReport,
    formats: formats.join(','),
    merged: options.merged === true,
    case: pseudonym,
    identity: options.identity === true,
    ...scanOptions(scanOptionsIn(options)),
  };
  return {
    command: { name: 'convert', options: own },
    case: caseOf(request, own, wishes, inputs),
    description: 'A printable model (triangles, mm, LPS) of a structure in a scan.',
    resolution: `surface computed on voxels of ${lengthsText(spacingOf(first.grid.affine))} mm`,
    inputs,
    steps: [
      ...made.flatMap(({ facts }) => facts.steps.map((step) => ({ ...step, of: 'scan' as const }))),
      ...(shaped?.facts.operations ?? []).map((step) => ({ ...step, of: 'model' as const })),
    ],
    times: [...made.flatMap((one) => one.times), ...(shaped?.times ?? [])],
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

/** Files are named for their parts. */
function refuseTwins(made: readonly MadePart[]): void {
  const names = made.map(({ part }) => part.name.toLowerCase());
  const twice = made.find((_, n) => names.indexOf(names[n]) !== n);
  if (twice !== undefined)
    throw new UserError(`Two parts are called '${twice.part.name}'.`, 'Give each a name of its own.');
}

async function* page(report: Report, parts: readonly ShownPart[]): AsyncGenerator<Uint8Array> {
  yield* text(await reportPage(report, { parts, scan: null }));
}
