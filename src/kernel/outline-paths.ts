// The outline of a section as lines, with no more points than can be seen.
// D. Douglas & T. Peucker, Algorithms for the reduction of the number of points required to represent a digitized line, 1973.

/** Ends that are nearer than this, in units of the picture, are one. */
const near = 1e-3;

/**
 * `pieces`: x, y of start and end of each, in units of a picture. Lines x, y, x, y …, closed ones ending where they begin, none of
 * whose points left out is farther than `tolerance` from them.
 */
export function outlinePaths(pieces: Float64Array, tolerance: number): readonly Float64Array[] {
  return chained(pieces).flatMap((line) => {
    const few = simplified(line, tolerance);
    return few.length >= 4 ? [few] : [];
  });
}

const keyOf = (x: number, y: number): string => `${Math.round(x / near)},${Math.round(y / near)}`;

/** Each piece goes on where one begins that nobody took. */
function chained(pieces: Float64Array): readonly (readonly number[])[] {
  const count = pieces.length / 4;
  const starting = new Map<string, number[]>();
  for (let n = 0; n < count; n++) {
    const key = keyOf(pieces[4 * n], pieces[4 * n + 1]);
    const there = starting.get(key);
    if (there === undefined) starting.set(key, [n]);
    else there.push(n);
  }
  const taken = new Uint8Array(count);
  const lines: number[][] = [];
  for (let first = 0; first < count; first++) {
    if (taken[first] === 1) continue;
    const line = [pieces[4 * first], pieces[4 * first + 1]];
    for (let n: number | undefined = first; n !== undefined; ) {
      taken[n] = 1;
      const end: readonly [number, number] = [pieces[4 * n + 2], pieces[4 * n + 3]];
      line.push(...end);
      n = starting.get(keyOf(...end))?.find((other) => taken[other] === 0);
    }
    lines.push(line);
  }
  return lines;
}

function simplified(line: readonly number[], tolerance: number): Float64Array {
  const last = line.length / 2 - 1;
  const kept = new Uint8Array(last + 1);
  kept[0] = 1;
  kept[last] = 1;
  const open: [number, number][] = [];
  // A closed line has no ends to measure from: its farthest point is the other one.
  const closed = keyOf(line[0], line[1]) === keyOf(line[2 * last], line[2 * last + 1]);
  const [middle] = closed ? farthest(line, 0, last) : [0];
  if (middle > 0) {
    kept[middle] = 1;
    open.push([0, middle], [middle, last]);
  } else open.push([0, last]);
  for (let range = open.pop(); range !== undefined; range = open.pop()) {
    const [from, to] = range;
    const [at, distance] = farthest(line, from, to);
    if (distance <= tolerance) continue;
    kept[at] = 1;
    open.push([from, at], [at, to]);
  }
  const points: number[] = [];
  for (let p = 0; p <= last; p++) if (kept[p] === 1) points.push(line[2 * p], line[2 * p + 1]);
  return Float64Array.from(points);
}

/** Of the points between two that which lies farthest from the straight line through these, and how far. */
function farthest(line: readonly number[], from: number, to: number): readonly [number, number] {
  const [x, y] = [line[2 * from], line[2 * from + 1]];
  const [dx, dy] = [line[2 * to] - x, line[2 * to + 1] - y];
  const square = dx * dx + dy * dy;
  let [at, most] = [from, 0];
  for (let p = from + 1; p < to; p++) {
    const [px, py] = [line[2 * p] - x, line[2 * p + 1] - y];
    const share = square > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / square)) : 0;
    const distance = (px - share * dx) ** 2 + (py - share * dy) ** 2;
    if (distance > most) [at, most] = [p, distance];
  }
  return [at, Math.sqrt(most)];
}
