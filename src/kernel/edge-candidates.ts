// Where along the lines of one axis a scan's values change most: candidates for edges to measure.
// After Sanders, Hurwitz, Samei, Patient-specific quantification of image quality: an automated method for measuring
// spatial resolution in clinical CT images, 2016, which takes the patient's own edges for a test object.

/** Which lines are looked at. */
export interface EdgeLines {
  readonly size: readonly [number, number, number];
  readonly axis: 0 | 1 | 2;
  /** Every n-th line in each of the two other axes. */
  readonly every: number;
  /** Smallest difference between the two neighbours of a sample, in the scan's unit. */
  readonly least: number;
}

/**
 * Positions in `voxels` of the steepest samples, in their order; at most `most`, evenly chosen. A line's first and last
 * two samples and the border lines are left out.
 */
export function edgeCandidates(
  voxels: Int16Array | Float32Array,
  { size, axis, every, least }: EdgeLines,
  most: number,
): Int32Array {
  const strides = [1, size[0], size[0] * size[1]];
  const along = strides[axis];
  const from = [1, 1, 1];
  const to = [size[0] - 1, size[1] - 1, size[2] - 1];
  const step = [every, every, every];
  from[axis] = 2;
  to[axis] = size[axis] - 2;
  step[axis] = 1;
  let found = new Int32Array(4096);
  let n = 0;
  for (let k = from[2]; k < to[2]; k += step[2])
    for (let j = from[1]; j < to[1]; j += step[1]) {
      const row = k * strides[2] + j * strides[1];
      for (let p = row + from[0]; p < row + to[0]; p += step[0]) {
        const rise = Math.abs(voxels[p + along] - voxels[p - along]);
        if (!(rise >= least)) continue;
        if (Math.abs(voxels[p] - voxels[p - 2 * along]) >= rise) continue;
        if (Math.abs(voxels[p + 2 * along] - voxels[p]) > rise) continue;
        if (n === found.length) found = grown(found);
        found[n++] = p;
      }
    }
  if (n <= most) return found.slice(0, n);
  return Int32Array.from({ length: most }, (_, m) => found[Math.floor((m * n) / most)]);
}

function grown(full: Int32Array): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(2 * full.length);
  longer.set(full);
  return longer;
}
