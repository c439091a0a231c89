// The step that takes the stair-steps of a label map off its surface, heeding on which side of it each voxel lies.
import type { Surface, SurfaceInScan } from '../core/mesh.js';
import { choice } from '../core/option.js';
import { step } from '../core/step.js';
import { chosenLabels, labelsOption, lowestLabel } from '../kernel/chosen-labels.js';
import { fairFree } from '../kernel/fair-free.js';
import { fairMesh } from '../kernel/fair-mesh.js';
import { fairSides } from '../kernel/fair-sides.js';
import { noteMoves } from '../kernel/note-moves.js';
import { shareOf } from '../kernel/share-of.js';

/**
 * The smoothest surface that separates the labels' voxels from the others; the reference for later steps: it is found here,
 * not edited. Where the mask was changed since the threshold, and at cuts, it stays as it was.
 */
export const fair = step(
  {
    name: 'fair',
    does: 'Lay the smoothest surface between the voxels of a label and those around it',
    options: {
      fair: choice('on', ['on', 'off'], 'the smoothest surface that has the voxels on their sides', 'fair'),
      labels: labelsOption,
    },
    says: ({ fair }, subject = 'scan') =>
      fair === 'off' || subject !== 'label map'
        ? ''
        : 'The surface was replaced by the smoothest one near it (its curvature changing as little as may be) that has the centres of the voxels of the label inside and those of all others outside, save single ones that would need a bump of their own, and that holds, piece by piece, no more than its voxels do; the surface so found is the reference for what follows.',
  },
  async ({ surface, scan }: SurfaceInScan, { fair, labels }, context): Promise<Surface> => {
    if (fair === 'off' || scan === null || !scan.facts.labels) return surface;
    const { voxels } = scan;
    if (!(voxels instanceof Int16Array)) return surface;
    if (surface.mesh.triangles.length === 0) return surface;
    const sides = fairSides(scan, chosenLabels(voxels, labels), lowestLabel);
    const { positions } = surface.mesh;
    const edited = surface.edited ?? new Uint8Array(positions.length / 3);
    const free = fairFree(positions, sides, surface.cuts ?? [], edited);
    const told = shareOf(free);
    const { mesh, held, doubt } = await fairMesh(surface.mesh, sides, free, context);
    context.note('surface at the border of the labels', 100 * told, '%');
    context.note('doubt of the voxels (0 as of a smooth solid, 1 as of noise)', doubt);
    noteMoves(surface.mesh, mesh, held, context);
    return { ...surface, mesh, reference: mesh, within: 0 };
  },
);
