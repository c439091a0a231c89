// Leaves out of a region the voxels whose values do not belong to it: those beyond a range, and outliers.

/** What is left out: values beyond [low, high] (±Infinity: open), and those beyond mean ± `outliers`·σ (0: none). */
export interface ReSegmentation {
  readonly range: readonly [number, number];
  readonly outliers: number;
}

/** Mean ± times·σ of the values inside, σ that of the whole population. Of an empty region ±Infinity. */
function limitsOf(
  values: Int16Array | Float32Array,
  inside: Uint8Array,
  times: number,
): readonly [number, number] {
  const everything = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
  if (times === 0) return everything;
  let [n, sum] = [0, 0];
  for (let v = 0; v < values.length; v++) {
    n += inside[v];
    if (inside[v] === 1) sum += values[v];
  }
  if (n === 0) return everything;
  const mean = sum / n;
  let squares = 0;
  for (let v = 0; v < values.length; v++) if (inside[v] === 1) squares += (values[v] - mean) ** 2;
  const far = times * Math.sqrt(squares / n);
  return [mean - far, mean + far];
}

/**
 * The intensity mask: which voxels of the mask (1 = inside, as long as `values`) stay, as a new array. Both limits hold,
 * and σ is taken over the whole mask, before the range cuts anything. IBSI manual 2.5, re-segmentation: range (USB3),
 * outlier filtering (7ACA).
 */
export function reSegment(
  values: Int16Array | Float32Array,
  inside: Uint8Array,
  { range, outliers }: ReSegmentation,
): Uint8Array {
  const [low, high] = limitsOf(values, inside, outliers);
  const [from, to] = [Math.max(range[0], low), Math.min(range[1], high)];
  const kept = new Uint8Array(inside.length);
  for (let v = 0; v < inside.length; v++)
    kept[v] = inside[v] === 1 && values[v] >= from && values[v] <= to ? 1 : 0;
  return kept;
}
