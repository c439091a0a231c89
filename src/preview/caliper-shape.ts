// What a measurement looks like on the model: its points, the lines between them, and where its value stands.
import type { Vec3 } from '../core/grid.js';
import { dot, lengthOf, minus, plus, scaled, unit } from '../core/vec3.js';
import { axisOf, type MeasureKind } from './measurement.js';

/** mm LPS. */
export interface CaliperShape {
  readonly points: readonly Vec3[];
  readonly lines: readonly (readonly Vec3[])[];
  /** What leads from the end of a length along an axis to the second point. */
  readonly dashed: readonly (readonly Vec3[])[];
  readonly label: Vec3;
}

/** Of as many points as there are yet, one at least. */
export function caliperShape(kind: MeasureKind, points: readonly Vec3[]): CaliperShape {
  const [a, b, c] = points;
  const bare = { points, lines: [], dashed: [], label: a };
  if (b === undefined) return bare;
  const axis = axisOf(kind);
  if (axis !== undefined) {
    const end: Vec3 = [axis === 0 ? b[0] : a[0], axis === 1 ? b[1] : a[1], axis === 2 ? b[2] : a[2]];
    return { points, lines: [[a, end]], dashed: [[end, b]], label: halfway(a, end) };
  }
  if (kind === 'distance' || c === undefined) return { ...bare, lines: [[a, b]], label: halfway(a, b) };
  const arc = arcBetween(a, b, c);
  return { ...bare, lines: [[a, b, c], arc], label: arc[arc.length >> 1] ?? b };
}

const halfway = (a: Vec3, b: Vec3): Vec3 => scaled(plus(a, b), 0.5);

const arcSteps = 16;

/** About b, from the way to a to the way to c; as far out as a third of the shorter one. */
function arcBetween(a: Vec3, b: Vec3, c: Vec3): readonly Vec3[] {
  const [toA, toC] = [minus(a, b), minus(c, b)];
  const reach = Math.min(lengthOf(toA), lengthOf(toC)) / 3;
  if (reach === 0) return [b];
  const u = unit(toA);
  const side = minus(toC, scaled(u, dot(toC, u)));
  // All on one line: any bow does.
  if (lengthOf(side) < 1e-9 * lengthOf(toC)) return [plus(b, scaled(u, reach))];
  const v = unit(side);
  const angle = Math.atan2(dot(toC, v), dot(toC, u));
  return Array.from({ length: arcSteps + 1 }, (_, n) => {
    const turn = (angle * n) / arcSteps;
    return plus(b, plus(scaled(u, reach * Math.cos(turn)), scaled(v, reach * Math.sin(turn))));
  });
}
