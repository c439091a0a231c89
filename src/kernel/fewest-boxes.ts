// Into how few pieces a box has to be cut, straight through each time, for all to fit into a smaller box, turned as they may be.
// After P. Gilmore, R. Gomory, "Multistage Cutting Stock Problems of Two and More Dimensions", 1965: cuts from side to side.
import type { Vec3 } from '../core/grid.js';

/** More than this are not searched for the fewest: then it is as many as a grid of cuts makes. */
const mostSearched = 8;

/** For a box of this size, mm. */
export type FewestBoxes = (size: Vec3) => number;

const ascending = (size: Vec3): Vec3 => {
  const [a, b, c] = [...size].sort((x, y) => x - y);
  return [a, b, c];
};

const turns: readonly Vec3[] = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
];

/** `room`: what a piece may measure, mm, in any order. */
export function fewestBoxes(room: Vec3): FewestBoxes {
  const sides = ascending(room);
  const known = new Map<string, boolean>();
  const counts = new Map<string, number>();

  const fits = (size: Vec3): boolean => size[0] <= sides[0] && size[1] <= sides[1] && size[2] <= sides[2];

  const gridCount = (size: Vec3): number =>
    Math.min(
      ...turns.map((turn) => turn.reduce((n, from, d) => n * Math.ceil(size[d] / sides[from] - 1e-9), 1)),
    );

  const canFit = (unsorted: Vec3, count: number): boolean => {
    const size = ascending(unsorted);
    if (fits(size)) return true;
    if (count === 1) return false;
    const volumes = (size[0] * size[1] * size[2]) / (sides[0] * sides[1] * sides[2]);
    if (volumes > count * (1 + 1e-9)) return false;
    if (gridCount(size) <= count) return true;
    const key = `${size.map((x) => x.toFixed(3)).join()}:${count}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = cutsFit(size, count);
    known.set(key, found);
    return found;
  };

  const cutsFit = (size: Vec3, count: number): boolean => {
    for (const axis of [0, 1, 2] as const)
      for (let first = 1; first <= count / 2; first++)
        for (const length of sumsOf(sides, first)) {
          if (length >= size[axis] || !canFit(along(size, axis, length), first)) continue;
          if (canFit(along(size, axis, size[axis] - length), count - first)) return true;
          // A shorter first piece leaves more for the others.
          break;
        }
    return false;
  };

  return (unsorted) => {
    const size = ascending(unsorted);
    const key = size.map((x) => x.toFixed(3)).join();
    const before = counts.get(key);
    if (before !== undefined) return before;
    let count = 1;
    while (count <= mostSearched && !canFit(size, count)) count++;
    const found = count <= mostSearched ? count : gridCount(size);
    counts.set(key, found);
    return found;
  };
}

const along = (size: Vec3, axis: 0 | 1 | 2, length: number): Vec3 => [
  axis === 0 ? length : size[0],
  axis === 1 ? length : size[1],
  axis === 2 ? length : size[2],
];

/** What up to so many sides of the box make one after the other, mm, longest first: no cut elsewhere can do more. */
export function sumsOf(sides: Vec3, count: number): number[] {
  const sums = new Set<number>();
  for (let i = 0; i <= count; i++)
    for (let j = 0; i + j <= count; j++)
      for (let k = 0; i + j + k <= count; k++)
        if (i + j + k > 0) sums.add(i * sides[0] + j * sides[1] + k * sides[2]);
  return [...sums].sort((a, b) => b - a);
}
