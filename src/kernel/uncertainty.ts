// What a whole surface may be off by, and how it would move if the level at its edges were another one.
// JCGM 100:2008 (GUM); the move is that of a flat edge under a Gaussian blur.
import { acrossSlices, type ScanBlur } from '../core/blur.js';
import type { Context } from '../core/context.js';
import type { FoundUncertainty, LevelShift, OverArea, WallLimits } from '../core/facts.js';
import type { EdgeFacts, Mesh } from '../core/mesh.js';
import { wallLimits, widthOfSigma } from '../core/sharpness.js';
import { binCount, binOf, quantile } from './absolute-histogram.js';
import { normalBelow } from './elementary.js';
import { vertexUncertainty } from './vertex-uncertainty.js';

/** Levels of so much more and less, unit of the scan. */
const shifts = [25, 50, 100] as const;

export interface Judged {
  readonly facts: FoundUncertainty;
  /** Per vertex of the surface, k = 1, mm; NaN where it lies where it was put. */
  readonly vertices: Float32Array;
}

/** `mesh`: the surface as it was fitted, closed. `voxel`: mm³ that a voxel stands for. The same on any number of threads. */
export async function uncertainty(
  mesh: Mesh,
  edges: EdgeFacts,
  voxel: number,
  context: Context,
): Promise<Judged> {
  const found = await vertexUncertainty(mesh, edges, voxel, context);
  const { noise, model, blur, all } = found;
  // What was ordered to lie elsewhere is no matter of finding.
  const area = found.area.map((a, v) => (edges.edited[v] === 1 ? 0 : a));
  const whole = area.reduce((sum, a) => sum + a, 0);
  const surface = found.area.reduce((sum, a) => sum + a, 0);
  const clean = area.reduce((sum, a, v) => sum + a * edges.clean[v], 0);
  const facts = {
    noise: overArea(noise, area),
    model: overArea(model, area),
    blur: overArea(blur, area),
    finding: overArea(all, area),
    levels: shifts.map((by) => levelShift(by, edges, area, whole)),
    doubtful: whole > 0 ? 1 - clean / whole : 0,
    edited: surface > 0 ? 1 - whole / surface : 0,
    blurAssumed: edges.blur.assumed,
    walls: wallsOf(edges.blur),
  };
  return { facts, vertices: all.map((one, v) => (edges.edited[v] === 1 ? Number.NaN : one)) };
}

function overArea(values: Float32Array, area: Float64Array): OverArea {
  const weights = new Float64Array(binCount);
  let squares = 0;
  let whole = 0;
  for (let v = 0; v < values.length; v++) {
    squares += area[v] * values[v] * values[v];
    whole += area[v];
    weights[binOf(values[v])] += area[v];
  }
  return { rms: whole > 0 ? Math.sqrt(squares / whole) : 0, p95: quantile(weights, 0.95) };
}

/** Steps of a level, in the contrast, that its place on a blurred edge is tabled at. */
const perHalf = 256;
/** Nearer than this to a plateau there is no edge left, in half contrasts. */
const plateau = perHalf - 6;

/** In sigmas: where a blurred step reaches n / perHalf of its half height beyond its middle. */
const placeOf: Float64Array = Float64Array.from({ length: perHalf }, (_, n) => {
  let [low, high] = [0, 6];
  for (let round = 0; round < 50; round++) {
    const middle = (low + high) / 2;
    if (normalBelow(middle) < 0.5 + n / (2 * perHalf)) low = middle;
    else high = middle;
  }
  return low;
});

function levelShift(
  by: number,
  { clean, contrast, sigma }: EdgeFacts,
  area: Float64Array,
  whole: number,
): LevelShift {
  const weights = new Float64Array(binCount);
  let sum = 0;
  let kept = 0;
  let lost = 0;
  for (let v = 0; v < area.length; v++) {
    const share = ((2 * by) / Math.max(1e-9, Math.abs(contrast[v]))) * perHalf;
    if (share >= plateau) {
      lost += area[v];
      continue;
    }
    if (clean[v] === 0) continue;
    const n = Math.floor(share);
    const way = sigma[v] * (placeOf[n] + (share - n) * (placeOf[n + 1] - placeOf[n]));
    sum += way * area[v];
    kept += area[v];
    weights[binOf(way)] += area[v];
  }
  return {
    by,
    mean: kept > 0 ? sum / kept : 0,
    p95: quantile(weights, 0.95),
    lost: whole > 0 ? lost / whole : 0,
  };
}

const limitsOf = (sigma: number): WallLimits => wallLimits({ fwhm: widthOfSigma * sigma });

const wallsOf = (blur: ScanBlur): FoundUncertainty['walls'] => ({
  inPlane: limitsOf(blur.inPlane),
  throughPlane: limitsOf(acrossSlices(blur)),
});
