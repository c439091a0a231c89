// The accuracy bench's phantom: solids of every difficulty in soft tissue, in air.
import type { Vec3 } from '../core/grid.js';
import type { Body, Densities, Phantom } from './body.js';
import { helix } from './helix.js';
import { ball, box, cylinder, shell, torus } from './shapes.js';

/** 512 × 512 × 300 voxels of 0.5 × 0.5 × 1 mm by default. */
export function fieldPhantom(densities: Densities): Phantom {
  const bone = densities.bodyHU ?? 1200;
  const soft = densities.softHU ?? 40;
  return {
    name: 'field',
    about:
      'Ball, shell, oblique rod, rotated cube, ring, thin plate, coil and specks in soft tissue, in air.',
    surround: { material: 'air', valueHU: densities.airHU ?? -1000 },
    layers: [
      { material: 'soft tissue', valueHU: soft, bodies: [cylinder('soft tissue', [0, 0, 0], 118, 280)] },
      { material: 'bone', valueHU: bone, bodies: [...solids, ...specks] },
    ],
    structure: { material: 'bone', materials: ['bone'], valueHU: bone, againstHU: soft },
    disjoint: true,
    extent: { min: [-128, -128, -150], max: [128, 128, 150] },
    landmarks: [
      { name: 'ball', at: [-48, 12, -78], inside: true },
      { name: 'inside of the shell', at: [55, 18, -80], inside: false },
      { name: 'cube', at: [-58, 34, 38], inside: true },
    ],
    laterality: 'The ball and the cube lie to the right (−x), the shell, the ring and the plate to the left.',
    defaults: { spacing: [0.5, 0.5, 1], noise: 20 },
  };
}

const solids: readonly Body[] = [
  ball('ball', [-48, 12, -78], 40),
  shell('shell', [55, 18, -80], 32, 2),
  cylinder('rod', [4, -72, -20], 5, 110, [28, 38, 0]),
  box('cube', [-58, 34, 38], [30, 30, 30], [24, 31, 17]),
  torus('ring', [52, 24, 12], 24, 7, [35, -25, 0]),
  box('plate', [44, 28, 88], [1.2, 56, 44], [12, 18, 33]),
  helix('coil', [-38, -34, 92], { radius: 18, pitch: 15, turns: 4, wireRadius: 2.5 }, [14, -22, 0]),
];

/** Too small to keep: what an island filter should drop. */
const speckPlaces: readonly (readonly [number, number, number, number])[] = [
  [-5, 62, -40, 0.8],
  [8, 80, 10, 1],
  [-20, 90, 30, 1.2],
  [0, -10, 20, 1.5],
  [-95, 0, 0, 0.9],
  [92, -20, 60, 1.1],
  [70, -60, -60, 1.3],
  [-70, -60, 10, 1.4],
  [10, 40, 120, 1],
  [-60, 60, 100, 1.5],
  [96, 20, -20, 0.8],
  [0, -95, -110, 1.2],
];

const specks = speckPlaces.map(([x, y, z, radius], n): Body => {
  const place: Vec3 = [x, y, z];
  return ball(`speck ${n + 1}`, place, radius);
});
