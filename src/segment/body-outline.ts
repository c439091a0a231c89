// Finds the body in a scan by its shape, on a coarse grid, and parts it from table, headrest, straps, tubes and clothing.
import { type Bits, countBits } from '../core/bits.js';
import type { Grid, Vec3 } from '../core/grid.js';
import { toPatient } from '../core/grid.js';
import type { Scan } from '../core/scan.js';
import { squaredRadius } from '../kernel/ball.js';
import { closeBall } from '../kernel/close-ball.js';
import { coarseMasks } from '../kernel/coarse-masks.js';
import { combineBits } from '../kernel/combine-bits.js';
import { componentsOf } from '../kernel/components.js';
import { dilateBall } from '../kernel/dilate-ball.js';
import { erodeBall } from '../kernel/erode-ball.js';
import { fillEnclosed } from '../kernel/fill-enclosed.js';
import { pickComponents } from '../kernel/pick-components.js';
import { type PieceShape, pieceShapes } from '../kernel/piece-shapes.js';
import { runsOf } from '../kernel/runs.js';
import { straightRuns } from '../kernel/straight-runs.js';
import { type BodyGrid, bodyGrid } from './body-grid.js';
import { bodyHollows } from './body-hollows.js';
import type { BodyLevels } from './body-level.js';
import { behindTable, tableShell } from './table-shell.js';

/** Lengths for a person, mm; a small field of view scales them down. */
const lengths = {
  /** Half the thickness of what counts as thin: shells, straps, cloth and tubes have less than 10 mm, a finger more. */
  thin: 5,
  /** A table runs straight on over this far at least; an ear or a nose doesn't. */
  straight: 70,
  /** So wide is its shell at least. */
  wide: 40,
  /** Where body and shell touch, the shell is followed over this far between two places where it lies free. */
  touching: 150,
  /** Half the width of a mouth, a nostril or a wound that is closed to tell inside from outside. */
  mouth: 8,
  /** So far within that closed outline everything is the body's. */
  deep: 4,
  /** The longest thin part of a body: an ear, a finger. */
  appendage: 130,
} as const;

/** A headrest is inclined by up to so much against the table. */
const slopes = [0, -0.1, 0.1, -0.2, 0.2, -0.3, 0.3] as const;

/** ml: a thin part of a body is no larger. */
const appendageVolume = 40;

export interface BodyOutline {
  readonly grid: Grid;
  /** The body's own cells, filled, with the margin round it. */
  readonly keep: Bits;
  /** Cells at the body's level or above that are none of the body's. */
  readonly foreign: Bits;
  /** mm, patient's frame: the middle of the largest of these, at most 3. */
  readonly places: readonly Vec3[];
  /** ml: of the body, of the foreign, and of that part of it that was recognised as a table's shell. */
  readonly body: number;
  readonly removed: number;
  readonly table: number;
}

/** Of about as many parts does the work consist, each of which tells its own share done. */
const parts = 60;

/** Undefined where no body is found. Yields the share done. */
export function* bodyOutline(
  scan: Scan,
  levels: BodyLevels,
  margin: number,
): Generator<number, BodyOutline | undefined> {
  const work = partByPart(scan, levels, margin);
  let [before, part] = [0, 0];
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
    if (next.value < before) part++;
    before = next.value;
    yield Math.min(1, (part + before) / parts);
  }
}

