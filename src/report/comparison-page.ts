// compare.html: what differs between two models, with both to turn, in one file as the report is.
import type { Comparison } from '../core/comparison.js';
import type { Part } from '../core/mesh.js';
import type { SurfaceMaps } from '../core/surface-map.js';

/** A pure function of the facts and of both models where they were measured (mm LPS, borrowed), with their distances. */
export async function comparisonPage(
  facts: Comparison,
  parts: readonly (Part & { readonly maps: SurfaceMaps })[],
): Promise<string> {
  return `${facts.isocast}${parts.length}`;
}
