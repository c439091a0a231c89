// Collapses edges of a complex one at a time, refusing each that would change how its surfaces hang together.
// T. K. Dey, H. Edelsbrunner, S. Guha, D. V. Nekhayev, Topology Preserving Edge Contraction, 1999 (the link conditions
// where more than two triangles meet in an edge).
import type { Mesh } from '../core/mesh.js';
import { edgesOf, nextOf } from './edges.js';

/** A collapse merges vertex `gone` into `kept`. */
export interface Collapsing {
  /** mm, three a vertex; float32 numbers. */
  readonly p: Float64Array;
  /** Corners of each triangle; −1 of one that is gone. */
  readonly corner: Int32Array;
  /**
   * Of each vertex: 0 within a surface between two parts, 1 on a line where more meet, 2 where such lines meet or end; a
   * vertex can only go along what it is on.
   */
  readonly order: Uint8Array;
  /** Triangles left. */
  count(): number;
  /** The neighbours of v and how many triangles each shares with it, into `around`; how many they are, or −1: too many. */
  neighbours(v: number): number;
  readonly around: Int32Array;
  readonly shared: Uint8Array;
  /** May `gone` go to `kept`, as far as topology goes? */
  allowed(kept: number, gone: number): boolean;
  /** Would no triangle turn over or become a sliver, if both went to (x, y, z)? */
  shapely(kept: number, gone: number, x: number, y: number, z: number): boolean;
  /** Of what is allowed. */
  collapse(kept: number, gone: number, x: number, y: number, z: number): void;
  isThere(v: number): boolean;
  /** Vertices and triangles in their old order, and the old number of each. */
  extract(): { readonly mesh: Mesh; readonly vertices: Uint32Array; readonly faces: Uint32Array };
}

/** A vertex with more neighbours stays. */
const mostAround = 48;
/** Cosine of the most that a triangle may turn by in one collapse. */
const leastTurn = 0.4;
/** Twice the area over the square of the longest side: √3/2 of an equilateral triangle. What is worse before may stay so. */
const leastShape = 0.1;

export function labelsCollapse({ positions, triangles }: Mesh): Collapsing {
  const vertices = positions.length / 3;
  const p = Float64Array.from(positions);
  const corner = Int32Array.from(triangles);
  const head = new Int32Array(vertices).fill(-1);
  const next = new Int32Array(corner.length);
  for (let c = corner.length - 1; c >= 0; c--) {
    next[c] = head[corner[c]];
    head[corner[c]] = c;
  }
  const order = orders(triangles, vertices);
  const around = new Int32Array(mostAround);
  const shared = new Uint8Array(mostAround);
  /** Place of a vertex in `around`, where `seen` is the present stamp. */
  const seen = new Int32Array(vertices);
  const place = new Uint8Array(vertices);
  let stamp = 0;
  let left = corner.length / 3;

  /** The first corner of v in a triangle that is there, from c on; what is gone is taken out of the list behind `before`. */
  const live = (v: number, c: number, before: number): number => {
    let at = c;
    while (at >= 0 && corner[at] !== v) at = next[at];
    if (at !== c) {
      if (before < 0) head[v] = at;
      else next[before] = at;
    }
    return at;
  };

  const neighbours = (v: number): number => {
    stamp++;
    let count = 0;
    for (let c = live(v, head[v], -1), before = c; c >= 0; c = live(v, next[c], before)) {
      before = c;
      const f = c - (c % 3);
      for (let k = f; k < f + 3; k++) {
        const w = corner[k];
        if (w === v) continue;
        if (seen[w] !== stamp) {
          if (count === mostAround) return -1;
          seen[w] = stamp;
          place[w] = count;
          around[count] = w;
          shared[count++] = 0;
        }
        shared[place[w]]++;
      }
    }
    return count;
  };

  const hasTriangle = (v: number, a: number, b: number): boolean => {
    for (let c = live(v, head[v], -1), before = c; c >= 0; c = live(v, next[c], before)) {
      before = c;
      const f = c - (c % 3);
      let met = 0;
      for (let k = f; k < f + 3; k++) if (corner[k] === a || corner[k] === b) met++;
      if (met === 2) return true;
    }
    return false;
  };

  const allowed = (kept: number, gone: number): boolean => {
    const count = neighbours(kept);
    if (count < 0 || seen[gone] !== stamp) return false;
    const on = shared[place[gone]];
    if (order[gone] !== (on > 2 ? 1 : 0)) return false;
    // Marks of what is next to both: the neighbours of `kept` stand in `around` still.
    let common = 0;
    let met = 0;
    counted.fill(0, 0, count);
    for (let c = live(gone, head[gone], -1), before = c; c >= 0; c = live(gone, next[c], before)) {
      before = c;
      if (++met > mostAround) return false;
      const f = c - (c % 3);
      for (let k = f; k < f + 3; k++) {
        const w = corner[k];
        if (w === gone || w === kept || seen[w] !== stamp) continue;
        const n = place[w];
        if (counted[n]++ === 0) common++;
      }
    }
    if (common !== on) return false;
    for (let c = live(gone, head[gone], -1), before = c; c >= 0; c = live(gone, next[c], before)) {
      before = c;
      const f = c - (c % 3);
      const a = corner[f + ((c + 1) % 3)];
      const b = corner[f + ((c + 2) % 3)];
      if (a === kept || b === kept || seen[a] !== stamp || seen[b] !== stamp) continue;
      if (hasTriangle(kept, a, b)) return false;
    }
    if (on === 2) return true;
    // The next one along the line must not be next to `kept` along a line too: a ring of three would fold flat.
    for (let n = 0; n < count; n++) if (shared[n] > 2 && counted[n] > 2 && around[n] !== gone) return false;
    return true;
  };
  const counted = new Uint8Array(mostAround);

  const shapelyAt = (v: number, other: number, x: number, y: number, z: number): boolean => {
    for (let c = live(v, head[v], -1), before = c; c >= 0; c = live(v, next[c], before)) {
      before = c;
      const f = c - (c % 3);
      const a = corner[f + ((c + 1) % 3)];
      const b = corner[f + ((c + 2) % 3)];
      if (a === other || b === other) continue;
      if (!staysShapely(p, v, a, b, x, y, z)) return false;
    }
    return true;
  };

  return {
    p,
    corner,
    order,
    around,
    shared,
    count: () => left,
    neighbours,
    allowed,
    shapely: (kept, gone, x, y, z) => shapelyAt(gone, kept, x, y, z) && shapelyAt(kept, gone, x, y, z),
    isThere: (v) => live(v, head[v], -1) >= 0,
    collapse: (kept, gone, x, y, z) => {
      let last = -1;
      for (let c = live(gone, head[gone], -1), before = c; c >= 0; c = live(gone, next[c], before)) {
        before = c;
        const f = c - (c % 3);
        if (corner[f] === kept || corner[f + 1] === kept || corner[f + 2] === kept) {
          corner[f] = -1;
          corner[f + 1] = -1;
          corner[f + 2] = -1;
          left--;
        }
      }
      const first = live(gone, head[gone], -1);
      for (let c = first; c >= 0; c = live(gone, next[c], last)) last = c;
      for (let c = first; c >= 0; c = next[c]) corner[c] = kept;
      if (last >= 0) {
        next[last] = head[kept];
        head[kept] = first;
      }
      head[gone] = -1;
      p[3 * kept] = x;
      p[3 * kept + 1] = y;
      p[3 * kept + 2] = z;
    },
    extract: () => extracted(p, corner, left),
  };
}

