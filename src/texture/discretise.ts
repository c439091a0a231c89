// Sorts the values of a region into grey levels 1, 2, 3 …, by a fixed number of bins or by a fixed bin width.

/** `number`: so many bins between the region's own least and greatest value. `width`: bins of this width, from `from`. */
export type Bins =
  | { readonly by: 'number'; readonly bins: number }
  | { readonly by: 'width'; readonly width: number; readonly from: number };

/** `of[v]`: the voxel's level, 1 … count, 0 outside the region. `count`: the highest level that occurs. */
export interface Levels {
  readonly of: Uint32Array;
  readonly count: number;
}

/** Values that differ by less than this share of their size are one: interpolation in single precision makes such noise. */
const noise = 2 ** -20;

function extremes(values: Int16Array | Float32Array, inside: Uint8Array): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let v = 0; v < values.length; v++) {
    if (inside[v] !== 1) continue;
    if (values[v] < low) low = values[v];
    if (values[v] > high) high = values[v];
  }
  return [low, high];
}

/**
 * Grey levels of the voxels inside (1; 0 = outside), as a new array. IBSI manual 2.7, discretisation: fixed bin number
 * (K15C), ⌊N·(x − least)/(greatest − least)⌋ + 1 with the greatest value in level N, all in level 1 where they are one but for noise;
 * fixed bin size (Q3RU), ⌊(x − from)/width⌋ + 1. `magnitude`: of the values that these were computed from, where it is
 * greater than their own, as a filter's are. Throws a RangeError on a value below `from`.
 */
export function discretise(
  values: Int16Array | Float32Array,
  inside: Uint8Array,
  bins: Bins,
  magnitude = 0,
): Levels {
  const [low, high] = extremes(values, inside);
  const flat = high - low <= noise * Math.max(Math.abs(low), Math.abs(high), magnitude);
  const levelOf =
    bins.by === 'width'
      ? (x: number): number => Math.floor((x - bins.from) / bins.width) + 1
      : (x: number): number =>
          flat ? 1 : Math.min(bins.bins, Math.floor((bins.bins * (x - low)) / (high - low)) + 1);
  if (bins.by === 'width' && low < bins.from) throw new RangeError(`a value of ${low} below the first bin`);
  const of = new Uint32Array(values.length);
  for (let v = 0; v < values.length; v++) if (inside[v] === 1) of[v] = levelOf(values[v]);
  return { of, count: high < low ? 0 : levelOf(high) };
}
