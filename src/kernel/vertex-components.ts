// Which vertices hang together through triangles.
// R. E. Tarjan, "Efficiency of a Good But Not Linear Set Union Algorithm", 1975.

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
  const join = (u: number, v: number): void => {
    const a = root(u);
    const b = root(v);
    if (a < b) parent[b] = a;
    else parent[a] = b;
  };
  for (let h = 0; h < triangles.length; h += 3) {
    join(triangles[h], triangles[h + 1]);
    join(triangles[h + 1], triangles[h + 2]);
  }
  for (let v = 0; v < vertices; v++) parent[v] = root(v);
  return parent;
}
