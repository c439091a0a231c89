// Measures two surfaces against each other: distances both ways, volumes, areas, sizes, and what they have in common.
import type { OverlapFacts, PairFacts, WayFacts } from '../core/comparison.js';
import type { Context } from '../core/context.js';
import type { DistanceSpread } from '../core/distance-spread.js';
import { UserError } from '../core/errors.js';
import type { Deviation, MeshFacts } from '../core/facts.js';
import type { Vec3 } from '../core/grid.js';
import type { Mesh } from '../core/mesh.js';
import { booleans, type Solid } from '../kernel/booleans.js';
import { splitLarge } from '../kernel/split-large.js';
import { measureDeviation } from '../kernel/surface-distance.js';
import { hasInside } from './compared-side.js';

/** Some, not exactly. */
const mostPieces = 1e6;

export interface PairSide {
  readonly mesh: Mesh;
  readonly facts: MeshFacts;
  /** For what they have in common. */
  readonly bodies: readonly Mesh[];
}

export interface PairWish {
  readonly name: string;
  /** mm; the proven bound is made sharp where it matters. */
  readonly tolerance: number | null;
  readonly overlap: boolean;
}

export async function measurePair(
  a: PairSide,
  b: PairSide,
  { name, tolerance, overlap }: PairWish,
  context: Context,
): Promise<PairFacts> {
  const aToB = await wayOf(a, b, tolerance, context);
  const bToA = await wayOf(b, a, tolerance, context);
  const volumes = [a, b].map(({ facts }) => (hasInside(facts) ? facts.volume : null));
  const [volumeA, volumeB] = volumes;
  const both = volumes.every((volume) => volume !== null);
  const less = (d: 0 | 1 | 2): number => b.facts.size[d] - a.facts.size[d];
  const difference: Vec3 = [less(0), less(1), less(2)];
  return {
    name,
    aToB,
    bToA,
    hausdorff: Math.max(aToB.max, bToA.max),
    hausdorff95: Math.max(aToB.p95, bToA.p95),
    volume: {
      a: volumeA,
      b: volumeB,
      difference: volumeA === null || volumeB === null ? null : volumeB - volumeA,
    },
    area: { a: a.facts.area, b: b.facts.area, difference: b.facts.area - a.facts.area },
    size: { a: a.facts.size, b: b.facts.size, difference },
    overlap: overlap && both ? await overlapOf(a.bodies, b.bodies) : null,
  };
}

async function wayOf(
  from: PairSide,
  to: PairSide,
  tolerance: number | null,
  context: Context,
): Promise<WayFacts> {
  const signed = hasInside(to.facts);
  const deviation = await measureDeviation(from.mesh, to.mesh, context, {
    tolerance: tolerance ?? Number.POSITIVE_INFINITY,
  });
  const bound = isLoose(deviation, tolerance)
    ? await sharpBound(from, to, deviation, tolerance, context)
    : deviation.bound;
  const { spread } = deviation;
  return signed
    ? { ...deviation, bound }
    : { ...deviation, bound, mean: null, spread: spread && withoutSign(spread) };
}

/** Both halves laid upon each other. */
function withoutSign({ width, shares, below, above }: DistanceSpread): DistanceSpread {
  const half = shares.length / 2;
  const sizes = shares.slice(half).map((share, n) => share + shares[half - 1 - n]);
  return { low: 0, width, shares: sizes, below: 0, above: below + above };
}

/** The proof was given up on some triangle. */
const isLoose = ({ bound, max }: Deviation, tolerance: number | null): boolean =>
  bound > 1.05 * max + 1e-5 && !(tolerance !== null && bound <= tolerance);

/** Large triangles before a surface of small ones take the proof too many cuts; in pieces each has its own. */
async function sharpBound(
  from: PairSide,
  to: PairSide,
  { bound, max }: Deviation,
  tolerance: number | null,
  context: Context,
): Promise<number> {
  const edge = 4 * Math.sqrt(to.facts.area / to.facts.triangles);
  const pieces = splitLarge(from.mesh, Math.max(edge, Math.sqrt(from.facts.area / mostPieces)));
  const again = await measureDeviation(pieces, to.mesh, context, {
    tolerance: tolerance ?? Number.POSITIVE_INFINITY,
  });
  return Math.max(max, Math.min(bound, again.bound + pieces.moved));
}

/** Null where the library finds that one of them is no solid. */
async function overlapOf(a: readonly Mesh[], b: readonly Mesh[]): Promise<OverlapFacts | null> {
  const door = await booleans();
  const solidOf = (meshes: readonly Mesh[], what: string): Solid =>
    door.union(
      meshes.map((mesh) => door.solid({ mesh, origin: new Uint8Array(mesh.triangles.length / 3) }, what)),
    );
  try {
    const [one, other] = [solidOf(a, 'a'), solidOf(b, 'b')];
    const both = door.volume(door.intersection(one, other));
    const sum = door.volume(one) + door.volume(other);
    return { both, either: sum - both, dice: (2 * both) / sum, jaccard: both / (sum - both) };
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}
