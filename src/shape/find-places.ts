// Looks over a body for places that a text fits on, the best first.
import type { Vec3 } from '../core/grid.js';
import { boundsOf } from '../core/mesh.js';
import { type Body, type Origin, originNumber } from '../core/print-model.js';
import { dot, lengthOf, minus, scaled } from '../core/vec3.js';
import { inFrame } from '../kernel/frame-facing.js';
import { bendAt } from '../kernel/height-fit.js';
import type { Rays } from '../kernel/ray-hits.js';
import { type Seed, surfaceSeeds } from '../kernel/surface-seeds.js';
import { type TextNeeds, type TextPatch, textPatch } from '../kernel/text-patch.js';

/** Where a text should go. */
export interface Wish {
  /** A unit vector, LPS: it shall face there; null: anywhere. */
  readonly facing: Vec3 | null;
  /** As far out that way as can be. */
  readonly outermost: boolean;
  /** Places that are taken, and how far around, mm. */
  readonly taken: readonly Taken[];
  /** Into the model's other bodies, which must not hide it. */
  readonly others: readonly Rays[];
}

export interface Taken {
  readonly at: Vec3;
  readonly radius: number;
}

/** Surfaces of our own making come before the patient's; what is inside, or a joint, or marked, is left alone. */
const tiers: readonly (readonly Origin[])[] = [['support'], ['cut'], ['added', 'offset'], ['anatomy']];
const outside: readonly Origin[] = tiers.flat();
/** Points that are tried on each kind of surface: on a skull's 0.2 m², one in each 100 mm². */
const seedsPerTier = 2000;
/** Where each fifth of the points gave so many places, the others are not tried. */
const part = 5;
const enough = 24;
/** Reading runs level, then upward, then aslant. */
const turns: readonly (readonly number[])[] = [[0], [90], [45, -45]];
/** Cosine between where a text faces and where it should. */
const towardIt = 0.5;

/** The places that were found, best first; empty where there is none. */
export function findPlaces(
  body: Body,
  rays: Rays,
  needs: TextNeeds,
  wish: Wish,
  signal: AbortSignal,
): TextPatch[] {
  const extent = extentAlong(body, wish.facing);
  if (needs.width ** 2 + needs.height ** 2 > diagonalOf(body) ** 2) return [];
  const groups = wish.outermost ? [outside] : tiers;
  for (const group of groups) {
    const seeds = seedsOn(body, group).filter((seed) => suits(seed, wish, extent));
    for (const angles of turns) {
      signal.throwIfAborted();
      const placed = (tried: readonly Seed[]): TextPatch[] =>
        tried
          .flatMap((seed) => angles.map((angle) => textPatch(rays, seed.at, seed.out, angle, needs)))
          .filter((patch) => patch !== null)
          .filter((patch) => isFree(patch, needs, wish));
      const first = placed(seeds.filter((_, n) => n % part === 0));
      const found =
        first.length >= enough ? first : [...first, ...placed(seeds.filter((_, n) => n % part !== 0))];
      if (found.length > 0) return sorted(found, needs, wish, extent, body);
    }
  }
  return [];
}

/** Of each body, by kind of surface: a body is asked for several marks. */
const known = new WeakMap<Body, Map<readonly Origin[], readonly Seed[]>>();

function seedsOn(body: Body, group: readonly Origin[]): readonly Seed[] {
  const before = known.get(body) ?? new Map<readonly Origin[], readonly Seed[]>();
  known.set(body, before);
  const found = before.get(group);
  if (found !== undefined) return found;
  const numbers = new Set(group.map(originNumber));
  const seeds = surfaceSeeds(body.mesh, (t) => numbers.has(body.origin[t]), seedsPerTier);
  before.set(group, seeds);
  return seeds;
}

const diagonalOf = ({ mesh }: Body): number => {
  const { min, max } = boundsOf(mesh);
  return lengthOf(minus(max, min));
};

interface Extent {
  readonly low: number;
  readonly high: number;
}

function extentAlong({ mesh }: Body, facing: Vec3 | null): Extent {
  if (facing === null) return { low: 0, high: 1 };
  const { min, max } = boundsOf(mesh);
  const pick = (most: boolean): number =>
    facing.reduce((sum, f, d) => sum + f * (f > 0 === most ? max[d] : min[d]), 0);
  return { low: pick(false), high: pick(true) };
}

/** How far from the outermost, 0…1. */
const inness = (at: Vec3, facing: Vec3, { low, high }: Extent): number =>
  (high - dot(at, facing)) / Math.max(1e-9, high - low);

/** The outermost letters lie in the outer two fifths. */
const outerShare = 0.4;

const suits = ({ at, out }: Seed, { facing, outermost }: Wish, extent: Extent): boolean =>
  facing === null ||
  (dot(out, facing) >= towardIt && (!outermost || inness(at, facing, extent) < outerShare));

const isFree = (patch: TextPatch, needs: TextNeeds, { taken, facing, others }: Wish): boolean =>
  (facing === null || dot(patch.frame.out, facing) >= towardIt) &&
  taken.every(
    ({ at, radius }) =>
      lengthOf(minus(patch.frame.centre, at)) > radius + Math.hypot(needs.width, needs.height) / 2,
  ) &&
  others.every((rays) => isClearOf(rays, patch, needs));

/** Whether another body comes near to the front of a text: asked at 5 × 3 points of it. */
const isClearOf = (rays: Rays, { frame, bend }: TextPatch, { width, height, free }: TextNeeds): boolean =>
  [-0.5, -0.25, 0, 0.25, 0.5].every((x) =>
    [-0.5, 0, 0.5].every((y) => {
      const [u, v] = [x * width, y * height];
      return rays(inFrame(frame, u, v, bendAt(bend, u, v)), frame.out, free).length === 0;
    }),
  );

function sorted(
  found: readonly TextPatch[],
  needs: TextNeeds,
  { facing, outermost }: Wish,
  extent: Extent,
  { mesh }: Body,
): TextPatch[] {
  const { min, max } = boundsOf(mesh);
  const middle: Vec3 = [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2, (min[2] + max[2]) / 2];
  const size = lengthOf(minus(max, min));
  const cost = ({ frame, rough, steep }: TextPatch): number =>
    rough / needs.rough +
    steep +
    // What lies on the build plate is read by nobody.
    (frame.out[2] < -0.7 ? 0.5 : 0) +
    (facing === null ? 0 : 2 * (1 - dot(frame.out, facing))) +
    // In the middle of a face rather than at its edge.
    (0.5 * asideOf(frame.centre, frame.out, middle)) / size +
    (facing !== null && outermost ? 5 * inness(frame.centre, facing, extent) : 0);
  return found
    .map((patch, n) => ({ patch, n, cost: cost(patch) }))
    .sort((a, b) => a.cost - b.cost || a.n - b.n)
    .map(({ patch }) => patch);
}

/** How far a place is from the line through the middle along which it faces, mm. */
function asideOf(at: Vec3, out: Vec3, middle: Vec3): number {
  const away = minus(at, middle);
  return lengthOf(minus(away, scaled(out, dot(away, out))));
}
