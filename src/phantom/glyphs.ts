// Letters as strokes of a pen on a grid 4 wide and 6 high, and a word as the way to its nearest stroke.

/** Corners of each stroke, u to the reader's right and v up. */
const strokesOf: Readonly<Record<string, readonly (readonly (readonly [number, number])[])[]>> = {
  E: [
    [
      [4, 0],
      [0, 0],
      [0, 6],
      [4, 6],
    ],
    [
      [0, 3],
      [3, 3],
    ],
  ],
  F: [
    [
      [0, 0],
      [0, 6],
      [4, 6],
    ],
    [
      [0, 3],
      [3, 3],
    ],
  ],
  G: [
    [
      [4, 5],
      [3, 6],
      [1, 6],
      [0, 5],
      [0, 1],
      [1, 0],
      [3, 0],
      [4, 1],
      [4, 3],
      [2.4, 3],
    ],
  ],
  H: [
    [
      [0, 0],
      [0, 6],
    ],
    [
      [4, 0],
      [4, 6],
    ],
    [
      [0, 3],
      [4, 3],
    ],
  ],
  I: [
    [
      [2, 0],
      [2, 6],
    ],
  ],
  L: [
    [
      [0, 6],
      [0, 0],
      [4, 0],
    ],
  ],
  R: [
    [
      [0, 0],
      [0, 6],
      [3, 6],
      [4, 5.2],
      [4, 3.8],
      [3, 3],
      [0, 3],
    ],
    [
      [2, 3],
      [4, 0],
    ],
  ],
  T: [
    [
      [2, 0],
      [2, 6],
    ],
    [
      [0, 6],
      [4, 6],
    ],
  ],
};

/** From the beginning of one letter to that of the next. */
const advance = 6.6;

type Stroke = readonly [number, number, number, number];

/**
 * Signed distance in the word's plane, in mm, its origin in the middle of the word; exact outside. `unit` is the mm of
 * one step of the grid, `pen` the width of a stroke, whose ends are round.
 */
export function glyphs(word: string, unit: number, pen: number): (u: number, v: number) => number {
  const width = advance * (word.length - 1) + 4;
  const strokes = [...word].flatMap((letter, n) =>
    strokesOf[letter].flatMap((points) =>
      points.slice(1).map(([u, v], m): Stroke => {
        const left = advance * n - width / 2;
        const [u0, v0] = points[m];
        return [unit * (u0 + left), unit * (v0 - 3), unit * (u - u0), unit * (v - v0)];
      }),
    ),
  );
  return (u, v) => {
    let least = Number.POSITIVE_INFINITY;
    for (const [u0, v0, du, dv] of strokes) {
      const [a, b] = [u - u0, v - v0];
      const t = Math.min(1, Math.max(0, (a * du + b * dv) / (du * du + dv * dv)));
      const [p, q] = [a - t * du, b - t * dv];
      least = Math.min(least, p * p + q * q);
    }
    return Math.sqrt(least) - pen / 2;
  };
}
