// Which steps between slices are so long that slices must be missing, and what is said of it.
import { UserError } from '../../core/errors.js';
import type { SliceGap } from '../../core/scan.js';

/** A step so much longer than those around it means that slices are missing; one longer than this is not bridged unasked. */
const likely = 1.8;
const bridged = 2.5;
/** Where the user limits the gap, so much longer a step is held to the limit. */
const stricter = 1.2;
/** So many steps in a row that are alike (as a share) are a zone of the scan with a spacing of its own. */
const fewest = 3;
const alike = 0.1;

export interface SliceSteps {
  /** Along the stack's normal, ascending, mm. */
  readonly at: readonly number[];
  /** How a message names the place between slice n and the next. */
  between(n: number): string;
}

/**
 * The gaps to be bridged. Throws a UserError on one that is longer than `most` (mm) or, where that is not given, than 2.5
 * times the step around it. Zones of different steps are no gaps.
 */
export function sliceGaps({ at, between }: SliceSteps, name: string, most?: number): readonly SliceGap[] {
  const steps = at.slice(1).map((t, n) => t - at[n]);
  const usual = usualSteps(steps);
  return steps.flatMap((step, n) => {
    const ratio = step / usual[n];
    const limit = most ?? bridged * usual[n];
    if (step > limit * (1 + 1e-4) && ratio > (most === undefined ? likely : stricter))
      throw tooLong(step, usual[n], limit, between(n), name);
    if (ratio <= likely) return [];
    return [{ from: at[n], to: at[n + 1], missing: Math.max(1, Math.round(ratio) - 1) }];
  });
}

const tooLong = (step: number, usual: number, limit: number, where: string, name: string): UserError =>
  new UserError(
    `${name}: slices are missing: ${step.toFixed(2)} mm lie between neighbours ${where}, elsewhere ${usual.toFixed(2)} mm; up to ${limit.toFixed(2)} mm would be interpolated.`,
    `Export the whole series, or give a folder with only the part that you need, or allow it: --max-gap ${Math.ceil(step * 10) / 10}.`,
  );

/** For each step what would be usual there: that of its zone, else the longer one of the zones beside it. */
function usualSteps(steps: readonly number[]): readonly number[] {
  const zone = zonesOf(steps);
  const sorted = [...steps].sort((a, b) => a - b);
  const median = sorted[(sorted.length - 1) >> 1];
  return steps.map((_, n) => {
    const before = zone.slice(0, n + 1).findLast((step) => step !== null) ?? null;
    const after = zone.slice(n).find((step) => step !== null) ?? null;
    return before === null && after === null ? median : Math.max(before ?? 0, after ?? 0);
  });
}

/** The mean step of the zone that each step lies in; null where it is in none. */
function zonesOf(steps: readonly number[]): readonly (number | null)[] {
  const zone: (number | null)[] = steps.map(() => null);
  for (let first = 0; first < steps.length; ) {
    let beyond = first + 1;
    while (beyond < steps.length && Math.abs(steps[beyond] / steps[first] - 1) <= alike) beyond++;
    const mean = steps.slice(first, beyond).reduce((a, b) => a + b) / (beyond - first);
    if (beyond - first >= fewest) zone.fill(mean, first, beyond);
    first = beyond;
  }
  return zone;
}
