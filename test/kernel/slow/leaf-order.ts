// The order of a tree's leaves, found in plain JavaScript: the oracle of assembly/arrange.ts.

/**
 * Triangles in the order of the leaves: each node's are halved at the median of their middles, across the axis along
 * which these reach farthest. (Along a Morton curve instead: built in half the time, but 3 times as long a search.)
 */
export function leafOrder(p: Float32Array, triangles: Uint32Array, leaves: number): Uint32Array {
  const count = triangles.length / 3;
  const order = new Uint32Array(count);
  const middles = new Float32Array(3 * count);
  for (let t = 0; t < count; t++) {
    order[t] = t;
    const a = 3 * triangles[3 * t];
    const b = 3 * triangles[3 * t + 1];
    const c = 3 * triangles[3 * t + 2];
    middles[3 * t] = p[a] + p[b] + p[c];
    middles[3 * t + 1] = p[a + 1] + p[b + 1] + p[c + 1];
    middles[3 * t + 2] = p[a + 2] + p[b + 2] + p[c + 2];
  }
  for (let span = leaves; span > 1; span /= 2)
    for (let leaf = 0; leaf < leaves; leaf += span) {
      const from = Math.floor((leaf * count) / leaves);
      const middle = Math.floor(((leaf + span / 2) * count) / leaves);
      const to = Math.floor(((leaf + span) * count) / leaves);
      halve(middles, order, from, middle, to, widestAxis(middles, from, to));
    }
  return order;
}

function widestAxis(middles: Float32Array, from: number, to: number): number {
  let ax = Infinity;
  let ay = Infinity;
  let az = Infinity;
  let bx = -Infinity;
  let by = -Infinity;
  let bz = -Infinity;
  for (let i = 3 * from; i < 3 * to; i += 3) {
    const x = middles[i];
    const y = middles[i + 1];
    const z = middles[i + 2];
    if (x < ax) ax = x;
    if (x > bx) bx = x;
    if (y < ay) ay = y;
    if (y > by) by = y;
    if (z < az) az = z;
    if (z > bz) bz = z;
  }
  if (bx - ax >= by - ay && bx - ax >= bz - az) return 0;
  return by - ay >= bz - az ? 1 : 2;
}

/** Puts the lower ones along `axis` before `middle`, the higher from there on (C. A. R. Hoare, Find, 1961). */
function halve(
  m: Float32Array,
  order: Uint32Array,
  from: number,
  middle: number,
  to: number,
  axis: number,
): void {
  let low = from;
  let high = to - 1;
  while (low < high) {
    const a = m[3 * low + axis];
    const b = m[3 * ((low + high) >> 1) + axis];
    const c = m[3 * high + axis];
    const pivot = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    let i = low;
    let j = high;
    while (i <= j) {
      while (m[3 * i + axis] < pivot) i++;
      while (m[3 * j + axis] > pivot) j--;
      if (i > j) break;
      const x = m[3 * i];
      const y = m[3 * i + 1];
      const z = m[3 * i + 2];
      m[3 * i] = m[3 * j];
      m[3 * i + 1] = m[3 * j + 1];
      m[3 * i + 2] = m[3 * j + 2];
      m[3 * j] = x;
      m[3 * j + 1] = y;
      m[3 * j + 2] = z;
      const t = order[i];
      order[i] = order[j];
      order[j] = t;
      i++;
      j--;
    }
    if (middle <= j) high = j;
    else if (middle >= i) low = i;
    else return;
  }
}
