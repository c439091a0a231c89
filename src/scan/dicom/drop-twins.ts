// Sorts slices along their normal and drops those that were stored twice.
import { UserError } from '../../core/errors.js';
import type { Vec3 } from '../../core/grid.js';
import { counted } from './counted.js';
import type { DicomSlice } from './dicom-series.js';
import type { PixelSource } from './pixel-source.js';
import { alongNormal, ONE_PLACE, planeOf } from './slice-plane.js';

export interface SortedSlices {
  readonly slices: readonly DicomSlice[];
  readonly remarks: readonly string[];
}

/** In ascending order along row × column direction, one for each place. Throws a UserError on two that differ. */
export async function dropTwins(
  slices: readonly DicomSlice[],
  source: PixelSource,
  name: string,
): Promise<SortedSlices> {
  const at = alongNormal(planeOf(slices));
  const order = slices.map((_, n) => n).sort((a, b) => at[a] - at[b]);
  const kept: DicomSlice[] = [];
  let last = Number.NEGATIVE_INFINITY;
  let dropped = 0;
  for (const n of order) {
    if (at[n] - last > ONE_PLACE) {
      kept.push(slices[n]);
      last = at[n];
      continue;
    }
    if (!(await same(kept[kept.length - 1], slices[n], source))) throw different(slices[n], name);
    dropped++;
  }
  if (kept.length < 2)
    throw new UserError(
      `${name}: all its slices lie at one place, so they are no stack.`,
      'Give the folder of a CT series as the scanner made it.',
    );
  const remarks =
    dropped === 0
      ? []
      : [`${counted(dropped, 'slice was', 'slices were')} stored twice; each was used once.`];
  return { slices: kept, remarks };
}

async function same(a: DicomSlice, b: DicomSlice, source: PixelSource): Promise<boolean> {
  const [p, q]: (Vec3 | null)[] = [a.frame.position, b.frame.position];
  if (p === null || q === null) return false;
  if (Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]) > 2 * ONE_PLACE) return false;
  if (a.frame.slope !== b.frame.slope || a.frame.intercept !== b.frame.intercept) return false;
  const first = Buffer.from(await source.pixelsOf(a));
  return first.equals(await source.pixelsOf(b));
}

function different(slice: DicomSlice, name: string): UserError {
  const place = slice.frame.position?.map((x) => x.toFixed(2)).join(', ');
  return new UserError(
    `${name}: two different slices lie at one place (${place} mm), and no phase, echo, pass or time tells which ones belong together.`,
    'Give a folder with only one of them.',
  );
}
