// Where on a body an arm that points outward can be rooted: solid behind it, and nothing before it.
import type { Vec3 } from '../core/grid.js';
import { type Body, originNumber } from '../core/print-model.js';
import { cross, dot, plus, scaled, unit } from '../core/vec3.js';
import type { Rays } from '../kernel/ray-hits.js';
import { surfaceSeeds } from '../kernel/surface-seeds.js';

export interface Anchor {
  readonly at: Vec3;
  /** How deep the arm goes in, mm. */
  readonly depth: number;
}

const seeds = 3000;
/** Cosine between the surface's normal and the arm. */
const upright = 0.6;
/** Of material behind the arm's end, mm, and how deep it goes at most and at least. */
const behind = 0.5;
const deepest = 4;
const shallowest = 1.5;
/** How far the surface may lie above or below the arm's foot, mm. */
const uneven = 1;
/** Farther back than this, mm, the arm would be long. */
const farthest = 25;

/** An arm of `radius` mm along `toward` (a unit vector), as far out as it finds a hold; null where there is none. */
export function findAnchor(
  { mesh, origin }: Body,
  rays: Rays,
  toward: Vec3,
  top: number,
  radius: number,
): Anchor | null {
  const apart = new Set([originNumber('inside'), originNumber('joint'), originNumber('mark')]);
  const tried = surfaceSeeds(mesh, (t) => !apart.has(origin[t]), seeds)
    .filter(({ at, out }) => dot(out, toward) > upright && top - dot(at, toward) < farthest)
    .sort((a, b) => dot(b.at, toward) - dot(a.at, toward));
  for (const { at } of tried) {
    const depth = holdAt(rays, at, toward, top, radius);
    if (depth >= shallowest) return { at, depth };
  }
  return null;
}

/** How deep an arm may go in there, mm; 0 where it finds no hold. */
function holdAt(rays: Rays, at: Vec3, toward: Vec3, top: number, radius: number): number {
  const aside = unit(cross(toward, Math.abs(toward[2]) < 0.9 ? [0, 0, 1] : [0, 1, 0]));
  const across = cross(toward, aside);
  const from = top - dot(at, toward) + 1;
  const lowest = deepest + uneven + behind;
  let depth = deepest;
  for (let k = 0; k < 9; k++) {
    const turn = (k * Math.PI) / 4;
    const r = k === 8 ? 0 : radius;
    const foot = plus(at, plus(scaled(aside, r * Math.cos(turn)), scaled(across, r * Math.sin(turn))));
    const hits = rays(plus(foot, scaled(toward, from)), scaled(toward, -1), from + lowest);
    if (hits.length === 0 || !hits[0].entering) return 0;
    const high = from - hits[0].way;
    if (Math.abs(high) > uneven) return 0;
    const low = hits.length > 1 ? from - hits[1].way : -lowest;
    depth = Math.min(depth, -low - behind, high - low);
  }
  return depth;
}
