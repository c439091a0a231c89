// Least and greatest value of a scan.

/** NaN is passed over; of no values at all [Infinity, −Infinity]. */
export function valueRange(voxels: Int16Array | Float32Array): readonly [number, number] {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let v = 0; v < voxels.length; v++) {
    const value = voxels[v];
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}
