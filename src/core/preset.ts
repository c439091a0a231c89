// The CT presets of the field: ranges of Hounsfield units under the names that segmentation programs use for them.
import type { GreyRange } from './segment.js';

/** A named range, HU, as published. Read `rangeOf` for what is applied. */
export interface Preset {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Whose figures these are. */
  readonly source: string;
}

const source =
  'InVesalius 3 threshold preset table for CT, whose tissue names and figures follow Materialise Mimics';

/** Top of the 12-bit CT scale, HU (4095 − 1024). Presets that end here mean "no upper limit". */
export const topOfScaleHU = 3071;

const entry = <N extends string>(name: N, from: number, to: number) => ({ name, from, to, source });

export const presets = [
  entry('bone', 226, 3071),
  entry('soft-tissue', -700, 225),
  entry('enamel-adult', 1553, 2850),
  entry('enamel-child', 2042, 3071),
  entry('compact-bone-adult', 662, 1988),
  entry('compact-bone-child', 586, 2198),
  entry('spongial-bone-adult', 148, 661),
  entry('spongial-bone-child', 156, 585),
  entry('muscle-adult', -5, 135),
  entry('muscle-child', -25, 139),
  entry('fat-adult', -205, -51),
  entry('fat-child', -212, -72),
  entry('skin-adult', -718, -177),
  entry('skin-child', -766, -202),
] as const satisfies readonly Preset[];

export type PresetName = (typeof presets)[number]['name'];

/** The names, in the order of the table. */
export const presetNames: readonly PresetName[] = presets.map((p) => p.name);

/**
 * The range to apply. A range that ends at the top of the 12-bit scale has no upper limit: scanners with an extended
 * scale, metal, and the overshoot of spline interpolation go beyond it, and a limit would make holes there.
 */
export function openedRange(from: number, to: number): GreyRange {
  return { from, to: to === topOfScaleHU ? Number.POSITIVE_INFINITY : to };
}
