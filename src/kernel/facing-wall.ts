// How far from a point of a surface the nearest wall is that faces it from the other side, whatever way its triangle leans.
import { type Foot, pointToTriangle } from './point-to-triangle.js';
import type { TargetSurface } from './target-surface.js';
import { firstSlot } from './triangle-tree.js';

/** Cosine: walls that lean more than this against each other do not face each other. */
const facing = 0.7;
/** Cosine: what lies more to the side is not across. Less would make walls thin beside thinner ones. */
const across = 0.85;

/** Cosine: the way must meet the wall this upright. Through a rod, the shorter ways beside its axis do not. */
const upright = 0.985;

const stack = new Int32Array(256);
const foot: Foot = { second: 0, third: 0 };

/**
 * The distance, mm, from (x, y, z) to the nearest place whose normal turns away from (nx, ny, nz), of length 1, and that
 * lies against it: below the point, along −n. `most` where there is none nearer. For gaps, give `above` = 1: along +n.
 * `positions`: of the surface's mesh.
 */
export function facingWall(
  surface: TargetSurface,
  positions: Float32Array,
  x: number,
  y: number,
  z: number,
  nx: number,
  ny: number,
  nz: number,
  most: number,
  above: 1 | -1,
): number {
  const { tree, normals, vertices } = surface;
  const { boxes, leaves } = tree;
  const [hx, hy, hz] = [above * nx, above * ny, above * nz];
  let best = most;
  let top = 0;
  stack[top++] = 0;
  while (top > 0) {
    const n = stack[--top];
    const o = 6 * n;
    const [lx, ly, lz] = [boxes[o] - x, boxes[o + 1] - y, boxes[o + 2] - z];
    const [ux, uy, uz] = [boxes[o + 3] - x, boxes[o + 4] - y, boxes[o + 5] - z];
    const ox = lx > 0 ? lx : ux < 0 ? -ux : 0;
    const oy = ly > 0 ? ly : uy < 0 ? -uy : 0;
    const oz = lz > 0 ? lz : uz < 0 ? -uz : 0;
    const away = ox * ox + oy * oy + oz * oz;
    if (away >= best * best) continue;
    // The farthest that the box reaches into the direction looked in.
    const reach = (hx > 0 ? ux : lx) * hx + (hy > 0 ? uy : ly) * hy + (hz > 0 ? uz : lz) * hz;
    if (reach <= 0 || reach * reach < across * across * away) continue;
    if (n < leaves - 1) {
      // The child that lies more into that direction is looked at first: it shortens the search.
      const a = 6 * (2 * n + 1);
      const b = a + 6;
      const lean =
        (boxes[a] + boxes[a + 3] - boxes[b] - boxes[b + 3]) * hx +
        (boxes[a + 1] + boxes[a + 4] - boxes[b + 1] - boxes[b + 4]) * hy +
        (boxes[a + 2] + boxes[a + 5] - boxes[b + 2] - boxes[b + 5]) * hz;
      const first = lean < 0 ? 1 : 2;
      stack[top++] = 2 * n + first;
      stack[top++] = 2 * n + 3 - first;
      continue;
    }
    const leaf = n - leaves + 1;
    const end = firstSlot(tree, leaf + 1);
    for (let s = firstSlot(tree, leaf); s < end; s++) {
      if (normals[3 * s] * nx + normals[3 * s + 1] * ny + normals[3 * s + 2] * nz > -facing) continue;
      const squared = pointToTriangle(positions, vertices, 3 * s, x, y, z, foot);
      if (!(squared < best * best)) continue;
      const [a, b, c] = [3 * vertices[3 * s], 3 * vertices[3 * s + 1], 3 * vertices[3 * s + 2]];
      const first = 1 - foot.second - foot.third;
      const wx = first * positions[a] + foot.second * positions[b] + foot.third * positions[c] - x;
      const wy =
        first * positions[a + 1] + foot.second * positions[b + 1] + foot.third * positions[c + 1] - y;
      const wz =
        first * positions[a + 2] + foot.second * positions[b + 2] + foot.third * positions[c + 2] - z;
      const way = Math.sqrt(squared);
      if (wx * hx + wy * hy + wz * hz < across * way) continue;
      const met = wx * normals[3 * s] + wy * normals[3 * s + 1] + wz * normals[3 * s + 2];
      if (-above * met >= upright * way) best = way;
    }
  }
  return best;
}
