// The small scan that all seeds hold: an L of bone in soft tissue in air, the same from no two sides.

export const size = [14, 12, 7] as const;
export const spacing = [1.5, 1.25, 2.5] as const;
/** Of the first voxel's centre, LPS mm. */
export const origin = [-11, 7, 30] as const;

const [nx, ny, nz] = size;

function labelAt(i: number, j: number, k: number): 0 | 1 | 2 {
  if (i < 2 || j < 2 || k < 1 || i > 11 || j > 9 || k > 5) return 0;
  const leg = i < 6 && j < 9 && k > 1;
  const foot = i < 10 && j < 5 && k > 1 && k < 4;
  return leg || foot ? 2 : 1;
}

const at = <T>(of: (i: number, j: number, k: number) => T): T[] =>
  Array.from({ length: nx * ny * nz }, (_, p) =>
    of(p % nx, Math.floor(p / nx) % ny, Math.floor(p / nx / ny)),
  );

/** 0 air, 1 soft tissue, 2 bone. */
export const labels: readonly number[] = at(labelAt);

/** HU, with a little grain. */
export const values: readonly number[] = at(
  (i, j, k) => [-1000, 40, 900][labelAt(i, j, k)] + ((i * 7 + j * 13 + k * 29) % 11),
);

export const slice = (of: readonly number[], k: number): number[] => of.slice(k * nx * ny, (k + 1) * nx * ny);
