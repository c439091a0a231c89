// Directions that are spread evenly over the sphere, always the same.
// R. Swinbank, R. J. Purser, Fibonacci grids: A novel approach to global modelling, 2006.
import type { Vec3 } from '../core/grid.js';

const golden = Math.PI * (3 - Math.sqrt(5));

/** Unit vectors; the neighbours of each are about 3.5 / √count radians away. */
export const sphereDirections = (count: number): readonly Vec3[] =>
  Array.from({ length: count }, (_, n) => {
    const z = 1 - (2 * n + 1) / count;
    const r = Math.sqrt(1 - z * z);
    return [r * Math.cos(golden * n), r * Math.sin(golden * n), z];
  });
