// What lies between the regions of a label map in one tetrahedron.

const others = [
  [1, 2, 3],
  [0, 2, 3],
  [0, 1, 3],
  [0, 1, 2],
] as const;
const pairs = [
  [0, 1, 2, 3],
  [0, 2, 1, 3],
  [0, 3, 1, 2],
  [1, 2, 0, 3],
  [1, 3, 0, 2],
  [2, 3, 0, 1],
] as const;

/**
 * What lies between the regions in one tetrahedron: seen from a point in it (one of its triangles' where that is enough),
 * a cone over what lies between them in its triangles. No two of these triangles can meet, wherever in their simplices
 * the vertices are.
 */
export function inTetrahedron(
  label: Uint16Array,
  chain: Uint8Array,
  vertexIn: (corners: number) => number,
  face: (u: number, v: number, p: number, q: number) => void,
  middle: () => number,
): void {
  const [a, b, c, d] = [label[chain[0]], label[chain[1]], label[chain[2]], label[chain[3]]];
  if (a === b && b === c && c === d) return;
  const edge = (u: number, v: number): number => vertexIn((1 << u) | (1 << v));
  const triangle = (u: number, v: number, w: number): number => vertexIn((1 << u) | (1 << v) | (1 << w));
  for (let u = 0; u < 4; u++) {
    const [v, w, x] = others[u];
    const rest = label[chain[v]];
    if (rest === label[chain[u]] || rest !== label[chain[w]] || rest !== label[chain[x]]) continue;
    face(u, v, edge(u, w), edge(u, x));
    return;
  }
  for (const [u, v, w, x] of pairs) {
    if (label[chain[u]] !== label[chain[v]]) continue;
    if (label[chain[w]] === label[chain[x]]) {
      face(u, w, edge(u, x), edge(v, x));
      face(v, w, edge(u, w), edge(v, x));
      return;
    }
    const one = triangle(u, w, x);
    const two = triangle(v, w, x);
    face(w, x, one, two);
    for (const y of [w, x]) {
      face(u, y, edge(v, y), one);
      face(v, y, one, two);
    }
    return;
  }
  const inner = middle();
  for (const [u, v, w] of [
    [0, 1, 2],
    [0, 1, 3],
    [0, 2, 3],
    [1, 2, 3],
  ]) {
    const own = triangle(u, v, w);
    face(u, v, own, inner);
    face(v, w, own, inner);
    face(u, w, own, inner);
  }
}
