// What the figures of a report do not say.
import type { Vec3 } from '../core/grid.js';

/** One sentence or two each. Spacings of the scan and of the working grid, mm. */
export function limitsOf(scan: Vec3, grid: Vec3): readonly string[] {
  const finer = grid.some((spacing, axis) => spacing < scan[axis] - 1e-6);
  const upsampling = `The scan was measured every ${times(scan)} mm and computed on every ${times(grid)} mm. A finer grid puts the surface between the scan’s samples; it restores nothing that the scanner never saw.`;
  return [
    ...(finer ? [upsampling] : []),
    'The deviations are those of editing (smoothing, decimation) against the surface that the threshold puts into the scan. How far that surface lies from the anatomy depends on the scan (sharpness, slice thickness, noise, motion, metal) and on the threshold, and is not part of these figures.',
    'A wall thinner than about half of the scan’s blur (its full width at half maximum) can be missing, and a gap of that size can be closed.',
    'Cartilage, soft tissue and whatever has the grey value of its neighbour are not in the model.',
    'Printing, removal of supports and sterilisation add errors of their own. Print at a scale of 100 % and measure the printed part before use.',
  ];
}

const times = (v: Vec3): string => v.map((x) => Number(x.toFixed(3))).join(' × ');
