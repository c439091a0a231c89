// Which labels a label map holds.

const lowest = -32768;
const count = 65536;

/** The ids other than 0 in ascending order. */
export function labelsIn(voxels: Int16Array): number[] {
  const present = new Uint8Array(count);
  for (let v = 0; v < voxels.length; v++) present[voxels[v] - lowest] = 1;
  const ids: number[] = [];
  for (let n = 0; n < count; n++) if (present[n] === 1 && n !== -lowest) ids.push(n + lowest);
  return ids;
}
