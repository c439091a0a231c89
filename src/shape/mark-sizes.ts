// How high letters are and how deep, where nobody said so: as large as the model bears.

export interface MarkSize {
  /** Of a capital, mm. */
  readonly height: number;
  /** Deepest first, mm. */
  readonly depths: readonly number[];
}

/** From this size on, mm, a model is a large one. */
const large = 100;

/**
 * Largest first. Letters are 2.5 mm high, on a model of more than 100 mm 7.5 mm and 3 mm deep, where they find a place: what
 * a study of how models are told apart asks for (doi:10.1016/j.jormas.2019.10.011). 0 = not told.
 */
export function markSizes(extent: number, height: number, depth: number, raised: boolean): MarkSize[] {
  const heights = height > 0 ? [height] : extent > large ? [7.5, 5, 3.5, 2.5] : [2.5];
  return heights.map((tall) => ({
    height: tall,
    depths: depth > 0 ? [depth] : tall >= 7.5 && extent > large ? (raised ? [1] : [3, 0.6]) : [0.6],
  }));
}
