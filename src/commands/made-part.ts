// A part of a model as it was made of a scan, with all that is known of how.
import type { PartFacts } from '../core/facts.js';
import type { Grid } from '../core/grid.js';
import type { Part } from '../core/mesh.js';
import type { SurfaceMaps } from '../core/surface-map.js';
import type { StepTime } from '../run.js';

export interface MadePart {
  readonly part: Part;
  readonly facts: PartFacts;
  readonly grid: Grid;
  /** What is known of its vertices; null where nobody asked. */
  readonly maps: SurfaceMaps | null;
  readonly times: readonly StepTime[];
}
