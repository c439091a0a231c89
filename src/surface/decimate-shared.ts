// The step to fewer triangles where several parts share them.
import type { SharedSurfaces } from '../core/shared-surfaces.js';
import { step } from '../core/step.js';
import { labelsDecimate } from '../kernel/labels-decimate.js';
import { regionMeshes } from '../kernel/region-meshes.js';
import { decimate } from './decimate.js';

/** As in decimate.ts. */
const driftShare = 0.25;
const fewest = 4;

/** The simplified surfaces, shared as before; each stays within the tolerance of its reference, both ways. */
export const decimateShared = step(
  {
    ...decimate.declaration,
    says: ({ keep, triangles, tolerance, draft }) => {
      if (keep === 1 || tolerance === 0) return '';
      const how = `The number of triangles was reduced ${goalOf(keep, triangles)} by collapsing edges in the order of their quadric error, of all parts together: what two share stays shared, and lines where three meet were shortened along themselves alone`;
      return draft
        ? `${how}; how far that moved the surfaces was not proven.`
        : `${how}; no point of a part's surface is farther than ${tolerance} mm from the surface that was found for it, nor any point of that from it (proven for every triangle); no triangle of any part crosses another of any part (tested exactly).`;
    },
  },
  async (shared: SharedSurfaces, { keep, triangles, tolerance, draft }, context): Promise<SharedSurfaces> => {
    const { faces, surfaces } = shared;
    const before = faces.back.length;
    const ofParts = surfaces.reduce((sum, { mesh }) => sum + mesh.triangles.length / 3, 0);
    // As many of each part on average: what two share counts for both.
    const each = (triangles * surfaces.length * before) / Math.max(1, ofParts);
    const target = Math.max(fewest * surfaces.length, Math.round(keep * before), Math.round(each));
    const wished = keep > 0 || triangles > 0;
    const reference = surfaces.map((surface) => surface.reference);
    const drift = wished ? Number.POSITIVE_INFINITY : driftShare * tolerance;
    const goal = { target, tolerance, drift, proven: !draft };
    const result = await labelsDecimate(faces, reference, goal, context);
    const after = result.faces.back.length;
    context.note('triangles before', before);
    context.note('triangles', after);
    context.note('vertices that stay to keep the promise', result.undone);
    context.note('rounds of proof', result.rounds);
    if (result.stopped)
      context.find({
        severity: 'warning',
        code: 'not-decimated',
        message:
          'The surfaces were not decimated: no simplification of them could be proven to keep the tolerance.',
      });
    else if (wished && after > 1.02 * target + fewest)
      context.find({
        severity: 'warning',
        code: 'not-so-few-triangles',
        message: `${after} triangles are left, not the ${target} that were asked for: fewer would leave the tolerance of ${tolerance} mm, or change what the surfaces are.`,
      });
    if (result.faces === faces) return shared;
    const { meshOf } = regionMeshes(result.faces, surfaces.length);
    return {
      ...shared,
      faces: result.faces,
      surfaces: surfaces.map((surface, n) => ({
        ...surface,
        mesh: meshOf(n + 1),
        within: tolerance,
      })),
    };
  },
);

function goalOf(keep: number, triangles: number): string {
  if (triangles > 0) return `toward ${triangles} of each part on average`;
  return keep > 0 ? `toward ${Math.round(100 * keep)} %` : 'as far as the tolerance allows';
}
