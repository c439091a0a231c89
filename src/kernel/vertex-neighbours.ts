// Which vertices stand next to which on a closed mesh.

/** Neighbours of vertex v: to[first[v] … first[v + 1] − 1]. */
export interface Neighbours {
  readonly first: Uint32Array;
  readonly to: Uint32Array;
}

/** In a closed, oriented mesh each vertex starts one half-edge to each of its neighbours. */
export function vertexNeighbours(triangles: Uint32Array, vertices: number): Neighbours {
  const first = new Uint32Array(vertices + 1);
  for (let h = 0; h < triangles.length; h++) first[triangles[h] + 1]++;
  for (let v = 0; v < vertices; v++) first[v + 1] += first[v];
  const at = first.slice();
  const to = new Uint32Array(triangles.length);
  for (let h = 0; h < triangles.length; h += 3) {
    const a = triangles[h];
    const b = triangles[h + 1];
    const c = triangles[h + 2];
    to[at[a]++] = b;
    to[at[b]++] = c;
    to[at[c]++] = a;
  }
  return { first, to };
}
