// The smoothest surface that has the voxel centres of a label map on their sides.
// R. Whitaker, Reducing Aliasing Artifacts in Iso-Surfaces of Binary Volumes, 2000; S. Gibson, Constrained Elastic Surface
// Nets, 1998. Here the curvature is to change slowly, instead of being small, so that what is round does not shrink, and
// the centres pull softly: a few of them are wrong.
import type { Context } from '../core/context.js';
import { determinant, spacingOf } from '../core/grid.js';
import type { Mesh } from '../core/mesh.js';
import { coarsePoints } from './coarse-points.js';
import { halfEdgesBack } from './fair-bending.js';
import { fairFeet } from './fair-feet.js';
import { fairRelax } from './fair-relax.js';
import { fairRound } from './fair-round.js';
import { fairRows, type Rows } from './fair-rows.js';
import type { Sides } from './fair-sides.js';
import { fairSurface } from './fair-surface.js';
import { holdVolume } from './hold-volume.js';
import { pieceVolumes } from './piece-volumes.js';
import { refineGuard } from './refine-guard.js';
import { refineNormals } from './refine-normals.js';
import { vertexComponents } from './vertex-components.js';
import { type Neighbours, vertexNeighbours } from './vertex-neighbours.js';
import { voxelVolumes } from './voxel-volumes.js';

export interface Faired {
  readonly mesh: Mesh;
  /** Vertices that went less far than they wanted, or not at all, as the surface would have met itself. */
  readonly held: number;
  /** How little the voxels agree with any smooth surface: 0 as those of a smooth solid, 1 as noise. */
  readonly doubt: number;
}

/** Lengths are in voxels; a voxel is the side of a cube of its volume. */
const stiffness = 2;
const softness = 0.02;
/**
 * Share of the centres that lie on the wrong side by more than `clearly` after the first round: of a smooth solid's voxels
 * under 0.1 %, of what a network drew 0.1 to 1.5 % (of what is thinner than a voxel more), of slices each shifted by half a
 * voxel 5 %, with a tenth of the voxels at the border wrong 10 %. From the first on up to the second, voxels are trusted
 * less: softness grows tenfold, stiffness threefold. (Of rings and coils of 1 mm voxels, a tenth at the border wrong and
 * 0.18 mm off, come 0.22 without that, and 0.13 so.)
 */
const wrong = [0.01, 0.1] as const;
const clearly = 0.05;
const softer = 10;
const stiffer = 3;
/** Over which the curvature is averaged: standard deviation. */
const evenness = 2.5;
/** How far apart the points are on which it is averaged. */
const pointSpacing = 1.3;
/** What the spacing of points grows by when a few of them are chosen. */
const coarsening = 1.9;
const mostCoarsenings = 4;
const mostEvenings = 400;
/** Rounds, in each of which feet and normals are found anew, and steps of Newton's method in each. */
const rounds = 3;
const passes = 3;
/** Of the solver, where the edges are as long as a voxel; they go with the square. */
const iterationsPerVoxel = 6;
const fewestIterations = 8;
const mostIterations = 60;
/** How far a centre may be from the surface, in diagonals of a voxel: in the first round, and then. */
const firstReach = 0.7;
const reach = 0.3;
/** How far a vertex may go in all, in diagonals of a voxel. */
const farthest = 1;
const preSmoothings = 5;
const fairBand = 0.1;
const slides = 4;
const normalPasses = 2;
const volumeRounds = 2;

const clamp = (x: number, least: number, most: number): number => Math.min(most, Math.max(least, x));

/** Root of the mean squared length of the edges, mm; 0 where there are none. */
function edgeLength(p: Float64Array, { first, to }: Neighbours): number {
  let sum = 0;
  for (let v = 0; v < first.length - 1; v++)
    for (let n = first[v]; n < first[v + 1]; n++)
      for (let d = 0; d < 3; d++) sum += (p[3 * v + d] - p[3 * to[n] + d]) ** 2;
  return Math.sqrt(sum / Math.max(1, to.length));
}

/** See `wrong`. */
function doubtOf({ margin }: Rows, side: number): number {
  const count = margin.reduce((sum, m) => sum + (m < -clearly * side ? 1 : 0), 0);
  const [least, most] = wrong;
  const share = count / Math.max(1, margin.length);
  return clamp(Math.log(Math.max(share, least) / least) / Math.log(most / least), 0, 1);
}

