// A plan of cuts, one after the other, and the pieces that they leave.
import type { Vec3 } from '../core/grid.js';
import type { Body } from '../core/print-model.js';
import type { BodyDistances } from '../kernel/body-distances.js';
import type { Solid } from '../kernel/booleans.js';
import type { Box } from '../kernel/half-bounds.js';
import type { Axis } from '../kernel/plane-axes.js';

export interface Cut {
  readonly axis: Axis;
  /** mm along it. */
  readonly at: number;
  /** Which half bears the pins, and is longer by them: what lies below the plane, or above it. */
  readonly pinsOn: 'low' | 'high';
}

/** What a piece is, and how far the pins on its faces stick out. */
export interface Uncut {
  readonly body: Body;
  readonly distances: BodyDistances;
  readonly faces: readonly PinFace[];
}

/** A face that was cut: pieces that end there reach `out` mm farther, upward or (negative) downward. */
export interface PinFace {
  readonly axis: Axis;
  readonly at: number;
  readonly out: number;
}

/** A piece that fits. */
export interface Piece {
  /** What of space it may take: between the planes that were cut, else endless. */
  readonly cell: Box;
  readonly solid: Solid;
}

/** A cut, and what is on either side of it. */
export interface Joint {
  readonly cut: Cut;
  readonly uncut: Uncut;
  /** Around bits that reach across the plane: each stayed with what it hangs on. */
  readonly bits: readonly Box[];
  readonly low: Plan;
  readonly high: Plan;
}

export type Plan = Piece | Joint;

export const isJoint = (plan: Plan): plan is Joint => 'cut' in plan;

/** From low to high along each cut. */
export const piecesOf = (plan: Plan): Piece[] =>
  isJoint(plan) ? [...piecesOf(plan.low), ...piecesOf(plan.high)] : [plan];

export const jointsOf = (plan: Plan): Joint[] =>
  isJoint(plan) ? [plan, ...jointsOf(plan.low), ...jointsOf(plan.high)] : [];

/** Of the cut's plane, upward. */
export const normalOf = ({ axis }: Pick<Cut, 'axis'>): Vec3 => [
  axis === 0 ? 1 : 0,
  axis === 1 ? 1 : 0,
  axis === 2 ? 1 : 0,
];

/** Which pieces go together first: '(1 + 2) + 3'. */
export function assemblyOf(plan: Plan): string {
  const pieces = piecesOf(plan);
  const text = (of: Plan): string =>
    isJoint(of) ? `${part(of.low)} + ${part(of.high)}` : String(pieces.indexOf(of) + 1);
  const part = (of: Plan): string => (isJoint(of) ? `(${text(of)})` : text(of));
  return text(plan);
}
