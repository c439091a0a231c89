// Picks the one stack of slices that is the scan, by a rule or by its number, and says what else was there.
import { UserError } from '../../core/errors.js';
import { byRule, choosingRule } from './compared-stacks.js';
import { continues } from './continues.js';
import { counted } from './counted.js';
import { type DicomSlice, type DicomStack, groupSlices } from './dicom-series.js';
import type { FoundDicom } from './find-dicom.js';
import { nothingToRead } from './nothing-to-read.js';
import { seriesFacts } from './series-facts.js';
import { seriesText } from './series-text.js';

export interface Chosen {
  readonly slices: readonly DicomSlice[];
  readonly remarks: readonly string[];
  readonly cautions: readonly string[];
}

const MOST_LISTED = 6;

const stackText = (stack: DicomStack): string => seriesText(seriesFacts(stack));

/** That of number `series` (from 1), or the first. Throws a UserError, naming what was given `name`, where none can be had. */
export function chooseStack(found: FoundDicom, name: string, series?: number): Chosen {
  const stacks = groupSlices(found.images);
  if (!stacks.some(({ unfit }) => unfit === null)) throw nothingToRead(stacks, found, name);
  const number = series ?? 1;
  const stack = stacks[number - 1];
  if (stack === undefined) throw unknown(stacks, name, number);
  if (stack.unfit !== null) throw unfit(stack, stacks, name);
  refuseCut(stack.slices, name);
  const cautions = [...goesOn(stacks, stack), ...lost(found)];
  return {
    slices: stack.slices,
    remarks: [...rivalRemarks(stacks, stack, series), ...leftOut(stacks, found), ...cautions],
    cautions,
  };
}

/** Before memory is taken for what a header claims. */
function refuseCut(slices: readonly DicomSlice[], name: string): void {
  const cut = slices.filter(({ image, index }) => {
    const wanted = ((index + 1) * image.rows * image.columns * image.bitsAllocated) / 8;
    return image.pixelBytes !== null && image.pixelBytes < wanted;
  });
  if (cut.length > 0)
    throw new UserError(
      `${name}: the pixels of ${counted(cut.length, 'slice are', 'slices are')} cut off: there are fewer than its header says.`,
      'Export or copy the series again.',
    );
}

/** What was chosen among what, why, and how to have another. */
function rivalRemarks(
  stacks: readonly DicomStack[],
  stack: DicomStack,
  series: number | undefined,
): string[] {
  const rivals = stacks.flatMap((rival, n) =>
    rival !== stack && rival.unfit === null ? [{ rival, number: n + 1 }] : [],
  );
  if (rivals.length === 0) return [];
  const listed = rivals.slice(0, MOST_LISTED).map(({ rival, number }) => `${number}: ${stackText(rival)}`);
  const more = rivals.length > MOST_LISTED ? `; and ${rivals.length - MOST_LISTED} more` : '';
  const why = series === undefined ? `by the rule: ${choosingRule}` : 'as it was asked for';
  const open = series === undefined && rivals.some(({ rival }) => byRule(stack, rival) === 0);
  return [
    `Series ${stacks.indexOf(stack) + 1} (${stackText(stack)}) was read, ${why}.${open ? ' The rule alone leaves the choice open.' : ''} Others are there (--series takes another): ${listed.join('; ')}${more}.`,
  ];
}

/** What may be the rest of the scan. */
function goesOn(stacks: readonly DicomStack[], stack: DicomStack): string[] {
  const rest = stacks.flatMap((other, n) =>
    other !== stack && other.unfit === null && continues(stack, other) ? [n + 1] : [],
  );
  return rest.length === 0
    ? []
    : [
        `Series ${rest.join(', ')} goes on where the one that was read ends: it may be the other part of one scan, which was stored as several (by series, kernel, kind of image or frame of reference).`,
      ];
}

/** What should be there, and could not be had. */
function lost(found: FoundDicom): string[] {
  return [
    ...(found.damaged > 0
      ? [`${counted(found.damaged, 'damaged or empty file was', 'damaged or empty files were')} left out.`]
      : []),
    ...(found.missing > 0
      ? [
          `${counted(found.missing, 'file that the DICOMDIR names is', 'files that the DICOMDIR names are')} not there.`,
        ]
      : []),
  ];
}

function leftOut(stacks: readonly DicomStack[], found: FoundDicom): string[] {
  const pictures = stacks
    .filter((stack) => stack.unfit !== null)
    .reduce((sum, stack) => sum + stack.slices.length, 0);
  return [
    ...(pictures > 0
      ? [
          `${counted(pictures, 'DICOM object that is no slice of a scan was', 'DICOM objects that are no slices of a scan were')} left out.`,
        ]
      : []),
    ...(found.archives > 0
      ? [`${counted(found.archives, 'archive inside was', 'archives inside were')} not opened.`]
      : []),
  ];
}

function fitNumbers(stacks: readonly DicomStack[]): string {
  const fit = stacks.flatMap((stack, n) => (stack.unfit === null ? [`${n + 1} (${stackText(stack)})`] : []));
  const more = fit.length > MOST_LISTED ? ` and ${fit.length - MOST_LISTED} more` : '';
  return `Give --series one of these: ${fit.slice(0, MOST_LISTED).join(', ')}${more}. isocast inspect lists all.`;
}

const unknown = (stacks: readonly DicomStack[], name: string, number: number): UserError =>
  new UserError(
    `${name}: there is no series ${number}; it holds ${counted(stacks.length, 'series', 'series')}.`,
    fitNumbers(stacks),
  );

const unfit = (stack: DicomStack, stacks: readonly DicomStack[], name: string): UserError =>
  new UserError(
    `${name}: series ${stacks.indexOf(stack) + 1} can't be read as a scan: ${stack.unfit}.`,
    fitNumbers(stacks),
  );
