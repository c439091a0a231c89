// A branching vessel full of contrast medium, its radius falling from 3 to 0.8 mm.
import type { Vec3 } from '../core/grid.js';
import type { Densities, Phantom } from './body.js';
import { joined } from './compound.js';
import { embedded } from './embedded.js';
import { roundCone } from './round-cone.js';

/** Points with their radii, mm; a branch begins where another has a point. */
const branches: readonly (readonly (readonly [number, number, number, number])[])[] = [
  [
    [0, 4, -40, 3],
    [1, 2, -24, 3],
    [-1, 0, -10, 2.8],
  ],
  [
    [-1, 0, -10, 2.8],
    [9, -5, 2, 2.2],
    [14, -4, 15, 2],
    [15, 2, 26, 1.6],
  ],
  [
    [-1, 0, -10, 2.8],
    [-9, 6, 1, 1.8],
    [-17, 8, 10, 1.5],
  ],
  [
    [15, 2, 26, 1.6],
    [10, 6, 36, 1.2],
    [4, 7, 42, 1],
  ],
  [
    [15, 2, 26, 1.6],
    [23, 0, 35, 1.1],
    [29, -4, 40, 0.8],
  ],
  [
    [14, -4, 15, 2],
    [23, -10, 18, 1],
    [30, -12, 25, 0.8],
  ],
  [
    [-17, 8, 10, 1.5],
    [-21, 3, 21, 1.1],
    [-20, -4, 30, 0.9],
  ],
  [
    [-17, 8, 10, 1.5],
    [-26, 12, 15, 1],
    [-33, 11, 23, 0.8],
  ],
];

const pieces = branches.flatMap((points, n) =>
  points.slice(1).map(([x, y, z, radius], m) => {
    const [px, py, pz, before] = points[m];
    const [from, to]: readonly [Vec3, Vec3] = [
      [px, py, pz],
      [x, y, z],
    ];
    return roundCone(`branch ${n + 1}, piece ${m + 1}`, from, to, before, radius);
  }),
);

const radii = branches.flat().map(([, , , radius]) => radius);
const sizes = { largestRadius: Math.max(...radii), smallestRadius: Math.min(...radii) };

/** The side branch to the front hangs on the left alone. */
export function vesselPhantom(densities: Densities): Phantom {
  return embedded(
    {
      name: 'vessel',
      about: 'A branching vessel in soft tissue, filled with contrast, its radius falling from 3 to 0.8 mm.',
      material: 'contrast',
      layers: [
        { material: 'contrast', valueHU: densities.bodyHU ?? 350, bodies: [joined('vessel', pieces, sizes)] },
      ],
      disjoint: true,
      landmarks: [
        { name: 'trunk', at: [0, 4, -40], inside: true },
        { name: 'left branch', at: [14, -4, 15], inside: true },
        { name: 'right branch', at: [-17, 8, 10], inside: true },
        { name: 'no branch (right)', at: [-14, -4, 15], inside: false },
      ],
      laterality: 'The thicker branch goes to the left (+x), and only it has one to the front.',
    },
    densities,
  );
}
