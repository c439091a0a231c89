// From a scan to the same scan on another grid, with its mask, its sidecar and all that the record says.
import type { FileFacts } from '../core/facts.js';
import { type Grid, spacingOf } from '../core/grid.js';
import { lengthsText } from '../core/lengths-text.js';
import type { Scan } from '../core/scan.js';
import { niftiChunks, type StoredVolume } from '../files/nifti-chunks.js';
import type { OutputFile } from '../files/write-files.js';
import { valueRange } from '../kernel/value-range.js';
import { resampled } from '../recipes.js';
import { type Given, type RunTrace, runRecipe } from '../run.js';
import type { ReadGrid } from '../scan/read-grid.js';
import type { ReadScan } from '../scan/read-scan.js';
import { roundedOff } from '../scan/rounded-off.js';
import { chooseMask } from './choose-mask.js';
import { type GridFacts, gridFacts } from './grid-facts.js';
import { gridInput, scanInput } from './input-facts.js';
import { type JsonObject, textIn } from './json.js';
import { jsonText } from './json-text.js';
import type { DoneStep, Made } from './made.js';
import { maskFindings } from './mask-findings.js';
import { type MaskKept, maskKept } from './mask-kept.js';
import { maskOnto } from './mask-onto.js';
import { moved } from './moved.js';
import { numbersText } from './numbers-text.js';
import { outputName } from './output-name.js';
import { readInput } from './read-input.js';
import { readLike } from './read-like.js';
import { readMaskInput } from './read-mask-input.js';
import { apartError, refuseApart } from './refuse-apart.js';
import type { Request } from './request.js';
import { resampleFindings } from './resample-findings.js';
import { type Resampled, resampleSidecar } from './resample-sidecar.js';
import { resampleWanted, type Wanted } from './resample-wanted.js';
import { scanOptions, scanOptionsIn } from './scan-options.js';
import { sameGrid, storedVolume } from './stored-volume.js';
import { toJsonObject } from './to-json.js';

/** A volume on its new grid, for the summary. */
export interface MadeVolume extends Made {
  readonly labels: boolean;
  /** The grid of the file. */
  readonly facts: GridFacts;
  /** Least and greatest value of the scan, and of the result. */
  readonly range: Resampled['range'];
  /** How much of the mask is left; null without one. */
  readonly kept: MaskKept | null;
  /** All of it, as the file beside the volume holds it, knowing of the files before that. */
  readonly sidecar: (outputs: readonly FileFacts[]) => JsonObject;
}

interface Inputs {
  readonly read: ReadScan;
  readonly like: ReadGrid | null;
  readonly mask: ReadScan | null;
}

type Run = RunTrace & { readonly made: Scan };

/**
 * Own options: `file` to write; `preset`; `values`, auto, grey or labels; `padding`, stored or air (CT values below
 * −1200 HU); `maskKernel` and `label` of the mask; `orientation` of scan and mask; `like`, what was read of the reference
 * grid, which makes it unnecessary the second time; `greyOnly`, options given that a label map has no use for.
 */
export async function makeResampling(request: Request): Promise<MadeVolume> {
  const names = outputName(textIn(request.options, 'file') ?? '');
  const wanted = resampleWanted(request);
  const inputs = await readAll(request, wanted);
  const { read, like, mask } = inputs;
  const scan = asTold(read.scan, wanted.values);
  // Between where a file lies and where its place was rounded to; grids are handed over in the scan's own rounding.
  const off = roundedOff(read.stored, scan.grid, scan.nodes);
  const target = like && moved(like.grid, roundedOff(like.stored, like.grid), off);
  const chosen = mask && chooseMask(mask.scan, wanted.label);
  if (target && (scan.facts.labels || !saysOutside(wanted.given))) refuseApart(scan, target);
  const main = await runRecipe(resampled, scan, { ...request, given: onGrid(wanted.given, target) });
  const result = main.made;
  if (allOutside(main) && !saysOutside(wanted.given)) throw apartError(false);
  const small =
    mask &&
    chosen &&
    (await maskOnto(
      chosen,
      {
        // In the rounding of the mask's own file.
        grid: moved(result.grid, off, roundedOff(mask.stored, chosen.grid, chosen.nodes)),
        kernel: wanted.maskKernel,
        storeMask: wanted.given.storeMask,
      },
      request,
    ));
  const own = sameGrid(result.grid, scan.grid);
  const model = {
    stored: like?.stored ?? read.stored,
    placed: target ?? scan.grid,
    nodes: like ? undefined : scan.nodes,
    // Whole numbers that were stored as floats are narrowed, but for a scan that has not changed at all.
    numberType: own || read.numberType !== 'float32' ? read.numberType : 'any',
    rescaling: own && sameValues(result, scan) ? read.rescaling : null,
  };
  const kept = small && chosen && maskKept(chosen, small.made);
  const volume = storedVolume(result, model, names.gzip);
  const range = { scan: valueRange(scan.voxels), result: valueRange(result.voxels) };
  const told = factsOf(request, wanted, { ...inputs, read: { ...read, scan } }, [main, small, kept]);
  const made = { ...told, grid: volume.grid, resolution: resolutionOf(volume.grid), record: names.record };
  const numbers = numbersText(own, volume, read);
  const known = { scan, volume, numbers, range, spacing: spacingOf(scan.grid.affine), kept };
  const sidecar = (before: readonly FileFacts[]): JsonObject => resampleSidecar(made, known, before);
  const files: OutputFile[] = [
    { name: names.file, chunks: niftiChunks(volume, (done) => request.onProgress('Write the files', done)) },
    ...(small ? [{ name: names.mask, chunks: niftiChunks(maskVolume(small.made, volume)) }] : []),
    {
      name: names.facts,
      chunks: (before) => [new TextEncoder().encode(jsonText(sidecar(before)))],
    },
  ];
  return { ...made, labels: scan.facts.labels, facts: gridFacts(volume.grid), range, kept, sidecar, files };
}

