// What was mended or left out of a mask of segments or contours, as warnings: a mask is not looked at as a scan is.
import type { Finding } from '../core/errors.js';
import { contourRule } from '../scan/marks/rtstruct-remarks.js';
import { shareMeanings } from '../scan/marks/seg-header.js';
import type { ReadScan } from '../scan/read-scan.js';

const usual: readonly string[] = [contourRule, ...Object.values(shareMeanings)];

/** One for each remark; none for what is true of every such file. */
export function maskFindings({ scan: { facts } }: Pick<ReadScan, 'scan'>): Finding[] {
  if (facts.format !== 'RTSTRUCT' && facts.format !== 'DICOM SEG') return [];
  return facts.remarks
    .filter((remark) => !usual.includes(remark))
    .map((remark) => ({ severity: 'warning', code: 'mask-read', message: `The mask: ${remark}` }));
}
