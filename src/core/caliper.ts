// Lengths of a model that a person can take with calipers, and what came of taking them on the printed part.
import type { Vec3 } from './grid.js';

/** A length of a body that is written. Points in the frame of the files (LPS, mm). */
export interface Caliper {
  readonly name: string;
  readonly body: string;
  /**
   * width: between two parallel jaws at right angles to `along`; longest: the same, and the two points are opposite each other;
   * tips: between two pointed places, found with the points of the jaws; chosen: between two points that a person chose.
   */
  readonly kind: 'width' | 'longest' | 'tips' | 'chosen';
  /** Where to measure, in words. */
  readonly says: string;
  /** Where the jaws touch. */
  readonly from: Vec3;
  readonly to: Vec3;
  /** Unit vector; null where the length is that between the points. */
  readonly along: Vec3 | null;
  /** mm. */
  readonly nominal: number;
}

/** One length of the printed part, in the order of the calipers. Null: not taken. */
export interface TakenLength {
  /** mm. */
  readonly value: number | null;
  /** Taken less nominal. */
  readonly delta: number | null;
  /** How much it may be off either way; null where nothing says so. */
  readonly allowed: number | null;
  readonly within: boolean | null;
}

/** What the lengths of the printed part say. mm. */
export interface MeasuredFacts {
  /** Who took them: initials or a role; null where nobody said. */
  readonly by: string | null;
  readonly lengths: readonly TakenLength[];
  readonly taken: number;
  /** Of the differences that were taken; null without any. */
  readonly mean: number | null;
  readonly meanAbsolute: number | null;
  readonly rms: number | null;
  /** The largest, without its sign. */
  readonly max: number | null;
  /** Whose limit `allowed` is: in words. Null where there is none. */
  readonly limit: string | null;
  readonly verdict: 'within' | 'exceeds' | 'unknown';
  /** The expanded uncertainty (k = 2, RMS) with what the lengths show in place of the process's tolerance; null where it can't be said. */
  readonly expanded: number | null;
}
