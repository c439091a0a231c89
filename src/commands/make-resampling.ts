// From a scan to the same scan on another grid, with its mask, its sidecar and all that the record says.

import type { Finding } from '../core/errors.js';
import { UserError } from '../core/errors.js';
import type { StepFacts } from '../core/facts.js';
import { type Grid, spacingOf, type Vec3 } from '../core/grid.js';
import type { Scan } from '../core/scan.js';
import { niftiChunks, type StoredVolume } from '../files/nifti-chunks.js';
import { resampled, resampledMask } from '../recipes.js';
import { type Given, runRecipe } from '../run.js';
import type { ReadScan } from '../scan/read-scan.js';
import { roundedOff } from '../scan/rounded-off.js';
import { chooseMask } from './choose-mask.js';
import { type GridFacts, gridFacts } from './grid-facts.js';
import { gridInput, type InputFacts, scanInput } from './input-facts.js';
import { textIn } from './json.js';
import { jsonText } from './json-text.js';
import type { DoneStep, Made } from './made.js';
import { moved } from './moved.js';
import { outputName } from './output-name.js';
import { readInput } from './read-input.js';
import { readLike } from './read-like.js';
import type { Request } from './request.js';
import { type ResamplePreset, resamplePresets } from './resample-presets.js';
import { resampleSidecar } from './resample-sidecar.js';
import { sameGrid, storedVolume } from './stored-volume.js';
import { toJsonObject } from './to-json.js';
import { valueRange } from './value-range.js';

/** A volume on its new grid, for the summary. */
export interface MadeVolume extends Made {
  readonly labels: boolean;
  /** The grid of the file. */
  readonly facts: GridFacts;
  /** Least and greatest value of the scan, and of the result. */
  readonly range: { readonly scan: readonly [number, number]; readonly result: readonly [number, number] };
}

interface Wanted {
  readonly preset: string | null;
  readonly given: Given;
  readonly maskKernel: string;
  readonly label: string | null;
  readonly padding: string;
}

/**
 * Own options: `file` to write; `preset`; `values`, auto, grey or labels;
 * `padding`, stored or air (CT values below −1200 HU); `maskKernel`; `label` of the
 * mask; `orientation` of scan and mask;
 * `like`, what was read of the reference grid, which makes it unnecessary the second time.
 */
export async function makeResampling(request: Request): Promise<MadeVolume> {
  const { options, threads } = request;
  const names = outputName(textIn(options, 'file') ?? '');
  const wanted = wantedOf(request);
  const { padding } = wanted;
  const read = await readInput('scan', { ...request, options: { ...options, padding } });
  const like = await readLike(request);
  const mask =
    request.paths.mask === undefined && !request.expected?.mask ? null : await readInput('mask', request);
  const scan = asTold(read.scan, textIn(options, 'values') ?? 'auto');
  // Between where a file lies and where its place was rounded to; grids are handed over in the scan's own rounding.
  const off = roundedOff(read.stored, scan.grid, scan.nodes);
  const target = like && moved(like.grid, roundedOff(like.stored, like.grid), off);
  const main = await runRecipe(resampled, scan, { ...request, given: onGrid(wanted.given, target) });
  const result = main.made;
  const small = mask === null ? null : await maskOnto(mask, { grid: result.grid, off }, wanted, request);
  const model = {
    stored: like?.stored ?? read.stored,
    placed: target ?? scan.grid,
    nodes: like ? undefined : scan.nodes,
    // Whole numbers that were stored as floats are narrowed, but for a scan that has not changed at all.
    numberType: sameGrid(result.grid, scan.grid) || read.numberType !== 'float32' ? read.numberType : 'any',
  };
  const volume = storedVolume(result, model, names.gzip);
  const spacing = spacingOf(volume.grid.affine).map((s) => Number(s.toFixed(6)));
  const inputs: InputFacts[] = [
    scanInput('scan', { ...read, scan }),
    ...(like === null ? [] : [gridInput('like', like)]),
    ...(mask === null ? [] : [scanInput('mask', mask)]),
  ];
  const steps: DoneStep[] = [
    ...main.steps.map((step) => ({ ...step, of: 'scan' as const })),
    ...(small?.steps ?? []).map((step) => ({ ...step, of: 'mask' as const })),
  ];
  const range = { scan: valueRange(scan.voxels), result: valueRange(result.voxels) };
  const made = {
    command: {
      name: 'resample',
      options: toJsonObject({
        file: names.file,
        preset: wanted.preset,
        values: textIn(options, 'values') ?? 'auto',
        padding,
        maskKernel: wanted.maskKernel,
        label: wanted.label,
        orientation: textIn(options, 'orientation'),
        like,
      }),
    },
    description: scan.facts.labels
      ? 'A label map brought to another grid; every label is one of its own.'
      : 'A scan resampled to another grid.',
    resolution: `${spacing.join(' × ')} mm${spacing.every((s) => s === spacing[0]) ? ' (isotropic)' : ''}`,
    inputs,
    steps,
    grid: volume.grid,
    threads,
    seeded: null,
    precision:
      'Positions in double precision (float64), samples, weights and sums in single precision (float32).',
    findings: [
      ...aboutLabels(scan, request.given),
      ...aboutOutside(main.steps),
      ...main.findings,
      ...(small?.findings ?? []),
    ],
    verdict: null,
    record: names.record,
  };
  const volumes = [
    { name: names.file, chunks: niftiChunks(volume, (done) => request.onProgress('Write the files', done)) },
    ...(small === null ? [] : [{ name: names.mask, chunks: niftiChunks(maskVolume(small.made, volume)) }]),
  ];
  const known = { scan, result, volume, spacing: spacingOf(read.scan.grid.affine), range };
  return {
    ...made,
    labels: scan.facts.labels,
    facts: gridFacts(volume.grid),
    range,
    files: [
      ...volumes,
      {
        name: names.facts,
        chunks: (before) => [new TextEncoder().encode(jsonText(resampleSidecar(made, known, before)))],
      },
    ],
  };
}

