// What is to be said of the contours of an RT structure set once they have become voxels.
import { counted } from '../dicom/counted.js';
import type { DrawnRegion } from './read-rtstruct.js';

/** What is true of all contours, and no matter for concern. */
export const contourRule =
  'The contours became voxels by the even-odd rule: a voxel is inside where its centre is.';

/** Each a sentence; `claimed` has a bit for each voxel that more than one region claims. */
export function rtstructRemarks(drawn: readonly DrawnRegion[], claimed: Uint8Array): string[] {
  const remarks = ['The contours became voxels by the even-odd rule: a voxel is inside where its centre is.'];
  const tell = (
    count: (region: DrawnRegion) => number,
    sentence: (n: number, where: string) => string,
  ): void => {
    const found = drawn.filter((region) => count(region) > 0);
    const total = found.reduce((sum, region) => sum + count(region), 0);
    if (total > 0) remarks.push(sentence(total, namesOf(found)));
  };
  tell(
    ({ ignored }) => ignored,
    (n, where) =>
      `${counted(n, 'contour is a point or an open line, which encloses', 'contours are points or open lines, which enclose')} nothing: left out (${where}).`,
  );
  tell(
    ({ twice }) => twice,
    (n, where) => `${counted(n, 'contour is', 'contours are')} in the file twice: taken once (${where}).`,
  );
  tell(
    ({ places }) => (places?.askew ?? 0) + (places?.between ?? 0),
    (n, where) =>
      `${counted(n, 'contour lies', 'contours lie')} between the scan's slices or across them: left out (${where}).`,
  );
  tell(
    ({ places }) => places?.beyond ?? 0,
    (n, where) =>
      `${counted(n, 'contour lies', 'contours lie')} beyond the scan's first or last slice: left out (${where}).`,
  );
  tell(
    ({ result }) => result?.cut ?? 0,
    (n, where) =>
      `${counted(n, 'contour reaches', 'contours reach')} beyond the scan's slices: cut there (${where}).`,
  );
  tell(
    ({ result }) => result?.without ?? 0,
    (n, where) => `${counted(n, 'slice', 'slices')} between contours without one: left empty (${where}).`,
  );
  const off = drawn.reduce((most, { places }) => Math.max(most, places?.off ?? 0), 0);
  if (off > 0)
    remarks.push(`Contours lie up to ${Math.round(100 * off)} % of the way to the next slice off their own.`);
  const empty = drawn.filter(({ result }) => result === null || result.inside === 0);
  if (empty.length > 0 && empty.length < drawn.length)
    remarks.push(`Nothing is inside of ${empty.length} of the ${drawn.length} regions (${namesOf(empty)}).`);
  const overlapping = claimed.reduce((sum, byte) => sum + ones(byte), 0);
  if (overlapping > 0)
    remarks.push(
      `${counted(overlapping, 'voxel belongs', 'voxels belong')} to more than one region and went to the one of the lowest number. Choose a region to have it whole.`,
    );
  return remarks;
}

const MOST_NAMED = 5;

function namesOf(drawn: readonly DrawnRegion[]): string {
  const names = drawn.slice(0, MOST_NAMED).map(({ region: { id, name } }) => name || `region ${id}`);
  return drawn.length > MOST_NAMED
    ? `${names.join(', ')} and ${drawn.length - MOST_NAMED} more`
    : names.join(', ');
}

const ones = (byte: number): number => {
  let n = 0;
  for (let b = byte; b !== 0; b &= b - 1) n++;
  return n;
};
