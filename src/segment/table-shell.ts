// Which pieces of what runs straight on along a scan are the shell of a table, and what lies behind it.
import type { Bits } from '../core/bits.js';
import { componentsOf } from '../kernel/components.js';
import { pickComponents } from '../kernel/pick-components.js';
import { type PieceShape, pieceShapes } from '../kernel/piece-shapes.js';
import { runsOf } from '../kernel/runs.js';

/** Is a place (cells) on the far side of a table's shell, seen from the body? */
export type BehindTable = (i: number, j: number) => boolean;

/** Those pieces that are `wide` cells wide or more across the third axis. A new mask; yields the share done. */
export function* tableShell(straight: Bits, wide: number): Generator<number, Bits> {
  const runs = runsOf(straight);
  const components = yield* componentsOf(runs, 'corners');
  const keep = pieceShapes(runs, components, []).map((shape) => (widest(shape) >= wide ? 1 : 0));
  return pickComponents(runs, components, Uint8Array.from(keep));
}

const widest = ({ low, high }: PieceShape): number => Math.max(high[0] - low[0], high[1] - low[1]) + 1;

/**
 * Each piece of the shell is looked at from `body` (cells): it hides what lies farther away along the axis (the first or the second)
 * that leads from there to the piece's middle, wherever it has a cell itself.
 */
export function* behindTable(shell: Bits, body: readonly [number, number]): Generator<number, BehindTable> {
  const runs = runsOf(shell);
  const components = yield* componentsOf(runs, 'corners');
  const [nx, ny] = shell.size;
  const screens = pieceShapes(runs, components, []).map(({ low, high }) => {
    const away = [0, 1].map((axis) => (low[axis] + high[axis]) / 2 - body[axis]);
    const axis = Math.abs(away[0]) > Math.abs(away[1]) ? 0 : 1;
    const sign = away[axis] < 0 ? -1 : 1;
    return { axis, sign, nearest: new Float64Array(axis === 0 ? ny : nx).fill(Number.POSITIVE_INFINITY) };
  });
  for (let row = 0; row + 1 < runs.first.length; row++)
    for (let r = runs.first[row]; r < runs.first[row + 1]; r++) {
      const { axis, sign, nearest } = screens[components.labels[r]];
      const j = row % ny;
      if (axis === 0) nearest[j] = Math.min(nearest[j], sign * (sign > 0 ? runs.from[r] : runs.to[r] - 1));
      else for (let i = runs.from[r]; i < runs.to[r]; i++) nearest[i] = Math.min(nearest[i], sign * j);
    }
  return (i, j) =>
    screens.some(({ axis, sign, nearest }) =>
      axis === 0 ? sign * i > nearest[Math.round(j)] : sign * j > nearest[Math.round(i)],
    );
}
