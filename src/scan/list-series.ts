// The series at a path, and which of them `readScan` takes, and why.
import { basename, resolve } from 'node:path';
import { whyChosen, whyNot } from './dicom/compared-stacks.js';
import { type DicomStack, groupSlices } from './dicom/dicom-series.js';
import { findDicom } from './dicom/find-dicom.js';
import { nothingToRead } from './dicom/nothing-to-read.js';
import { type SeriesFacts, seriesFacts } from './dicom/series-facts.js';
import { explainIo } from './explain-io.js';
import { findSegmentation } from './marks/find-segmentation.js';
import { volumesIn } from './volumes/volumes-in.js';

export interface SeriesEntry extends SeriesFacts {
  /** What `series` and --series call it, from 1. */
  readonly number: number;
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
    const marked = await findSegmentation(path, name, { alone: true });
    if (marked?.kind === 'DICOM SEG') return [segmentationEntry(stacks[0])];
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

const segmentationEntry = (stack: DicomStack): SeriesEntry => ({
  ...seriesFacts(stack),
  ...{ number: 1, fit: true, chosen: true, why: 'the structures of the file, as labels' },
});

function dicomEntry(stacks: readonly DicomStack[], n: number, series: number | undefined): SeriesEntry {
  const stack = stacks[n];
  const chosen = stack.unfit === null && (series ?? 1) === n + 1;
  const why = n === 0 ? whyChosen(stacks) : whyNot(stack, stacks[0]);
  return {
    ...seriesFacts(stack),
    number: n + 1,
    chosen,
    why: stack.unfit ?? (chosen && series !== undefined ? 'asked for' : why),
  };
}
