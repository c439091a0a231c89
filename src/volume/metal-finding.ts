// What the reader of a report must know of metal in the scan.
import type { Finding } from '../core/errors.js';
import { type Metal, streakReach } from './metal-in.js';

const ml = (volume: number): string => `${volume < 1 ? volume.toFixed(2) : volume.toFixed(1)} ml`;

/** `clippedAt`: the value that it was clipped to, null where it wasn't. */
export function metalFinding(metal: Metal, clippedAt: number | null): Finding {
  const share = (100 * metal.slices) / metal.ofSlices;
  const clipped =
    clippedAt === null
      ? ''
      : ` Values above ${clippedAt} were clipped, which mends the surface of the metal, not the streaks.`;
  return {
    severity: 'warning',
    code: 'metal',
    message: `The scan holds ${ml(metal.volume)} of metal in ${metal.slices} of ${metal.ofSlices} slices (${share.toFixed(0)} %; what is denser than enamel), from z = ${metal.from.toFixed(1)} to ${metal.to.toFixed(1)} mm: streaks reach through these slices, and in the ${ml(metal.near)} within ${streakReach} mm of the metal the surface is not to be trusted.${clipped}`,
    places: [metal.middle],
  };
}