function sameValues({ voxels }: Scan, { voxels: others }: Scan): boolean {
  for (let v = 0; v < voxels.length; v++) if (voxels[v] !== others[v]) return false;
  return true;
}

async function readAll(request: Request, { padding, label }: Wanted): Promise<Inputs> {
  const { options, paths, expected } = request;
  const read = await readInput('scan', { ...request, options: { ...options, padding } });
  const like = await readLike(request);
  const masked = paths.mask !== undefined || expected?.mask !== undefined;
  return { read, like, mask: masked ? await readMaskInput(request, read, label) : null };
}

function asTold(scan: Scan, values: string): Scan {
  return values === 'auto' ? scan : { ...scan, facts: { ...scan.facts, labels: values === 'labels' } };
}

/** The same options, with the grid of the reference where there is one. */
function onGrid(given: Given, grid: Grid | null): Given {
  if (grid === null) return given;
  return {
    ...given,
    resample: { ...given.resample, grid },
    resampleLabels: { ...given.resampleLabels, grid },
  };
}

/** Whether it was said with which value voxels outside the scan are to be filled. */
const saysOutside = ({ store = {} }: Given): boolean => typeof store.outside === 'number';

const allOutside = ({ steps }: Run): boolean =>
  steps.some(({ notes }) =>
    notes.some(({ name, value }) => name === 'voxels outside the scan' && value === 100),
  );

const maskVolume = (mask: Scan, { grid, start, strides, gzip }: StoredVolume): StoredVolume => ({
  grid,
  start,
  strides,
  gzip,
  voxels: mask.voxels,
  numberType: 'uint8',
  labels: true,
});

function resolutionOf({ affine }: Grid): string {
  const spacing = spacingOf(affine);
  const isotropic = spacing.every((s) => s.toFixed(6) === spacing[0].toFixed(6));
  return `${lengthsText(spacing)} mm${isotropic ? ' (isotropic)' : ''}`;
}

/** What the record says whatever the grid is. */
function factsOf(
  { options, threads, memory }: Request,
  wanted: Wanted,
  { read, like, mask }: Inputs,
  [main, small, kept]: readonly [Run, Run | null, MaskKept | null],
): Omit<Made, 'grid' | 'resolution' | 'record' | 'files'> {
  const { given: _, ...own } = wanted;
  const steps: DoneStep[] = [
    ...main.steps.map((step) => ({ ...step, of: 'scan' as const })),
    ...(small?.steps ?? []).map((step) => ({ ...step, of: 'mask' as const })),
  ];
  return {
    command: {
      name: 'resample',
      options: toJsonObject({
        file: textIn(options, 'file'),
        ...own,
        ...scanOptions(scanOptionsIn(options)),
        like,
      }),
    },
    description: read.scan.facts.labels
      ? 'A label map brought to another grid; every label is one of its own.'
      : 'A scan resampled to another grid.',
    inputs: [
      scanInput('scan', read),
      ...(like ? [gridInput('like', like)] : []),
      ...(mask ? [scanInput('mask', mask)] : []),
    ],
    steps,
    threads,
    memory,
    seeded: null,
    precision:
      'Positions in double precision (float64), samples, weights and sums in single precision (float32).',
    findings: [
      ...resampleFindings(read.scan, wanted, main.steps, like !== null),
      ...main.findings,
      ...(small?.findings ?? []),
      ...(mask ? maskFindings(mask) : []),
      ...(kept?.findings ?? []),
    ],
    verdict: null,
  };
}
