// The step that moves a label's surface to where the grey values of the scan have their edge.
import { UserError } from '../core/errors.js';
import { spacingOf } from '../core/grid.js';
import type { Surface } from '../core/mesh.js';
import { mm, type Option } from '../core/option.js';
import type { Scan } from '../core/scan.js';
import { step } from '../core/step.js';
import { noteMoves } from '../kernel/note-moves.js';
import { refineMesh } from '../kernel/refine-mesh.js';
import { shareOf } from '../kernel/share-of.js';

const scan: Option<Scan | null> = {
  default: null,
  help: 'the scan of grey values that the labels were drawn on; without it nothing is done',
  inCode: true,
  isInput: true,
  placeholder: '<scan>',
  check: (value, name) => {
    if (value === null || !value.facts.labels) return value;
    throw new UserError(
      `${name}: a label map has no grey values to refine a surface by.`,
      'Give the scan that the labels were drawn on.',
    );
  },
  parse: (text, name) => {
    throw new UserError(`${name}: '${text}' is not a scan.`, 'A scan is given in code alone.');
  },
};

/** The largest reach that is taken, mm: farther off lies another structure. */
const longest = 20;

/**
 * How far a surface may lie off the edge by the label map's own grid: two of its voxels along its coarsest axis. mm
 */
export const refineReach = (labels: Pick<Scan, 'grid'>): number =>
  Math.min(longest, 2 * Math.max(...spacingOf(labels.grid.affine)));

/** The surface on the edges of the scan, and the reference for later steps: it is found here, not edited. */
export const refine = step(
  {
    name: 'refine',
    does: 'Move the surface of labels to the edges of the scan that they were drawn on',
    options: {
      scan,
      reach: mm(
        0,
        [0, longest],
        'how far the surface may go; 0 = two voxels of the label map (in code alone: of the scan)',
        'refine-reach',
      ),
    },
    says: ({ scan, reach }) =>
      scan === null
        ? ''
        : `The surface was moved along its normals to the edges of the scan's grey values (the half maximum between the levels on both sides), ${reach === 0 ? 'by two voxels at most' : `by ${reach} mm at most`}; where no edge rises above the noise it follows its surroundings or stays; the surface so found is the reference for what follows.`,
  },
  async (surface: Surface, { scan, reach }, context): Promise<Surface> => {
    if (scan === null || surface.mesh.triangles.length === 0) return surface;
    const far = reach === 0 ? refineReach(scan) : reach;
    const { mesh, onEdge, held, noise } = await refineMesh(surface.mesh, scan, far, context);
    const share = shareOf(onEdge);
    context.note('reach', far, 'mm');
    context.note('noise of the scan there', noise);
    context.note('surface on an edge of the scan', 100 * share, '%');
    context.note('surface without an edge', 100 * (1 - share), '%');
    noteMoves(surface.mesh, mesh, held, context);
    if (share < 0.5)
      context.find({
        severity: 'warning',
        code: 'few-edges',
        message: `Only ${Math.round(100 * share)} % of the label's surface found an edge of the scan within ${far} mm: elsewhere it lies where the labels put it.`,
      });
    return { mesh, reference: mesh, within: 0 };
  },
);
