// Bodies of many densities side by side: no one threshold puts all their surfaces where they are.
import type { Vec3 } from '../core/grid.js';
import type { Densities, Layer, Phantom } from './body.js';
import { embedded } from './embedded.js';
import { ball, box, cylinder } from './shapes.js';

const valuesHU = [350, 500, 700, 900, 1200, 1500, 1800];
/** From one density to the next, and from one shape to the next, mm. */
const step = 21;
const rank = 24;

/** A ball, a rod and a box of each; a density that is given takes the place of all seven. */
export function densitiesPhantom(densities: Densities): Phantom {
  const layers = valuesHU.map((valueHU, n): Layer => {
    const x = step * (n - (valuesHU.length - 1) / 2);
    const lean: Vec3 = [20 + 7 * n, 15 - 6 * n, 30 + 9 * n];
    const value = densities.bodyHU ?? valueHU;
    return {
      material: `${valueHU} HU`,
      valueHU: value,
      bodies: [
        ball(`ball of ${value} HU, ${n + 1}`, [x, -rank, 0], 8),
        cylinder(`rod of ${value} HU, ${n + 1}`, [x, 0, 0], 4, 26, [12 - 3 * n, 9, 0]),
        box(`box of ${value} HU, ${n + 1}`, [x, rank, 0], [12, 10, 14], lean),
      ],
    };
  });
  return embedded(
    {
      name: 'densities',
      about: 'A ball, a rod and a box each of 350 to 1800 HU side by side in soft tissue.',
      material: 'bone',
      layers,
      disjoint: true,
      landmarks: [
        { name: 'lightest ball', at: [-63, -24, 0], inside: true },
        { name: 'densest box', at: [63, 24, 0], inside: true },
        { name: 'between ball and rod', at: [0, -12, 0], inside: false },
      ],
      laterality: 'The bodies grow denser from right (−x) to left; the balls lie in front.',
    },
    densities,
  );
}
