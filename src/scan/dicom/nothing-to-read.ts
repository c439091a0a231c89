// What is said where nothing at a path can be read as a scan.
import { UserError } from '../../core/errors.js';
import { counted } from './counted.js';
import type { DicomStack } from './dicom-series.js';
import type { FoundDicom } from './find-dicom.js';

/** The reasons, of `stacks` none of which is fit, or of what was found instead of them. `name`: as it was given. */
export function nothingToRead(stacks: readonly DicomStack[], found: FoundDicom, name: string): UserError {
  return stacks.length === 0 ? nothing(found, name) : allUnfit(stacks, name);
}

function nothing(found: FoundDicom, name: string): UserError {
  if (found.damaged > 0)
    return new UserError(
      `${name}: its DICOM content is damaged or cut off (${counted(found.damaged, 'file', 'files')}).`,
      'Export or copy the series again.',
    );
  if (found.missing > 0)
    return new UserError(
      `${name}: none of the ${found.missing} files that it names is beside it.`,
      'Copy the whole disc, or give the folder that holds its pictures.',
    );
  const what = { folder: 'folder', archive: 'archive', disc: 'disc', file: 'file' }[found.place];
  if (found.others === 0)
    return new UserError(
      `${name}: the ${what} is empty.`,
      'Give the folder with the DICOM series, or a NIfTI file.',
    );
  const inside = found.place === 'archive' ? 'Unpack it, and give' : 'Give';
  if (found.volumes > 0)
    return new UserError(
      `${name}: it holds no DICOM pictures, but ${counted(found.volumes, 'file', 'files')} of another format.`,
      `${inside} the NIfTI, NRRD or MetaImage file itself.`,
    );
  if (found.archives > 0)
    return new UserError(
      `${name}: it holds no DICOM pictures, but ${counted(found.archives, 'archive', 'archives')}, and archives inside others are not opened.`,
      `${inside} the .zip with the DICOM series itself.`,
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
