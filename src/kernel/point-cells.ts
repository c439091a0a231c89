// Points by the cell of a lattice that each lies in, to find what is near.

export interface PointCells {
  /** Writes the last point of each cell to `into`, 27 numbers: the cell that (x, y, z) lies in and those around; −1: empty. */
  lastAround(x: number, y: number, z: number, into: Int32Array): void;
  /** The point before it in its cell; −1 after the first. */
  readonly before: Int32Array;
}

const side = 131072;

/** `points`: three numbers each, mm; `edge` of a cell, mm: no point may be 65,000 of these from the origin. */
export function pointCells(points: Float32Array, edge: number): PointCells {
  const count = points.length / 3;
  const room = 2 ** Math.ceil(Math.log2(2 * count + 2));
  const keys = new Float64Array(room).fill(-1);
  const last = new Int32Array(room).fill(-1);
  const before = new Int32Array(count).fill(-1);
  const at = (x: number): number => Math.floor(x / edge) + side / 2;
  /** Where the key stands, or would. */
  const slotOf = (i: number, j: number, k: number): number => {
    const key = (i * side + j) * side + k;
    let slot = (Math.imul(i, 73856093) ^ Math.imul(j, 19349663) ^ Math.imul(k, 83492791)) & (room - 1);
    while (keys[slot] !== key && keys[slot] >= 0) slot = (slot + 1) & (room - 1);
    return slot;
  };
  for (let n = 0; n < count; n++) {
    const [i, j, k] = [at(points[3 * n]), at(points[3 * n + 1]), at(points[3 * n + 2])];
    const slot = slotOf(i, j, k);
    keys[slot] = (i * side + j) * side + k;
    before[n] = last[slot];
    last[slot] = n;
  }
  return {
    before,
    lastAround: (x, y, z, into) => {
      const i = at(x);
      const j = at(y);
      const k = at(z);
      let n = 0;
      for (let a = i - 1; a <= i + 1; a++)
        for (let b = j - 1; b <= j + 1; b++)
          for (let c = k - 1; c <= k + 1; c++) into[n++] = last[slotOf(a, b, c)];
    },
  };
}
