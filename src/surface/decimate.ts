// The step to fewer triangles.
import type { Context } from '../core/context.js';
import { draftOption } from '../core/draft.js';
import { boundsOf, type Mesh, type Surface, signedVolume, triangleCount } from '../core/mesh.js';
import { mm, number } from '../core/option.js';
import { step } from '../core/step.js';
import { decimateMesh } from '../kernel/decimate-mesh.js';
import { localCaps } from '../kernel/local-caps.js';

/**
 * Of the tolerance: how far, root mean square, a vertex may be from the planes of what it stands for, where as few
 * triangles as possible are wanted. A ball of 40 mm, of 60,000 triangles that miss it by 0.0075 mm: at 0.1 mm and 0.2,
 * 0.25, 0.3 and no such limit 3400, 2600, 2100 and 1250 are left and miss it by 0.010, 0.0115, 0.013 and 0.019 mm. Of a
 * real skull's at the scan's own spacing 28, 23, 20 and 11 % are left.
 */
const driftShare = 0.25;

/** The simplified surface; its reference stays, and the surface stays within the tolerance of it, both ways. */
export const decimate = step(
  {
    name: 'decimate',
    does: 'Reduce the number of triangles, within the tolerance',
    options: {
      keep: number(
        0,
        [0, 1],
        'share of the triangles to keep; 0: as few as the tolerance allows; 1: all of them',
        { flag: 'reduce' },
      ),
      triangles: number(0, [0, 1e9], 'how many triangles to come to; 0: as few as the tolerance allows', {
        flag: 'triangles',
        whole: true,
      }),
      tolerance: mm(
        0.1,
        [0, 5],
        'how far smoothing and decimation together may move the surface',
        'tolerance',
      ),
      draft: draftOption,
    },
    says: ({ keep, triangles, tolerance, draft }) => {
      if (keep === 1 || tolerance === 0) return '';
      const how = `The number of triangles was reduced ${goalOf(keep, triangles)} by collapsing edges in the order of their quadric error`;
      return draft
        ? `${how}; how far that moved the surface was not proven.`
        : `${how}; no point of the surface is farther than ${tolerance} mm from the surface that was found, nor any point of that from it, beside a thin wall or gap no farther than an eighth of its width (proven for every triangle); no triangle crosses another (tested exactly).`;
    },
  },
  async (surface: Surface, { keep, triangles, tolerance, draft }, context): Promise<Surface> => {
    const { mesh, reference } = surface;
    const before = triangleCount(mesh);
    // A closed component has four triangles at least.
    const target = Math.max(4, Math.round(keep * before), triangles);
    const wished = keep > 0 || triangles > 0;
    const asked = target < before && tolerance > 0;
    const local = asked && !draft ? await localCaps(reference, tolerance, context) : null;
    const result = await decimateMesh(mesh, reference, target, tolerance, context, {
      drift: wished ? Number.POSITIVE_INFINITY : driftShare * tolerance,
      caps: local?.caps,
      proven: !draft,
    });
    if (wished && triangleCount(result.mesh) > 1.02 * target + 4)
      context.find({
        severity: 'warning',
        code: 'not-so-few-triangles',
        message: `${triangleCount(result.mesh)} triangles are left, not the ${target} that were asked for: fewer would leave the tolerance of ${tolerance} mm, or change what the surface is.`,
      });
    context.note('triangles before', before);
    context.note('triangles', triangleCount(result.mesh));
    noteSize(mesh, result.mesh, context);
    if (local !== null) {
      context.note('surface with a smaller limit, where walls or gaps are thin', 100 * local.thin, '%');
      if (Number.isFinite(local.thinnest)) context.note('thinnest wall', local.thinnest, 'mm');
    }
    context.note('collapses undone to keep the promise', result.undone);
    context.note('rounds of proof', result.rounds);
    if (result.stopped !== null) {
      const why = {
        open: 'it is not a closed manifold',
        large: 'it has more triangles than 4 GiB of memory hold while they are worked on (some 27 million)',
        unproven: 'no simplification of it could be proven to keep the tolerance',
      };
      context.find({
        severity: 'warning',
        code: 'not-decimated',
        message: `The surface was not decimated: ${why[result.stopped]}.`,
      });
    }
    return { ...surface, mesh: result.mesh, within: result.mesh === mesh ? surface.within : tolerance };
  },
);

function goalOf(keep: number, triangles: number): string {
  if (triangles > 0) return `toward ${triangles}`;
  return keep > 0 ? `toward ${Math.round(100 * keep)} %` : 'as far as the tolerance allows';
}

/** What became of the volume, and of the box around it: of its sides the one that changed most. */
function noteSize(mesh: Mesh, result: Mesh, { note }: Pick<Context, 'note'>): void {
  const volume = signedVolume(mesh);
  note('volume change', volume === 0 ? 0 : (100 * (signedVolume(result) - volume)) / volume, '%');
  const sides = [mesh, result].map((m) => {
    const { min, max } = boundsOf(m);
    return [0, 1, 2].map((d) => max[d] - min[d]);
  });
  const changes = [0, 1, 2].map((d) => sides[1][d] - sides[0][d]);
  note(
    'largest change of a diameter',
    changes.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a)),
    'mm',
  );
}
