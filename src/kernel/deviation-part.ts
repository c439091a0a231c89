// How far a run of triangles is from a surface: area-weighted sums, the farthest point, and a proven bound.
import type { Vec3 } from '../core/grid.js';
import { binCount, binOf } from './absolute-histogram.js';
import { type Corner, distanceBound } from './distance-bound.js';
import { nearestTriangle } from './nearest-triangle.js';
import { outside } from './outside.js';
import type { TargetSurface } from './target-surface.js';

/** What the proof of a bound starts from. */
export interface Proof {
  /** Of each vertex the slot of its nearest triangle, and its distance, mm. */
  readonly slots: Int32Array;
  readonly distances: Float64Array;
  /** The farthest vertex of the whole surface, mm: no bound needs to be sharper than that. */
  readonly farthest: number;
  /** Where the farthest point is within this, mm, the bound should be too. */
  readonly tolerance: number;
}

export interface DeviationPartJob {
  readonly target: TargetSurface;
  readonly positions: Float32Array;
  readonly triangles: Uint32Array;
  /** Triangles first … end − 1. */
  readonly first: number;
  readonly end: number;
  /** Null: a bound is known already, the statistics alone are wanted. */
  readonly proof: Proof | null;
  /** One sample stands for so much area, mm². */
  readonly areaPerSample: number;
}

/** Weights are numbers of samples, each for the same area; distances mm, positive outside the target. */
export interface DeviationPart {
  readonly weight: number;
  readonly signed: number;
  readonly absolute: number;
  readonly squared: number;
  /** Weight per bin of the size of the distance. */
  readonly histogram: Float64Array;
  readonly max: number;
  readonly bound: number;
  readonly worstPlace: Vec3;
}

/** A triangle is sampled at the centres of equal parts, so many a side at most. */
const mostParts = 64;
/** Distances below are rounding, mm. */
const rounding = 1e-9;
const mostCuts = 100;

export function deviationPart(job: DeviationPartJob): DeviationPart {
  const { target, positions, triangles, first, end, proof, areaPerSample } = job;
  const nearest = nearestTriangle(target.tree);
  const boundOver = distanceBound(target, nearest);
  const histogram = new Float64Array(binCount);
  const middles = new Int32Array(end - first).fill(-1);
  let owed = 0.5;
  let hint = -1;
  let [weight, signed, absolute, squared, max, bound] = [0, 0, 0, 0, 0, 0];
  let worstPlace: Vec3 = [0, 0, 0];
  const meet = (distance: number, x: number, y: number, z: number): void => {
    if (distance <= max && max > 0) return;
    max = Math.max(max, distance);
    worstPlace = [x, y, z];
  };
  for (let t = first; t < end; t++) {
    const a = 3 * triangles[3 * t];
    const b = 3 * triangles[3 * t + 1];
    const c = 3 * triangles[3 * t + 2];
    const [ux, uy, uz] = [
      positions[b] - positions[a],
      positions[b + 1] - positions[a + 1],
      positions[b + 2] - positions[a + 2],
    ];
    const [vx, vy, vz] = [
      positions[c] - positions[a],
      positions[c + 1] - positions[a + 1],
      positions[c + 2] - positions[a + 2],
    ];
    const area =
      Math.sqrt((uy * vz - uz * vy) ** 2 + (uz * vx - ux * vz) ** 2 + (ux * vy - uy * vx) ** 2) / 2;
    // A sample for every so much area: which triangle gets it is a matter of its share of the area alone.
    owed += area / areaPerSample;
    const samples = Math.floor(owed);
    if (!(samples > 0)) continue;
    owed -= samples;
    const n = Math.min(mostParts, Math.ceil(Math.sqrt(samples)));
    const share = samples / (n * n);
    if (proof) hint = proof.slots[triangles[3 * t]];
    for (let part = 0; part < n * n; part++) {
      // Row by row: in row i, 2(n − i) − 1 parts, pointing up and down in turn.
      const i = n - Math.ceil(Math.sqrt(n * n - part));
      const k = part - i * (2 * n - i);
      const p = (3 * i + 1 + (k & 1)) / (3 * n);
      const q = (3 * (k >> 1) + 1 + (k & 1)) / (3 * n);
      const x = positions[a] + p * ux + q * vx;
      const y = positions[a + 1] + p * uy + q * vy;
      const z = positions[a + 2] + p * uz + q * vz;
      hint = nearest.slotAt(x, y, z, hint);
      if (part === 0) middles[t - first] = hint;
      const size = nearest.distance();
      const d = size < rounding ? 0 : size;
      weight += share;
      absolute += share * d;
      squared += share * d * d;
      if (d > 0) signed += outside(target, hint, x, y, z) ? share * d : -share * d;
      histogram[binOf(d)] += share;
      meet(d, x, y, z);
    }
  }

  if (proof === null) return { weight, signed, absolute, squared, histogram, max, bound, worstPlace };
  const cornerOf = (v: number): Corner => ({
    x: positions[3 * v],
    y: positions[3 * v + 1],
    z: positions[3 * v + 2],
    slot: proof.slots[v],
    distance: proof.distances[v],
  });
  const enough = (here: number): number => limitOf(Math.max(here, max, proof.farthest), proof.tolerance);
  for (let t = first; t < end; t++) {
    const [a, b, c] = [triangles[3 * t], triangles[3 * t + 1], triangles[3 * t + 2]];
    const proven = boundOver(
      cornerOf(a),
      cornerOf(b),
      cornerOf(c),
      enough,
      mostCuts,
      Number.POSITIVE_INFINITY,
      middles[t - first],
    );
    bound = Math.max(bound, proven.bound);
    const { x, y, z, distance } = proven.farthest;
    meet(distance, x, y, z);
  }
  return { weight, signed, absolute, squared, histogram, max, bound, worstPlace };
}

/** The bound shall come within a micrometre, or 1 % where that is more, of the farthest point. */
function limitOf(farthest: number, tolerance: number): number {
  const limit = farthest + Math.max(0.001, 0.01 * farthest);
  return farthest <= tolerance ? Math.min(limit, tolerance) : limit;
}
