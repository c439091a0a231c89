// From a scan to the files of a model, its report and all that the record says.
import { UserError } from '../core/errors.js';
import type { FileFacts, Report } from '../core/facts.js';
import { spacingOf } from '../core/grid.js';
import { lengthsText } from '../core/lengths-text.js';
import type { Mesh } from '../core/mesh.js';
import { printModel } from '../core/print-model.js';
import type { Shown } from '../core/shown.js';
import { fileName } from '../files/file-name.js';
import type { OutputFile } from '../files/write-files.js';
import type { PrinterInForce } from '../printing/find-printer.js';
import type { PrintWish } from '../printing/printability.js';
import { makeReport } from '../report/make-report.js';
import { reportJson } from '../report/report-json.js';
import { reportPage } from '../report/report-page.js';
import { calipersFor } from '../report/wished-calipers.js';
import { version } from '../version.js';
import { caliperWishes } from './caliper-wishes.js';
import { carriedMaps } from './carried-maps.js';
import { caseName } from './case-name.js';
import { caseOf } from './case-of.js';
import { type JsonObject, textIn } from './json.js';
import type { Made } from './made.js';
import { makeAnatomy } from './make-anatomy.js';
import type { MadePart } from './make-parts.js';
import { modelFiles } from './model-files.js';
import { formatsFrom } from './model-formats.js';
import { type Operation, operationsIn, operationsJson } from './operations.js';
import { orderIn, orderOptions } from './order-options.js';
import { type PartWish, partWishesIn, partWishesJson } from './part-wishes.js';
import { printCheck } from './print-check.js';
import { printerIn } from './printer-in.js';
import type { Request } from './request.js';
import { scanAround } from './scan-around.js';
import { scanOptions, scanOptionsIn } from './scan-options.js';
import { shapeModel } from './shape-model.js';

export interface MadeModel extends Made {
  /** The report, knowing of the files that were written. */
  readonly reportOn: (files: readonly FileFacts[]) => Report;
}

const text = (content: string): readonly Uint8Array[] => [new TextEncoder().encode(content)];

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
 * alone), `slices` (false: nothing of the scan in the page), `labels` and `merge` of a label map (`LabelWish`), what a mask does
 * (`conversionInputs`), `case`, a pseudonym,
 * `identity` (true: the report says whose scan it is), how the scan is read (`scanOptions`), `parts` with a segmentation each
 * (`partWishesIn`) and `options`, the flags for all of them, `operations` (`operationsIn`), `order` (`orderIn`) and `calipers`
 * (`caliperWishes`).
 */
export async function makeConversion(request: Request): Promise<MadeModel> {
  const { options, threads } = request;
  const name = fileName(textIn(options, 'name') ?? 'model');
  const withReport = options.report !== false;
  const formats = formatsFrom(textIn(options, 'formats'));
  const pseudonym = caseName(textIn(options, 'case'));
  const order = orderIn(options);
  const lengths = caliperWishes(textIn(options, 'calipers'));
  const wishes = partWishesIn(options);
  const printer = await printerIn(options);
  const operations = operationsFor(request, wishes, printer);
  const {
    source,
    inputs,
    findings: found,
    made,
    shown: whole,
  } = await makeAnatomy(request, wishes, { name, case: pseudonym });
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
  const { calipers, findings: ofCalipers } = calipersFor(parts, lengths);
  const scan = whole === null ? null : scanAround(whole, { parts, mirrored, scale }, first.facts);
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
      findings: [...found, ...(shaped?.findings ?? []), ...(print?.findings ?? []), ...ofCalipers],
      order,
      source,
      tolerance,
      parts: made.map(({ facts }) => facts),
      shape: shaped?.facts ?? null,
      print: print?.facts ?? null,
      calipers,
      files: files.slice(0, models.length),
    });
  const pages: OutputFile[] = [
    { name: 'report.json', chunks: (before) => text(reportJson(reportOn(before))) },
    { name: 'report.html', chunks: (before) => page(reportOn(before), { parts: shown, scan }) },
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
    ...(options.slices === false ? { slices: false } : {}),
    formats: formats.join(','),
    merged: options.merged === true,
    case: pseudonym,
    order: orderOptions(order),
    calipers: textIn(options, 'calipers'),
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
    times: [...made.flatMap((one) => one.times), ...(shaped?.times ?? [])].filter(
      ({ seconds }) => seconds > 0,
    ),
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

async function* page(report: Report, shown: Shown): AsyncGenerator<Uint8Array> {
  yield* text(await reportPage(report, shown));
}
