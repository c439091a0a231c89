// The three kinds of trouble: a UserError (mendable, exit 2), a bug (any other Error, exit 1), a Finding (exit 3).

/** The user can mend this. Printed as two lines, `message` (which file, what is wrong) and `advice` (what to do). */
export class UserError extends Error {
  readonly advice: string;

  constructor(message: string, advice: string) {
    super(message);
    this.name = 'UserError';
    this.advice = advice;
  }
}

/** No voxel is left to make a model of: of several parts, this one is none. */
export class NothingLeftError extends UserError {}

/** Something about the model or the scan that the reader of the report must know. `failure` means: not fit to print. */
export interface Finding {
  readonly severity: 'warning' | 'failure';
  readonly code: string;
  readonly message: string;
  /** Places in mm (LPS), the first few. */
  readonly places?: readonly (readonly [number, number, number])[];
}