/** See `Collapsing`. */
function orders(triangles: Uint32Array, vertices: number): Uint8Array {
  const { order, start, count } = edgesOf(triangles, vertices);
  const lines = new Uint8Array(vertices);
  for (let e = 0; e < count; e++) {
    if (start[e + 1] - start[e] === 2) continue;
    const h = order[start[e]];
    for (const v of [triangles[h], triangles[nextOf(h)]]) lines[v] = Math.min(3, lines[v] + 1);
  }
  return lines.map((n) => (n === 0 ? 0 : n === 2 ? 1 : 2));
}

/** Is the triangle v a b still one that is fit, and faces the same way, if v goes to (x, y, z)? */
function staysShapely(
  p: Float64Array,
  v: number,
  a: number,
  b: number,
  x: number,
  y: number,
  z: number,
): boolean {
  const ax = p[3 * a];
  const ay = p[3 * a + 1];
  const az = p[3 * a + 2];
  const ex = p[3 * b] - ax;
  const ey = p[3 * b + 1] - ay;
  const ez = p[3 * b + 2] - az;
  const ux = p[3 * v] - ax;
  const uy = p[3 * v + 1] - ay;
  const uz = p[3 * v + 2] - az;
  const wx = x - ax;
  const wy = y - ay;
  const wz = z - az;
  const mx = ey * uz - ez * uy;
  const my = ez * ux - ex * uz;
  const mz = ex * uy - ey * ux;
  const nx = ey * wz - ez * wy;
  const ny = ez * wx - ex * wz;
  const nz = ex * wy - ey * wx;
  const before = mx * mx + my * my + mz * mz;
  const after = nx * nx + ny * ny + nz * nz;
  const turn = mx * nx + my * ny + mz * nz;
  if (!(turn > 0) || turn * turn < leastTurn * leastTurn * before * after) return false;
  const edge = ex * ex + ey * ey + ez * ez;
  const far = (qx: number, qy: number, qz: number): number =>
    Math.max(edge, qx * qx + qy * qy + qz * qz, (qx - ex) ** 2 + (qy - ey) ** 2 + (qz - ez) ** 2);
  const long = far(wx, wy, wz);
  if (after >= leastShape * leastShape * long * long) return true;
  const was = far(ux, uy, uz);
  return after * was * was >= before * long * long;
}

function extracted(p: Float64Array, corner: Int32Array, left: number) {
  const used = new Uint8Array(p.length / 3);
  for (const v of corner) if (v >= 0) used[v] = 1;
  const number = new Int32Array(used.length);
  let count = 0;
  for (let v = 0; v < used.length; v++) if (used[v] === 1) number[v] = count++;
  const vertices = new Uint32Array(count);
  const positions = new Float32Array(new SharedArrayBuffer(12 * count));
  for (let v = 0; v < used.length; v++) {
    if (used[v] === 0) continue;
    vertices[number[v]] = v;
    for (let d = 0; d < 3; d++) positions[3 * number[v] + d] = p[3 * v + d];
  }
  const faces = new Uint32Array(left);
  const triangles = new Uint32Array(new SharedArrayBuffer(12 * left));
  let at = 0;
  for (let h = 0; h < corner.length; h += 3) {
    if (corner[h] < 0) continue;
    for (let k = 0; k < 3; k++) triangles[3 * at + k] = number[corner[h + k]];
    faces[at++] = h / 3;
  }
  return { mesh: { positions, triangles }, vertices, faces };
}
