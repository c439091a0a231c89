// The step to fewer triangles.
import { type Surface, signedVolume, triangleCount } from '../core/mesh.js';
import { mm, number } from '../core/option.js';
import { step } from '../core/step.js';
import { decimateMesh } from '../kernel/decimate-mesh.js';

/** The simplified surface; its reference stays, and the surface stays within the tolerance of it, both ways. */
export const decimate = step(
  {
    name: 'decimate',
    does: 'Reduce the number of triangles, within the tolerance',
    options: {
      keep: number(0.25, [0.01, 1], 'share of the triangles to keep; 1: all of them', { flag: 'reduce' }),
      tolerance: mm(
        0.1,
        [0, 5],
        'how far smoothing and decimation together may move the surface',
        'tolerance',
      ),
    },
    says: ({ keep, tolerance }) =>
      keep === 1 || tolerance === 0
        ? ''
        : `The number of triangles was reduced toward ${Math.round(100 * keep)} % by collapsing edges in the order of their quadric error; no point of the surface is farther than ${tolerance} mm from the extracted surface, nor any point of that from it (proven for every triangle), and no triangle crosses another (tested exactly).`,
  },
  async (surface: Surface, { keep, tolerance }, context): Promise<Surface> => {
    const { mesh, reference } = surface;
    const before = triangleCount(mesh);
    // A closed component has four triangles at least.
    const target = Math.max(4, Math.round(keep * before));
    const result = await decimateMesh(mesh, reference, target, tolerance, context);
    const volume = signedVolume(mesh);
    const change = signedVolume(result.mesh) - volume;
    context.note('triangles before', before);
    context.note('triangles', triangleCount(result.mesh));
    context.note('volume change', volume === 0 ? 0 : (100 * change) / volume, '%');
    context.note('collapses undone to keep the promise', result.undone);
    context.note('rounds of proof', result.rounds);
    if (result.stopped !== null) {
      const why = {
        open: 'it is not a closed manifold',
        unproven: 'no simplification of it could be proven to keep the tolerance',
      };
      context.find({
        severity: 'warning',
        code: 'not-decimated',
        message: `The surface was not decimated: ${why[result.stopped]}.`,
      });
    }
    return { mesh: result.mesh, reference, within: result.mesh === mesh ? surface.within : tolerance };
  },
);
