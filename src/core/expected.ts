// What is expected of a mesh, as a QA plan writes it, and what came of checking it.
import type { Vec3 } from './grid.js';

/** A value and how far off it may be, either way. */
export interface ExpectedValue {
  readonly value: number;
  readonly tolerance: number;
  readonly unit?: string;
}

export interface ExpectedVector {
  readonly value: Vec3;
  readonly tolerance: number;
  readonly unit?: string;
}

/** A whole number, exactly or within a tolerance. */
export type ExpectedCount = number | { readonly value: number; readonly tolerance?: number };

/** Between the points of the surface nearest to `from` and `to`, mm LPS. */
export interface ExpectedLength extends ExpectedValue {
  readonly name: string;
  readonly from: Vec3;
  readonly to: Vec3;
  /** mm that either end may lie from the surface. */
  readonly snap?: number;
}

/** Of the whole body between two planes at right angles to `along`, as between the jaws of calipers. */
export interface ExpectedWidth extends ExpectedValue {
  readonly name: string;
  readonly along: Vec3;
}

/** The surface passes here, within the tolerance. */
export interface ExpectedLandmark {
  readonly name: string;
  readonly at: Vec3;
  readonly tolerance: number;
}

/** Of a body, or of all of them together. */
export interface ExpectedBody {
  readonly volume?: ExpectedValue;
  readonly area?: ExpectedValue;
  readonly size?: ExpectedVector;
  readonly triangles?: ExpectedCount;
  readonly vertices?: ExpectedCount;
  readonly pieces?: ExpectedCount;
  readonly genus?: ExpectedCount;
  readonly closed?: boolean;
  readonly lengths?: readonly ExpectedLength[];
  readonly widths?: readonly ExpectedWidth[];
  readonly landmarks?: readonly ExpectedLandmark[];
}

export interface Expected extends ExpectedBody {
  readonly bodies?: ExpectedCount;
  readonly sha256?: string;
  /** By the names of the bodies in the file. */
  readonly parts?: Readonly<Record<string, ExpectedBody>>;
}

/** One thing that was expected. */
export interface ExpectedRow {
  /** Which body; null: all of them together, or the file. */
  readonly part: string | null;
  readonly name: string;
  /** Null where it could not be measured. */
  readonly measured: number | boolean | string | null;
  readonly expected: number | boolean | string;
  /** Measured less expected. */
  readonly difference: number | null;
  readonly tolerance: number | null;
  readonly unit: string;
  readonly holds: boolean;
  /** Why not, where the numbers do not say so; or how far an end was from the surface. */
  readonly note: string | null;
}

export interface ExpectedFacts {
  readonly verdict: 'pass' | 'fail';
  readonly failed: number;
  readonly rows: readonly ExpectedRow[];
}
