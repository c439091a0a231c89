// How the area of a surface is spread over its distances to another one: shares within a length, and a histogram.
import type { Context } from '../core/context.js';
import { type DistanceSpread, type ShareWithin, spreadBins, spreadEnd } from '../core/distance-spread.js';
import type { Mesh } from '../core/mesh.js';
import { areaSamples } from './area-samples.js';
import { vertexDeviations } from './vertex-deviations.js';

/** A share of 1 % is then known to some 0.03 %. */
const samples = 100_000;

export interface SpreadFound {
  readonly within: readonly ShareWithin[];
  readonly spread: DistanceSpread;
}

export interface SpreadWish {
  /** mm. */
  readonly lengths: readonly number[];
  /** Whether the distances have a sign: the other surface is closed and faces outward. */
  readonly signed: boolean;
}

/** From `from` to `to`, mm, positive outside it; both borrowed, with triangles. */
export async function distanceSpread(
  from: Mesh,
  to: Mesh,
  context: Pick<Context, 'each'>,
  { lengths, signed }: SpreadWish,
): Promise<SpreadFound> {
  const points = { positions: areaSamples(from, samples), triangles: new Uint32Array(0) };
  const found = await vertexDeviations(points, to, context);
  const distances = signed ? found : found.map(Math.abs);
  const sizes = distances.map(Math.abs).sort();
  return {
    within: lengths.map((mm) => ({ mm, share: upTo(sizes, mm) / Math.max(1, sizes.length) })),
    spread: spreadOf(distances, endOf(sizes), signed),
  };
}

/** How many of the sorted numbers are no larger. */
function upTo(sorted: Float32Array, most: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= most) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The ends of the histogram hold all but some 0.5 % of the area. */
const endOf = (sorted: Float32Array): number =>
  spreadEnd(sorted[Math.floor(0.995 * (sorted.length - 1))] ?? 0);

function spreadOf(distances: Float32Array, end: number, signed: boolean): DistanceSpread {
  const low = signed ? -end : 0;
  const width = (end - low) / spreadBins;
  const counts = new Float64Array(spreadBins);
  let [below, above] = [0, 0];
  for (const distance of distances) {
    const bin = Math.floor((distance - low) / width);
    if (bin < 0) below++;
    else if (bin < spreadBins) counts[bin]++;
    else if (distance <= end) counts[spreadBins - 1]++;
    else above++;
  }
  const share = (count: number): number => count / Math.max(1, distances.length);
  return { low, width, shares: Array.from(counts, share), below: share(below), above: share(above) };
}
