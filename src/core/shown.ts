// What the page shows beside the facts: the model, and what was scanned of it.
import type { ShownPart } from './origin-colours.js';
import type { ShownScan } from './shown-scan.js';

export interface Shown {
  readonly parts: readonly ShownPart[];
  /** Null where the scan has no grey values to show, or they were not to be shown. */
  readonly scan: ShownScan | null;
}
