// Where a scan lies above a level, on a coarse grid of any direction: for looking at what is in it, not for its surface.
import { type Bits, emptyBits } from '../core/bits.js';
import type { Grid } from '../core/grid.js';
import type { Scan } from '../core/scan.js';
import { indexMap } from './index-map.js';

/** Places of a cell at which the scan is looked up: 2 an axis, a quarter of the cell from its centre. */
const quarters = [-0.25, 0.25] as const;
const places = quarters.flatMap((z) => quarters.flatMap((y) => quarters.map((x) => [x, y, z] as const)));

/** So many of the 8 must lie above, so that a flat border stays where it is. */
const majority = 4;

/**
 * For each level the cells of `grid` of which half or more is at the level or above it. Looked up in the nearest row of
 * voxels, interpolated between slices (the scan's last axis) and going on beyond its ends; nothing lies beyond the scan's sides. NaN is
 * below every level. Yields the share done.
 */
export function* coarseMasks(
  scan: Scan,
  grid: Grid,
  levels: readonly [number, number],
): Generator<number, readonly [Bits, Bits]> {
  const [nx, ny, nz] = grid.size;
  const low = emptyBits(grid.size);
  const high = emptyBits(grid.size);
  const valueAt = lookUp(scan);
  const m = indexMap(scan.grid, grid);
  const shifts = places.map(([x, y, z]) => [
    m[0] * x + m[1] * y + m[2] * z,
    m[4] * x + m[5] * y + m[6] * z,
    m[8] * x + m[9] * y + m[10] * z,
  ]);
  const [lowest, highest] = levels;
  for (let k = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      const row = (k * ny + j) * low.wordsPerRow;
      for (let i = 0; i < nx; i++) {
        const x = m[0] * i + m[1] * j + m[2] * k + m[3];
        const y = m[4] * i + m[5] * j + m[6] * k + m[7];
        const z = m[8] * i + m[9] * j + m[10] * k + m[11];
        let above = 0;
        let farAbove = 0;
        for (let p = 0; p < 8; p++) {
          const s = shifts[p];
          const value = valueAt(x + s[0], y + s[1], z + s[2]);
          if (value >= lowest) above++;
          if (value >= highest) farAbove++;
        }
        if (above >= majority) low.words[row + (i >> 5)] |= 1 << (i & 31);
        if (farAbove >= majority) high.words[row + (i >> 5)] |= 1 << (i & 31);
      }
    }
    yield (k + 1) / nz;
  }
  return [low, high];
}

type ValueAt = (x: number, y: number, z: number) => number;

/** By (fractional) index of the scan's grid; NaN beyond its sides. */
function lookUp({ voxels, grid, nodes }: Scan): ValueAt {
  const [nx, ny, nz] = grid.size;
  const toSample = [0, 1, 2].map((axis) => (nodes?.axis === axis ? sampleOf(nodes.at) : (g: number) => g));
  const [sx, sy, sz] = toSample;
  const plane = nx * ny;
  return (x, y, z) => {
    const i = Math.round(sx(x));
    const j = Math.round(sy(y));
    if (i < 0 || j < 0 || i >= nx || j >= ny) return Number.NaN;
    const f = Math.min(nz - 1, Math.max(0, sz(z)));
    const k = Math.min(nz - 1, Math.floor(f));
    const at = i + nx * j + plane * k;
    if (f === k) return voxels[at];
    return voxels[at] + (f - k) * (voxels[at + plane] - voxels[at]);
  };
}

/** The (fractional) sample at a place among uneven nodes; remembers where it was. */
function sampleOf(at: Float64Array): (place: number) => number {
  const last = at.length - 1;
  let n = 0;
  return (place) => {
    if (last < 1) return place;
    while (n > 0 && at[n] > place) n--;
    while (n < last - 1 && at[n + 1] <= place) n++;
    return n + (place - at[n]) / (at[n + 1] - at[n]);
  };
}
