// Whether a body fits what a printer can print: as it stands, turned, or in how many pieces.
import type { Vec3 } from '../core/grid.js';
import type { FitFacts } from '../core/print-facts.js';
import { sphereDirections } from '../kernel/sphere-directions.js';
import { frameOf, product, ratioOf, turnedSize, turnOf, unturned } from './turn.js';

/** The other ways round of a box, none of them a mirror. */
const quarterTurns: readonly (readonly number[])[] = [
  [0, -1, 0, 1, 0, 0, 0, 0, 1],
  [1, 0, 0, 0, 0, -1, 0, 1, 0],
  [0, 0, 1, 0, 1, 0, -1, 0, 0],
  [0, 1, 0, 0, 0, 1, 1, 0, 0],
  [0, 0, 1, 1, 0, 0, 0, 1, 0],
];

/** Ways up that are looked at, and turns about each. */
const ups = sphereDirections(1200).filter(([, , z]) => z >= 0);
const anglesAbout = 36;
/** Of these so many are turned a little further, until they do not get better. */
const refined = 40;
const firstStep = 0.06;
const lastStep = 0.0002;

/**
 * `positions`: of all vertices; `extremes`: those that stand for them where only extents matter; `room`: x, y, z that can be
 * printed in, mm. Of the ways in which it fits, the one nearest to how it stands is given: none, by quarter turns, by any.
 */
export function fitBuild(positions: Float32Array, extremes: Float64Array, room: Vec3): FitFacts {
  const size = turnedSize(positions, unturned);
  const facts = (fits: FitFacts['fits'], matrix: readonly number[]): FitFacts => {
    const turned = turnedSize(positions, matrix);
    return {
      fits,
      size,
      turn: turnOf(matrix),
      turnedSize: turned,
      ratio: ratioOf(turned, room),
      pieces: piecesOf(turned, room),
    };
  };
  if (ratioOf(size, room) <= 1) return facts('stands', unturned);
  const quarter = quarterTurns.find((turn) => ratioOf(turnedSize(positions, turn), room) <= 1);
  if (quarter !== undefined) return facts('turned', quarter);
  // Pieces are cut along straight planes: what no single box can do, a turn by any angle may.
  const any = [unturned, ...quarterTurns, ...anyTurns(extremes, room)].map((turn) => facts('turned', turn));
  const fitting = any.filter(({ ratio }) => ratio <= 1).sort((a, b) => a.ratio - b.ratio)[0];
  if (fitting !== undefined) return fitting;
  const count = ({ pieces: [x, y, z] }: FitFacts): number => x * y * z;
  const best = [...any].sort((a, b) => count(a) - count(b) || a.ratio - b.ratio)[0];
  return { ...best, fits: 'no' };
}

const piecesOf = (size: Vec3, room: Vec3): Vec3 => {
  const along = (d: number): number => Math.max(1, Math.ceil(size[d] / room[d] - 1e-9));
  return [along(0), along(1), along(2)];
};

/** The best ways round by any angle. */
function anyTurns(points: Float64Array, room: Vec3): (readonly number[])[] {
  const tried = ups.flatMap((up) => {
    const turns = Array.from({ length: anglesAbout }, (_, n) => {
      const matrix = frameOf(up, (Math.PI * n) / anglesAbout);
      return { matrix, ratio: ratioOf(turnedSize(points, matrix), room) };
    });
    return turns.sort((a, b) => a.ratio - b.ratio).slice(0, 1);
  });
  return tried
    .sort((a, b) => a.ratio - b.ratio)
    .slice(0, refined)
    .map(({ matrix, ratio }) => better(matrix, ratio, points, room));
}

/** Turned about each axis a little, as long as that helps. */
function better(
  matrix: readonly number[],
  ratio: number,
  points: Float64Array,
  room: Vec3,
): readonly number[] {
  let [best, least] = [matrix, ratio];
  for (let step = firstStep; step > lastStep; step /= 2) {
    for (let again = true; again; ) {
      again = false;
      for (const turn of smallTurns(step)) {
        const next = product(turn, best);
        const now = ratioOf(turnedSize(points, next), room);
        if (now >= least - 1e-9) continue;
        [best, least, again] = [next, now, true];
      }
    }
  }
  return best;
}

/** Of what is too long both ways, turns about the three axes alone would not find the way out. */
const turnAxes = sphereDirections(10);

/** About each axis, either way (O. Rodrigues, 1840). */
const smallTurns = (angle: number): (readonly number[])[] =>
  turnAxes.flatMap(([x, y, z]) =>
    [angle, -angle].map((a) => {
      const [c, s] = [Math.cos(a), Math.sin(a)];
      const t = 1 - c;
      return [
        t * x * x + c,
        t * x * y - s * z,
        t * x * z + s * y,
        t * x * y + s * z,
        t * y * y + c,
        t * y * z - s * x,
        t * x * z - s * y,
        t * y * z + s * x,
        t * z * z + c,
      ];
    }),
  );
