// Which hollows of a coarse mask are a body's own (lungs, bowel, sinuses), not the space within a table or between it and a body.
import { type Bits, emptyBits } from '../core/bits.js';
import { combineBits } from '../kernel/combine-bits.js';
import { complementBits } from '../kernel/complement-bits.js';
import { componentsOf } from '../kernel/components.js';
import { dilateBall } from '../kernel/dilate-ball.js';
import { fillEnclosed } from '../kernel/fill-enclosed.js';
import { pickComponents } from '../kernel/pick-components.js';
import { pieceShapes } from '../kernel/piece-shapes.js';
import { paintRun, runsOf } from '../kernel/runs.js';

/** Least share of a hollow's wall that is thick: round a lung nine tenths, between a head and a headrest a half. */
const leastThick = 0.7;

export interface Walls {
  /** Where the mask is thick, and the ball that this was judged by (cells²). */
  readonly thick: Bits;
  readonly squared: number;
  /** What looks like a table's shell. */
  readonly shell: Bits;
  /** Empty cells at each side of the grid. */
  readonly pad: number;
}

/**
 * The hollows whose wall is thick: those that the mask encloses in slices of equal k, where next to nothing of the outer wall may be thin;
 * and those that the sides of the scan cut open, whose wall is neither a table's nor, in the main, the cut. Yields the share done.
 */
export function* bodyHollows(mask: Bits, { thick, squared, shell, pad }: Walls): Generator<number, Bits> {
  const { inside: filled } = yield* fillEnclosed(mask, 'slice-faces', Number.POSITIVE_INFINITY);
  const open = complementBits(filled);
  // Vessels in a lung are thin too, but no wall.
  const outer = yield* dilateBall(open, 4 * squared);
  const thin = combineBits(combineBits(mask, thick, 'and-not'), outer, 'and');
  const enclosed = yield* walledBy(combineBits(filled, mask, 'and-not'), thick, thin);
  const sides = frameOf(mask, pad);
  const alien = combineBits(shell, sides, 'or');
  const cut = yield* walledBy(combineBits(open, sides, 'and-not'), thick, alien);
  return combineBits(enclosed, cut, 'or');
}

/** The pieces of `space` that meet `wall` far more than `other`. */
function* walledBy(space: Bits, wall: Bits, other: Bits): Generator<number, Bits> {
  const runs = runsOf(space);
  const components = yield* componentsOf(runs, 'faces');
  const [byWall, byOther] = [yield* dilateBall(wall, 1), yield* dilateBall(other, 1)];
  const keep = pieceShapes(runs, components, [byWall, byOther]).map(({ shared: [a, b] }) =>
    a > 0 && a >= leastThick * (a + b) ? 1 : 0,
  );
  return pickComponents(runs, components, Uint8Array.from(keep));
}

/** The outermost `width` cells along the first two axes. */
function frameOf({ size: [nx, ny, nz] }: Bits, width: number): Bits {
  const out = emptyBits([nx, ny, nz]);
  for (let row = 0; row < ny * nz; row++) {
    const at = row * out.wordsPerRow;
    const j = row % ny;
    if (j < width || j >= ny - width) paintRun(out.words, at, 0, nx, true);
    else {
      paintRun(out.words, at, 0, Math.min(nx, width), true);
      paintRun(out.words, at, Math.max(0, nx - width), nx, true);
    }
  }
  return out;
}
