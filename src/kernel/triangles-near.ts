// Which triangles of a mesh may lie near some triangles of another: quick, and rather too many than too few.
// M. Teschner et al., "Optimized Spatial Hashing for Collision Detection of Deformable Objects", 2003.
import type { Mesh } from '../core/mesh.js';

const cell = 2;
const mask = 2 ** 20 - 1;

const bucket = (i: number, j: number, k: number): number => {
  const h = Math.imul(i, 73856093) ^ Math.imul(j, 19349663) ^ Math.imul(k, 83492791);
  return (h ^ (h >>> 13)) & mask;
};

/**
 * Triangles of `mesh`, ascending: all that come within `reach` (mm) of the triangles `some` of `other`, some that only
 * come near that, and `also`.
 */
export function trianglesNear(
  mesh: Mesh,
  other: Mesh,
  some: Uint32Array,
  reach: number,
  also: Uint32Array,
): Uint32Array {
  const { positions: p, triangles: t } = mesh;
  // A triangle is found by its first corner, which is no farther from the rest of it than this along any axis.
  let extent = 0;
  for (let h = 0; h < t.length; h++)
    for (let d = 0; d < 3; d++)
      extent = Math.max(extent, Math.abs(p[3 * t[h] + d] - p[3 * t[h - (h % 3)] + d]));
  const near = new Uint8Array(mask + 1);
  const margin = 1.001 * (reach + extent);
  const q = other.positions;
  for (const f of some) {
    const a = 3 * other.triangles[3 * f];
    const b = 3 * other.triangles[3 * f + 1];
    const c = 3 * other.triangles[3 * f + 2];
    const low = (d: number): number => Math.floor((Math.min(q[a + d], q[b + d], q[c + d]) - margin) / cell);
    const high = (d: number): number => Math.floor((Math.max(q[a + d], q[b + d], q[c + d]) + margin) / cell);
    const [i1, j1, k1] = [high(0), high(1), high(2)];
    for (let k = low(2); k <= k1; k++)
      for (let j = low(1); j <= j1; j++) for (let i = low(0); i <= i1; i++) near[bucket(i, j, k)] = 1;
  }
  const chosen = new Uint8Array(t.length / 3);
  for (const f of also) chosen[f] = 1;
  for (let f = 0; f < chosen.length; f++) {
    const v = 3 * t[3 * f];
    const [i, j, k] = [Math.floor(p[v] / cell), Math.floor(p[v + 1] / cell), Math.floor(p[v + 2] / cell)];
    if (near[bucket(i, j, k)] === 1) chosen[f] = 1;
  }
  const found: number[] = [];
  for (let f = 0; f < chosen.length; f++) if (chosen[f] === 1) found.push(f);
  return Uint32Array.from(found);
}
