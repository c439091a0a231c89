// Tells a label map (whole numbers that name structures) from a scan (measured values), by the values alone.
import type { Vec3 } from '../core/grid.js';
import type { ValueCounts } from './count-values.js';
import { mostLabels, wholeValues } from './whole-values.js';

/** Neighbours that both are labelled bear the same label: at least this share. Label maps measured: ≥ 0.85; 8-bit scans: ≤ 0.6. */
const LEAST_EQUAL = 0.72;
/** Voxels whose value also occurs deep inside its own kind, at least this share: blurred edges have values that do not. */
const LEAST_SETTLED = 0.9;
/** Large scans are judged by evenly spread slices, about this many voxels. */
const LOOKED_AT = 1 << 23;

/**
 * True when the values are whole, not negative, few, and constant over regions with hard edges. A volume of two
 * values (a mask, 0 and 1 or 0 and 255) is a label map. A blurred edge, noise or a negative value is not. `counted`: the
 * values, where they are already.
 */
export function isLabelMap(voxels: Int16Array | Float32Array, size: Vec3, counted?: ValueCounts): boolean {
  const values = wholeValues(voxels, mostLabels, counted);
  if (values === null) return false;
  if (values.length <= 2) return true;
  const { equal, settled } = regularity(voxels, size, values);
  return equal >= LEAST_EQUAL && settled >= LEAST_SETTLED;
}

interface Regularity {
  /** Of the pairs of neighbours that are both not 0, the share with one value. */
  readonly equal: number;
  /** Of the voxels that are not 0, the share whose value occurs somewhere with all six neighbours equal. */
  readonly settled: number;
}

/** Looks at whole slices with the slices beside them, never at the outermost voxels of a row or column. */
function regularity(voxels: Int16Array | Float32Array, size: Vec3, values: readonly number[]): Regularity {
  const [nx, ny, nz] = size;
  const sheet = nx * ny;
  const counts = new Map<number, number>(values.map((value) => [value, 0]));
  const deep = new Set<number>();
  const every = Math.max(1, Math.floor(voxels.length / LOOKED_AT));
  let pairs = 0;
  let equal = 0;
  for (let k = 0; k < nz; k += every) {
    const down = k === 0 ? 0 : -sheet;
    const up = k + 1 === nz ? 0 : sheet;
    for (let j = 1; j + 1 < ny; j++) {
      for (let p = k * sheet + j * nx + 1, end = p + nx - 2; p < end; p++) {
        const value = voxels[p];
        if (value === 0) continue;
        const [a, b, c] = [voxels[p + 1], voxels[p + nx], voxels[p + up]];
        if (a !== 0) pairs++;
        if (b !== 0) pairs++;
        if (c !== 0 && up !== 0) pairs++;
        const same = (a === value ? 1 : 0) + (b === value ? 1 : 0);
        equal += same + (c === value && up !== 0 ? 1 : 0);
        counts.set(value, (counts.get(value) ?? 0) + 1);
        if (same === 2 && c === value && !deep.has(value)) {
          const inside = voxels[p - 1] === value && voxels[p - nx] === value && voxels[p + down] === value;
          if (inside) deep.add(value);
        }
      }
    }
  }
  let total = 0;
  let settled = 0;
  for (const [value, count] of counts) {
    total += count;
    if (deep.has(value)) settled += count;
  }
  if (pairs === 0 || total === 0) return { equal: 0, settled: 0 };
  return { equal: equal / pairs, settled: settled / total };
}
