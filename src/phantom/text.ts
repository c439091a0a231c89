// Words on a block: RIGHT stands out of its right side, LEFT is cut into its left side.
import type { Vec3 } from '../core/grid.js';
import type { Densities, Landmark, Phantom } from './body.js';
import { carved, joined } from './compound.js';
import { embedded } from './embedded.js';
import { lettering } from './lettering.js';
import { box } from './shapes.js';

const half = 5;
const [raised, engraved] = [1.2, 1];
const size = { height: 13, pen: 1.8 } as const;
const unit = size.height / 6;

export function textPhantom(densities: Densities): Phantom {
  const block = box('block', [0, 0, 0], [2 * half, 78, 24]);
  // one millimetre of the letters stands in the block, and one of the engraved ones in the open
  const right = lettering(
    'RIGHT',
    'RIGHT',
    [-half - (raised - 1) / 2, 0, 0],
    { ...size, depth: raised + 1 },
    -1,
  );
  const left = lettering(
    'LEFT',
    'LEFT',
    [half - (engraved - 1) / 2, 0, 0],
    { ...size, depth: engraved + 1 },
    1,
  );
  const body = joined('block with words', [carved(block, [left]), right], {
    raised,
    engraved,
    pen: size.pen,
  });
  return embedded(
    {
      name: 'text',
      about:
        'A block in soft tissue: RIGHT raised by 1.2 mm on its right side, LEFT engraved by 1 mm on its left.',
      material: 'bone',
      layers: [{ material: 'bone', valueHU: densities.bodyHU ?? 1200, bodies: [body] }],
      disjoint: true,
      landmarks,
      laterality:
        'RIGHT reads right from outside when the patient’s right side (−x) is looked at, LEFT when the left side is; superior is up.',
    },
    densities,
  );
}

/** A point of a word, in steps of the letters' grid: letter n of so many, u to the reader's right, v up. */
const ofWord = (side: -1 | 1, count: number, x: number, n: number, u: number, v: number): Vec3 => [
  x,
  side * unit * (6.6 * n + u - (6.6 * (count - 1) + 4) / 2) + 0,
  unit * (v - 3),
];
const onRight = (n: number, u: number, v: number): Vec3 => ofWord(-1, 5, -half - 0.6, n, u, v);
const onLeft = (n: number, u: number, v: number): Vec3 => ofWord(1, 4, half - 0.5, n, u, v);

const landmarks: readonly Landmark[] = [
  { name: 'block', at: [0, 0, 0], inside: true },
  { name: 'R of RIGHT, stem', at: onRight(0, 0, 1.5), inside: true },
  { name: 'R of RIGHT, right of the stem, low', at: onRight(0, 1.4, 0.3), inside: false },
  { name: 'G of RIGHT, its opening', at: onRight(2, 4, 4.1), inside: false },
  { name: 'T of RIGHT, its stem', at: onRight(4, 2, 2), inside: true },
  { name: 'L of LEFT, its stem', at: onLeft(0, 0, 3), inside: false },
  { name: 'L of LEFT, beside its stem', at: onLeft(0, 3, 3), inside: true },
  { name: 'F of LEFT, under its arms', at: onLeft(2, 3, 1), inside: true },
  { name: 'T of LEFT, its stem', at: onLeft(3, 2, 1.5), inside: false },
];
