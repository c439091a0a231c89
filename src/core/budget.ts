// What the printed surface may be off by, all told: finding it in the scan, editing it, printing it.
import type { OverArea } from './facts.js';

/** What printing adds, by the process's published tolerance. */
export interface PrintingShare {
  /** ± mm, and the longest side of the model that it was taken for. */
  readonly tolerance: number;
  readonly length: number;
  /** Standard uncertainty: every error within the tolerance is taken for as likely as any other, so tolerance/√3. */
  readonly standard: number;
}

/** Standard uncertainties (k = 1) in mm of the printed model, over its area; null: not known. */
export interface BudgetFacts {
  /** The part with the largest; null where none was measured. */
  readonly part: string | null;
  readonly finding: OverArea | null;
  readonly editing: OverArea | null;
  readonly printing: PrintingShare | null;
  /** Root of the sum of squares of those that are known; null unless the finding is. */
  readonly combined: OverArea | null;
  /** Twice that, k = 2. */
  readonly expanded: OverArea | null;
  /** Names of what is not in it. */
  readonly missing: readonly ('finding' | 'editing' | 'printing')[];
  /** mm, for the intended use; null where none was declared. */
  readonly tolerance: number | null;
  /** Of the expanded uncertainty on 95 % of the area against that; null without a tolerance. */
  readonly verdict: 'within' | 'exceeds' | 'unknown' | null;
}
