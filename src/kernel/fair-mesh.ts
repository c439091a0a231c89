// The smoothest surface that has the voxel centres of a label map on their sides.
// R. Whitaker, Reducing Aliasing Artifacts in Iso-Surfaces of Binary Volumes, 2000; S. Gibson, Constrained Elastic Surface
// Nets, 1998. Here the curvature is to change slowly, instead of being small, so that what is round does not shrink, and
// the centres pull softly: a few of them are wrong.
import type { Context } from '../core/context.js';
import type { Mesh } from '../core/mesh.js';
import { coarsePoints } from './coarse-points.js';
import { halfEdgesBack } from './fair-bending.js';
import { fairFeet } from './fair-feet.js';
import { fairRelax } from './fair-relax.js';
import { fairRound } from './fair-round.js';
import { fairRows } from './fair-rows.js';
import { doubtOf, fairing, fairRules, fairSizes, holdNear, voxelOf } from './fair-rules.js';
import type { Sides } from './fair-sides.js';
import { fairSurface } from './fair-surface.js';
import { holdVolume } from './hold-volume.js';
import { pieceVolumes } from './piece-volumes.js';
import { refineGuard } from './refine-guard.js';
import { refineNormals } from './refine-normals.js';
import { vertexComponents } from './vertex-components.js';
import { vertexNeighbours } from './vertex-neighbours.js';
import { voxelVolumes } from './voxel-volumes.js';

export interface Faired {
  readonly mesh: Mesh;
  /** Vertices that went less far than they wanted, or not at all, as the surface would have met itself. */
  readonly held: number;
  /** How little the voxels agree with any smooth surface: 0 as those of a smooth solid, 1 as noise. */
  readonly doubt: number;
}

const preSmoothings = 5;
const fairBand = 0.1;
const volumeRounds = 2;

/**
 * `mesh` is closed, oriented and free of self-intersection, near the border of the label that `sides` are of; so is the
 * result, over the same triangles. Only vertices that are `free` (1) go, none farther than a voxel's diagonal.
 */
export async function fairMesh(
  mesh: Mesh,
  sides: Sides,
  free: Uint8Array,
  context: Pick<Context, 'each' | 'signal' | 'progress'>,
): Promise<Faired> {
  const { positions: start, triangles } = mesh;
  const vertices = start.length / 3;
  const ring = vertexNeighbours(triangles, vertices);
  if (!free.includes(1)) return { mesh, held: 0, doubt: 0 };
  const back = halfEdgesBack(ring);
  const voxel = voxelOf(sides);
  const most = fairing.farthest * voxel.diagonal;
  const positions = Float64Array.from(start);
  const normals = new Float64Array(positions.length);
  fairSurface(positions, ring, preSmoothings, fairBand);
  holdNear(positions, start, free, most);
  fairRelax(positions, triangles, ring, free, fairing.slides);
  const { coarsenings, evenings, iterations } = fairSizes(positions, ring, voxel.side);
  const points = coarsePoints(ring, coarsenings);
  let doubt = 0;
  for (let round = 0; round < fairing.rounds; round++) {
    context.signal.throwIfAborted();
    context.progress(round / (fairing.rounds + 1));
    if (round > 0) fairRelax(positions, triangles, ring, free, fairing.slides);
    refineNormals(positions, triangles, ring, fairing.normalPasses, normals);
    const reach = round === 0 ? fairing.firstReach : fairing.reach;
    const feet = fairFeet(positions, triangles, sides, reach * voxel.diagonal);
    const rows = fairRows(positions, triangles, normals, sides, feet);
    if (round === 1) doubt = doubtOf(rows, voxel.side);
    const rules = fairRules(doubt, voxel.side, iterations);
    const offsets = fairRound({ positions, normals, ring, back, rows, free, points, evenings }, rules);
    for (let v = 0; v < vertices; v++)
      for (let o = 3 * v; o < 3 * v + 3; o++) positions[o] += offsets[v] * normals[o];
    holdNear(positions, start, free, most);
  }
  const piece = vertexComponents(triangles, vertices);
  const nearest = fairFeet(positions, triangles, sides, voxel.diagonal);
  const voxels = voxelVolumes(sides, nearest, triangles, piece, free);
  const now = pieceVolumes(positions, triangles, piece);
  // Where edges are rounded off there is less, rightly; but what swells between its voxels is held to these.
  const volumes = voxels.map((wanted, v) => (Math.abs(now[v]) > Math.abs(wanted) ? wanted : Number.NaN));
  for (let round = 0; round < volumeRounds; round++) {
    holdVolume(positions, positions, volumes, triangles, piece);
    holdNear(positions, start, free, most);
  }
  const guarded = await refineGuard(mesh, positions, ring, context);
  context.progress(1);
  return { ...guarded, doubt };
}
