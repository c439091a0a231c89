// Whether the numbers of a scan are Hounsfield units, so that a threshold or preset in HU means something.
import type { Scan } from '../core/scan.js';
import { countValues, peakBetween, shareBetween, type ValueCounts } from './count-values.js';

/** 'offset': CT whose air is near 0 and water near 1000. 'not HU': MR, PET, cone-beam or 8-bit values. */
export type ValueScale = 'HU' | 'offset' | 'not HU' | 'labels';

/** Judged by the values (`counted`, where they are already), which must agree with the file's modality where it names one. */
export function hounsfield(scan: Scan, counted?: ValueCounts): ValueScale {
  if (scan.facts.labels) return 'labels';
  const { modality } = scan.facts;
  if (modality !== null && modality !== 'CT') return 'not HU';
  return scaleOf(counted ?? countValues(scan.voxels));
}

/** The same from the counts of a scan's values alone; never 'labels'. */
export function scaleOf(values: ValueCounts): ValueScale {
  if (looksHU(values)) return 'HU';
  return looksOffset(values, 1000) || looksOffset(values, 1024) ? 'offset' : 'not HU';
}

/** 8-bit pictures and maps of small numbers span less. */
const LEAST_SPAN = 500;

/** Denser than any cone-beam scanner makes soft tissue, HU. */
const HARD = 600;

/**
 * In Hounsfield units fat, soft tissue and fluid peak within 160 of water's 0, and what lies far below is air and
 * lung. Where there is no tissue (a dry bone, a phantom in air) air must be there and the rest be hard: then only
 * blurred edges lie around 0, no more than between lung and fat.
 */
function looksHU(values: ValueCounts): boolean {
  const share = (low: number, high: number): number => shareBetween(values, low, high);
  if (values.max - values.min < LEAST_SPAN || share(Number.NEGATIVE_INFINITY, -150) === 0) return false;
  const air = share(Number.NEGATIVE_INFINITY, -850);
  const airPeak = peakBetween(values, Number.NEGATIVE_INFINITY, -400, 60);
  if (air > 0.02 && airPeak !== null && airPeak > -650) return false;
  const peak = peakBetween(values, -400, 3100, 60);
  if (peak === null) return false;
  if (share(-200, 200) < 1.3 * share(-600, -200)) return air > 0.02 && peak > HARD;
  return share(-800, -250) < 0.6 && Math.abs(peak) < 160;
}

/** The same pattern moved up until air is 0: unlike MR, next to nothing lies between air and fat. */
function looksOffset(values: ValueCounts, shift: number): boolean {
  const share = (low: number, high: number): number => shareBetween(values, low + shift, high + shift);
  if (values.min < -200 || values.max < shift + 100) return false;
  const peak = peakBetween(values, shift - 400, shift + 1500, 60);
  if (peak === null || Math.abs(peak - shift) > 160) return false;
  return share(-800, -250) < 0.2 && share(-200, 200) > 1.5 * share(-700, -300) && share(-1100, -700) > 0.02;
}
