// The step that finds the surfaces of all parts of a label map at once, so that neighbours share what lies between them.
import { UserError } from '../core/errors.js';
import type { Surface } from '../core/mesh.js';
import { choice, mm, written } from '../core/option.js';
import type { LabelledParts, SharedSurfaces } from '../core/shared-surfaces.js';
import { step } from '../core/step.js';
import { labelRegions } from '../kernel/label-regions.js';
import { labelsFair } from '../kernel/labels-fair.js';
import { noteMoves } from '../kernel/note-moves.js';
import { regionMeshes } from '../kernel/region-meshes.js';

/** Names of steps and flags. */
function plainWords(text: string, name: string): string {
  if (/^[\w ,.()-]*$/.test(text)) return text;
  throw new UserError(`${name}: '${text}' is no list of steps.`, 'Give a record that was not altered.');
}

/** The surface of each part; its own reference, for it is found here, not edited. */
export const share = step(
  {
    name: 'share',
    does: 'Let the parts of a label map share the surfaces between them',
    options: {
      boundaries: choice(
        'shared',
        ['shared', 'apart'],
        'several parts of one label map share what lies between them, or each is smoothed for itself',
        'boundaries',
      ),
      because: {
        ...written('', '<steps>', 'what asks for each part to be made for itself', plainWords),
        inCode: true,
      },
      spacing: { ...mm(0, [0, 1000], 'of the voxels, where it was asked for; not used'), inCode: true },
    },
    says: ({ boundaries }, subject = 'scan') =>
      boundaries === 'apart' || subject !== 'label map'
        ? ''
        : 'The surfaces of all parts were found at once in six tetrahedra between each eight voxel centres of the label map, so that neighbours share the triangles between them, without gap or overlap; they were replaced by the smoothest ones near them (their curvature changing as little as may be) that have the centres of the voxels in their parts, save single ones that would need a bump of their own, and no two triangles meet but in the corners and edges that they share (tested exactly); the surfaces so found are the reference for what follows.',
  },
  async ({ scan, wanted }: LabelledParts, { spacing }, context): Promise<SharedSurfaces> => {
    const regions = labelRegions(scan, wanted);
    const { faces, before, held, doubt } = await labelsFair(regions, context);
    if (spacing > 0)
      context.find({
        severity: 'warning',
        code: 'spacing-not-used',
        message: `The parts share their boundaries, which are found on the label map's own voxels: the spacing of ${spacing} mm that was asked for was not used.`,
      });
    const { meshOf } = regionMeshes(faces, wanted.length);
    const surfaces = wanted.map((_, n): Surface => {
      const mesh = meshOf(n + 1);
      return { mesh, reference: mesh, within: 0 };
    });
    let between = 0;
    for (const part of faces.front) if (part > 0) between++;
    context.note('parts', wanted.length);
    context.note('triangles', faces.back.length);
    context.note('of these between two parts', between);
    context.note('doubt of the voxels (0 as of a smooth solid, 1 as of noise)', doubt);
    const was = regionMeshes({ ...faces, positions: before }, wanted.length).meshOf(0);
    noteMoves(was, meshOf(0), held, context);
    return { faces, surfaces, grid: scan.grid };
  },
);