function* partByPart(
  scan: Scan,
  levels: BodyLevels,
  margin: number,
): Generator<number, BodyOutline | undefined> {
  const coarse = bodyGrid(scan);
  const { grid, spacing } = coarse;
  const ball = (mm: number): number => ballOf(mm, coarse);
  const [above, bone] = yield* coarseMasks(scan, grid, [levels.body, levels.bone]);
  const mask = yield* filledMask(above, coarse);
  const shell = yield* shellOf(mask, yield* opened(mask, ball(lengths.thin)), coarse);
  const free = combineBits(mask, shell, 'and-not');
  const trunk = yield* trunkOf(free, bone, shell, coarse);
  if (!trunk) return undefined;
  const inside = yield* insideOf(trunk, ball(lengths.mouth), ball(lengths.deep));
  const table = combineBits(shell, inside, 'and-not');
  const own = combineBits(trunk, combineBits(inside, mask, 'and'), 'or');
  if (!isBody(countBits(trunk), countBits(mask), countBits(table))) return undefined;
  const rest = combineBits(combineBits(mask, own, 'and-not'), yield* dilateBall(table, 1), 'and-not');
  const body = combineBits(own, yield* appendages(rest, own, coarse), 'or');
  const foreign = combineBits(above, body, 'and-not');
  const whole = combineBits(body, inside, 'or');
  const reach = squaredRadius(margin, spacing);
  const keep = yield* kept(whole, foreign, Math.max(1, reach));
  const ml = (bits: Bits): number => (countBits(bits) * spacing ** 3) / 1000;
  return {
    grid,
    keep,
    foreign,
    places: yield* largestPlaces(foreign, grid),
    body: ml(body),
    removed: ml(foreign),
    table: ml(table),
  };
}

/** Least share of what isn't table, and of all, that must be thick: a dry skull, a fragment or an implant has no trunk. */
const isBody = (trunk: number, mask: number, table: number): boolean =>
  trunk >= 0.5 * (mask - table) && trunk >= 0.2 * mask;

/** A length for a person in cells, and the ball of such a radius in cells². */
const cellsOf = (mm: number, { spacing, scale }: BodyGrid): number =>
  Math.max(1, Math.round((mm * scale) / spacing));
const ballOf = (mm: number, { spacing, scale }: BodyGrid): number =>
  Math.max(1, squaredRadius(mm * scale, spacing));

/** With the body's own hollows, so that a thin chest wall is the border of something thick. */
function* filledMask(mask: Bits, coarse: BodyGrid): Generator<number, Bits> {
  const squared = ballOf(lengths.thin, coarse);
  const thick = yield* opened(mask, squared);
  const shell = yield* shellOf(mask, thick, coarse);
  const hollows = yield* bodyHollows(mask, { thick, squared, shell, pad: coarse.pad });
  return combineBits(mask, hollows, 'or');
}

/** What is thin, wide and straight. */
function* shellOf(mask: Bits, thick: Bits, coarse: BodyGrid): Generator<number, Bits> {
  const straight = yield* straightRuns(combineBits(mask, thick, 'and-not'), mask, {
    least: cellsOf(lengths.straight, coarse),
    bridge: cellsOf(lengths.touching, coarse),
    slopes,
  });
  return yield* tableShell(straight, cellsOf(lengths.wide, coarse));
}

/** All that balls within the mask cover. */
function* opened(mask: Bits, squared: number): Generator<number, Bits> {
  return yield* dilateBall(yield* erodeBall(mask, squared), squared);
}

/** The thick pieces that are body: the main one, and all that neither lie behind the table nor look like a part of it. */
function* trunkOf(
  mask: Bits,
  bone: Bits,
  shell: Bits,
  coarse: BodyGrid,
): Generator<number, Bits | undefined> {
  const squared = ballOf(lengths.thin, coarse);
  const centres = yield* erodeBall(mask, squared);
  const runs = runsOf(centres);
  if (runs.from.length === 0) return undefined;
  const components = yield* componentsOf(runs, 'corners');
  const nz = mask.size[2];
  const long = nz >= cellsOf(lengths.straight, coarse);
  const least = long ? Math.ceil(0.95 * nz) : nz + 1;
  const throughout = yield* straightRuns(centres, centres, { least, bridge: 0, slopes: [0] });
  const shapes = pieceShapes(runs, components, [bone, throughout]);
  const main = mainPiece(shapes);
  const behind = yield* behindTable(shell, middle(main));
  const keep = shapes.map((shape) => (shape === main || isPart(shape, main, mask.size, behind) ? 1 : 0));
  const chosen = pickComponents(runs, components, Uint8Array.from(keep));
  return combineBits(yield* dilateBall(chosen, squared), mask, 'and');
}

