// Sees to it that no label of a map is lost on a coarser or shifted grid: thin parts are stamped, lone voxels find a place.
import type { Vec3 } from '../core/grid.js';
import type { LabelMap } from './label-tile.js';
import { nearestVoxel, placeOnGrid } from './place-on-grid.js';
import { stampThin } from './stamp-thin.js';

const lowest = -32768;

function countLabels(voxels: Int16Array): Float64Array {
  const counts = new Float64Array(65536);
  for (let v = 0; v < voxels.length; v++) counts[voxels[v] - lowest]++;
  return counts;
}

/** For each label, the voxels of the new grid nearest to its own: those nearest to most first. */
function placesOf(map: LabelMap, toSize: Vec3, labels: readonly number[]): Map<number, readonly number[]> {
  const place = placeOnGrid(map);
  const tallies = new Map(labels.map((label) => [label, new Map<number, number>()]));
  for (let v = 0; v < map.voxels.length; v++) {
    const tally = tallies.get(map.voxels[v]);
    const at = tally ? nearestVoxel(toSize, place(v)) : -1;
    if (at >= 0) tally?.set(at, (tally.get(at) ?? 0) + 1);
  }
  const ranked = (tally: Map<number, number>): readonly number[] =>
    [...tally].sort(([v, n], [w, m]) => m - n || v - w).map(([v]) => v);
  return new Map([...tallies].map(([label, tally]) => [label, ranked(tally)]));
}

/** The voxel in the nearest cube shell around a voxel that `free` allows, −1 if there is none. */
function nearestFree([nx, ny, nz]: Vec3, around: number, free: (v: number) => boolean): number {
  const [i0, j0, k0] = [around % nx, Math.floor(around / nx) % ny, Math.floor(around / (nx * ny))];
  for (let r = 1; r < Math.max(nx, ny, nz); r++)
    for (let k = Math.max(0, k0 - r); k <= Math.min(nz - 1, k0 + r); k++)
      for (let j = Math.max(0, j0 - r); j <= Math.min(ny - 1, j0 + r); j++)
        for (let i = Math.max(0, i0 - r); i <= Math.min(nx - 1, i0 + r); i++)
          if (Math.max(Math.abs(i - i0), Math.abs(j - j0), Math.abs(k - k0)) === r)
            if (free(i + nx * (j + ny * k))) return i + nx * (j + ny * k);
  return -1;
}

/**
 * Changes `to`, the map on the new grid, so that each label of the map with a voxel in that grid has one on it, as long
 * as there are voxels enough. `slender` are the voxels of the map that are in danger. One thread's work, in a fixed
 * order. Returns how many voxels it changed.
 */
export function keepLabels(
  map: LabelMap,
  to: Int16Array,
  toSize: Vec3,
  slender: readonly Uint32Array[],
): number {
  const counts = countLabels(map.voxels);
  let changed = stampThin(map, to, toSize, slender, (label) => counts[label - lowest]);
  const there = countLabels(to);
  const missing = [...counts.keys()].filter((id) => counts[id] > 0 && there[id] === 0);
  if (missing.length === 0) return changed;
  // The background comes last: it gives way to any structure.
  const labels = missing.map((id) => id + lowest).sort((a, b) => Number(a === 0) - Number(b === 0) || a - b);
  const free = (v: number): boolean => there[to[v] - lowest] > 1;
  for (const [label, own] of placesOf(map, toSize, labels)) {
    const at = own.find(free) ?? (own.length > 0 ? nearestFree(toSize, own[0], free) : -1);
    if (at < 0) continue;
    there[to[at] - lowest]--;
    there[label - lowest]++;
    to[at] = label;
    changed++;
  }
  return changed;
}
