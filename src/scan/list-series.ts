// The series at a path, and which of them `readScan` takes, and why.
import { basename, resolve } from 'node:path';
import type { Vec3 } from '../core/grid.js';
import { whyChosen, whyNot } from './compared-stacks.js';
import { type DicomStack, groupSlices } from './dicom-series.js';
import { explainIo } from './explain-io.js';
import { findDicom } from './find-dicom.js';
import { nothingToRead } from './nothing-to-read.js';
import { spacingOfStack } from './spacing-of-stack.js';
import { volumesIn } from './volumes-in.js';

/** Nothing here identifies anybody. Unknown = null. */
export interface SeriesEntry {
  /** What `series` and --series call it, from 1. */
  readonly number: number;
  readonly modality: string | null;
  /** Columns, rows, slices. */
  readonly size: Vec3;
  /** mm between columns, rows, slices (the median step). */
  readonly spacing: Vec3 | null;
  readonly slices: number;
  readonly sliceThickness: number | null;
  readonly kernel: string | null;
  readonly bodyPart: string | null;
  /** A reconstruction from other pictures, such as a reformat. */
  readonly derived: boolean;
  /** Which of several volumes at the same places, and what tells them apart. */
  readonly phase: { readonly index: number; readonly count: number; readonly by: string } | null;
  /** It can be read as a scan, as far as the headers tell. */
  readonly fit: boolean;
  readonly chosen: boolean;
  readonly why: string;
}

/**
 * The stacks of slices in DICOM files, the best first; the volumes of another file. The one that is `chosen` is what
 * `readScan` takes where it is not told otherwise, or the one of number `series`. Throws a UserError where there are none.
 */
export async function listSeries(path: string, series?: number): Promise<SeriesEntry[]> {
  const name = basename(resolve(path));
  try {
    const volumes = await volumesIn(path);
    if (volumes.length > 0) return volumes.map((volume, n) => volumeEntry(volume, n + 1, series));
    const found = await findDicom(path);
    const stacks = groupSlices(found.images);
    if (stacks.length === 0) throw nothingToRead(stacks, found, name);
    return stacks.map((_, n) => dicomEntry(stacks, n, series));
  } catch (error) {
    throw explainIo(error, name);
  }
}

type Volume = Awaited<ReturnType<typeof volumesIn>>[number];

function volumeEntry(volume: Volume, number: number, series: number | undefined): SeriesEntry {
  const { modality, size, spacing, why } = volume;
  return {
    ...{ number, modality, size, spacing, slices: size[2], sliceThickness: null, kernel: null },
    ...{ bodyPart: null, derived: false, phase: null, fit: true },
    chosen: series === undefined ? volume.chosen : series === number,
    why: series === number ? 'asked for' : why,
  };
}

function dicomEntry(stacks: readonly DicomStack[], n: number, series: number | undefined): SeriesEntry {
  const stack = stacks[n];
  const { slices, unfit, phase, derived } = stack;
  const [{ image }] = slices;
  const fit = unfit === null;
  const chosen = fit && (series ?? 1) === n + 1;
  const why =
    chosen && series !== undefined ? 'asked for' : n === 0 ? whyChosen(stacks) : whyNot(stack, stacks[0]);
  return {
    number: n + 1,
    modality: image.modality,
    size: [image.columns, image.rows, slices.length],
    spacing: spacingOfStack(slices),
    slices: slices.length,
    sliceThickness: image.sliceThickness,
    kernel: image.kernel,
    bodyPart: image.bodyPart,
    derived,
    phase,
    fit,
    chosen,
    why: unfit ?? why,
  };
}
