// Draws the thin parts of a label map into its new grid where they fell between the grid's voxels, in one piece.
import type { Vec3 } from '../core/grid.js';
import type { LabelMap } from './label-tile.js';
import { nearestVoxel, noise, placeOnGrid } from './place-on-grid.js';

/** What a voxel of the map stands upon: the corners of its cell of the new grid that have its label. */
interface Footing {
  readonly label: number;
  readonly p: Vec3;
  readonly corners: readonly Vec3[];
}

const ways = [-1, 0, 1] as const;
const around: readonly Vec3[] = ways
  .flatMap((c) => ways.flatMap((b) => ways.map((a): Vec3 => [a, b, c])))
  .filter((way) => way.some((x) => x !== 0));

const touch = (a: Vec3, b: Vec3): boolean =>
  Math.abs(a[0] - b[0]) <= 1 && Math.abs(a[1] - b[1]) <= 1 && Math.abs(a[2] - b[2]) <= 1;

const sameCell = (p: Vec3, q: Vec3): boolean =>
  Math.floor(p[0] + noise) === Math.floor(q[0] + noise) &&
  Math.floor(p[1] + noise) === Math.floor(q[1] + noise) &&
  Math.floor(p[2] + noise) === Math.floor(q[2] + noise);

/** Points from p to q no more than 1 apart along any axis, both ends included. */
function between(p: Vec3, q: Vec3): readonly Vec3[] {
  const d = [q[0] - p[0], q[1] - p[1], q[2] - p[2]];
  const n = Math.max(1, Math.ceil(Math.max(...d.map(Math.abs)) - noise));
  const at = (t: number): Vec3 => [p[0] + (t / n) * d[0], p[1] + (t / n) * d[1], p[2] + (t / n) * d[2]];
  return Array.from({ length: n + 1 }, (_, t) => at(t));
}

function cornersWith(to: Int16Array, [nx, ny, nz]: Vec3, p: Vec3, label: number): readonly Vec3[] {
  const low = (x: number): number => Math.max(0, Math.floor(x + noise));
  const high = (x: number, n: number): number => Math.min(n - 1, Math.ceil(x - noise));
  const found: Vec3[] = [];
  for (let k = low(p[2]); k <= high(p[2], nz); k++)
    for (let j = low(p[1]); j <= high(p[1], ny); j++)
      for (let i = low(p[0]); i <= high(p[0], nx); i++)
        if (to[i + nx * (j + ny * k)] === label) found.push([i, j, k]);
  return found;
}

/** The label that gets a voxel which two want: the one with fewer voxels on the map, of equals the lower. */
const stronger = (a: number, b: number, voxelsOf: (label: number) => number): number => {
  const [own, other] = [voxelsOf(a), voxelsOf(b)];
  return own < other || (own === other && a < b) ? a : b;
};

/**
 * Changes `to`, the map on its new grid of `toSize`, in a fixed order; returns how many voxels it changed. A slender voxel
 * of the map (not background) with no corner to stand upon gets the nearest voxel. Then points from each to each of its
 * neighbours of one label are looked at, no further apart than the grid's voxels; where the corners of one do not touch
 * those of the next, all points get their nearest voxels. The corners of one cell touch each other: so what hangs together
 * on the map does so on the new grid, but where a rarer label takes the place. `voxelsOf` tells how many voxels a label
 * has on the map.
 */
export function stampThin(
  map: LabelMap,
  to: Int16Array,
  toSize: Vec3,
  slender: readonly Uint32Array[],
  voxelsOf: (label: number) => number,
): number {
  const place = placeOnGrid(map);
  const [nx, ny, nz] = map.size;
  const footing = (v: number): Footing => {
    const [label, p] = [map.voxels[v], place(v)];
    return { label, p, corners: cornersWith(to, toSize, p, label) };
  };

  const pass = (look: (v: number, foot: Footing, want: (p: Vec3) => void) => void): number => {
    const wanted = new Map<number, number>();
    for (const part of slender)
      for (const v of part) {
        const label = map.voxels[v];
        if (label === 0) continue;
        look(v, footing(v), (p) => {
          const at = nearestVoxel(toSize, p);
          if (at >= 0) wanted.set(at, stronger(label, wanted.get(at) ?? label, voxelsOf));
        });
      }
    let changed = 0;
    for (const [at, label] of wanted) {
      if (to[at] !== label) changed++;
      to[at] = label;
    }
    return changed;
  };

  const neighbour = (v: number, [a, b, c]: Vec3): number => {
    const row = Math.floor(v / nx);
    const [i, j, k] = [(v % nx) + a, (row % ny) + b, Math.floor(row / ny) + c];
    return i < 0 || j < 0 || k < 0 || i >= nx || j >= ny || k >= nz ? -1 : i + nx * (j + ny * k);
  };

  const stand = pass((_, { p, corners }, want) => {
    if (corners.length === 0) want(p);
  });
  const connect = pass((v, own, want) => {
    for (const way of around) {
      const w = neighbour(v, way);
      if (w < 0 || map.voxels[w] !== own.label) continue;
      const q = place(w);
      if (own.corners.length > 0 && sameCell(own.p, q)) continue;
      const points = between(own.p, q);
      const corners = points.map((p) => cornersWith(to, toSize, p, own.label));
      const whole = corners.every(
        (some, n) => n === 0 || corners[n - 1].some((x) => some.some((y) => touch(x, y))),
      );
      if (!whole) points.forEach(want);
    }
  });
  return stand + connect;
}
