// Six tetrahedra in a cube of eight voxel centres, cut further where labels touch along a diagonal alone.
// H. W. Kuhn, Some combinatorial lemmas in topology, 1960.

/** Corners of a cube as bits (x 1, y 2, z 4), as in six tetrahedra: from each corner to the next one axis is added. */
export const chains = [
  [0, 1, 3, 7],
  [0, 1, 5, 7],
  [0, 2, 3, 7],
  [0, 2, 6, 7],
  [0, 4, 5, 7],
  [0, 4, 6, 7],
] as const;

/** The middle of the cube is its corner 8; then come those of the faces with a diagonal that is an edge of tetrahedra. */
export const middle = 8;
const faces = [
  [0, 3, 1, 2],
  [0, 5, 1, 4],
  [0, 6, 2, 4],
  [1, 7, 3, 5],
  [2, 7, 3, 6],
  [4, 7, 5, 6],
] as const;
/** Number of the middle of a face by the ends of its diagonal, 8 times the first and the second. */
const middleOf = new Uint8Array(64);
faces.forEach(([a, b], n) => {
  middleOf[8 * a + b] = middle + 1 + n;
});
export const corners = middle + 1 + faces.length;

/** In half steps, three a corner. */
export const halfSteps = Int8Array.from({ length: 3 * corners }, (_, n) => {
  const [c, d] = [Math.floor(n / 3), n % 3];
  if (c < middle) return 2 * ((c >> d) & 1);
  if (c === middle) return 1;
  const [a, b] = faces[c - middle - 1];
  return ((a >> d) & 1) + ((b >> d) & 1);
});

/** A middle that cuts nothing. */
export const whole = 0xffff;

/**
 * Labels of the middles, by those of the corners 0 to 7; `whole` where nothing is cut. Across a face two corners of one
 * label hold together before two of different ones touch, and before two of a lower label; through the cube nothing holds
 * together that has no way round. So no direction is better than another, but where two labels both might hold.
 */
export function cutCell(label: Uint16Array): void {
  const [a, b] = [label[0], label[7]];
  label[middle] = whole;
  for (const [p, q, r] of [
    [1, 2, 4],
    [3, 5, 6],
  ]) {
    const c = label[p];
    if (label[middle] === whole && c === label[q] && c === label[r] && c !== a && c !== b) label[middle] = c;
  }
  for (let n = 0; n < faces.length; n++) {
    const [p, q, r, s] = faces[n];
    const c = label[r];
    const holds = c === label[s] && c !== label[p] && c !== label[q];
    label[middle + 1 + n] = holds && (label[p] !== label[q] || label[p] < c) ? c : whole;
  }
}

/** Does it cut anything? */
export function isCut(label: Uint16Array): boolean {
  for (let n = middle; n < corners; n++) if (label[n] !== whole) return true;
  return false;
}

/** The tetrahedra that one of the six is cut into, four corners each: first through the cube, then across its faces. */
export function piecesOf(
  chain: readonly [number, number, number, number],
  label: Uint16Array,
): readonly (readonly number[])[] {
  const [a, b, c, d] = chain;
  let pieces: readonly (readonly number[])[] = [chain];
  const cut = (from: number, to: number, by: number): void => {
    if (label[by] === whole) return;
    pieces = pieces.flatMap((piece) =>
      piece.includes(from) && piece.includes(to)
        ? [piece.map((v) => (v === to ? by : v)), piece.map((v) => (v === from ? by : v))]
        : [piece],
    );
  };
  cut(a, d, middle);
  cut(a, c, middleOf[8 * a + c]);
  cut(b, d, middleOf[8 * b + d]);
  return pieces;
}
