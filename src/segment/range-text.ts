// Says a range of grey values in words.
import type { GreyRange } from '../core/segment.js';

const short = (value: number): string => String(Number(value.toPrecision(6)));

/** Such as 'from 300 to 1500', '300 and more', '-200 and less'. */
export function rangeText({ from, to }: GreyRange): string {
  if (to === Number.POSITIVE_INFINITY) return `${short(from)} and more`;
  if (from === Number.NEGATIVE_INFINITY) return `${short(to)} and less`;
  return `from ${short(from)} to ${short(to)}`;
}
