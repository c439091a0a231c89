// The step from grey values inside a mask to triangles.

import { UserError } from '../core/errors.js';
import { type Surface, triangleCount } from '../core/mesh.js';
import type { Segment } from '../core/segment.js';
import { step } from '../core/step.js';
import { cutPlanes } from '../kernel/cut-planes.js';
import { editedVertices } from '../kernel/edited-vertices.js';
import { joinSlabs } from '../kernel/join-slabs.js';
import { slabsOf } from '../kernel/slabs.js';

/**
 * Marching cubes on the grey values, sign-corrected by the mask, with the asymptotic decider on ambiguous faces: always
 * closed (also at the border of the scan, half a voxel beyond the outermost samples) and always a 2-manifold, facing
 * outward. The surface is both the mesh and the reference that later steps are measured against; it knows the
 * planes that it was closed at.
 */
export const marchingCubes = step(
  {
    name: 'surface',
    does: 'Extract the surface between voxels by marching cubes on the grey values',
    options: {},
    says: () =>
      'The surface was extracted by marching cubes on the grey values inside the mask, placed between voxels by linear interpolation and closed at the border of the scan.',
  },
  async (segment: Segment, _values, context): Promise<Surface> => {
    const { volume, range, grey, inside, contrast } = segment;
    const nz = inside.size[2];
    // Layer c lies below slice c; the one above the last slice goes with the last slab.
    const jobs = slabsOf(volume.grid).map(({ k0, k1 }) => ({
      volume,
      range,
      grey,
      inside,
      changed: grey !== inside,
      contrast,
      c0: k0,
      c1: k1 === nz ? nz + 1 : k1,
    }));
    const mesh = joinSlabs(await context.each('march', jobs));
    if (triangleCount(mesh) === 0)
      throw new UserError(
        'The segmentation is empty: there is no surface.',
        'Choose another threshold or preset.',
      );
    context.note('triangles', triangleCount(mesh));
    const edited = grey === inside ? undefined : editedVertices(mesh.positions, segment);
    return { mesh, reference: mesh, within: 0, cuts: cutPlanes(volume), edited };
  },
);
