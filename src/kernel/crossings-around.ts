// Whether the triangles around a collapsed edge cross each other or any others of the mesh.
// M. Teschner et al., "Optimized Spatial Hashing for Collision Detection of Deformable Objects", 2003.
import { type CollapseMemory, mostAround, stride } from './collapse-memory.js';
import { type CornerMesh, noVertex } from './corner-mesh.js';
import { nextOf } from './edges.js';
import { trianglesApart } from './triangles-apart.js';
import { trianglesMeet } from './triangles-meet.js';

export interface CrossingsAround {
  /**
   * Does any of the first `count` triangles in `face` meet another of the mesh? All stand as they are to be. The two
   * after these are to go.
   */
  found(face: Int32Array, count: number): boolean;
}

/**
 * Of the mesh in `memory` as it stands at each question. Takes the room of points, of which there may be none, and of the
 * edges that wait: `collapseEdges` comes before, not after.
 */
export function crossingsAround({ run, mesh, grid }: CollapseMemory): CrossingsAround {
  const { positions: p, corner } = mesh;
  const triangles = corner.length / 3;
  run.beginGrid(gridCell(mesh));
  for (let f = 0; f < triangles; f += stride / 3) run.fillGrid(f, Math.min(triangles, f + stride / 3));
  const inStar = new Int32Array(triangles);
  let stamp = 0;
  const boxes = new Float32Array(6 * mostAround);

  const meet = (e: number, f: number): boolean =>
    !trianglesApart(p, corner, e, f) && trianglesMeet(p, corner, e, f);
  const meetsItself = (face: Int32Array, count: number): boolean => {
    for (let n = 0; n < count; n++)
      for (let m = n + 1; m < count; m++) if (meet(face[n], face[m])) return true;
    return false;
  };
  const meetsOthers = (face: Int32Array, count: number): boolean => {
    let x0 = Number.POSITIVE_INFINITY;
    let y0 = x0;
    let z0 = x0;
    let x1 = -x0;
    let y1 = x1;
    let z1 = x1;
    for (let n = 0; n < count; n++) {
      const a = 3 * corner[3 * face[n]];
      const b = 3 * corner[3 * face[n] + 1];
      const c = 3 * corner[3 * face[n] + 2];
      boxes[6 * n] = Math.min(p[a], p[b], p[c]);
      boxes[6 * n + 1] = Math.min(p[a + 1], p[b + 1], p[c + 1]);
      boxes[6 * n + 2] = Math.min(p[a + 2], p[b + 2], p[c + 2]);
      boxes[6 * n + 3] = Math.max(p[a], p[b], p[c]);
      boxes[6 * n + 4] = Math.max(p[a + 1], p[b + 1], p[c + 1]);
      boxes[6 * n + 5] = Math.max(p[a + 2], p[b + 2], p[c + 2]);
      x0 = Math.min(x0, boxes[6 * n]);
      y0 = Math.min(y0, boxes[6 * n + 1]);
      z0 = Math.min(z0, boxes[6 * n + 2]);
      x1 = Math.max(x1, boxes[6 * n + 3]);
      y1 = Math.max(y1, boxes[6 * n + 4]);
      z1 = Math.max(z1, boxes[6 * n + 5]);
    }
    const theirs = grid.bounds;
    const others = run.findInGrid(x0, y0, z0, x1, y1, z1);
    for (let m = 0; m < others; m++) {
      const f = grid.found[m];
      if (inStar[f] === stamp) continue;
      const o = 6 * f;
      for (let n = 0; n < 6 * count; n += 6) {
        if (theirs[o] > boxes[n + 3] || theirs[o + 1] > boxes[n + 4] || theirs[o + 2] > boxes[n + 5])
          continue;
        if (theirs[o + 3] < boxes[n] || theirs[o + 4] < boxes[n + 1] || theirs[o + 5] < boxes[n + 2])
          continue;
        if (meet(face[n / 6], f)) return true;
      }
    }
    return false;
  };
  return {
    found: (face, count) => {
      stamp++;
      for (let n = 0; n < count + 2; n++) inStar[face[n]] = stamp;
      return meetsItself(face, count) || meetsOthers(face, count);
    },
  };
}

/** Four times the mean side of the triangles' boxes, by some of them, mm: what is found does not depend on it. */
function gridCell({ positions: p, corner }: CornerMesh): number {
  let sum = 0;
  let sides = 0;
  const step = Math.max(1, Math.floor(corner.length / 1e5));
  for (let h = 0; h < corner.length; h += step) {
    if (corner[h] === noVertex) continue;
    sides++;
    const a = 3 * corner[h];
    const b = 3 * corner[nextOf(h)];
    sum += Math.abs(p[a] - p[b]) + Math.abs(p[a + 1] - p[b + 1]) + Math.abs(p[a + 2] - p[b + 2]);
  }
  return Math.max(1e-3, (2 * sum) / Math.max(1, sides));
}
