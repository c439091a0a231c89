// Which triangles lie near a box, while triangles come and go: a loose grid of several levels, hashed.
// M. Teschner et al., "Optimized Spatial Hashing for Collision Detection of Deformable Objects", 2003.

/** The first `count` of `list`. */
export interface Found {
  readonly list: Int32Array;
  readonly count: number;
}

export interface TriangleGrid {
  /** Bounds of triangle f, 6 per triangle: min x, y, z, max x, y, z. Owned by the grid. */
  readonly bounds: Float32Array;
  /** Puts in triangle f, with these vertices as they stand now. */
  insert(f: number, a: number, b: number, c: number): void;
  /** The same for a triangle that is in the grid. */
  move(f: number, a: number, b: number, c: number): void;
  remove(f: number): void;
  /** Triangles whose bounds meet the box; the list is good until the next call. */
  near(x0: number, y0: number, z0: number, x1: number, y1: number, z1: number): Found;
}

const levels = 16;

/** A triangle stands in the cell of its lowest corner, on the level whose cell (mm, doubling) is at least its size. */
export function triangleGrid(positions: Float32Array, triangleCount: number, cell: number): TriangleGrid {
  const bits = Math.max(10, 32 - Math.clz32(triangleCount));
  const mask = 2 ** bits - 1;
  const heads = new Int32Array(mask + 1).fill(-1);
  const next = new Int32Array(triangleCount);
  const previous = new Int32Array(triangleCount);
  const bucketOf = new Int32Array(triangleCount);
  const levelOf = new Uint8Array(triangleCount);
  const perLevel = new Int32Array(levels);
  const bounds = new Float32Array(6 * triangleCount);
  const seen = new Int32Array(triangleCount);
  let list: Int32Array = new Int32Array(256);
  let count = 0;
  let query = 0;

  const bucket = (i: number, j: number, k: number, level: number): number => {
    const h =
      Math.imul(i, 73856093) ^ Math.imul(j, 19349663) ^ Math.imul(k, 83492791) ^ Math.imul(level, 40503);
    return (h ^ (h >>> 15)) & mask;
  };

  /** Sets the bounds and the level of f; which bucket it belongs into. */
  const locate = (f: number, a: number, b: number, c: number): number => {
    let size = 0;
    for (let d = 0; d < 3; d++) {
      const x = positions[3 * a + d];
      const y = positions[3 * b + d];
      const z = positions[3 * c + d];
      const low = Math.min(x, y, z);
      const high = Math.max(x, y, z);
      bounds[6 * f + d] = low;
      bounds[6 * f + 3 + d] = high;
      size = Math.max(size, high - low);
    }
    let level = 0;
    let edge = cell;
    // The last level holds, in one cell, whatever is larger still.
    while (edge < size && level < levels - 1) {
      edge *= 2;
      level++;
    }
    perLevel[levelOf[f]]--;
    levelOf[f] = level;
    perLevel[level]++;
    return level === levels - 1 ? bucket(0, 0, 0, level) : bucketAt(f, edge, level);
  };
  const link = (f: number, at: number): void => {
    bucketOf[f] = at;
    previous[f] = -1;
    next[f] = heads[at];
    if (heads[at] >= 0) previous[heads[at]] = f;
    heads[at] = f;
  };
  const unlink = (f: number): void => {
    if (previous[f] < 0) heads[bucketOf[f]] = next[f];
    else next[previous[f]] = next[f];
    if (next[f] >= 0) previous[next[f]] = previous[f];
  };
  const insert = (f: number, a: number, b: number, c: number): void => {
    perLevel[levelOf[f]]++;
    link(f, locate(f, a, b, c));
  };
  const move = (f: number, a: number, b: number, c: number): void => {
    const at = locate(f, a, b, c);
    if (at === bucketOf[f]) return;
    unlink(f);
    link(f, at);
  };
  const bucketAt = (f: number, edge: number, level: number): number =>
    bucket(
      Math.floor(bounds[6 * f] / edge),
      Math.floor(bounds[6 * f + 1] / edge),
      Math.floor(bounds[6 * f + 2] / edge),
      level,
    );

  const remove = (f: number): void => {
    perLevel[levelOf[f]]--;
    unlink(f);
  };

  const visit = (
    head: number,
    x0: number,
    y0: number,
    z0: number,
    x1: number,
    y1: number,
    z1: number,
  ): void => {
    for (let f = head; f >= 0; f = next[f]) {
      const o = 6 * f;
      if (bounds[o] > x1 || bounds[o + 1] > y1 || bounds[o + 2] > z1) continue;
      if (bounds[o + 3] < x0 || bounds[o + 4] < y0 || bounds[o + 5] < z0) continue;
      if (seen[f] === query) continue;
      seen[f] = query;
      list[count++] = f;
      if (count === list.length) list = doubled(list);
    }
  };
  const near = (x0: number, y0: number, z0: number, x1: number, y1: number, z1: number): Found => {
    count = 0;
    query++;
    let edge = cell;
    for (let level = 0; level < levels; level++, edge *= 2) {
      if (perLevel[level] === 0) continue;
      if (level === levels - 1) {
        visit(heads[bucket(0, 0, 0, level)], x0, y0, z0, x1, y1, z1);
        continue;
      }
      const i0 = Math.floor(x0 / edge) - 1;
      const j0 = Math.floor(y0 / edge) - 1;
      const k0 = Math.floor(z0 / edge) - 1;
      const i1 = Math.floor(x1 / edge);
      const j1 = Math.floor(y1 / edge);
      const k1 = Math.floor(z1 / edge);
      for (let k = k0; k <= k1; k++)
        for (let j = j0; j <= j1; j++)
          for (let i = i0; i <= i1; i++) {
            const head = heads[bucket(i, j, k, level)];
            if (head >= 0) visit(head, x0, y0, z0, x1, y1, z1);
          }
    }
    return { list, count };
  };

  return { bounds, insert, move, remove, near };
}

function doubled(list: Int32Array): Int32Array {
  const longer = new Int32Array(2 * list.length);
  longer.set(list);
  return longer;
}
