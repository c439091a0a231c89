// The sidecar of a resampled scan: all that the IBSI asks to be reported, without a clock and without a machine.
import type { FileFacts } from '../core/facts.js';
import type { Vec3 } from '../core/grid.js';
import { asStored } from '../core/rescaling.js';
import type { Scan } from '../core/scan.js';
import type { StoredVolume } from '../files/nifti-chunks.js';
import { methodsText } from '../report/methods-text.js';
import { gridFacts } from './grid-facts.js';
import { interpolationFacts } from './interpolation-facts.js';
import type { Json, JsonObject } from './json.js';
import type { DoneStep, Made } from './made.js';
import type { MaskKept } from './mask-kept.js';
import { bidsKeys, determinism, disclaimer } from './record.js';
import { toJson, toJsonObject } from './to-json.js';

export interface Resampled {
  readonly scan: Scan;
  readonly volume: StoredVolume;
  /** Whether the file's numbers are those of the scan's file again, in words. */
  readonly numbers: string;
  readonly range: { readonly scan: readonly [number, number]; readonly result: readonly [number, number] };
  /** Of the scan along the axes nearest to left, posterior, superior, mm. */
  readonly spacing: Vec3;
  /** How much of the mask is left; null without one. */
  readonly kept: MaskKept | null;
}

const alignments: Readonly<Record<string, string>> = {
  centre: 'centres of the two grids (IBSI 3WE3)',
  corner: 'outer corners of the first voxels, as stored',
  origin: 'centres of the first voxels, as stored (as ITK)',
};

const sizes: Readonly<Record<string, string>> = {
  ceil: 'extent / spacing, rounded up (IBSI)',
  round: 'extent / spacing, rounded to the nearest whole number',
  floor: 'extent / spacing, rounded down',
};

type Told = Omit<Made, 'files'>;

/** The facts of the files before it go in as their hashes. */
export function resampleSidecar(made: Told, facts: Resampled, outputs: readonly FileFacts[]): JsonObject {
  const { steps, inputs, command, precision } = made;
  const { scan, volume, range } = facts;
  const seen = optionsOf(steps, scan.facts.labels ? 'resampleLabels' : 'resample', 'scan');
  const { like: _, ...own } = command.options;
  return toJsonObject({
    ...bidsKeys(made),
    Inputs: inputs,
    Grid: {
      ...gridFacts(volume.grid),
      targetSpacing: seen.grid ? 'as the reference grid' : seen.spacing,
      alignment: seen.grid ? 'as the reference grid' : (alignments[String(seen.alignment)] ?? seen.alignment),
      sizeRule: seen.grid ? 'as the reference grid' : (sizes[String(seen.sizeRule)] ?? seen.sizeRule),
      registration: 'none: places are those of the files’ own frames',
    },
    Interpolation: scan.facts.labels ? labelsText(seen) : interpolationFacts(seen, scan.nodes),
    AntiAliasing: scan.facts.labels ? 'none' : antiAliasing(steps, facts),
    Values: {
      kind: scan.facts.labels ? 'labels' : 'grey values',
      numberType: volume.numberType,
      ...(volume.rescaling ?? asStored),
      numbers: facts.numbers,
      scanRange: range.scan,
      resultRange: range.result,
      overshootBelowAndAbove: scan.facts.labels ? null : overshootOf(steps),
      ...(scan.facts.labels ? {} : optionsOf(steps, 'store', 'scan')),
      notes: notesOf(steps, 'store', 'scan'),
    },
    Mask: maskFacts(steps, facts.kept),
    OrderOfOperations: ['read', ...steps.map(({ name, of }) => `${name} (${of})`), 'write'],
    NotApplied: 'segmentation, meshing, registration, re-segmentation, discretisation, filters',
    Precision: precision,
    Randomness: 'Nothing is random.',
    Determinism: determinism,
    Command: { name: command.name, options: own },
    Steps: steps.map(({ name, of, options, notes }) => ({ name, of, options, notes })),
    Findings: made.findings,
    Methods: methodsText(steps),
    Outputs: outputs,
    Disclaimer: disclaimer,
  });
}

const stepOf = (steps: readonly DoneStep[], name: string, of: string): DoneStep | undefined =>
  steps.find((step) => step.name === name && step.of === of);

const optionsOf = (steps: readonly DoneStep[], name: string, of: string): JsonObject =>
  toJsonObject(stepOf(steps, name, of)?.options ?? {});

const notesOf = (steps: readonly DoneStep[], name: string, of: string): Json =>
  toJson(stepOf(steps, name, of)?.notes ?? []);

/** Beyond the scan's own range, as computed: before rounding and clamping. */
const overshootOf = (steps: readonly DoneStep[]): readonly number[] =>
  ['overshoot below', 'overshoot above'].map((wanted) =>
    Number(stepOf(steps, 'store', 'scan')?.notes.find(({ name }) => name === wanted)?.value ?? 0),
  );

const labelsText = ({ smoothing }: JsonObject): JsonObject => ({
  kernel: 'largest smoothed occupancy of each label; thin labels kept; no label that the map does not hold',
  smoothingVoxels: smoothing ?? null,
});

/** The sigmas as the step has noted them; none where it noted none. */
function antiAliasing(steps: readonly DoneStep[], { scan, spacing }: Resampled): Json {
  const notes = stepOf(steps, 'resample', 'scan')?.notes ?? [];
  const sigma = [1, 2, 3].map((axis) =>
    Number(notes.find(({ name }) => name === `anti-alias sigma along axis ${axis}`)?.value ?? 0),
  );
  if (sigma.every((s) => s === 0)) return 'none';
  const inVoxels = sigma.map((s, axis) => s / spacing[axis]);
  return {
    filter: 'Gaussian, before interpolation',
    axes: 'left, posterior, superior (nearest)',
    sigmaMm: sigma,
    sigmaVoxels: inVoxels,
    cutOff:
      'radius floor(4·sigma + 0.5) voxels, both ends in; what is left is normalised to sum 1 (along unevenly spaced slices: those within 4·sigma and half a grid step)',
    radiusVoxels: inVoxels.map((s, axis) =>
      scan.nodes?.axis === axis ? null : s === 0 ? 0 : Math.floor(4 * s + 0.5),
    ),
  };
}

function maskFacts(steps: readonly DoneStep[], kept: MaskKept | null): Json {
  const onto = stepOf(steps, 'resample', 'mask');
  if (onto === undefined) return null;
  return {
    method: `resampled by the kernel ${onto.options.kernel} onto the grid of the result, inside where the value reaches the threshold`,
    kernel: toJson(onto.options.kernel),
    ...optionsOf(steps, 'storeMask', 'mask'),
    tolerance: 1e-6,
    voxelsBeforeAndAfter: kept === null ? null : [kept.before.voxels, kept.after.voxels],
    millilitresBeforeAndAfter: kept === null ? null : [kept.before.millilitres, kept.after.millilitres],
    notes: notesOf(steps, 'storeMask', 'mask'),
  };
}
