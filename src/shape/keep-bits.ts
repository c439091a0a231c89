// Bits that a cut would leave loose stay with the piece that they hang on.
import type { Booleans, Solid } from '../kernel/booleans.js';
import type { Box } from '../kernel/half-bounds.js';
import type { Cut } from './plan.js';

/** What lies above and below a cut, as `Booleans.split` gives it. */
export type Halves = readonly [Solid, Solid];

export interface Kept {
  readonly halves: Halves;
  /** Around each bit that now reaches across the plane, mm. */
  readonly bits: readonly Box[];
}

/** Of a half's volume: what is larger is a piece in its own right, and is told. */
const largestBit = 0.03;
/** How near to the plane a body has to come to have been cut there, mm. */
const near = 1e-4;

/**
 * Bodies that the cut parted from the rest of their half go to the other half, from which nothing parts them, where `mayTake`
 * agrees (the half, 0 or 1, that would take a bit within that box). Those with a hollow in them stay.
 */
export function keepBits(
  booleans: Booleans,
  halves: Halves,
  { axis, at }: Pick<Cut, 'axis' | 'at'>,
  mayTake: (half: 0 | 1, bit: Box) => boolean,
): Kept {
  const loose = [0, 1].map((n) => looseIn(booleans, halves[n === 0 ? 0 : 1]));
  const moved = ([0, 1] as const).map((n) =>
    loose[n].filter(({ box }) => {
      const end = n === 0 ? box.min[axis] : box.max[axis];
      return Math.abs(end - at) < near && mayTake(n === 0 ? 1 : 0, box);
    }),
  );
  const kept = ([0, 1] as const).map((n) => {
    const gone = moved[n].map(({ solid }) => solid);
    const come = moved[1 - n].map(({ solid }) => solid);
    const rest = gone.length === 0 ? halves[n] : booleans.difference(halves[n], gone);
    return come.length === 0 ? rest : booleans.union([rest, ...come]);
  });
  const bits = moved.flat().map(({ box }) => box);
  booleans.release(
    ...loose.flat().map(({ solid }) => solid),
    ...halves.filter((half) => !kept.includes(half)),
  );
  return { halves: [kept[0], kept[1]], bits };
}

interface Loose {
  readonly solid: Solid;
  readonly box: Box;
}

function looseIn({ release }: Booleans, half: Solid): Loose[] {
  const shells = half
    .decompose()
    .map((solid) => ({ solid, volume: solid.volume(), box: solid.boundingBox() }));
  const bodies = shells.filter(({ volume }) => volume > 0);
  const hollows = shells.filter(({ volume }) => volume <= 0);
  const most = Math.max(...bodies.map(({ volume }) => volume));
  const loose = bodies.filter(
    ({ volume, box }) => volume < largestBit * most && !hollows.some((hollow) => holds(box, hollow.box)),
  );
  release(...shells.filter((shell) => !loose.includes(shell)).map(({ solid }) => solid));
  return loose;
}

const holds = (outer: Box, inner: Box): boolean =>
  [0, 1, 2].every((d) => outer.min[d] <= inner.min[d] && inner.max[d] <= outer.max[d]);