/** The preset, and what wins over it. */
function wantedOf({ options, given, paths }: Request): Wanted {
  const name = textIn(options, 'preset');
  const preset: ResamplePreset | null = name === null ? null : presetOf(name);
  const merged: Record<string, Readonly<Record<string, unknown>>> = { ...preset?.given };
  for (const [step, values] of Object.entries(given)) merged[step] = { ...merged[step], ...values };
  const told = [merged.resample?.spacing, merged.resampleLabels?.spacing].some(
    (value) => value !== undefined,
  );
  if (!told && paths.like === undefined && !options.like)
    throw new UserError(
      'It was not said which grid the scan is to be put on.',
      'Give --spacing (such as 1), --preset (such as cnn-1mm), or --like with a scan whose grid is to be matched.',
    );
  return {
    preset: name,
    given: merged,
    maskKernel: textIn(options, 'maskKernel') ?? preset?.maskKernel ?? 'linear',
    label: textIn(options, 'label'),
    padding: textIn(options, 'padding') ?? preset?.padding ?? 'stored',
  };
}

function presetOf(name: string): ResamplePreset {
  const found = Object.entries(resamplePresets).find(([known]) => known === name);
  if (found) return found[1];
  throw new UserError(
    `There is no preset '${name}' for resampling.`,
    `Choose one of ${Object.keys(resamplePresets).join(', ')}.`,
  );
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

function asTold(scan: Scan, values: string): Scan {
  return values === 'auto' ? scan : { ...scan, facts: { ...scan.facts, labels: values === 'labels' } };
}

/** `grid` in the rounding of the scan, which lies `off` its true place. */
function maskOnto(
  { scan, stored }: ReadScan,
  { grid, off }: { readonly grid: Grid; readonly off: Vec3 },
  { given, maskKernel, label }: Wanted,
  request: Request,
) {
  const own = roundedOff(stored, scan.grid, scan.nodes);
  return runRecipe(resampledMask, chooseMask(scan, label), {
    ...request,
    given: {
      resample: { grid: moved(grid, off, own), kernel: maskKernel, antiAlias: 'none' },
      storeMask: given.storeMask ?? {},
    },
  });
}

const maskVolume = (mask: Scan, { grid, start, strides, gzip }: StoredVolume): StoredVolume => ({
  grid,
  start,
  strides,
  gzip,
  voxels: mask.voxels,
  numberType: 'uint8',
  labels: true,
});

/** A grid of its own size reaches up to half a voxel beyond the scan; a reference may lie anywhere. */
function aboutOutside(steps: readonly StepFacts[]): Finding[] {
  const notes = steps.find(({ name }) => name === 'store');
  const share = Number(notes?.notes.find(({ name }) => name === 'voxels outside the scan')?.value ?? 0);
  if (share === 0) return [];
  const outside = notes?.options.outside;
  return [
    {
      severity: 'warning',
      code: 'outside-scan',
      message: `${share.toFixed(2)} % of the grid's voxels lie outside the scan; they ${outside === 'nearest' ? 'continue its border (--outside <value> sets them to a value)' : `were set to ${outside}`}.`,
    },
  ];
}

const greyOnly = ['kernel', 'boundary', 'antiAlias'];

/** What was asked for that means nothing to a label map. */
function aboutLabels({ facts }: Scan, { resample = {}, store = {} }: Given): Finding[] {
  const unused = [...greyOnly.filter((name) => resample[name] !== undefined), ...Object.keys(store)];
  if (!facts.labels || unused.length === 0) return [];
  return [
    {
      severity: 'warning',
      code: 'labels-not-mixed',
      message: `The scan is a label map, and labels are not mixed: ${unused.join(', ')} had nothing to act upon. If its values are measurements, give --values grey.`,
    },
  ];
}
