// The step that moves a surface from where a threshold put it to where the scan itself has its edge.
import type { ScanBlur } from '../core/blur.js';
import { UserError } from '../core/errors.js';
import type { Surface, SurfaceInScan } from '../core/mesh.js';
import { choice, number, type Option } from '../core/option.js';
import { step } from '../core/step.js';
import { locateMesh } from '../kernel/locate-mesh.js';
import { noteMoves } from '../kernel/note-moves.js';
import { scanLattice } from '../kernel/scan-lattice.js';
import { shareOf } from '../kernel/share-of.js';

/** A larger share of the vertices that the reach has stopped is told. */
const mostStopped = 0.05;

const blurOption: Option<ScanBlur | null> = {
  default: null,
  help: "the scan's own blur and noise; without it nothing is done",
  inCode: true,
  isInput: true,
  placeholder: '<blur>',
  check: (value) => value,
  parse: (text, name) => {
    throw new UserError(`${name}: '${text}' is not a blur.`, 'A blur is given in code alone.');
  },
};

/** The surface on the edges of the scan, and the reference for later steps: it is found here, not edited. */
export const locate = step(
  {
    name: 'locate',
    does: "Move the surface to the scan's own edges",
    options: {
      edge: choice(
        'local',
        ['local', 'threshold'],
        'where the surface lies: at the half-maximum of each place, blur allowed for, or at the threshold',
        'edge',
      ),
      reach: number(1.5, [0, 5], 'how far it may go, in widths (sigma) of the scan’s own blur', {
        flag: 'edge-reach',
      }),
      blur: blurOption,
    },
    says: ({ edge, reach, blur }) =>
      edge === 'threshold' || reach === 0 || blur === null
        ? ''
        : `The surface was moved along its normals, by at most ${reach} standard deviations of the scan's own blur, to where a structure of the local grey level, blurred as the scan is (Gaussian of ${rounded(blur.inPlane)} mm in the slices, ${rounded(blur.throughPlane)} mm and a box of ${rounded(blur.sliceBox)} mm across them), explains the scan's voxels best; where the scan has no clean edge it went less far, or stayed with its surroundings. The surface so found is the reference for what follows.`,
  },
  async ({ surface, scan }: SurfaceInScan, { edge, reach, blur }, context): Promise<Surface> => {
    const lattice =
      edge === 'threshold' || reach === 0 || blur === null || scan === null || scan.facts.labels
        ? null
        : scanLattice(scan, blur.axis);
    if (lattice === null || blur === null || surface.mesh.triangles.length === 0) return surface;
    const rules = { blur, noise: blur.noise, reach };
    const { mesh, clean, contrast, misfit, sigma, held, stopped, rounds } = await locateMesh(
      surface.mesh,
      lattice,
      surface,
      rules,
      context,
    );
    context.note('rounds', rounds);
    context.note('surface on a clean edge', 100 * shareOf(clean), '%');
    context.note('median contrast', medianOf(contrast));
    context.note('median misfit', 100 * medianOf(misfit), '% of the contrast');
    noteMoves(surface.mesh, mesh, held, context);
    const limited = stopped / Math.max(1, clean.length);
    context.note('surface stopped at the farthest it may go', 100 * limited, '%');
    if (limited > mostStopped)
      context.find({
        severity: 'warning',
        code: 'edge-out-of-reach',
        message: `${Math.round(100 * limited)} % of the surface stopped at the farthest that --edge-reach lets it go, on its way to an edge that lies farther off: the threshold is far from the edge of this structure. Choose a threshold nearer to its half-maximum, or read the surface as what lies at most ${reach} widths of the blur from the threshold.`,
      });
    const edited = surface.edited ?? new Uint8Array(clean.length);
    const edges = { clean, contrast, misfit, sigma, edited, blur };
    return { mesh, reference: mesh, within: 0, cuts: surface.cuts, edges };
  },
);

const rounded = (mm: number): number => Number(mm.toFixed(3));
const medianOf = (values: Float32Array): number => values.slice().sort()[values.length >> 1] ?? 0;
