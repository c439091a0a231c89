// Least and greatest value of a scan.

/** Of an array that is not empty. */
export function valueRange(voxels: Int16Array | Float32Array): readonly [number, number] {
  let [low, high] = [voxels[0], voxels[0]];
  for (let n = 1; n < voxels.length; n++) {
    if (voxels[n] < low) low = voxels[n];
    if (voxels[n] > high) high = voxels[n];
  }
  return [low, high];
}
