// Smooths a mesh without shrinking it, never farther than a given way, and never through itself.
// G. Taubin, "A Signal Processing Approach to Fair Surface Design", 1995; G. Taubin, T. Zhang, G. Golub, "Optimal
// Surface Smoothing as Filter Design", 1996 (the windowed sinc filter).
import type { Context } from '../core/context.js';
import type { Mesh } from '../core/mesh.js';
import { holdVolume } from './hold-volume.js';
import { neighbourMeans } from './neighbour-means.js';
import { pieceVolumes } from './piece-volumes.js';
import { crossingsOf, selfIntersectionsNear } from './self-intersections.js';
import { trees } from './trees.js';
import { triangleTree } from './triangle-tree.js';
import { trianglesAt, troubledVertices } from './troubled-vertices.js';
import { vertexComponents } from './vertex-components.js';
import { type Neighbours, vertexNeighbours } from './vertex-neighbours.js';

export type Smoothing = 'taubin' | 'sinc';

export interface Smoothed {
  readonly mesh: Mesh;
  /** Vertices that went less far than the filter wanted, or not at all, because the surface would have met itself. */
  readonly held: number;
}

/** Halvings of a vertex's way before it goes back to its old place. */
const halvings = 3;

/** In place of x: a pass is a step of λ = 0.5 toward the neighbours' mean and one of −μ away, 1/λ + 1/μ = passband. */
function taubin(
  x: Float64Array,
  ring: Neighbours,
  passes: number,
  passband: number,
  tick: () => void,
): Float64Array {
  const twice = 2 * (1 / (1 / 0.5 - passband));
  const { rows, toward, away } = neighbourMeans(ring, 3, 3);
  rows[0].set(x);
  for (let pass = 0; pass < passes; pass++) {
    toward(0, 1, 0.5, 1);
    toward(1, 2, 0.5, 1);
    away(1, 2, 0, twice);
    tick();
  }
  // The rest of that memory is let go of.
  x.set(rows[0]);
  return x;
}

/** Chebyshev coefficients, under a Hamming window, of what lets pass the angles below `theta`. */
function windowed(theta: number, passes: number): number[] {
  const weights = Array.from({ length: passes + 1 }, (_, n) => {
    const window = 0.54 + 0.46 * Math.cos((n * Math.PI) / (passes + 1));
    return window * (n === 0 ? theta / Math.PI : (2 * Math.sin(n * theta)) / (n * Math.PI));
  });
  // What is the same everywhere must stay: the answer to it is the sum of the weights.
  const sum = weights.reduce((total, w) => total + w, 0);
  return weights.map((w) => w / sum);
}

/** The same, its edge moved up until what lies at `passband` stays whole: otherwise the window makes it shrink. */
function sincWeights(passes: number, passband: number): number[] {
  const edge = Math.acos(1 - passband);
  const answer = (weights: readonly number[]): number =>
    weights.reduce((total, w, n) => total + w * Math.cos(n * edge), 0);
  let [low, high] = [edge, Math.PI];
  for (let bisection = 0; bisection < 40; bisection++) {
    const theta = (low + high) / 2;
    if (answer(windowed(theta, passes)) < 0.99) low = theta;
    else high = theta;
  }
  return windowed(high, passes);
}

/** Lets frequencies below `passband` pass. */
function sinc(
  x: Float64Array,
  ring: Neighbours,
  passes: number,
  passband: number,
  tick: () => void,
): Float64Array {
  const weights = sincWeights(passes, passband);
  const { rows, toward } = neighbourMeans(ring, 3, 3);
  rows[0].set(x);
  let [older, now, next] = [0, 1, 2];
  // T₁ of the mean over the neighbours, whose eigenvalues are 1 − k.
  toward(older, now, 0.5, 1);
  const first = rows[now];
  for (let n = 0; n < x.length; n++) first[n] = 2 * first[n] - x[n];
  const result = x.map((value, n) => weights[0] * value + weights[1] * first[n]);
  for (let k = 2; k <= passes; k++) {
    toward(now, next, 0.5, 1);
    const [a, b, c] = [rows[older], rows[now], rows[next]];
    for (let n = 0; n < x.length; n++) {
      c[n] = 2 * (2 * c[n] - b[n]) - a[n];
      result[n] += weights[k] * c[n];
    }
    [older, now, next] = [now, next, older];
    tick();
  }
  return result;
}

