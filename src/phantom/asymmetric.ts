// The laterality phantom: unlike its mirror image along every axis, with an R on its right side.
import type { Vec3 } from '../core/grid.js';
import type { Densities, Landmark, Phantom } from './body.js';
import { letterR } from './letter-r.js';
import { measuring } from './measuring.js';
import { ball, box, cone } from './shapes.js';

const face = -18;
const letter = { height: 16, width: 11, stroke: 3, depth: 5 };

/** A block; a long bar points anterior, a short cone superior, a ball sits left, and the R stands out 4 mm to the right. */
export function asymmetricPhantom(densities: Densities): Phantom {
  const bodies = [
    box('block', [0, 0, 0], [36, 40, 30]),
    box('bar (anterior)', [7, -37, -6], [8, 38, 8]),
    cone('cone (superior)', [-6, 8, 20.5], 8, 2.5, 15),
    ball('ball (left)', [23, 6, 4], 8),
    letterR('R (right)', [face - 1.5, 0, 0], letter),
  ];
  return measuring(
    'asymmetric',
    'A block with a bar to anterior, a cone to superior, a ball to the left and a raised R on its right side.',
    bodies,
    densities,
    landmarks,
    'The letter R stands on the face x = −18 mm, the right side of the patient (−x in LPS), and reads as R when that side is looked at from outside with superior up.',
  );
}

/** A point of the letter, u to the reader's right and v up, in the middle of what stands out. */
const ofLetter = (u: number, v: number): Vec3 => [face - 2, 0 - u, v];

const landmarks: readonly Landmark[] = [
  { name: 'block', at: [0, 0, 0], inside: true },
  { name: 'tip of the bar (anterior)', at: [7, -53, -6], inside: true },
  { name: 'tip of the cone (superior)', at: [-6, 8, 25], inside: true },
  { name: 'ball (left)', at: [27, 6, 4], inside: true },
  { name: 'stem of the R, low', at: ofLetter(-4, -5.5), inside: true },
  { name: 'stem of the R, high', at: ofLetter(-4, 5.5), inside: true },
  { name: 'bowl of the R', at: ofLetter(4, 3.5), inside: true },
  { name: 'leg of the R', at: ofLetter(3, -5.5), inside: true },
  { name: 'hole of the R', at: ofLetter(0, 3.5), inside: false },
  { name: 'between stem and leg of the R', at: ofLetter(-0.6, -5.5), inside: false },
  { name: 'notch right of the R, under the bowl', at: ofLetter(5.2, -2), inside: false },
  { name: 'no bar (posterior)', at: [7, 53, -6], inside: false },
  { name: 'no cone (inferior)', at: [-6, 8, -25], inside: false },
  { name: 'no ball (right)', at: [-27, 6, 4], inside: false },
  { name: 'no R (left)', at: [-face + 2, 4, -5.5], inside: false },
];
