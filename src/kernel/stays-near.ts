// Whether the triangles of a mesh under work lie near a reference: each over its whole area, before the last proof.
// The distance to a convex set is convex (S. Boyd, L. Vandenberghe, Convex Optimization, 2004, §3.2.5).
import { type Corner, distanceBound } from './distance-bound.js';
import { nearestTriangle } from './nearest-triangle.js';
import type { TargetSurface } from './target-surface.js';

/** Cuts spent on one triangle before it is given up: few, since there are other edges to collapse. */
const mostCuts = 8;
/**
 * A triangle is not looked at where its length, times the turn of the reference's normals at its corners, is less than
 * this often the room that is left. Half a million triangles of a skull, brought to what 0.1 mm allows: at 2, 8 and ∞
 * there are 52, 52 and 66 thousand left after 16.8, 12.3 and 12.5 s.
 */
const bulge = 8;

export interface StaysNear {
  /** Is vertex v near enough at its place in `positions`? From now on it is taken to be there. */
  vertex(v: number): boolean;
  /** The vertex of the last question is back where it was before. */
  back(): void;
  /** Is the whole triangle with these corners near enough? Very likely, that is: what is plain is not proven. */
  triangle(a: number, b: number, c: number): boolean;
}

/** `positions` (mm) change under its hands. `cap`: how far off is near enough, mm. */
export function staysNear(reference: TargetSurface, positions: Float32Array, cap: number): StaysNear {
  const { normals } = reference;
  const p = positions;
  const nearest = nearestTriangle(reference.tree);
  const boundOver = distanceBound(reference);
  const slots = new Int32Array(p.length / 3).fill(-1);
  const distances = new Float64Array(p.length / 3);
  let last = 0;
  let lastSlot = -1;
  let lastDistance = 0;

  const enough = (): number => cap;
  const find = (v: number, hint: number): void => {
    slots[v] = nearest.slotAt(p[3 * v], p[3 * v + 1], p[3 * v + 2], hint);
    distances[v] = nearest.distance();
  };
  const vertex = (v: number): boolean => {
    last = v;
    lastSlot = slots[v];
    lastDistance = distances[v];
    find(v, lastSlot);
    return distances[v] <= cap;
  };
  const back = (): void => {
    slots[last] = lastSlot;
    distances[last] = lastDistance;
  };
  const cornerOf = (v: number): Corner => ({
    x: p[3 * v],
    y: p[3 * v + 1],
    z: p[3 * v + 2],
    slot: slots[v],
    distance: distances[v],
  });

  /** By how much of its length the surface below may bulge, as its normals at the corners tell, squared. */
  const plain = (a: number, b: number, c: number, room: number): boolean => {
    const ux = p[3 * b] - p[3 * a];
    const uy = p[3 * b + 1] - p[3 * a + 1];
    const uz = p[3 * b + 2] - p[3 * a + 2];
    const vx = p[3 * c] - p[3 * a];
    const vy = p[3 * c + 1] - p[3 * a + 1];
    const vz = p[3 * c + 2] - p[3 * a + 2];
    const wx = vx - ux;
    const wy = vy - uy;
    const wz = vz - uz;
    const nx = uy * vz - uz * vy;
    const ny = uz * vx - ux * vz;
    const nz = ux * vy - uy * vx;
    const squared = nx * nx + ny * ny + nz * nz;
    const uu = ux * ux + uy * uy + uz * uz;
    const longest = Math.max(uu, vx * vx + vy * vy + vz * vz, wx * wx + wy * wy + wz * wz);
    let least = 1;
    for (let k = 0; k < 3; k++) {
      const s = 3 * slots[k === 0 ? a : k === 1 ? b : c];
      const dot = nx * normals[s] + ny * normals[s + 1] + nz * normals[s + 2];
      if (dot <= 0) return false;
      least = Math.min(least, (dot * dot) / squared);
    }
    return longest * (1 - least) <= bulge * bulge * room * room;
  };
  const triangle = (a: number, b: number, c: number): boolean => {
    if (slots[a] < 0) find(a, -1);
    if (slots[b] < 0) find(b, slots[a]);
    if (slots[c] < 0) find(c, slots[a]);
    const room = cap - Math.max(distances[a], distances[b], distances[c]);
    if (room < 0) return false;
    if (plain(a, b, c, room)) return true;
    return boundOver(cornerOf(a), cornerOf(b), cornerOf(c), enough, mostCuts, cap, -1).bound <= cap;
  };
  return { vertex, back, triangle };
}
