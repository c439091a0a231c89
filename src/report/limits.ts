// What the figures of a report do not say.
import type { SourceFacts } from '../core/facts.js';
import type { Vec3 } from '../core/grid.js';
import { finestVoxel, lostWalls } from '../core/lost-walls.js';

/** One sentence or two each. `grid`: spacing of the working grid, mm. `stated`: the report states an uncertainty. */
export function limitsOf(
  { spacing: scan, sharpness }: SourceFacts,
  grid: Vec3,
  stated = false,
): readonly string[] {
  const finer = grid.some((spacing, axis) => spacing < scan[axis] - 1e-6);
  const upsampling = `The scan was measured every ${times(scan)} mm and computed on every ${times(grid)} mm. A finer grid puts the surface between the scan’s samples; it restores nothing that the scanner never saw.`;
  const walls = lostWalls(sharpness);
  const finest = finestVoxel(sharpness);
  const wasted =
    finest !== null &&
    Math.max(...grid) < finest &&
    `The working grid is finer than a quarter of the narrowest blur (${finest.toFixed(2)} mm): that adds triangles, not detail.`;
  return [
    ...(finer ? [upsampling] : []),
    stated ? ofFinding : ofThreshold,
    walls.length > 0 ? walls.join(' ') : wallsUnmeasured,
    ...(wasted ? [wasted] : []),
    'Cartilage, soft tissue and whatever has the grey value of its neighbour are not in the model.',
    'Printing, removal of supports and sterilisation add errors of their own. Print at a scale of 100 % and measure the printed part before use.',
  ];
}

const ofThreshold =
  'The deviations are those of editing (smoothing, decimation) against the surface that the threshold puts into the scan. How far that surface lies from the anatomy depends on the scan (sharpness, slice thickness, noise, motion, metal) and on the threshold, and is not part of these figures.';
const ofFinding =
  'The deviations are those of editing (smoothing, decimation) against the surface that was found in the scan. How far that surface may lie from the anatomy is stated as its uncertainty, from the scan’s own noise, blur and edges; motion, metal and the scanner’s scale are not part of these figures.';

const wallsUnmeasured =
  'How sharp the scan is could not be measured. A wall thinner than about half of its blur (its full width at half maximum) can be missing, and a gap of that size can be closed.';

const times = (v: Vec3): string => v.map((x) => Number(x.toFixed(3))).join(' × ');
