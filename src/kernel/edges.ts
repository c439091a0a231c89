// Brings the two sides of every edge together.

/** Half-edge h = 3·t + k runs from corner k of triangle t to the next corner. */
export interface Edges {
  /** Half-edges grouped by edge; within an edge in ascending order. */
  readonly order: Uint32Array;
  /** Edge e holds order[start[e]] … order[start[e + 1] − 1]. */
  readonly start: Uint32Array;
  readonly count: number;
  /** The half-edge on the other side, or −1 where the edge has not exactly two triangles. */
  readonly twin: Int32Array;
}

/** The half-edge after h in its triangle. */
export const nextOf = (h: number): number => (h % 3 === 2 ? h - 2 : h + 1);
/** The half-edge before h in its triangle. */
export const previousOf = (h: number): number => (h % 3 === 0 ? h + 2 : h - 1);

/** Triangles with a repeated vertex have no edges here. Two counting sorts, by the higher and then the lower vertex. */
export function edgesOf(triangles: Uint32Array, vertices: number): Edges {
  const halves = triangles.length;
  const low = new Uint32Array(halves);
  const high = new Uint32Array(halves);
  const highAt = new Uint32Array(vertices + 1);
  const lowAt = new Uint32Array(vertices + 1);
  const listed = new Uint32Array(halves);
  let n = 0;
  for (let h = 0; h < halves; h += 3) {
    const a = triangles[h];
    const b = triangles[h + 1];
    const c = triangles[h + 2];
    if (a === b || b === c || c === a) continue;
    for (let k = 0; k < 3; k++) {
      const u = k === 0 ? a : k === 1 ? b : c;
      const v = k === 0 ? b : k === 1 ? c : a;
      const lo = Math.min(u, v);
      const hi = Math.max(u, v);
      low[h + k] = lo;
      high[h + k] = hi;
      lowAt[lo + 1]++;
      highAt[hi + 1]++;
      listed[n++] = h + k;
    }
  }
  for (let v = 0; v < vertices; v++) {
    lowAt[v + 1] += lowAt[v];
    highAt[v + 1] += highAt[v];
  }
  const byHigh = new Uint32Array(n);
  for (let i = 0; i < n; i++) byHigh[highAt[high[listed[i]]]++] = listed[i];
  const order = new Uint32Array(n);
  for (let i = 0; i < n; i++) order[lowAt[low[byHigh[i]]]++] = byHigh[i];

  const twin = new Int32Array(halves).fill(-1);
  const start = new Uint32Array(n + 1);
  let count = 0;
  for (let i = 0; i < n; ) {
    const lo = low[order[i]];
    const hi = high[order[i]];
    let end = i + 1;
    while (end < n && low[order[end]] === lo && high[order[end]] === hi) end++;
    start[count++] = i;
    if (end - i === 2) {
      twin[order[i]] = order[i + 1];
      twin[order[i + 1]] = order[i];
    }
    i = end;
  }
  start[count] = n;
  return { order, start: start.subarray(0, count + 1), count, twin };
}
