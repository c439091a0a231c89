// What a scan's blur does to thin walls and gaps, in words: the same for inspect and for the report.
import { type EdgeSpread, finestUseful, type Sharpness, wallLimits } from './sharpness.js';

const mm = (x: number): string => `${x.toFixed(2)} mm`;

/** A sentence for each thing known; none where no direction is. */
export function lostWalls({ inPlane, throughPlane }: Sharpness): readonly string[] {
  const known = [
    ...(inPlane ? [{ spread: inPlane, where: 'in the slices' }] : []),
    ...(throughPlane ? [{ spread: throughPlane, where: 'across them' }] : []),
  ];
  if (known.length === 0) return [];
  const each = (of: (spread: EdgeSpread) => string): string =>
    known.length === 1 && throughPlane
      ? `${of(throughPlane)} across the slices`
      : known.map(({ spread, where }) => `${of(spread)} ${where}`).join(' and ');
  return [
    `By its own edges the scan is blurred over ${each(({ fwhm }) => mm(fwhm))} (full width at half maximum).`,
    `At a half-maximum threshold walls thinner than ${each((spread) => mm(wallLimits(spread).lost))} vanish, and gaps as narrow close; walls thinner than ${each((spread) => mm(wallLimits(spread).thinned))} come out thinned. No finer grid brings them back.`,
  ];
}

/** Voxels of less than this, in mm, are finer than the scan's blur in any direction has use for; null where it isn't known. */
export function finestVoxel({ inPlane, throughPlane }: Sharpness): number | null {
  const limits = [inPlane, throughPlane].flatMap((spread) => (spread ? [finestUseful(spread)] : []));
  return limits.length === 0 ? null : Math.min(...limits);
}
