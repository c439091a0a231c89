// Whether one stack of slices goes on where another ends: one acquisition that was cut in two.
import type { Vec3 } from '../../core/grid.js';
import { cross, dot, lengthOf, minus, scaled, unit } from '../../core/vec3.js';
import type { DicomStack } from './dicom-series.js';
import { alongNormal, ONE_PLACE, planeOf, type SlicePlane } from './slice-plane.js';
import { spacingOfStack } from './spacing-of-stack.js';

/** Cosine of directions that are one. */
const PARALLEL = 0.9999;
const SAME_SPACING = 1e-3;
/** What goes on may be farther away than a step by this share of it. */
const LOOSE = 0.5;

/** The same orientation, matrix and pixels, one step further along the same line, and no slice in the place of another. */
export function continues(a: DicomStack, b: DicomStack): boolean {
  const [p, q] = [a.slices[0].image, b.slices[0].image];
  const step = spacingOfStack(a.slices)?.[2];
  if (step === undefined || spacingOfStack(b.slices) === null) return false;
  if (p.rows !== q.rows || p.columns !== q.columns || p.modality !== q.modality) return false;
  const [one, other] = [planeOf(a.slices), planeOf(b.slices)];
  const parallel = one.orientation.every((v, n) => dot(v, other.orientation[n]) > PARALLEL);
  const alike = one.pixelSpacing.every((s, n) => Math.abs(s - other.pixelSpacing[n]) < SAME_SPACING);
  if (!parallel || !alike) return false;
  const [at, next] = [alongNormal(one), alongNormal(other)];
  const gap = Math.max(Math.min(...next) - Math.max(...at), Math.min(...at) - Math.max(...next));
  return gap > ONE_PLACE && gap <= (1 + LOOSE) * step && aside(one, other) < step;
}

/** How far the first pixels of two stacks are apart across the normal, mm. */
function aside(
  { positions: [from], orientation: [u, v] }: SlicePlane,
  { positions: [to] }: SlicePlane,
): number {
  const normal: Vec3 = unit(cross(u, v));
  const way = minus(to, from);
  return lengthOf(minus(way, scaled(normal, dot(way, normal))));
}