/** `goal`, in float32, but no vertex farther than its reach from its place in `positions`. */
function within(positions: Float32Array, goal: Float64Array, reaches: ArrayLike<number>): Float32Array {
  const placed = new Float32Array(new SharedArrayBuffer(4 * positions.length));
  for (let v = 0; v < reaches.length; v++) place(placed, v, positions, goal, reaches[v], 1);
  return placed;
}

function place(
  into: Float32Array,
  v: number,
  positions: Float32Array,
  goal: Float64Array,
  reach: number,
  share: number,
): void {
  const o = 3 * v;
  const dx = goal[o] - positions[o];
  const dy = goal[o + 1] - positions[o + 1];
  const dz = goal[o + 2] - positions[o + 2];
  const length = Math.sqrt(dx * dx + dy * dy + dz * dz);
  let scale = share * (length > reach ? reach / length : 1);
  // Rounding to float32 may carry it a little beyond: take it back a little more.
  for (let attempt = 0; attempt < 8; attempt++) {
    into[o] = positions[o] + scale * dx;
    into[o + 1] = positions[o + 1] + scale * dy;
    into[o + 2] = positions[o + 2] + scale * dz;
    const ex = into[o] - positions[o];
    const ey = into[o + 1] - positions[o + 1];
    const ez = into[o + 2] - positions[o + 2];
    if (ex * ex + ey * ey + ez * ez <= reach * reach) return;
    scale *= 0.999 - attempt / 10;
  }
  for (let d = 0; d < 3; d++) into[o + d] = positions[o + d];
}

/**
 * The same triangles over moved vertices; none goes farther than `reach` (mm), so no point of either surface is farther
 * than that from the other. `mesh` is closed, oriented and free of self-intersection, and so is the result. `passband`:
 * frequencies below it stay, of 0…2 as in the papers. `reach`: one for all, or each vertex's own. Each piece keeps its
 * volume as far as that lets it. `sound`: false leaves out the search for self-intersections and their cure.
 */
export async function smoothMesh(
  mesh: Mesh,
  method: Smoothing,
  passes: number,
  passband: number,
  reach: number | Float32Array,
  context: Context,
  sound = true,
): Promise<Smoothed> {
  const tick = (done: number): void => {
    context.signal.throwIfAborted();
    context.progress(done);
  };
  if (passes === 0 || reach === 0 || mesh.triangles.length === 0) return { mesh, held: 0 };
  const filter = method === 'taubin' ? taubin : sinc;
  let done = 0;
  const ring = vertexNeighbours(mesh.triangles, mesh.positions.length / 3);
  const goal = filter(Float64Array.from(mesh.positions), ring, passes, passband, () => {
    done++;
    tick((0.5 * done) / passes);
  });
  const { triangles } = mesh;
  const share = new Float32Array(mesh.positions.length / 3).fill(1);
  const reaches = typeof reach === 'number' ? new Float64Array(share.length).fill(reach) : reach;
  const pieces = vertexComponents(triangles, share.length);
  const volumes = pieceVolumes(mesh.positions, triangles, pieces);
  let positions = within(mesh.positions, goal, reaches);
  // Twice, since what reaches its limit goes no farther.
  for (let round = 0; round < 2; round++) {
    holdVolume(goal, positions, volumes, triangles, pieces);
    positions = within(mesh.positions, goal, reaches);
  }
  const smoothed = { positions, triangles };
  if (!sound) return { mesh: smoothed, held: 0 };
  const held = new Set<number>();
  const attempts = new Uint8Array(share.length);
  const tree = triangleTree(smoothed);
  let pairs = await crossingsOf(smoothed, tree, null, context);
  for (let round = 1; ; round++) {
    tick(1 - 0.5 / round);
    const vertices = troubledVertices(smoothed, pairs);
    if (vertices.size === 0) {
      trees.keep(smoothed, tree);
      return { mesh: smoothed, held: held.size };
    }
    const back = [...vertices].filter((v) => share[v] > 0);
    // The mesh as it came has the fault: leave it to those who judge it.
    if (back.length === 0) return { mesh: smoothed, held: held.size };
    for (const v of back) {
      held.add(v);
      attempts[v]++;
      share[v] = attempts[v] > halvings ? 0 : share[v] / 2;
      place(positions, v, mesh.positions, goal, reaches[v], share[v]);
    }
    pairs = selfIntersectionsNear(smoothed, trianglesAt(triangles, vertices, share.length), tree);
  }
}
