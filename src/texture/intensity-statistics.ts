// How the values of a region are distributed: the eighteen intensity-based statistics.
import { distribution } from './distribution.js';
import { type Features, tagged } from './features.js';

/** The values of the voxels inside (1), ascending. */
function sortedInside(values: ArrayLike<number>, inside: Uint8Array): Float64Array {
  let n = 0;
  for (let v = 0; v < inside.length; v++) n += inside[v];
  const sorted = new Float64Array(n);
  for (let v = 0, at = 0; v < inside.length; v++) if (inside[v] === 1) sorted[at++] = values[v];
  return sorted.sort();
}

/** The 18 stat_ features of the voxels inside (1), in the image's own unit. IBSI manual 3.3, UHIW. */
export function intensityStatistics(values: Int16Array | Float32Array, inside: Uint8Array): Features {
  const sorted = sortedInside(values, inside);
  const energy = sorted.reduce((sum, x) => sum + x * x, 0);
  return tagged({ ...distribution(sorted), energy, rms: Math.sqrt(energy / sorted.length) }, 'stat_');
}
