// Says whether a file holds the very numbers that its scan's file holds.
import { asStored } from '../core/rescaling.js';
import type { StoredVolume } from '../files/nifti-chunks.js';
import type { ReadScan } from '../scan/read-scan.js';

/** On the scan's own grid (`own`) these are written again, where they can be. */
export function numbersText(
  own: boolean,
  { numberType, rescaling = asStored }: StoredVolume,
  read: ReadScan,
): string {
  const is = read.rescaling;
  const same = is && is.slope === rescaling.slope && is.intercept === rescaling.intercept;
  if (own && same && numberType === read.numberType)
    return 'kind of number, slope and intercept as in the scan’s file';
  if (own)
    return 'the values themselves: the numbers of the scan’s file were not kept, since they do not follow from the values, or do not hold them';
  return 'the values themselves';
}
