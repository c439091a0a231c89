// Which vertex lies outermost along a direction, and which lies farthest from a point; the same in whatever order they come.
import type { Vec3 } from '../core/grid.js';

/** Vertices in runs, each with a ball around it: where a whole ball is too far in, no vertex of it is looked at. */
export interface VertexRuns {
  readonly positions: Float32Array;
  /** Middle and radius, mm. */
  readonly balls: Float64Array;
}

/** Vertices that follow each other lie near each other. */
const run = 128;

/** positions: x, y, z per vertex, mm; at least one. */
export function vertexRuns(positions: Float32Array): VertexRuns {
  const balls = new Float64Array(4 * Math.ceil(positions.length / (3 * run)));
  for (let b = 0; b < balls.length / 4; b++) balls.set(ballAround(positions, 3 * run * b), 4 * b);
  return { positions, balls };
}

function ballAround(p: Float32Array, from: number): readonly [number, number, number, number] {
  const end = Math.min(p.length, from + 3 * run);
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (let v = from; v < end; v += 3)
    for (let d = 0; d < 3; d++) {
      if (p[v + d] < low[d]) low[d] = p[v + d];
      if (p[v + d] > high[d]) high[d] = p[v + d];
    }
  const half = Math.hypot(high[0] - low[0], high[1] - low[1], high[2] - low[2]) / 2;
  return [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2, 1.000001 * half + 1e-9];
}

/** Of several the first in x, then in y, then in z. `direction`: a unit vector. */
export const outermostVertex = (runs: VertexRuns, [x, y, z]: Vec3): Vec3 =>
  most(
    runs,
    (cx, cy, cz, radius) => x * cx + y * cy + z * cz + radius,
    (px, py, pz) => x * px + y * py + z * pz,
  );

/** Of several the first in x, then in y, then in z. */
export const farthestVertex = (runs: VertexRuns, [x, y, z]: Vec3): Vec3 =>
  most(
    runs,
    (cx, cy, cz, radius) => (Math.sqrt((cx - x) ** 2 + (cy - y) ** 2 + (cz - z) ** 2) + radius) ** 2,
    (px, py, pz) => (px - x) ** 2 + (py - y) ** 2 + (pz - z) ** 2,
  );

function most(
  { positions: p, balls }: VertexRuns,
  bound: (x: number, y: number, z: number, radius: number) => number,
  measure: (x: number, y: number, z: number) => number,
): Vec3 {
  let best = Number.NEGATIVE_INFINITY;
  let at = 0;
  for (let b = 0; b < balls.length; b += 4) {
    if (bound(balls[b], balls[b + 1], balls[b + 2], balls[b + 3]) < best) continue;
    const from = (3 * run * b) / 4;
    const end = Math.min(p.length, from + 3 * run);
    for (let v = from; v < end; v += 3) {
      const out = measure(p[v], p[v + 1], p[v + 2]);
      if (out < best || (out === best && !isBefore(p, v, at))) continue;
      best = out;
      at = v;
    }
  }
  return [p[at], p[at + 1], p[at + 2]];
}

/** By x, then y, then z. */
function isBefore(p: Float32Array, a: number, b: number): boolean {
  if (p[a] !== p[b]) return p[a] < p[b];
  if (p[a + 1] !== p[b + 1]) return p[a + 1] < p[b + 1];
  return p[a + 2] < p[b + 2];
}
