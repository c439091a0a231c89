// Collapses edges of a closed mesh one at a time, refusing each that would spoil it or take it too far.
// T. K. Dey et al., "Topology Preserving Edge Contraction", 1999 (the link condition).
import type { Mesh } from '../core/mesh.js';
import { type CornerMesh, noVertex } from './corner-mesh.js';
import { nextOf, previousOf } from './edges.js';
import { keepsShape } from './keeps-shape.js';
import { pointToTriangle } from './point-to-triangle.js';
import type { StaysNear } from './stays-near.js';
import { type TriangleGrid, triangleGrid } from './triangle-grid.js';
import { trianglesApart } from './triangles-apart.js';
import { trianglesMeet } from './triangles-meet.js';

/** An edge with more triangles than this around it stays. */
const mostAround = 64;

/**
 * What a collapse is looked at for beside its topology and its points: its shape and whether triangles then cross; its
 * shape alone (who asks for this looks for crossings later); nothing, where it was seen to before.
 */
export type Looking = 'crossings' | 'shape' | 'nothing';

export interface Collapser {
  readonly mesh: CornerMesh;
  /** Triangles left. */
  count(): number;
  /**
   * Merges half-edge h's end into its start, which moves to (x, y, z), float32 each. False, and nothing done, if that
   * would spoil the mesh, as far as `looking` sees.
   */
  collapse(h: number, x: number, y: number, z: number, looking: Looking): boolean;
  extract(): Remainder;
}

/** Three coordinates for each, and how far from the mesh it may get, mm. */
export interface Points {
  readonly places: Float32Array;
  readonly caps: Float32Array;
}

/** What is left, vertices and triangles in their old order; the old number of each. */
export interface Remainder {
  readonly mesh: Mesh;
  readonly vertices: Uint32Array;
  readonly faces: Uint32Array;
}

/**
 * `mesh` is taken over and changed; it stays closed, manifold and free of self-intersection if it was. `points` (x, y, z
 * per vertex, borrowed) lie on the reference, each near the vertex of its number; none gets farther than its cap (mm)
 * from the triangles that took the place of those around it. With `near`, these do not get too far from the reference
 * either. With neither, nobody looks at distances.
 */