/** Takes back what carries a vertex farther than `most` from where it stood, and all of one that is not free. */
function hold(goal: Float64Array, start: Float32Array, free: Uint8Array, most: number): void {
  for (let v = 0; v < free.length; v++) {
    const o = 3 * v;
    const x = goal[o] - start[o];
    const y = goal[o + 1] - start[o + 1];
    const z = goal[o + 2] - start[o + 2];
    const way = Math.sqrt(x * x + y * y + z * z);
    const share = free[v] === 0 ? 0 : way > most ? most / way : 1;
    if (share === 1) continue;
    goal[o] = start[o] + share * x;
    goal[o + 1] = start[o + 1] + share * y;
    goal[o + 2] = start[o + 2] + share * z;
  }
}

/** Mean spacing of the samples along each axis, mm. */
function voxelOf({ grid, nodes }: Sides): { readonly side: number; readonly diagonal: number } {
  const gap = nodes.map((at) => (at.length > 1 ? (at[at.length - 1] - at[0]) / (at.length - 1) : 1));
  const spacing = spacingOf(grid.affine).map((s, axis) => s * gap[axis]);
  const volume = Math.abs(determinant(grid.affine)) * gap[0] * gap[1] * gap[2];
  return { side: Math.cbrt(volume), diagonal: Math.hypot(...spacing) };
}

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
  const most = farthest * voxel.diagonal;
  const positions = Float64Array.from(start);
  const normals = new Float64Array(positions.length);
  fairSurface(positions, ring, preSmoothings, fairBand);
  hold(positions, start, free, most);
  fairRelax(positions, triangles, ring, free, slides);
  const edge = Math.max(edgeLength(positions, ring), 1e-6 * voxel.side);
  const wanted = Math.log((pointSpacing * voxel.side) / edge) / Math.log(coarsening);
  const coarsenings = clamp(Math.round(wanted), 0, mostCoarsenings);
  const points = coarsePoints(ring, coarsenings);
  const between = (evenness * voxel.side) / (edge * coarsening ** coarsenings);
  const evenings = clamp(Math.round(4 * between ** 2), 1, mostEvenings);
  const iterations = Math.round(iterationsPerVoxel * (voxel.side / edge) ** 2);
  let doubt = 0;
  for (let round = 0; round < rounds; round++) {
    context.signal.throwIfAborted();
    context.progress(round / (rounds + 1));
    if (round > 0) fairRelax(positions, triangles, ring, free, slides);
    refineNormals(positions, triangles, ring, normalPasses, normals);
    const feet = fairFeet(positions, triangles, sides, (round === 0 ? firstReach : reach) * voxel.diagonal);
    const rows = fairRows(positions, triangles, normals, sides, feet);
    if (round === 1) doubt = doubtOf(rows, voxel.side);
    const rules = {
      stiffness: stiffness * stiffer ** doubt * voxel.side,
      softness: softness * softer ** doubt * voxel.side,
      passes,
      iterations: clamp(iterations, fewestIterations, mostIterations),
    };
    const offsets = fairRound({ positions, normals, ring, back, rows, free, points, evenings }, rules);
    for (let v = 0; v < vertices; v++)
      for (let o = 3 * v; o < 3 * v + 3; o++) positions[o] += offsets[v] * normals[o];
    hold(positions, start, free, most);
  }
  const piece = vertexComponents(triangles, vertices);
  const nearest = fairFeet(positions, triangles, sides, voxel.diagonal);
  const voxels = voxelVolumes(sides, nearest, triangles, piece, free);
  const now = pieceVolumes(positions, triangles, piece);
  // Where edges are rounded off there is less, rightly; but what swells between its voxels is held to these.
  const volumes = voxels.map((wanted, v) => (Math.abs(now[v]) > Math.abs(wanted) ? wanted : Number.NaN));
  for (let round = 0; round < volumeRounds; round++) {
    holdVolume(positions, positions, volumes, triangles, piece);
    hold(positions, start, free, most);
  }
  const guarded = await refineGuard(mesh, positions, ring, context);
  context.progress(1);
  return { ...guarded, doubt };
}
