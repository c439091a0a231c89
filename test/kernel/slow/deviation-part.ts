// How far a run of triangles is from a surface: area-weighted sums, the farthest point, and a proven bound. In plain JavaScript: the oracle of assembly/deviation.ts.
import type { Vec3 } from '../../../src/core/grid.js';
import { binCount, binOf } from '../../../src/kernel/absolute-histogram.js';
import type { DeviationPart, DeviationPartJob } from '../../../src/kernel/deviation-part.js';
import { type Corner, distanceBound } from './distance-bound.js';
import { nearestTriangle } from './nearest-triangle.js';
import { outside } from './outside.js';

/** A triangle is sampled at the centres of equal parts, so many a side at most. */
const mostParts = 64;
/** Distances below are rounding, mm. */
const rounding = 1e-9;
const mostCuts = 100;

export function deviationPart(job: DeviationPartJob): DeviationPart {
  const { target, positions, triangles, first, end, proof, areaPerSample } = job;
  const nearest = nearestTriangle(target.tree);
  const boundOver = distanceBound(target, nearest);
  const histogram = new Float64Array(2 * binCount);
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
      const within = d > 0 && !outside(target, hint, x, y, z);
      signed += within ? -share * d : share * d;
      histogram[binOf(d) + (within ? binCount : 0)] += share;
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
