// How far one surface is from another: statistics of the signed distance, and a proven bound.
import type { Context } from '../core/context.js';
import { withinLengths } from '../core/distance-spread.js';
import type { Deviation } from '../core/facts.js';
import { type Mesh, surfaceArea } from '../core/mesh.js';
import { binCount, quantile } from './absolute-histogram.js';
import { type DeviationPart, type DeviationPartJob, mostTriangles, type Proof } from './deviation-part.js';
import { sharedMesh } from './shared-mesh.js';
import { signedSpread } from './signed-spread.js';
import { targetOf } from './target-of.js';
import type { TargetSurface } from './target-surface.js';
import { scratchVertices, type VertexDistancesJob } from './vertex-distances.js';

/** What double precision may leave out of a proof, mm. */
const rounding = 1e-9;

/** One sample for so much area, mm² (they stand some 0.5 mm apart), but on a small surface at least so many. */
const areaPerSample = 0.25;
const fewestSamples = 20000;
/** And no more than so many: at half a million the mean's standard error is 0.2 % of the spread. */
const mostSamples = 500_000;

export interface Knowing {
  /** Where the farthest point is within this, mm, the bound shall be too. */
  readonly tolerance?: number;
  /** A bound that is proven already, mm: it is taken, and the points of the statistics alone are looked at. */
  readonly within?: number;
}

/**
 * From the points of `from` to `to`, mm, positive where `from` lies outside `to`. Mean, root mean square and quantiles
 * (to 0.2 %) are weighted by area over samples some 0.5 mm apart; `max` is over these, all vertices and whatever else
 * was looked at. No point of `from` at all is farther than `bound`, which is within 1 µm or 1 % of `max`, and within
 * `tolerance` if `max` is (unless the surfaces are too entangled to tell in time). One-sided: measure both ways. The
 * same on any number of threads.
 */
export async function measureDeviation(
  from: Mesh,
  to: Mesh,
  context: Context,
  { tolerance = Number.POSITIVE_INFINITY, within }: Knowing = {},
): Promise<Deviation> {
  if (from.triangles.length === 0 || same(from, to)) return summary([], 0);
  if (to.triangles.length === 0) return nowhere;
  const { positions, triangles } = sharedMesh(from);
  const target = await targetOf(to, context);
  const proof =
    within === undefined ? await proofOf({ positions, triangles }, target, tolerance, context) : null;
  const whole = surfaceArea(from);
  const area = Math.max(whole / mostSamples, Math.min(areaPerSample, whole / fewestSamples));
  const jobs: DeviationPartJob[] = ranges(triangles.length / 3, mostTriangles).map((range) => ({
    ...range,
    target,
    positions,
    triangles,
    proof,
    areaPerSample: area,
  }));
  const found = summary(await context.each('deviationPart', jobs), Math.min(within ?? tolerance, 1e6));
  return within === undefined ? found : { ...found, bound: Math.max(within, found.max) };
}

/** What the proof of a bound starts from: every vertex and its nearest triangle. */
async function proofOf(
  { positions, triangles }: Mesh,
  target: TargetSurface,
  tolerance: number,
  context: Context,
): Promise<Proof> {
  const vertices = positions.length / 3;
  const slots = new Int32Array(new SharedArrayBuffer(4 * vertices));
  const distances = new Float64Array(new SharedArrayBuffer(8 * vertices));
  const jobs: VertexDistancesJob[] = ranges(vertices, scratchVertices).map((range) => ({
    ...range,
    target,
    positions,
    slots,
    distances,
  }));
  await context.each('vertexDistances', jobs);
  let farthest = 0;
  for (let h = 0; h < triangles.length; h++) farthest = Math.max(farthest, distances[triangles[h]]);
  return { slots, distances, farthest, tolerance: tolerance - rounding };
}

const same = (a: Mesh, b: Mesh): boolean =>
  equal(a.triangles, b.triangles) && equal(a.positions, b.positions);

function equal(a: Float32Array | Uint32Array, b: Float32Array | Uint32Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

const nowhere: Deviation = {
  mean: Number.POSITIVE_INFINITY,
  meanAbsolute: Number.POSITIVE_INFINITY,
  rms: Number.POSITIVE_INFINITY,
  p95: Number.POSITIVE_INFINITY,
  p99: Number.POSITIVE_INFINITY,
  max: Number.POSITIVE_INFINITY,
  bound: Number.POSITIVE_INFINITY,
  worstPlace: [0, 0, 0],
  within: withinLengths.map((mm) => ({ mm, share: 0 })),
  spread: null,
};

/** `limit`: what the histogram should reach, mm. */
function summary(parts: readonly DeviationPart[], limit: number): Deviation {
  const sum = (of: (part: DeviationPart) => number): number => parts.reduce((s, part) => s + of(part), 0);
  const weight = sum((part) => part.weight);
  const over = (of: (part: DeviationPart) => number): number => (weight > 0 ? sum(of) / weight : 0);
  const histogram = new Float64Array(2 * binCount);
  for (const part of parts) for (let b = 0; b < histogram.length; b++) histogram[b] += part.histogram[b];
  const sizes = histogram.slice(0, binCount).map((outside, b) => outside + histogram[binCount + b]);
  const max = parts.reduce((most, part) => Math.max(most, part.max), 0);
  const bound = parts.reduce((most, part) => Math.max(most, part.bound), max);
  return {
    mean: over((part) => part.signed),
    meanAbsolute: over((part) => part.absolute),
    rms: Math.sqrt(over((part) => part.squared)),
    p95: Math.min(max, quantile(sizes, 0.95)),
    p99: Math.min(max, quantile(sizes, 0.99)),
    max,
    bound: bound > 0 ? bound + rounding : 0,
    worstPlace: parts.find((part) => part.max === max)?.worstPlace ?? [0, 0, 0],
    ...signedSpread(histogram, max, limit),
  };
}

function ranges(count: number, step: number): { readonly first: number; readonly end: number }[] {
  return Array.from({ length: Math.ceil(count / step) }, (_, k) => ({
    first: k * step,
    end: Math.min(count, (k + 1) * step),
  }));
}
