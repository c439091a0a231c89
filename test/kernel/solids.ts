// Small meshes with known answers, for the tests of the judges of meshes.
import type { Mesh } from '../../src/core/mesh.js';

export const meshOf = (points: readonly number[], triangles: readonly number[]): Mesh => ({
  positions: Float32Array.from(points),
  triangles: Uint32Array.from(triangles),
});

/** A box from `low`, of edge lengths `size`; 12 triangles facing outward. */
export function box(low: readonly number[], size: readonly number[]): Mesh {
  const points: number[] = [];
  for (let q = 0; q < 8; q++) for (let x = 0; x < 3; x++) points.push(low[x] + ((q >> x) & 1) * size[x]);
  const faces = [
    [0, 4, 6, 2],
    [1, 3, 7, 5],
    [0, 1, 5, 4],
    [2, 6, 7, 3],
    [0, 2, 3, 1],
    [4, 5, 7, 6],
  ];
  return meshOf(
    points,
    faces.flatMap(([a, b, c, d]) => [a, b, c, a, c, d]),
  );
}

/** The same surface facing the other way. */
export function flipped(mesh: Mesh): Mesh {
  const t = mesh.triangles;
  return { positions: mesh.positions, triangles: t.map((_, h) => t[h - (h % 3) + [0, 2, 1][h % 3]]) };
}

/** Several meshes as one, vertices kept apart. */
export function together(...meshes: readonly Mesh[]): Mesh {
  const points: number[] = [];
  const triangles: number[] = [];
  for (const mesh of meshes) {
    const base = points.length / 3;
    for (const t of mesh.triangles) triangles.push(t + base);
    points.push(...mesh.positions);
  }
  return meshOf(points, triangles);
}

/** A ball of radius r about `centre`: an icosahedron, each triangle cut in four `level` times. */
export function ball(level: number, r: number, centre: readonly number[] = [0, 0, 0]): Mesh {
  const g = (1 + Math.sqrt(5)) / 2;
  const corners = [
    [-1, g, 0, 1, g, 0, -1, -g, 0, 1, -g, 0],
    [0, -1, g, 0, 1, g, 0, -1, -g, 0, 1, -g],
    [g, 0, -1, g, 0, 1, -g, 0, -1, -g, 0, 1],
  ];
  const p = corners.flat().map((x) => x / Math.hypot(1, g));
  let t = [0, 11, 5, 0, 5, 1, 0, 1, 7, 0, 7, 10, 0, 10, 11, 1, 5, 9, 5, 11, 4, 11, 10, 2, 10, 7, 6, 7, 1, 8];
  t.push(3, 9, 4, 3, 4, 2, 3, 2, 6, 3, 6, 8, 3, 8, 9, 4, 9, 5, 2, 4, 11, 6, 2, 10, 8, 6, 7, 9, 8, 1);
  for (let l = 0; l < level; l++) {
    const middles = new Map<string, number>();
    const middle = (a: number, b: number): number => {
      const key = `${Math.min(a, b)} ${Math.max(a, b)}`;
      const known = middles.get(key);
      if (known !== undefined) return known;
      const m = [0, 1, 2].map((x) => p[3 * a + x] + p[3 * b + x]);
      p.push(...m.map((x) => x / Math.hypot(...m)));
      middles.set(key, p.length / 3 - 1);
      return p.length / 3 - 1;
    };
    const finer: number[] = [];
    for (let h = 0; h < t.length; h += 3) {
      const [a, b, c] = [t[h], t[h + 1], t[h + 2]];
      const [ab, bc, ca] = [middle(a, b), middle(b, c), middle(c, a)];
      finer.push(a, ab, ca, b, bc, ab, c, ca, bc, ab, bc, ca);
    }
    t = finer;
  }
  return meshOf(
    p.map((x, i) => centre[i % 3] + r * x),
    t,
  );
}

/** A ring of radius R with a tube of radius r, n × m quads. */
export function torus(R: number, r: number, n: number, m: number): Mesh {
  const points: number[] = [];
  const triangles: number[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      const [u, v] = [(2 * Math.PI * i) / n, (2 * Math.PI * j) / m];
      const q = R + r * Math.cos(v);
      points.push(q * Math.cos(u), q * Math.sin(u), r * Math.sin(v));
      const at = (a: number, b: number): number => (a % n) * m + (b % m);
      const [a, b, c, d] = [at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1)];
      triangles.push(a, b, c, a, c, d);
    }
  }
  return meshOf(points, triangles);
}

/** Numbers 0…1 from a seed. */
export function random(seed: number): () => number {
  let s = seed >>> 0;
  return () => {
    s = (s + 0x6d2b79f5) >>> 0;
    let x = Math.imul(s ^ (s >>> 15), s | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
}
