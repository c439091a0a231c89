// Where a scan lies above a level, on a coarse grid of any direction: for looking at what is in it, not for its surface.
import { type Bits, emptyBits, setBit } from '../core/bits.js';
import type { Affine, Grid, Vec3 } from '../core/grid.js';
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
  const nz = grid.size[2];
  const masks = [emptyBits(grid.size), emptyBits(grid.size)] as const;
  const map = indexMap(scan.grid, grid);
  const slice = isStraight(map, grid.size) ? straightSlice(scan, map, grid.size) : askewSlice(scan, map);
  for (let k = 0; k < nz; k++) {
    slice(k, levels, masks);
    yield (k + 1) / nz;
  }
  return masks;
}

/** Fills slice k of both masks. */
type FillSlice = (k: number, levels: readonly [number, number], masks: readonly [Bits, Bits]) => void;

/** Do the grids' axes lie along each other, so that no place is off by a hundredth of a voxel? */
const isStraight = (m: Affine, size: Vec3): boolean =>
  [1, 2, 4, 6, 8, 9].every((c) => Math.abs(m[c]) * size[c % 4] < 0.01);

/** What lies above, of 8 places. */
function setCell(bits: Bits, i: number, j: number, k: number, above: number): void {
  if (above >= majority) setBit(bits, i, j, k, true);
}

function askewSlice(scan: Scan, m: Affine): FillSlice {
  const valueAt = lookUp(scan);
  const shifts = places.map(([x, y, z]) => [
    m[0] * x + m[1] * y + m[2] * z,
    m[4] * x + m[5] * y + m[6] * z,
    m[8] * x + m[9] * y + m[10] * z,
  ]);
  return (k, [lowest, highest], [low, high]) => {
    const [nx, ny] = low.size;
    for (let j = 0; j < ny; j++)
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
        setCell(low, i, j, k, above);
        setCell(high, i, j, k, farAbove);
      }
  };
}

/** The same where each axis can be looked up on its own. */
function straightSlice({ voxels, grid, nodes }: Scan, m: Affine, size: Vec3): FillSlice {
  const [nx, ny, nz] = grid.size;
  const toSample = [0, 1, 2].map((c) => (nodes?.axis === c ? sampleOf(nodes.at) : (g: number) => g));
  // Samples of both places of each cell; −1 beyond the sides.
  const samples = (c: 0 | 1, n: number): Int32Array =>
    Int32Array.from({ length: 2 * size[c] }, (_, p) => {
      const at = Math.round(toSample[c](m[5 * c] * ((p >> 1) + quarters[p & 1]) + m[4 * c + 3]));
      return at < 0 || at >= n ? -1 : at;
    });
  const [xs, ys] = [samples(0, nx), samples(1, ny)];
  const above = new Uint8Array(size[0]);
  const farAbove = new Uint8Array(size[0]);
  return (k, [lowest, highest], [low, high]) => {
    for (let j = 0; j < size[1]; j++) {
      above.fill(0);
      farAbove.fill(0);
      for (let p = 0; p < 4; p++) {
        const y = ys[2 * j + (p & 1)];
        if (y < 0) continue;
        const z = Math.min(nz - 1, Math.max(0, toSample[2](m[10] * (k + quarters[p >> 1]) + m[11])));
        const from = Math.floor(z);
        const row = nx * (y + ny * from);
        const next = z > from ? nx * ny : 0;
        for (let n = 0; n < xs.length; n++) {
          if (xs[n] < 0) continue;
          const at = row + xs[n];
          const value = voxels[at] + (z - from) * (voxels[at + next] - voxels[at]);
          if (value >= lowest) above[n >> 1]++;
          if (value >= highest) farAbove[n >> 1]++;
        }
      }
      for (let i = 0; i < size[0]; i++) {
        setCell(low, i, j, k, above[i]);
        setCell(high, i, j, k, farAbove[i]);
      }
    }
  };
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
