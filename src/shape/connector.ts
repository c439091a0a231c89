// Pins, dowels, and what they need.
import type { Axis } from '../kernel/plane-axes.js';

export interface PinWish {
  /** mm. */
  readonly diameter: number;
  readonly smallest: number;
  readonly depth: number;
  /** Between a pin and its socket's wall. */
  readonly clearance: number;
  /** Around a socket. */
  readonly wall: number;
}

/** Where two pieces meet, in the plane's own axes, mm. */
export interface Contact {
  readonly axis: Axis;
  readonly at: number;
  readonly low: readonly [number, number];
  readonly high: readonly [number, number];
}

export interface Connector {
  readonly axis: Axis;
  readonly at: number;
  readonly u: number;
  readonly v: number;
  readonly diameter: number;
  readonly depth: number;
  /** Of solid material that it needs about its axis, mm. */
  readonly radius: number;
  /** A hollow has to be filled around it. */
  readonly boss: boolean;
}

/** How deep a pin is rooted in its own piece, mm. */
export const pinRoot = 2;

/** What a pin of that diameter needs around its axis, mm. */
export const radiusFor = (diameter: number, { clearance, wall }: PinWish): number =>
  diameter / 2 + clearance + wall;
