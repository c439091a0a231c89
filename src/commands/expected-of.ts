// What to expect of a mesh that shall be like this one: its own figures, with the tolerances that follow from a length.
import type { Expected } from '../core/expected.js';
import { wholeModel } from '../report/whole-model.js';
import type { CheckedBody } from './check-expected.js';

const cut = (x: number): number => Number(x.toFixed(4)) + 0;

/** No tolerance is finer than the digits that are written, else a mesh would miss its own figures. */
const finest = 1e-4;
const allowed = (x: number): number => Math.max(cut(x), finest);

/**
 * `within`, mm: how far the surface may move. Sizes may change by that; the volume by that times the area, as if all of the
 * surface moved one way; the area by what it would of a ball of the same volume and area for each other (twice the square of
 * the area, over three volumes). What is no solid is held to nothing of these but its size.
 */
export function expectedOf(bodies: readonly CheckedBody[], within: number): Expected {
  const whole = wholeModel({ parts: bodies.map(({ facts }) => ({ mesh: facts })), shape: null });
  if (whole === null) return {};
  const { volume, area, size, genus, closed, parts } = whole;
  const solid = closed && volume > 0;
  return {
    ...(solid && {
      volume: { value: cut(volume), tolerance: allowed(area * within), unit: 'mm3' },
      area: { value: cut(area), tolerance: allowed((2 * area * area * within) / (3 * volume)), unit: 'mm2' },
    }),
    size: {
      value: [cut(size[0]), cut(size[1]), cut(size[2])],
      tolerance: Math.max(within, finest),
      unit: 'mm',
    },
    pieces: parts,
    ...(genus !== null && { genus }),
    closed,
    bodies: bodies.length,
  };
}
