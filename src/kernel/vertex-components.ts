// Which vertices hang together through triangles.
// R. E. Tarjan, "Efficiency of a Good But Not Linear Set Union Algorithm", 1975.
import { nextOf } from './edges.js';

/** For each vertex the lowest vertex of its component. */
export function vertexComponents(triangles: Uint32Array, vertices: number): Uint32Array {
  const parent = new Uint32Array(vertices);
  for (let v = 0; v < vertices; v++) parent[v] = v;
  const root = (v: number): number => {
    let r = v;
    while (parent[r] !== r) {
      parent[r] = parent[parent[r]];
      r = parent[r];
    }
    return r;
  };
  for (let h = 0; h < triangles.length; h++) {
    const a = root(triangles[h]);
    const b = root(triangles[nextOf(h)]);
    if (a !== b) parent[Math.max(a, b)] = Math.min(a, b);
  }
  for (let v = 0; v < vertices; v++) parent[v] = root(v);
  return parent;
}
