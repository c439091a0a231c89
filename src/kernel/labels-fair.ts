// The smoothest surfaces between the parts of a label map that have the voxel centres in their parts: as fair-mesh.ts has
// them for one label, here for all at once, which share what lies between them.
import type { Context } from '../core/context.js';
import { determinant } from '../core/grid.js';
import type { PartFaces } from '../core/shared-surfaces.js';
import { between, coarsePoints } from './coarse-points.js';
import { evened } from './evened.js';
import { bendingOf } from './fair-bending.js';
import { fairFeet } from './fair-feet.js';
import { fairOffsets } from './fair-offsets.js';
import { doubtOf, fairing, fairRules, fairSizes, holdNear, type Voxel, voxelOf } from './fair-rules.js';
import { type LabelRegions, placesInBlock, placesOnBlock, regionCentres } from './label-regions.js';
import { type LabelsComplex, labelsComplex } from './labels-complex.js';
import { labelsGuard } from './labels-guard.js';
import { kinds, type LabelsNet, labelsNet } from './labels-net.js';
import { labelsNormals } from './labels-normals.js';
import { labelsRows } from './labels-rows.js';
import { polished, slideAlong, smoothedPlaces, smoothedSafely, straightenEnds } from './labels-slide.js';

export interface LabelSurfaces {
  readonly faces: PartFaces;
  /** Where its vertices were before: in the middles of the simplices that they lie in. */
  readonly before: Float32Array;
  /** Vertices that went less far than they wanted, or not at all, as surfaces would have met. */
  readonly held: number;
  /** How little the voxels agree with any smooth surface: 0 as those of a smooth solid, 1 as noise. */
  readonly doubt: number;
}

/**
 * Steps of Newton's method in later rounds. Two instead of three: a ball of 9.3 voxels is off by 0.040 instead of 0.039,
 * root mean square, for a fifth less time.
 */
const latePasses = 2;

/**
 * Of the solver, at least: on stretched voxels the edges' mean length tells too few. A ball of 9.3 mm in slices of 3 mm of
 * voxels of 1 mm is off by 0.18, 0.16, 0.11 and 0.09 mm, root mean square, after 8, 20, 32 and 60; in cubes of 1 mm by
 * 0.042, 0.040, 0.037, and after 60, which let long waves grow, 0.082.
 */
const stepsAcross = ({ stretch }: Voxel): number => Math.round(Math.min(36, 20 * Math.sqrt(stretch)));

/** Closed, oriented, and free of any crossing, whatever the labels are. */
export async function labelsFair(
  regions: LabelRegions,
  context: Pick<Context, 'each' | 'signal' | 'progress'>,
): Promise<LabelSurfaces> {
  const complex = outward(labelsComplex(regions), regions);
  const start = Float32Array.from(placesOnBlock(regions, complex.places));
  const { triangles, back, front } = complex;
  context.progress(0.1);
  const net = labelsNet(complex);
  const { goal, doubt } = faired(regions, complex, net, start, context);
  const wished = placesInBlock(regions, goal);
  const safe = Float32Array.from(placesOnBlock(regions, smoothedSafely(wished, complex, net)));
  straightenEnds(wished, complex.ends, net);
  goal.set(placesOnBlock(regions, wished));
  const free = net.kind.map((kind) => (kind === kinds.held ? 0 : 1));
  context.progress(0.9);
  const { mesh, held } = await labelsGuard(safe, goal, triangles, { ...net, free }, context);
  return { faces: { ...mesh, back, front }, before: start, held, doubt };
}

/** On a mirrored lattice triangles turn over. */
function outward(complex: LabelsComplex, { grid }: LabelRegions): LabelsComplex {
  if (determinant(grid.affine) > 0) return complex;
  const triangles = complex.triangles.slice();
  for (let h = 0; h < triangles.length; h += 3)
    [triangles[h + 1], triangles[h + 2]] = [triangles[h + 2], triangles[h + 1]];
  return { ...complex, triangles };
}

function faired(
  regions: LabelRegions,
  complex: LabelsComplex,
  net: LabelsNet,
  start: Float32Array,
  { signal, progress }: Pick<Context, 'signal' | 'progress'>,
): { readonly goal: Float64Array; readonly doubt: number } {
  const { places, ends, triangles } = complex;
  const { ring, back, counts, same, kind } = net;
  const voxel = voxelOf(regions);
  const most = fairing.farthest * voxel.diagonal;
  const p = placesOnBlock(regions, smoothedPlaces(places, ends, net));
  const centres = regionCentres(regions);
  const free = kind.map((k) => (k === kinds.held ? 0 : 1));
  const slideOn = (): void => slideAlong(p, net, () => labelsNormals(p, complex, net, 0), fairing.slides);
  slideOn();
  const { coarsenings, evenings, iterations } = fairSizes(p, ring, voxel.side);
  const points = coarsePoints(same, coarsenings);
  let doubt = 0;
  for (let round = 0; round < fairing.rounds; round++) {
    signal.throwIfAborted();
    progress(0.1 + (0.8 * round) / fairing.rounds);
    if (round > 0) slideOn();
    const normals = labelsNormals(p, complex, net, fairing.normalPasses);
    const reach = round === 0 ? fairing.firstReach : fairing.reach;
    const feet = fairFeet(p, triangles, centres, reach * voxel.diagonal);
    const rows = labelsRows(p, complex, net, normals, centres, feet);
    if (round === 1) doubt = doubtOf(rows, voxel.side);
    const lie = between(p, normals, points);
    const even = (curvatures: Float64Array): Float64Array => evened(curvatures, points, lie, evenings);
    const bending = bendingOf(p, normals, ring, back, counts);
    const rules = fairRules(doubt, voxel.side, Math.max(iterations, stepsAcross(voxel)));
    const passes = round === 0 ? rules.passes : latePasses;
    const offsets = fairOffsets(bending, even, rows, free, { ...rules, passes });
    for (let v = 0; v < kind.length; v++)
      for (let o = 3 * v; o < 3 * v + 3; o++) p[o] += offsets[v] * normals[o];
    holdNear(p, start, null, most);
  }
  polished(p, ends, net);
  return { goal: p, doubt };
}
