// Picks the one stack of slices in a folder that is the scan, and says what else was there.
import { UserError } from '../core/errors.js';
import { type DicomSlice, type DicomStack, groupSlices } from './dicom-series.js';
import type { FoundDicom } from './find-dicom.js';

export interface Chosen {
  readonly slices: readonly DicomSlice[];
  readonly remarks: readonly string[];
}

const counted = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

/** The stack with most slices that can be read. Throws a UserError, naming the folder `name`, when there is none. */
export function chooseStack(found: FoundDicom, name: string): Chosen {
  const stacks = groupSlices(found.images);
  const best = stacks[0];
  if (best === undefined) throw nothing(found, name);
  if (best.unfit !== null) throw allUnfit(stacks, name);
  const rivals = stacks.filter((stack) => stack !== best && stack.unfit === null);
  const others = stacks.filter((stack) => stack.unfit !== null);
  const remarks: string[] = [];
  if (rivals.length > 0)
    remarks.push(
      `The folder holds ${counted(rivals.length, 'other stack', 'other stacks')} of slices besides; the one with most slices was read (${best.slices[0].image.modality}, ${best.slices.length}).`,
    );
  if (others.length > 0) {
    const pictures = others.reduce((sum, stack) => sum + stack.slices.length, 0);
    remarks.push(
      `${counted(pictures, 'DICOM object that is no slice of a scan was', 'DICOM objects that are no slices of a scan were')} left out.`,
    );
  }
  if (found.damaged > 0)
    remarks.push(`${counted(found.damaged, 'damaged DICOM file was', 'damaged DICOM files were')} left out.`);
  return { slices: best.slices, remarks };
}

function nothing(found: FoundDicom, name: string): UserError {
  if (found.damaged > 0)
    return new UserError(
      `${name}: its DICOM content is damaged or cut off (${counted(found.damaged, 'file', 'files')}).`,
      'Export or copy the series again.',
    );
  if (found.others === 0)
    return new UserError(
      `${name}: the folder is empty.`,
      'Give the folder with the DICOM series, or a NIfTI file.',
    );
  return new UserError(
    `${name}: none of its ${counted(found.others, 'file', 'files')} is a DICOM picture.`,
    'Give the folder with the DICOM series, or name the NIfTI file itself.',
  );
}

function allUnfit(stacks: readonly DicomStack[], name: string): UserError {
  const singles = stacks.filter((stack) => stack.unfit === 'it is a single slice').length;
  if (singles === 1)
    return new UserError(
      `${name}: it holds a single slice, not a stack of them.`,
      'Give the folder that holds all slices of the series.',
    );
  const reasons = [...new Set(stacks.map((stack) => stack.unfit))];
  const what =
    stacks.length === 1 ? "its DICOM content can't" : `none of its ${stacks.length} DICOM series can`;
  return new UserError(
    `${name}: ${what} be read as a scan: ${reasons.slice(0, 3).join('; ')}.`,
    'Give the folder of a CT series as the scanner made it.',
  );
}