export function collapser(mesh: CornerMesh, points: Points | null, near: StaysNear | null): Collapser {
  const { positions: p, corner, twin, start } = mesh;
  const triangles = corner.length / 3;
  // Made when crossings are first looked for: most runs never need it.
  let grid: TriangleGrid | null = null;
  const gridNow = (): TriangleGrid => {
    if (grid === null) {
      grid = triangleGrid(p, triangles, gridCell(mesh));
      for (let f = 0; f < triangles; f++)
        if (corner[3 * f] !== noVertex) grid.insert(f, corner[3 * f], corner[3 * f + 1], corner[3 * f + 2]);
    }
    return grid;
  };
  // The points that each triangle answers for, as linked lists.
  const firstPoint = new Int32Array(triangles).fill(-1);
  const nextPoint = new Int32Array(start.length);
  for (let v = start.length - 1; v >= 0; v--) {
    if (start[v] < 0) continue;
    const f = Math.floor(start[v] / 3);
    nextPoint[v] = firstPoint[f];
    firstPoint[f] = v;
  }
  let left = triangles;
  // The triangles around the edge except the two that go: their number, and the half-edge out of the moving corner.
  const face = new Int32Array(mostAround);
  const spoke = new Int32Array(mostAround);
  let around = 0;
  const mark = new Int32Array(start.length);
  const inStar = new Int32Array(triangles);
  let stamp = 0;
  const movedPoints: number[] = [];
  const movedTo: number[] = [];

  /** Takes in the triangles around the origin of `first`; false if there are too many. */
  const gather = (first: number, fh: number, fg: number): boolean => {
    let o = first;
    do {
      const f = Math.floor(o / 3);
      inStar[f] = stamp;
      if (f !== fh && f !== fg) {
        if (around === mostAround) return false;
        face[around] = f;
        spoke[around++] = o;
      }
      o = twin[previousOf(o)];
    } while (o !== first);
    return true;
  };
  const threeAround = (first: number): boolean =>
    twin[previousOf(twin[previousOf(twin[previousOf(first)])])] === first;
  /** Do the ends share exactly the two neighbours opposite their edge, each with more than three triangles? */
  const linked = (h: number, g: number): boolean => {
    let o = h;
    do {
      mark[corner[nextOf(o)]] = stamp;
      o = twin[previousOf(o)];
    } while (o !== h);
    let common = 0;
    o = g;
    do {
      if (mark[corner[nextOf(o)]] === stamp) common++;
      o = twin[previousOf(o)];
    } while (o !== g);
    return common === 2 && !threeAround(previousOf(h)) && !threeAround(previousOf(g));
  };

  /** The points of f are given to the triangles around; `own` of these is f itself, tried first, or else the first. */
  const takePoints = (f: number, own: number): boolean => {
    if (points === null) return true;
    const { places, caps } = points;
    for (let v = firstPoint[f]; v >= 0; v = nextPoint[v]) {
      const cap2 = caps[v] * caps[v];
      const nearEnough = cap2 / 16;
      let least = Number.POSITIVE_INFINITY;
      let at = -1;
      for (let k = 0; k < around && least > nearEnough; k++) {
        const n = k + own < around ? k + own : k + own - around;
        const o = 3 * v;
        const d = pointToTriangle(p, corner, 3 * face[n], places[o], places[o + 1], places[o + 2]);
        if (d < least) {
          least = d;
          at = n;
        }
      }
      if (least > cap2) return false;
      movedPoints.push(v);
      movedTo.push(face[at]);
    }
    return true;
  };
  const keepsPoints = (fh: number, fg: number): boolean => {
    movedPoints.length = 0;
    movedTo.length = 0;
    for (let n = 0; n < around; n++) if (!takePoints(face[n], n)) return false;
    return takePoints(fh, 0) && takePoints(fg, 0);
  };

  const meet = (e: number, f: number): boolean =>
    !trianglesApart(p, corner, e, f) && trianglesMeet(p, corner, e, f);
  const meetsItself = (): boolean => {
    for (let n = 0; n < around; n++)
      for (let m = n + 1; m < around; m++) if (meet(face[n], face[m])) return true;
    return false;
  };
  const boxes = new Float32Array(6 * mostAround);
  const meetsOthers = (): boolean => {
    let x0 = Number.POSITIVE_INFINITY;
    let y0 = x0;
    let z0 = x0;
    let x1 = -x0;
    let y1 = x1;
    let z1 = x1;
    for (let n = 0; n < around; n++) {
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
    const { near, bounds: theirs } = gridNow();
    const others = near(x0, y0, z0, x1, y1, z1);
    for (let m = 0; m < others.count; m++) {
      const f = others.list[m];
      if (inStar[f] === stamp) continue;
      const o = 6 * f;
      for (let n = 0; n < 6 * around; n += 6) {
        if (theirs[o] > boxes[n + 3] || theirs[o + 1] > boxes[n + 4] || theirs[o + 2] > boxes[n + 5])
          continue;
        if (theirs[o + 3] < boxes[n] || theirs[o + 4] < boxes[n + 1] || theirs[o + 5] < boxes[n + 2])
          continue;
        if (meet(face[n / 6], f)) return true;
      }
    }
    return false;
  };

  const join = (e: number, f: number): void => {
    twin[e] = f;
    twin[f] = e;
  };
  const apply = (h: number, g: number, a: number, b: number): void => {
    const c = corner[previousOf(h)];
    const d = corner[previousOf(g)];
    const toC = twin[previousOf(h)];
    const fromC = twin[nextOf(h)];
    const fromD = twin[nextOf(g)];
    const toD = twin[previousOf(g)];
    join(fromC, toC);
    join(fromD, toD);
    start[a] = toC;
    start[b] = -1;
    start[c] = fromC;
    start[d] = fromD;
    for (let side = 0; side < 2; side++) {
      const f = Math.floor((side === 0 ? h : g) / 3);
      grid?.remove(f);
      firstPoint[f] = -1;
      corner.fill(noVertex, 3 * f, 3 * f + 3);
    }
    for (let n = 0; n < around; n++) {
      const f = face[n];
      grid?.move(f, corner[3 * f], corner[3 * f + 1], corner[3 * f + 2]);
      firstPoint[f] = -1;
    }
    for (let n = 0; n < movedPoints.length; n++) {
      nextPoint[movedPoints[n]] = firstPoint[movedTo[n]];
      firstPoint[movedTo[n]] = movedPoints[n];
    }
    left -= 2;
  };

  const staysNear = (v: number): boolean => near === null || near.vertex(v);
  const trianglesStay = (): boolean => {
    if (near === null) return true;
    for (let n = 0; n < around; n++) {
      const o = 3 * face[n];
      if (!near.triangle(corner[o], corner[o + 1], corner[o + 2])) return false;
    }
    return true;
  };

  const collapse = (h: number, x: number, y: number, z: number, looking: Looking): boolean => {
    const g = twin[h];
    const fh = Math.floor(h / 3);
    const fg = Math.floor(g / 3);
    stamp++;
    if (!linked(h, g)) return false;
    around = 0;
    if (!gather(h, fh, fg)) return false;
    const ofStart = around;
    if (!gather(g, fh, fg)) return false;
    if (looking === 'crossings') gridNow();
    if (looking !== 'nothing' && !keepsShape(p, corner, spoke, around, x, y, z)) return false;
    const a = corner[h];
    const b = corner[g];
    const oldX = p[3 * a];
    const oldY = p[3 * a + 1];
    const oldZ = p[3 * a + 2];
    p[3 * a] = x;
    p[3 * a + 1] = y;
    p[3 * a + 2] = z;
    for (let n = ofStart; n < around; n++) corner[spoke[n]] = a;
    if (
      staysNear(a) &&
      keepsPoints(fh, fg) &&
      trianglesStay() &&
      (looking !== 'crossings' || (!meetsItself() && !meetsOthers()))
    ) {
      apply(h, g, a, b);
      return true;
    }
    near?.back();
    p[3 * a] = oldX;
    p[3 * a + 1] = oldY;
    p[3 * a + 2] = oldZ;
    for (let n = ofStart; n < around; n++) corner[spoke[n]] = b;
    return false;
  };

  return { mesh, count: () => left, collapse, extract: () => extractMesh(mesh, left) };
}

/** Four times the mean side of the triangles' boxes, mm. */
function gridCell({ positions: p, corner }: CornerMesh): number {
  let sum = 0;
  let sides = 0;
  for (let h = 0; h < corner.length; h++) {
    if (corner[h] === noVertex) continue;
    sides++;
    const a = 3 * corner[h];
    const b = 3 * corner[nextOf(h)];
    sum += Math.abs(p[a] - p[b]) + Math.abs(p[a + 1] - p[b + 1]) + Math.abs(p[a + 2] - p[b + 2]);
  }
  return Math.max(1e-3, (2 * sum) / Math.max(1, sides));
}

function extractMesh({ positions, corner, start }: CornerMesh, left: number): Remainder {
  const number = new Int32Array(start.length).fill(-1);
  let count = 0;
  for (let v = 0; v < start.length; v++) if (start[v] >= 0) number[v] = count++;
  const vertices = new Uint32Array(count);
  const kept = new Float32Array(3 * count);
  for (let v = 0; v < start.length; v++) {
    if (number[v] < 0) continue;
    vertices[number[v]] = v;
    for (let d = 0; d < 3; d++) kept[3 * number[v] + d] = positions[3 * v + d];
  }
  const faces = new Uint32Array(left);
  const triangles = new Uint32Array(3 * left);
  let at = 0;
  for (let h = 0; h < corner.length; h += 3) {
    if (corner[h] === noVertex) continue;
    for (let k = 0; k < 3; k++) triangles[3 * at + k] = number[corner[h + k]];
    faces[at++] = h / 3;
  }
  return { mesh: { positions: kept, triangles }, vertices, faces };
}
