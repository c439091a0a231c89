// What surfaces between voxel centres are faired by, whether of one label or of all together.
import { determinant, spacingOf } from '../core/grid.js';
import type { FairRules } from './fair-offsets.js';
import type { Rows } from './fair-rows.js';
import type { Sides } from './fair-sides.js';
import type { Neighbours } from './vertex-neighbours.js';

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
/** Of the solver, where the edges are as long as a voxel; they go with the square. */
const iterationsPerVoxel = 6;
const fewestIterations = 8;
const mostIterations = 60;

export const fairing = {
  /** Rounds, in each of which feet and normals are found anew, and steps of Newton's method in each. */
  rounds: 3,
  passes: 3,
  /** How far a centre may be from the surface, in diagonals of a voxel: in the first round, and then. */
  firstReach: 0.7,
  reach: 0.3,
  /** How far a vertex may go in all, in diagonals of a voxel. */
  farthest: 1,
  slides: 4,
  normalPasses: 2,
} as const;

const clamp = (x: number, least: number, most: number): number => Math.min(most, Math.max(least, x));

/** Root of the mean squared length of the edges, mm; 0 where there are none. */
function edgeLength(p: Float64Array, { first, to }: Neighbours): number {
  let sum = 0;
  for (let v = 0; v < first.length - 1; v++)
    for (let n = first[v]; n < first[v + 1]; n++)
      for (let d = 0; d < 3; d++) sum += (p[3 * v + d] - p[3 * to[n] + d]) ** 2;
  return Math.sqrt(sum / Math.max(1, to.length));
}

/** What goes by the length of the mesh's edges: the choosing of points, averages on these, and the solver's steps. */
export function fairSizes(
  p: Float64Array,
  ring: Neighbours,
  side: number,
): { readonly coarsenings: number; readonly evenings: number; readonly iterations: number } {
  const edge = Math.max(edgeLength(p, ring), 1e-6 * side);
  const wanted = Math.log((pointSpacing * side) / edge) / Math.log(coarsening);
  const coarsenings = clamp(Math.round(wanted), 0, mostCoarsenings);
  const between = (evenness * side) / (edge * coarsening ** coarsenings);
  const iterations = Math.round(iterationsPerVoxel * (side / edge) ** 2);
  return {
    coarsenings,
    evenings: clamp(Math.round(4 * between ** 2), 1, mostEvenings),
    iterations: clamp(iterations, fewestIterations, mostIterations),
  };
}

export const fairRules = (doubt: number, side: number, iterations: number): FairRules => ({
  stiffness: stiffness * stiffer ** doubt * side,
  softness: softness * softer ** doubt * side,
  passes: fairing.passes,
  iterations,
});

/** How little the voxels agree with the surface that they made: 0 … 1, see `wrong`. */
export function doubtOf({ margin }: Rows, side: number): number {
  const count = margin.reduce((sum, m) => sum + (m < -clearly * side ? 1 : 0), 0);
  const [least, most] = wrong;
  const share = count / Math.max(1, margin.length);
  return clamp(Math.log(Math.max(share, least) / least) / Math.log(most / least), 0, 1);
}

/** Takes back what carries a vertex farther than `most` (mm) from where it stood, and all of one that is not free (1). */
export function holdNear(
  goal: Float64Array,
  start: Float32Array,
  free: Uint8Array | null,
  most: number,
): void {
  for (let o = 0; o < goal.length; o += 3) {
    const x = goal[o] - start[o];
    const y = goal[o + 1] - start[o + 1];
    const z = goal[o + 2] - start[o + 2];
    const way = Math.sqrt(x * x + y * y + z * z);
    const share = free !== null && free[o / 3] === 0 ? 0 : way > most ? most / way : 1;
    if (share === 1) continue;
    goal[o] = start[o] + share * x;
    goal[o + 1] = start[o + 1] + share * y;
    goal[o + 2] = start[o + 2] + share * z;
  }
}

export interface Voxel {
  /** Of a cube of its volume, mm. */
  readonly side: number;
  readonly diagonal: number;
  /** Its longest edge over its shortest. */
  readonly stretch: number;
}

/** By the mean spacing of the samples along each axis. */
export function voxelOf({ grid, nodes }: Pick<Sides, 'grid' | 'nodes'>): Voxel {
  const { affine } = grid;
  const gap = nodes.map((at) => (at.length > 1 ? (at[at.length - 1] - at[0]) / (at.length - 1) : 1));
  const spacing = spacingOf(affine).map((s, axis) => s * gap[axis]);
  const volume = Math.abs(determinant(affine)) * gap[0] * gap[1] * gap[2];
  return {
    side: Math.cbrt(volume),
    diagonal: Math.hypot(...spacing),
    stretch: Math.max(...spacing) / Math.min(...spacing),
  };
}
