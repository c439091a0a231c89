// Which labels of one map are not in another.

/** Labels with a voxel in `before` and none in `after`, ascending. */
export function lostLabels(before: Int16Array, after: Int16Array): readonly number[] {
  const lowest = -32768;
  const left = new Uint8Array(65536);
  for (let v = 0; v < before.length; v++) left[before[v] - lowest] = 1;
  for (let v = 0; v < after.length; v++) left[after[v] - lowest] = 0;
  return [...left.keys()].filter((id) => left[id] === 1).map((id) => id + lowest);
}
