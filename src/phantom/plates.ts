// Thin plates of many thicknesses: how thin a wall a scan still shows, and how thick it shows it.
import type { Vec3 } from '../core/grid.js';
import type { Body, Densities, Phantom } from './body.js';
import { embedded } from './embedded.js';
import { box } from './shapes.js';

/** Thickness, middle and angles: each leans another way, so that none lies along the grid. */
const plates: readonly (readonly [number, Vec3, Vec3])[] = [
  [0.4, [-36, 1, 0], [11, 7, 13]],
  [0.6, [-24, -1, 1], [-9, 12, -8]],
  [0.8, [-12, 1, -1], [14, -11, 6]],
  [1, [0, 0, 0], [-7, 9, 17]],
  [1.2, [12, -1, 1], [10, -13, -12]],
  [1.5, [24, 1, 0], [-13, 8, 9]],
  [2, [37, 0, -1], [8, -10, -15]],
];

/** Each 22 × 26 mm, their normals near the left-right axis. */
export function platesPhantom(densities: Densities): Phantom {
  const bodies = plates.map(
    ([thickness, middle, anglesDeg]): Body =>
      box(`plate of ${thickness} mm`, middle, [thickness, 22, 26], anglesDeg),
  );
  return embedded(
    {
      name: 'plates',
      about: 'Seven tilted plates of bone, 0.4 to 2 mm thick, side by side in soft tissue.',
      material: 'bone',
      layers: [{ material: 'bone', valueHU: densities.bodyHU ?? 1200, bodies }],
      disjoint: true,
      landmarks: [
        { name: 'plate of 2 mm', at: [37, 0, -1], inside: true },
        { name: 'between the two thickest plates', at: [30.5, 0, 0], inside: false },
      ],
      laterality: 'The plates grow thicker from right (−x) to left.',
    },
    densities,
  );
}
