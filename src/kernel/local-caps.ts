// How far a surface may be moved at each place: less where the solid, or the gap beside it, is thin.
import type { Context } from '../core/context.js';
import type { Mesh } from '../core/mesh.js';
import { sharedMesh } from './shared-mesh.js';
import { targetOf } from './target-of.js';
import { wallsOf } from './walls.js';

export interface LocalCaps {
  /** Per vertex of the reference, mm: from a fifth of the tolerance to the whole of it. */
  readonly caps: Float32Array;
  /**
   * The thinnest wall, mm: nowhere are a vertex and all its neighbours on a thinner one (an edge is no wall). Infinity
   * where none is thin enough to matter.
   */
  readonly thinnest: number;
  /** Share of the vertices whose cap is less than the tolerance. */
  readonly thin: number;
}

/** A wall, or a gap, may lose this share of its width at each of its two sides. */
const mostOfWall = 1 / 8;
/** A wedge has no width at its edge: no cap is smaller than this share of the tolerance. */
const leastShare = 1 / 5;

const known = new WeakMap<Mesh, { readonly tolerance: number; readonly caps: Promise<LocalCaps> }>();

/** The mesh must not change afterwards; of the last tolerance asked for, the answer is kept. */
export function localCaps(
  reference: Mesh,
  tolerance: number,
  context: Pick<Context, 'each'>,
): Promise<LocalCaps> {
  const before = known.get(reference);
  if (before?.tolerance === tolerance) return before.caps;
  const caps = capsOf(reference, tolerance, context);
  known.set(reference, { tolerance, caps });
  caps.catch(() => known.delete(reference));
  return caps;
}

async function capsOf(
  reference: Mesh,
  tolerance: number,
  context: Pick<Context, 'each'>,
): Promise<LocalCaps> {
  const { positions, triangles } = sharedMesh(reference);
  const surface = await targetOf(reference, context);
  const reach = tolerance / mostOfWall;
  const { inward, outward } = await wallsOf(surface, positions, reach, context);
  const caps = new Float32Array(new SharedArrayBuffer(4 * inward.length));
  let thin = 0;
  for (let v = 0; v < caps.length; v++) {
    const width = Math.min(inward[v], outward[v]);
    caps[v] = Math.max(leastShare * tolerance, Math.min(tolerance, mostOfWall * width));
    if (caps[v] < tolerance) thin++;
  }
  const least = thinnestOf(triangles, inward);
  const thinnest = least <= reach ? least : Number.POSITIVE_INFINITY;
  return { caps, thinnest, thin: caps.length === 0 ? 0 : thin / caps.length };
}

function thinnestOf(triangles: Uint32Array, widths: Float32Array): number {
  const around = new Float32Array(widths.length);
  for (let h = 0; h < triangles.length; h += 3) {
    const a = triangles[h];
    const b = triangles[h + 1];
    const c = triangles[h + 2];
    const most = Math.max(widths[a], widths[b], widths[c]);
    around[a] = Math.max(around[a], most);
    around[b] = Math.max(around[b], most);
    around[c] = Math.max(around[c], most);
  }
  let thinnest = Number.POSITIVE_INFINITY;
  // 0: a vertex of no triangle.
  for (const width of around) if (width > 0) thinnest = Math.min(thinnest, width);
  return thinnest;
}
