// How a grid is cut into slabs of slices: by the grid alone, never by the number of threads, so that results join alike.
import type { Grid } from '../core/grid.js';

export interface Slab {
  readonly k0: number;
  readonly k1: number;
}

/** Voxels a slab aims at: enough work (≈ 5 ms) that slices read twice at its borders cost little, few enough for many threads. */
const voxelsPerSlab = 2 ** 22;
const fewest = 8;
const most = 32;

/** Slices [k0, k1) of each slab, in order. */
export function slabsOf(grid: Grid): readonly Slab[] {
  const [nx, ny, nz] = grid.size;
  const thickness = Math.min(most, Math.max(fewest, Math.round(voxelsPerSlab / (nx * ny))));
  const slabs: Slab[] = [];
  for (let k0 = 0; k0 < nz; k0 += thickness) slabs.push({ k0, k1: Math.min(nz, k0 + thickness) });
  return slabs;
}
