// A part of a model as it was made of a scan, with all that is known of how.
import type { PartFacts } from '../core/facts.js';
import type { Grid } from '../core/grid.js';
import type { Part } from '../core/mesh.js';

export interface MadePart {
  readonly part: Part;
  readonly facts: PartFacts;
  readonly grid: Grid;
  /** Per vertex, mm, positive outside the surface that was found; null where nobody asked. */
  readonly deviations: Float32Array | null;
}
