// Lengths that a person wants to be measured: their points put onto the surface, their nominal values filled in.
import type { Caliper } from '../core/caliper.js';
import { type Finding, UserError } from '../core/errors.js';
import type { Vec3 } from '../core/grid.js';
import { lengthOf, minus } from '../core/vec3.js';
import { nearestPlace } from '../kernel/nearest-place.js';
import { chooseCalipers, type MeasuredBody } from './choose-calipers.js';
import { numberText } from './number-text.js';

/** As it was asked for; mm in the frame of the files (LPS). */
export interface CaliperWish {
  readonly name: string;
  readonly from: Vec3;
  readonly to: Vec3;
}

export interface CalipersFound {
  readonly calipers: readonly Caliper[];
  readonly findings: readonly Finding[];
}

/** A report has no fewer. */
const fewest = 3;
/** A point that lies farther from the surface was perhaps meant for another model, mm. */
const farOff = 3;

/** The wished ones; those that the program chooses follow where they are fewer than three. */
export function calipersFor(bodies: readonly MeasuredBody[], wishes: readonly CaliperWish[]): CalipersFound {
  const solid = bodies.filter(({ mesh }) => mesh.triangles.length > 0);
  const found = wishes.map((wish) => onSurface(wish, solid));
  const chosen = found.length < fewest ? chooseCalipers(solid) : [];
  return {
    calipers: [...found.map(({ caliper }) => caliper), ...chosen],
    findings: found.flatMap(({ caliper, moved }) => (moved > farOff ? [far(caliper, moved)] : [])),
  };
}

const far = ({ name }: Caliper, moved: number): Finding => ({
  severity: 'warning',
  code: 'caliper-off-surface',
  message: `A point of the length '${name}' lay ${numberText(moved, 1)} mm from the model and was put onto its surface: look whether it was meant for this model.`,
});

interface Snapped {
  readonly caliper: Caliper;
  /** By how much the farther of its points was moved, mm. */
  readonly moved: number;
}

/** Both ends lie on one body: the one that they are nearest to. */
function onSurface({ name, from, to }: CaliperWish, bodies: readonly MeasuredBody[]): Snapped {
  const tries = bodies.map(({ name: body, mesh }): Snapped => {
    const [a, b] = [nearestPlace(mesh, from).place, nearestPlace(mesh, to).place];
    const moved = Math.max(lengthOf(minus(a, from)), lengthOf(minus(b, to)));
    const caliper: Caliper = {
      name,
      body,
      kind: 'chosen',
      says: 'between the two points, with the jaws’ points',
      from: a,
      to: b,
      along: null,
      nominal: lengthOf(minus(b, a)),
    };
    return { caliper, moved };
  });
  const [first, ...more] = tries;
  if (first === undefined) throw new UserError('There is nothing to measure.', 'Leave --calipers away.');
  return more.reduce((best, one) => (one.moved < best.moved ? one : best), first);
}
