// The measuring phantoms: one or a few simple solids of bone in air, the half-maximum at the bone preset's 226 HU.
import type { Vec3 } from '../core/grid.js';
import { type Body, boxRound, type Densities, type Landmark, type Phantom } from './body.js';
import { ball, box, cylinder, shell, torus } from './shapes.js';

const margin = 7.5;

/** Around bodies of one density. */
export function measuring(
  name: string,
  about: string,
  bodies: readonly Body[],
  densities: Densities,
  landmarks: readonly Landmark[] = [],
  laterality = 'None: the phantom has no side.',
): Phantom {
  const valueHU = densities.bodyHU ?? 1452;
  const airHU = densities.airHU ?? -1000;
  const { min, max } = boxRound(bodies.map((body) => body.bounds));
  return {
    name,
    about,
    surround: { material: 'air', valueHU: airHU },
    layers: [{ material: 'body', valueHU, bodies }],
    structure: { material: 'body', materials: ['body'], valueHU, againstHU: airHU },
    disjoint: bodies.every((body) => body.volume !== null),
    extent: {
      min: [min[0] - margin, min[1] - margin, min[2] - margin],
      max: [max[0] + margin, max[1] + margin, max[2] + margin],
    },
    landmarks,
    laterality,
    defaults: { spacing: [0.5, 0.5, 1], noise: 0 },
  };
}

const centre: Vec3 = [0, 0, 0];

export const ballPhantom = (d: Densities): Phantom =>
  measuring('ball', 'A ball of 40 mm.', [ball('ball', centre, 20)], d);

export const boxPhantom = (d: Densities): Phantom =>
  measuring('box', 'A rotated box, 30 × 24 × 18 mm.', [box('box', centre, [30, 24, 18], [25, -15, 35])], d);

export const cylinderPhantom = (d: Densities): Phantom =>
  measuring(
    'cylinder',
    'An oblique rod, 10 mm across and 50 mm long.',
    [cylinder('cylinder', centre, 5, 50, [35, 30, 0])],
    d,
  );

export const torusPhantom = (d: Densities): Phantom =>
  measuring('torus', 'A tilted ring, one hole through it.', [torus('torus', centre, 18, 6, [30, 20, 0])], d);

export const platePhantom = (d: Densities): Phantom =>
  measuring('plate', 'A tilted plate, 1.2 mm thick.', [box('plate', centre, [1.2, 40, 30], [10, 12, 20])], d);

export const shellPhantom = (d: Densities): Phantom =>
  measuring('shell', 'A hollow ball of 40 mm, its wall 2 mm.', [shell('shell', centre, 20, 2)], d);

const sphereRadii = [1.5, 2, 3, 4, 6, 8, 10, 12];

export const spheresPhantom = (d: Densities): Phantom =>
  measuring(
    'spheres',
    'Balls of 3 to 24 mm.',
    sphereRadii.map((r, n) => ball(`ball of ${2 * r} mm`, spherePlaces[n], r)),
    d,
  );

const spherePlaces: readonly Vec3[] = [
  [-20, -22, -9],
  [-9, -23, 6],
  [4, -22, -7],
  [20, -20, 3],
  [-24, -2, 2],
  [-2, -4, 5],
  [22, 2, -4],
  [-8, 20, 0],
];
