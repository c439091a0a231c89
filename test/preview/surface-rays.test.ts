// The ray that finds what is under the pointer, against every triangle tried in turn.
import { describe, expect, it } from 'vitest';
import type { Mesh } from '../../src/core/mesh.js';
import { mapValue } from '../../src/preview/map-value.js';
import { surfaceRays, type Triple } from '../../src/preview/surface-rays.js';
import { skullMesh } from '../fixtures/report.js';
import { seeded } from '../fixtures/solids.js';

/** Where the ray crosses each triangle's plane, if that is on the same side of all three edges. */
function slow(
  { positions, triangles }: Mesh,
  from: Triple,
  along: Triple,
  near: number,
  far: number,
): number {
  const at = (v: number): Triple => [positions[3 * v], positions[3 * v + 1], positions[3 * v + 2]];
  const minus = (a: Triple, b: Triple): Triple => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
  const dot = (a: Triple, b: Triple): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  const cross = (a: Triple, b: Triple): Triple => [
    a[1] * b[2] - a[2] * b[1],
    a[2] * b[0] - a[0] * b[2],
    a[0] * b[1] - a[1] * b[0],
  ];
  let best = far;
  for (let t = 0; t < triangles.length; t += 3) {
    const corners = [at(triangles[t]), at(triangles[t + 1]), at(triangles[t + 2])];
    const normal = cross(minus(corners[1], corners[0]), minus(corners[2], corners[0]));
    const distance = dot(minus(corners[0], from), normal) / dot(along, normal);
    if (!(distance >= near && distance < best)) continue;
    const p: Triple = [
      from[0] + distance * along[0],
      from[1] + distance * along[1],
      from[2] + distance * along[2],
    ];
    const sides = [0, 1, 2].map((k) =>
      dot(cross(minus(corners[(k + 1) % 3], corners[k]), minus(p, corners[k])), normal),
    );
    if (sides.every((side) => side >= 0)) best = distance;
  }
  return best;
}

describe('a ray that meets a surface', () => {
  it('finds what the slow way finds, from all sides and between any limits', () => {
    const mesh = skullMesh(9);
    const cast = surfaceRays(mesh.positions, mesh.triangles);
    const random = seeded(11);
    let hits = 0;
    for (let n = 0; n < 200; n++) {
      const raw: Triple = [random() - 0.5, random() - 0.5, random() - 0.5];
      const long = Math.hypot(...raw);
      const along: Triple = [raw[0] / long, raw[1] / long, raw[2] / long];
      const aim: Triple = [100 * (random() - 0.5), 120 * (random() - 0.5), 120 * (random() - 0.5)];
      const from: Triple = [aim[0] - 400 * along[0], aim[1] - 400 * along[1], aim[2] - 400 * along[2]];
      const [near, far] = n % 2 === 0 ? [0, 1000] : [380, 430];
      const hit = cast(from, along, near, far);
      const expected = slow(mesh, from, along, near, far);
      expect(hit?.distance ?? far).toBeCloseTo(expected, 6);
      if (hit === null) continue;
      hits++;
      const corners = [0, 1, 2].map((k) => 3 * mesh.triangles[3 * hit.face + k]);
      for (let c = 0; c < 3; c++) {
        const there = hit.weights.reduce((sum, w, k) => sum + w * mesh.positions[corners[k] + c], 0);
        expect(there).toBeCloseTo(from[c] + hit.distance * along[c], 4);
      }
    }
    expect(hits).toBeGreaterThan(100);
  });

  it('meets a flat sheet along an axis, from both sides, and nothing where there is nothing', () => {
    const positions = Float32Array.from([0, 0, 5, 10, 0, 5, 0, 10, 5]);
    const cast = surfaceRays(positions, Uint32Array.from([0, 1, 2]));
    expect(cast([2, 3, 0], [0, 0, 1], 0, 100)?.distance).toBe(5);
    expect(cast([2, 3, 9], [0, 0, -1], 0, 100)?.distance).toBe(4);
    expect(cast([2, 3, 9], [0, 0, 1], 0, 100)).toBeNull();
    expect(cast([8, 8, 0], [0, 0, 1], 0, 100)).toBeNull();
    expect(surfaceRays(new Float32Array(0), new Uint32Array(0))([0, 0, 0], [0, 0, 1], 0, 9)).toBeNull();
  });
});

describe('the value of a map at a place', () => {
  const part = {
    name: '',
    colour: [1, 1, 1] as const,
    body: 0,
    positions: new Float32Array(12),
    triangles: Uint32Array.from([0, 1, 2, 2, 1, 3]),
    maps: { deviation: Float32Array.from([0.1, -0.2, 0.4, Number.NaN]) },
  };
  const place = (face: number, weights: readonly [number, number, number]) => ({ face, weights });

  it('lies between the corners in proportion, and is not known where one of them is not', () => {
    expect(mapValue(part, 'deviation', place(0, [0.5, 0.25, 0.25]))).toBeCloseTo(0.1, 6);
    expect(mapValue(part, 'deviation', place(0, [0, 1, 0]))).toBeCloseTo(-0.2, 6);
    expect(mapValue(part, 'deviation', place(1, [1, 0, 0]))).toBeNaN();
    expect(mapValue(part, 'thickness', place(0, [1, 0, 0]))).toBeNaN();
  });
});
