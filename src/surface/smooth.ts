// The step that takes noise off a surface without shrinking it.
import type { Context } from '../core/context.js';
import { draftOption } from '../core/draft.js';
import { type Surface, signedVolume } from '../core/mesh.js';
import { choice, mm, number } from '../core/option.js';
import { step } from '../core/step.js';
import { localCaps } from '../kernel/local-caps.js';
import { smoothMesh } from '../kernel/smooth-mesh.js';

/** The smoothed surface; its reference stays. No vertex moves farther than half the tolerance. */
export const smooth = step(
  {
    name: 'smooth',
    does: 'Smooth the surface without shrinking it, within half the tolerance',
    options: {
      method: choice(
        'taubin',
        ['taubin', 'sinc', 'none'],
        'how: Taubin λ|μ, windowed sinc, or not at all',
        'smooth',
      ),
      passes: number(10, [0, 100], 'how often', { flag: 'smooth-passes', whole: true }),
      passband: number(0.1, [0.01, 1], 'the lower, the smoother', { flag: 'smooth-passband' }),
      tolerance: mm(
        0.1,
        [0, 5],
        'how far smoothing and decimation together may move the surface',
        'tolerance',
      ),
      draft: draftOption,
    },
    says: ({ method, passes, passband, tolerance, draft }) => {
      if (method === 'none' || passes === 0 || tolerance === 0) return '';
      const walls = draft ? '' : ', nor by more than a sixteenth of the width of a wall or gap beside it';
      return `The surface was smoothed by ${passes} passes of ${method === 'taubin' ? "Taubin's λ|μ filter" : 'a windowed sinc filter'} (pass band ${passband}); no vertex was moved by more than ${tolerance / 2} mm${walls}, and each piece kept its volume as far as these limits let it.`;
    },
  },
  async (surface: Surface, { method, passes, passband, tolerance, draft }, context): Promise<Surface> => {
    if (method === 'none') return surface;
    const most = passes === 0 ? 0 : tolerance;
    const reach = draft ? most / 2 : await reachOf(surface, most, context);
    const { mesh, held } = await smoothMesh(surface.mesh, method, passes, passband, reach, context, !draft);
    const before = signedVolume(surface.mesh);
    const moved = displacement(surface.mesh.positions, mesh.positions);
    context.note('mean displacement', moved.mean, 'mm');
    context.note('volume change', before === 0 ? 0 : (100 * (signedVolume(mesh) - before)) / before, '%');
    context.note('vertices held back against self-intersection', held);
    return { ...surface, mesh, within: surface.within + moved.most };
  },
);

/** Half of what the surface may be moved in all, mm: where walls are thin, of what it may be moved there. */
async function reachOf(
  { mesh, reference }: Surface,
  tolerance: number,
  context: Context,
): Promise<number | Float32Array> {
  const alike = mesh.positions.length === reference.positions.length;
  if (tolerance === 0 || !alike) return tolerance / 2;
  const { caps } = await localCaps(reference, tolerance, context);
  // The least of the caps at a triangle's corners is what holds for all of it.
  const reach = caps.map((cap) => cap / 2);
  const { triangles: t } = reference;
  for (let h = 0; h < t.length; h += 3) {
    const least = Math.min(caps[t[h]], caps[t[h + 1]], caps[t[h + 2]]) / 2;
    for (let k = h; k < h + 3; k++) reach[t[k]] = Math.min(reach[t[k]], least);
  }
  return reach;
}

/** No point of a surface goes farther than the vertex that goes farthest. mm. */
function displacement(a: Float32Array, b: Float32Array): { readonly mean: number; readonly most: number } {
  let sum = 0;
  let most = 0;
  for (let v = 0; v < a.length; v += 3) {
    const [x, y, z] = [a[v] - b[v], a[v + 1] - b[v + 1], a[v + 2] - b[v + 2]];
    const way = Math.sqrt(x * x + y * y + z * z);
    sum += way;
    most = Math.max(most, way);
  }
  return { mean: a.length === 0 ? 0 : (3 * sum) / a.length, most };
}
