// Sees to it that no label of a map is lost on a coarser or shifted grid: thin parts are stamped, lone voxels find a place.
import { invert, toPatient, type Vec3 } from '../core/grid.js';
import type { LabelMap } from './label-tile.js';

const lowest = -32768;

/** Float noise in an index. */
const noise = 1e-6;

function countLabels(voxels: Int16Array): Float64Array {
  const counts = new Float64Array(65536);
  for (let v = 0; v < voxels.length; v++) counts[voxels[v] - lowest]++;
  return counts;
}

/** Fractional index on the new grid of a voxel of the map, by its number. */
function finder({ size, toMap, nodes }: LabelMap): (v: number) => Vec3 {
  const toGrid = invert(toMap);
  return (v) => {
    const p: [number, number, number] = [
      v % size[0],
      Math.floor(v / size[0]) % size[1],
      Math.floor(v / (size[0] * size[1])),
    ];
    if (nodes) p[nodes.axis] = nodes.at[p[nodes.axis]];
    return toPatient(toGrid, p[0], p[1], p[2]);
  };
}

/** Number of the voxel of a grid nearest to a point, −1 outside. A tie goes to the later one. */
function nearestVoxel([nx, ny, nz]: Vec3, p: Vec3): number {
  const [i, j, k] = p.map((x) => Math.floor(x + 0.5 + noise));
  const inside = i >= 0 && j >= 0 && k >= 0 && i < nx && j < ny && k < nz;
  return inside ? i + nx * (j + ny * k) : -1;
}

/** The voxels of a grid at the corners of the cell around a point that have the label; any two of them touch. */
function cornersWith(voxels: Int16Array, [nx, ny, nz]: Vec3, p: Vec3, label: number): readonly Vec3[] {
  const [i0, j0, k0] = p.map((x) => Math.max(0, Math.floor(x + noise)));
  const [i1, j1, k1] = p.map((x) => Math.ceil(x - noise));
  const found: Vec3[] = [];
  for (let k = k0; k <= Math.min(nz - 1, k1); k++)
    for (let j = j0; j <= Math.min(ny - 1, j1); j++)
      for (let i = i0; i <= Math.min(nx - 1, i1); i++)
        if (voxels[i + nx * (j + ny * k)] === label) found.push([i, j, k]);
  return found;
}

const touch = (a: Vec3, b: Vec3): boolean =>
  Math.abs(a[0] - b[0]) <= 1 && Math.abs(a[1] - b[1]) <= 1 && Math.abs(a[2] - b[2]) <= 1;

/** Wishes for voxels of the new grid; where several labels want one, the rarest gets it, of equally rare ones the lowest. */
function wishes(counts: Float64Array) {
  const wanted = new Map<number, number>();
  return {
    wish: (at: number, label: number): void => {
      const rival = at < 0 ? label : wanted.get(at);
      const [own, other] = [counts[label - lowest], rival === undefined ? 0 : counts[rival - lowest]];
      if (rival === undefined || own < other || (own === other && label < rival)) wanted.set(at, label);
    },
    grant: (to: Int16Array): number => {
      let changed = 0;
      for (const [at, label] of wanted) {
        if (to[at] !== label) changed++;
        to[at] = label;
      }
      return changed;
    },
  };
}

const ways = [-1, 0, 1] as const;
const around: readonly Vec3[] = ways
  .flatMap((c) => ways.flatMap((b) => ways.map((a): Vec3 => [a, b, c])))
  .filter((way) => way.some((x) => x !== 0));

/**
 * Gives its nearest voxel to each slender one that has no voxel of its label at the corners of its cell of the new grid.
 */
function represent(
  map: LabelMap,
  counts: Float64Array,
  to: Int16Array,
  toSize: Vec3,
  slender: readonly Uint32Array[],
): number {
  const find = finder(map);
  const { wish, grant } = wishes(counts);
  for (const part of slender)
    for (const v of part) {
      const label = map.voxels[v];
      if (label === 0) continue;
      const p = find(v);
      if (cornersWith(to, toSize, p, label).length === 0) wish(nearestVoxel(toSize, p), label);
    }
  return grant(to);
}

/**
 * Gives their nearest voxels to neighbours of one label that touch on the map while what stands for them on the new grid
 * does not. What stands for one voxel are corners of one cell, which touch each other: so a structure that hangs together
 * on the map does so on the new grid, where no rarer label takes its place.
 */
function connect(
  map: LabelMap,
  counts: Float64Array,
  to: Int16Array,
  toSize: Vec3,
  slender: readonly Uint32Array[],
): number {
  const find = finder(map);
  const { wish, grant } = wishes(counts);
  const [nx, ny, nz] = map.size;
  const visit = (v: number, way: Vec3, label: number, p: Vec3, own: readonly Vec3[]): void => {
    const i = (v % nx) + way[0];
    const j = (Math.floor(v / nx) % ny) + way[1];
    const k = Math.floor(v / (nx * ny)) + way[2];
    if (i < 0 || j < 0 || k < 0 || i >= nx || j >= ny || k >= nz) return;
    const w = i + nx * (j + ny * k);
    if (map.voxels[w] !== label) return;
    const q = find(w);
    // On a finer grid neighbours lie further apart; there a thin voxel fills a whole box.
    if (p.some((x, axis) => Math.abs(x - q[axis]) > 1 + noise)) return;
    const other = cornersWith(to, toSize, q, label);
    if (own.some((a) => other.some((b) => touch(a, b)))) return;
    wish(nearestVoxel(toSize, p), label);
    wish(nearestVoxel(toSize, q), label);
  };
  for (const part of slender)
    for (const v of part) {
      const label = map.voxels[v];
      if (label === 0) continue;
      const p = find(v);
      const own = cornersWith(to, toSize, p, label);
      for (const way of around) visit(v, way, label, p, own);
    }
  return grant(to);
}

/** For each label, the voxels of the new grid nearest to its own: those nearest to most first. */
function placesOf(map: LabelMap, toSize: Vec3, labels: ReadonlySet<number>): Map<number, readonly number[]> {
  const find = finder(map);
  const tallies = new Map<number, Map<number, number>>();
  for (const label of labels) tallies.set(label, new Map());
  for (let v = 0; v < map.voxels.length; v++) {
    const tally = tallies.get(map.voxels[v]);
    if (tally === undefined) continue;
    const at = nearestVoxel(toSize, find(v));
    if (at >= 0) tally.set(at, (tally.get(at) ?? 0) + 1);
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
  let changed = represent(map, counts, to, toSize, slender);
  changed += connect(map, counts, to, toSize, slender);
  const there = countLabels(to);
  const missing = [...counts.keys()].filter((id) => counts[id] > 0 && there[id] === 0);
  if (missing.length === 0) return changed;
  // The background comes last: it gives way to any structure.
  const labels = missing.map((id) => id + lowest).sort((a, b) => Number(a === 0) - Number(b === 0) || a - b);
  const places = placesOf(map, toSize, new Set(labels));
  const free = (v: number): boolean => there[to[v] - lowest] > 1;
  for (const label of labels) {
    const own = places.get(label) ?? [];
    const at = own.find(free) ?? (own.length > 0 ? nearestFree(toSize, own[0], free) : -1);
    if (at < 0) continue;
    there[to[at] - lowest]--;
    there[label - lowest]++;
    to[at] = label;
    changed++;
  }
  return changed;
}
