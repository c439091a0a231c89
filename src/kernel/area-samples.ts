// Points spread evenly over a surface, each standing for the same area; the same ones every time.
// M. Roberts, The Unreasonable Effectiveness of Quasirandom Sequences, 2018 (where in its triangle a point lies).
import { type Mesh, surfaceArea, triangleArea } from '../core/mesh.js';

/** 1/g and 1/g², where g³ = g + 1. */
const along = 0.7548776662466927;
const across = 0.5698402909980532;

/** `count` points, three numbers each, mm; none where the mesh has no area. The mesh is borrowed. */
export function areaSamples(mesh: Mesh, count: number): Float32Array {
  const whole = surfaceArea(mesh);
  if (!(whole > 0)) return new Float32Array(0);
  const points = new Float32Array(3 * count);
  let [triangle, before, area] = [0, 0, triangleArea(mesh, 0)];
  const last = mesh.triangles.length / 3 - 1;
  for (let k = 0; k < count; k++) {
    const at = ((k + 0.5) / count) * whole;
    while (triangle < last && before + area <= at) {
      before += area;
      area = triangleArea(mesh, ++triangle);
    }
    putPoint(mesh, triangle, (0.5 + along * (k + 1)) % 1, (0.5 + across * (k + 1)) % 1, points, 3 * k);
  }
  return points;
}

function putPoint(
  { positions: p, triangles }: Mesh,
  triangle: number,
  r: number,
  s: number,
  points: Float32Array,
  to: number,
): void {
  const [second, third] = r + s > 1 ? [1 - r, 1 - s] : [r, s];
  const a = 3 * triangles[3 * triangle];
  const b = 3 * triangles[3 * triangle + 1];
  const c = 3 * triangles[3 * triangle + 2];
  for (let d = 0; d < 3; d++)
    points[to + d] = p[a + d] + second * (p[b + d] - p[a + d]) + third * (p[c + d] - p[a + d]);
}
