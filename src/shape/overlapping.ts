// Which parts a solid may overlap.
import { boundsOf } from '../core/mesh.js';
import type { PrintPart } from '../core/print-model.js';
import type { Solid } from '../kernel/booleans.js';

/** Those whose bounds have room in common with the solid's. */
export function overlapping(solid: Solid, parts: readonly PrintPart[]): readonly PrintPart[] {
  const box = solid.boundingBox();
  return parts.filter(({ mesh }) => {
    const { min, max } = boundsOf(mesh);
    return [0, 1, 2].every((d) => min[d] < box.max[d] && max[d] > box.min[d]);
  });
}
