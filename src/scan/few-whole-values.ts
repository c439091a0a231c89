// How many different values a scan has, where they could be labels: few, whole and not negative.

/** More structures than a small atlas; an 8-bit picture has more values. */
const most = 64;

/** The number of different values, or null where they can't be labels or are more than 64. */
export function fewWholeValues(voxels: Int16Array | Float32Array): number | null {
  const values = new Set<number>();
  let before = Number.NaN;
  for (let p = 0; p < voxels.length; p++) {
    const value = voxels[p];
    if (value === before) continue;
    before = value;
    if (value < 0 || value !== Math.floor(value) || values.add(value).size > most) return null;
  }
  return values.size;
}
