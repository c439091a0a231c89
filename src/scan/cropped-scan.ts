// The part of a shown scan that lies around a model, small enough for a page.
import type { Vec3 } from '../core/grid.js';
import type { ShownScan } from '../core/shown-scan.js';
import { reduceVoxels } from '../kernel/reduce-voxels.js';
import { evenTaps } from '../kernel/reducing-taps.js';

/** mm around the model: what the surface lies in is to be seen, too. */
const margin = 8;
const usualMost = 5e6;

/** Of the scan what lies within `box` (mm LPS) and 8 mm around it, in at most so many voxels; at least one voxel. */
export function croppedScan(
  shown: ShownScan,
  box: { readonly min: Vec3; readonly max: Vec3 },
  most = usualMost,
): ShownScan {
  const { size, origin, spacing } = shown;
  const first = size.map((n, c) =>
    Math.min(n - 1, Math.max(0, Math.floor((box.min[c] - margin - origin[c]) / spacing[c]))),
  );
  const end = size.map((n, c) =>
    Math.min(n, Math.max(first[c] + 1, Math.ceil((box.max[c] + margin - origin[c]) / spacing[c]) + 1)),
  );
  const own = end.map((to, c) => to - first[c]);
  const counts = countsFor(own, spacing, most);
  const voxels = cutOut(shown.values, size, first, own);
  const values = reduceVoxels({
    voxels,
    size: [own[0], own[1], own[2]],
    taps: [evenTaps(own[0], counts[0]), evenTaps(own[1], counts[1]), evenTaps(own[2], counts[2])],
    step: 1,
  });
  const steps = counts.map((count, c) => (own[c] * spacing[c]) / count);
  const start = (c: 0 | 1 | 2): number => origin[c] + (first[c] - 0.5) * spacing[c] + steps[c] / 2;
  return {
    ...shown,
    size: [counts[0], counts[1], counts[2]],
    origin: [start(0), start(1), start(2)],
    spacing: [steps[0], steps[1], steps[2]],
    values,
  };
}

/** The finest axes give way first. */
function countsFor(own: readonly number[], spacing: Vec3, most: number): readonly number[] {
  const at = (least: number): readonly number[] =>
    own.map((n, c) => Math.max(1, Math.min(n, Math.floor((n * spacing[c]) / least + 1e-6))));
  const product = (counts: readonly number[]): number => counts.reduce((all, n) => all * n, 1);
  if (product(own) <= most) return own;
  let [low, high] = [0, Math.max(...own.map((n, c) => n * spacing[c]))];
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2;
    if (product(at(middle)) <= most) high = middle;
    else low = middle;
  }
  return at(high);
}

function cutOut(
  values: Int16Array,
  [nx, ny]: Vec3,
  first: readonly number[],
  own: readonly number[],
): Int16Array {
  const out = new Int16Array(own[0] * own[1] * own[2]);
  for (let k = 0; k < own[2]; k++)
    for (let j = 0; j < own[1]; j++) {
      const from = first[0] + nx * (first[1] + j + ny * (first[2] + k));
      out.set(values.subarray(from, from + own[0]), own[0] * (j + own[1] * k));
    }
  return out;
}
