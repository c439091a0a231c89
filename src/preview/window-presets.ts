// What is black and what is white: the windows that radiologists know by name.
import type { ShownScan } from '../core/shown-scan.js';

export interface GreyWindow {
  readonly level: number;
  readonly width: number;
}

export const presetNames = ['scanned', 'bone', 'soft'] as const;
export type PresetName = (typeof presetNames)[number];

const known = { bone: { level: 480, width: 2500 }, soft: { level: 40, width: 400 } };

/** In the scan's unit. Null where the scan isn't in Hounsfield units, which 'bone' and 'soft' are made for. */
export function windowPreset(
  name: PresetName,
  { unit, window }: Pick<ShownScan, 'unit' | 'window'>,
): GreyWindow | null {
  if (name !== 'scanned') return unit === 'HU' ? known[name] : null;
  return { level: (window[0] + window[1]) / 2, width: Math.max(1, window[1] - window[0]) };
}

/** From black to white. */
export const windowEnds = ({ level, width }: GreyWindow): readonly [low: number, high: number] => [
  level - width / 2,
  level + width / 2,
];
