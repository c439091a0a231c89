// Two bones that all but touch: a ball in its socket, 0.8 mm apart.
import type { Vec3 } from '../core/grid.js';
import type { Densities, Phantom } from './body.js';
import { joined } from './compound.js';
import { cup } from './cup.js';
import { embedded } from './embedded.js';
import { roundCone } from './round-cone.js';
import { ball } from './shapes.js';

const head = 15;
const gap = 0.8;
const thickness = 5;
/** Where the socket's pole lies, seen from the ball: up, to the right and a little back. */
const socketDeg: Vec3 = [-12, -38, 0];

/** As of a left hip: the shaft hangs down on the left. */
export function jointPhantom(densities: Densities): Phantom {
  const thigh = joined('ball and shaft', [
    ball('head', [0, 0, 0], head),
    roundCone('neck', [0, 0, 0], [21, -4, -17], 8.5, 8),
    roundCone('shaft', [21, -4, -17], [23, -2, -46], 8, 7),
  ]);
  const socket = joined(
    'socket',
    [
      cup('cup', [0, 0, 0], { innerRadius: head + gap, thickness, rimDeg: 78 }, socketDeg),
      roundCone('stem', [-13.2, 4.4, 17], [-20, 8, 34], 4, 6.5),
    ],
    { gap, headDiameter: 2 * head, cupThickness: thickness },
  );
  return embedded(
    {
      name: 'joint',
      about: 'A ball of 30 mm in its socket, 0.8 mm apart: two bones in soft tissue.',
      material: 'bone',
      layers: [{ material: 'bone', valueHU: densities.bodyHU ?? 1200, bodies: [thigh, socket] }],
      disjoint: true,
      landmarks: [
        { name: 'head', at: [0, 0, 0], inside: true },
        { name: 'shaft, left', at: [22, -3, -40], inside: true },
        { name: 'stem of the socket, right', at: [-18, 7, 30], inside: true },
        { name: 'no shaft (right)', at: [-22, -3, -40], inside: false },
      ],
      laterality: 'The shaft hangs down on the left (+x); the socket lies up and to the right.',
    },
    densities,
  );
}
