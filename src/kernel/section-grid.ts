// A grid of points over a section through a solid, and which of them lie inside.
import type { Section } from './plane-section.js';

export interface Grid {
  /** Of the first point, mm. */
  readonly u: number;
  readonly v: number;
  /** Between points, mm. */
  readonly step: number;
  readonly columns: number;
  readonly rows: number;
}

/** The grid of points around an outline. */
export function gridAround({ pieces }: Section, step: number): Grid {
  let [u0, v0, u1, v1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let k = 0; k < pieces.length; k += 2) {
    u0 = Math.min(u0, pieces[k]);
    u1 = Math.max(u1, pieces[k]);
    v0 = Math.min(v0, pieces[k + 1]);
    v1 = Math.max(v1, pieces[k + 1]);
  }
  if (u0 > u1) return { u: 0, v: 0, step, columns: 0, rows: 0 };
  const count = (length: number): number => Math.max(1, Math.ceil(length / step));
  // The points lie evenly, as far from one end as from the other.
  const start = (low: number, high: number): number => (low + high - (count(high - low) - 1) * step) / 2;
  return { u: start(u0, u1), v: start(v0, v1), step, columns: count(u1 - u0), rows: count(v1 - v0) };
}

/** 1 for each point of the grid that lies inside the outline, row by row. */
export function insideSection({ pieces }: Section, { u, v, step, columns, rows }: Grid): Uint8Array {
  const crossings: number[][] = Array.from({ length: rows }, () => []);
  for (let k = 0; k < pieces.length; k += 4) {
    const [ax, ay, bx, by] = pieces.subarray(k, k + 4);
    const [low, high] = ay < by ? [ay, by] : [by, ay];
    const first = Math.max(0, Math.ceil((low - v) / step));
    for (let row = first; row < rows && v + row * step < high; row++) {
      const y = v + row * step;
      if (y >= low) crossings[row].push(ax + ((y - ay) / (by - ay)) * (bx - ax));
    }
  }
  const inside = new Uint8Array(columns * rows);
  for (const [row, found] of crossings.entries()) {
    found.sort((a, b) => a - b);
    for (let k = 0; k + 1 < found.length; k += 2) {
      const first = Math.max(0, Math.ceil((found[k] - u) / step));
      const end = Math.min(columns, Math.ceil((found[k + 1] - u) / step));
      if (end > first) inside.fill(1, row * columns + first, row * columns + end);
    }
  }
  return inside;
}

/** u, v of a point of the grid, mm. */
export const pointOf = ({ u, v, step, columns }: Grid, n: number): readonly [number, number] => [
  u + (n % columns) * step,
  v + Math.floor(n / columns) * step,
];