const middle = ({ low, high }: PieceShape): readonly [number, number] => [
  (low[0] + high[0]) / 2,
  (low[1] + high[1]) / 2,
];

/** Least share of a piece that is bone, for it to be taken for a part of a body by that. */
const bony = 0.003;
const hasBone = ({ voxels, shared }: PieceShape): boolean => shared[0] > bony * voxels;

/** The largest with bone in it, unless one without is far larger. */
function mainPiece(shapes: readonly PieceShape[]): PieceShape {
  const largest = shapes.reduce((a, b) => (b.voxels > a.voxels ? b : a));
  return shapes
    .filter((shape) => hasBone(shape) && shape.voxels >= 0.2 * largest.voxels)
    .reduce((a, b) => (b.voxels > a.voxels || !hasBone(a) ? b : a), largest);
}

function isPart(
  shape: PieceShape,
  main: PieceShape,
  size: Vec3,
  behind: (i: number, j: number) => boolean,
): boolean {
  if (behind(...middle(shape))) return false;
  const [, y] = middle(shape);
  const beyond = y < main.low[1] || y > main.high[1];
  const constant = shape.shared[1] >= 0.8 * shape.voxels;
  if (constant && beyond && shape.voxels < 0.2 * main.voxels) return false;
  const { low, high } = shape;
  // The grid has two empty cells at each side, and the ball's centres keep off the border.
  const cut = [0, 1].some((axis) => low[axis] <= 6 || high[axis] >= size[axis] - 7);
  return hasBone(shape) || shape.voxels >= 0.05 * main.voxels || cut;
}

/** What lies well within the outline of the trunk, once its openings are closed: airways, lungs and all that is in them. */
function* insideOf(trunk: Bits, mouth: number, deep: number): Generator<number, Bits> {
  const closed = yield* closeBall(trunk, mouth);
  const slices = yield* fillEnclosed(closed, 'slice-faces', Number.POSITIVE_INFINITY);
  const { inside } = yield* fillEnclosed(slices.inside, 'faces', Number.POSITIVE_INFINITY);
  return yield* erodeBall(inside, deep);
}

/** Thin pieces that stand out from the body and are no larger than a thin part of it can be, and what clings to it. */
function* appendages(rest: Bits, own: Bits, { spacing, scale }: BodyGrid): Generator<number, Bits> {
  const runs = runsOf(rest);
  const components = yield* componentsOf(runs, 'corners');
  const skin = yield* dilateBall(own, 3);
  const most = (appendageVolume * 1000 * scale ** 3) / spacing ** 3;
  const keep = pieceShapes(runs, components, [skin]).map(({ voxels, low, high, shared }) => {
    const length = Math.hypot(...low.map((from, axis) => high[axis] - from + 1)) * spacing;
    return shared[0] > 0 && voxels <= most && length <= lengths.appendage * scale ? 1 : 0;
  });
  const whole = pickComponents(runs, components, Uint8Array.from(keep));
  return combineBits(whole, combineBits(rest, skin, 'and'), 'or');
}

/** The body with its margin, but for what is foreign; where both are near, the nearer one wins. */
function* kept(body: Bits, foreign: Bits, reach: number): Generator<number, Bits> {
  const wide = yield* dilateBall(body, reach);
  const near = yield* dilateBall(body, 1);
  const around = combineBits(yield* dilateBall(foreign, 1), near, 'and-not');
  return combineBits(combineBits(wide, around, 'and-not'), foreign, 'and-not');
}

function* largestPlaces(foreign: Bits, { affine }: Grid): Generator<number, readonly Vec3[]> {
  const runs = runsOf(foreign);
  const shapes = pieceShapes(runs, yield* componentsOf(runs, 'corners'), []);
  return shapes
    .toSorted((a, b) => b.voxels - a.voxels)
    .slice(0, 3)
    .map(({ low, high }) => {
      const at = (axis: 0 | 1 | 2): number => (low[axis] + high[axis]) / 2;
      return toPatient(affine, at(0), at(1), at(2));
    });
}
