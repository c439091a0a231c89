// The series at a path, and which of them `readScan` takes, and why.
import { basename, resolve } from 'node:path';
import type { Vec3 } from '../core/grid.js';
import { type DicomStack, groupSlices } from './dicom-series.js';
import { explainIo } from './explain-io.js';
import { findDicom } from './find-dicom.js';
import { identifyScan } from './identify-scan.js';
import { HEADER_BYTES, niftiHeader } from './nifti-header.js';
import { readStart } from './read-start.js';
import { alongNormal, planeOf } from './stack-slices.js';

/** Nothing here identifies anybody. Unknown = null. */
export interface SeriesEntry {
  readonly modality: string | null;
  /** Columns, rows, slices. */
  readonly size: Vec3;
  /** mm between columns, rows, slices (the median step). */
  readonly spacing: Vec3 | null;
  readonly slices: number;
  readonly kernel: string | null;
  readonly chosen: boolean;
  readonly why: string;
}

/** The stacks of slices in a DICOM folder, the chosen one first; of a NIfTI file, the one volume that it is. */
export async function listSeries(path: string): Promise<SeriesEntry[]> {
  const name = basename(resolve(path));
  try {
    const found = await identifyScan(path);
    if (found.kind === 'nifti') return [await niftiEntry(found.path, found.version, name)];
    const stacks = groupSlices((await findDicom(path)).images);
    const fit = stacks.filter((stack) => stack.unfit === null).length;
    return stacks.map((stack, n) => dicomEntry(stack, n === 0, fit));
  } catch (error) {
    throw explainIo(error, name);
  }
}

async function niftiEntry(path: string, version: 1 | 2, name: string): Promise<SeriesEntry> {
  const header = niftiHeader((await readStart(path, HEADER_BYTES)).bytes, version, name);
  const mm = (n: number): number => Number(Math.abs(header.pixdim[n] * (header.unit ?? 1)).toFixed(6));
  return {
    modality: null,
    size: header.size,
    spacing: [mm(1), mm(2), mm(3)],
    slices: header.size[2],
    kernel: null,
    chosen: true,
    why: 'the one volume of the file',
  };
}

function dicomEntry({ slices, unfit }: DicomStack, first: boolean, fit: number): SeriesEntry {
  const [{ image }] = slices;
  const chosen = first && unfit === null;
  const taken = fit === 1 ? 'the only stack of slices' : 'the stack with most slices';
  return {
    modality: image.modality,
    size: [image.columns, image.rows, slices.length],
    spacing: spacingOfStack(slices),
    slices: slices.length,
    kernel: image.kernel,
    chosen,
    why: unfit ?? (chosen ? taken : 'another stack has more slices'),
  };
}

function spacingOfStack(slices: DicomStack['slices']): Vec3 | null {
  const { pixelSpacing, orientation } = slices[0].frame;
  if (pixelSpacing === null || orientation === null || slices.length < 2) return null;
  if (slices.some(({ frame }) => frame.position === null)) return null;
  const at = alongNormal(planeOf(slices)).sort((a, b) => a - b);
  const steps = at
    .slice(1)
    .map((t, n) => t - at[n])
    .sort((a, b) => a - b);
  return [pixelSpacing[1], pixelSpacing[0], Number(steps[steps.length >> 1].toFixed(6))];
}
