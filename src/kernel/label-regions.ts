// The block of a label map that holds the wanted labels, each voxel with the number of its part.
import { type Grid, invert, type Vec3 } from '../core/grid.js';
import type { Scan } from '../core/scan.js';
import { lowestLabel } from './chosen-labels.js';
import { type Centres, nodeFrom, placesOfCentres } from './fair-sides.js';
import type { Regions } from './labels-complex.js';

/** With one voxel around the labels, where the map has any. */
export interface LabelRegions extends Regions {
  readonly grid: Grid;
  /** Grid index of the block's samples along each axis. */
  readonly nodes: Centres['nodes'];
  /** Voxels of each part; of part 0, the rest of the block. */
  readonly voxels: Float64Array;
}

/** Part n + 1 is made of the ids in wanted[n]. */
export function labelRegions(
  { grid, nodes, voxels }: Pick<Scan, 'grid' | 'nodes' | 'voxels'>,
  wanted: readonly (readonly number[])[],
): LabelRegions {
  const partOf = new Uint16Array(1 << 16);
  wanted.forEach((ids, n) => {
    for (const id of ids) partOf[id - lowestLabel] = n + 1;
  });
  const [nx, ny] = grid.size;
  const { low, high } = boxOf(voxels, partOf, grid.size);
  const size = [0, 1, 2].map((d) => Math.max(0, high[d] - low[d] + 1));
  const region = new Uint16Array(size[0] * size[1] * size[2]);
  const counts = new Float64Array(wanted.length + 1);
  for (let k = 0, n = 0; k < size[2]; k++)
    for (let j = 0; j < size[1]; j++) {
      const row = low[0] + nx * (low[1] + j + ny * (low[2] + k));
      for (let v = row; v < row + size[0]; v++, n++) {
        region[n] = partOf[voxels[v] - lowestLabel];
        counts[region[n]]++;
      }
    }
  const along = (d: 0 | 1 | 2): Float64Array =>
    Float64Array.from({ length: size[d] }, (_, n) => (nodes?.axis === d ? nodes.at[low[d] + n] : low[d] + n));
  return {
    grid,
    nodes: [along(0), along(1), along(2)],
    size: [size[0], size[1], size[2]],
    region,
    voxels: counts,
  };
}

/** Voxels of the first and the last corner, one more than needed on each side where the map goes on. */
function boxOf(voxels: Scan['voxels'], partOf: Uint16Array, [nx, ny, nz]: Vec3) {
  const low = [nx, ny, nz];
  const high = [-1, -1, -1];
  for (let k = 0, row = 0; k < nz; k++)
    for (let j = 0; j < ny; j++, row += nx) {
      let first = 0;
      while (first < nx && partOf[voxels[row + first] - lowestLabel] === 0) first++;
      if (first === nx) continue;
      let last = nx - 1;
      while (partOf[voxels[row + last] - lowestLabel] === 0) last--;
      low[0] = Math.min(low[0], first - 1);
      high[0] = Math.max(high[0], last + 1);
      low[1] = Math.min(low[1], j - 1);
      high[1] = Math.max(high[1], j + 1);
      low[2] = Math.min(low[2], k - 1);
      high[2] = k + 1;
    }
  return {
    low: low.map((from) => Math.max(0, from)),
    high: high.map((to, d) => Math.min([nx, ny, nz][d] - 1, to)),
  };
}

export interface RegionCentres extends Centres {
  /** Of each centre the part that it belongs to. */
  readonly part: Uint16Array;
}

/** The centres that have one of another part among their six neighbours. */
export function regionCentres({ grid, nodes, size: [nx, ny, nz], region }: LabelRegions): RegionCentres {
  const first = new Uint32Array(ny * nz + 1);
  const along: number[] = [];
  const part: number[] = [];
  for (let k = 0, row = 0, v = 0; k < nz; k++)
    for (let j = 0; j < ny; j++, row++) {
      for (let i = 0; i < nx; i++, v++) {
        const own = region[v];
        const border =
          (i > 0 && region[v - 1] !== own) ||
          (i < nx - 1 && region[v + 1] !== own) ||
          (j > 0 && region[v - nx] !== own) ||
          (j < ny - 1 && region[v + nx] !== own) ||
          (k > 0 && region[v - nx * ny] !== own) ||
          (k < nz - 1 && region[v + nx * ny] !== own);
        if (!border) continue;
        along.push(i);
        part.push(own);
      }
      first[row + 1] = along.length;
    }
  const samples = Int32Array.from(along);
  const places = placesOfCentres(grid.affine, nodes, first, samples);
  return { grid, nodes, first, along: samples, places, part: Uint16Array.from(part) };
}

/** mm LPS of places on the block's lattice, three numbers each; beyond its ends the lattice goes on as it came. */
export function placesOnBlock(
  { grid: { affine: a }, nodes }: LabelRegions,
  places: Float64Array,
): Float64Array {
  const on = (at: Float64Array, x: number): number => {
    if (at.length < 2) return at[0] + x;
    const n = Math.max(0, Math.min(at.length - 2, Math.floor(x)));
    return at[n] + (x - n) * (at[n + 1] - at[n]);
  };
  const points = new Float64Array(places.length);
  for (let o = 0; o < places.length; o += 3) {
    const i = on(nodes[0], places[o]);
    const j = on(nodes[1], places[o + 1]);
    const k = on(nodes[2], places[o + 2]);
    points[o] = a[0] * i + a[1] * j + a[2] * k + a[3];
    points[o + 1] = a[4] * i + a[5] * j + a[6] * k + a[7];
    points[o + 2] = a[8] * i + a[9] * j + a[10] * k + a[11];
  }
  return points;
}

/** The other way round. */
export function placesInBlock({ grid, nodes }: LabelRegions, points: Float64Array): Float64Array {
  const m = invert(grid.affine);
  const of = (at: Float64Array, x: number): number => {
    if (at.length < 2) return x - at[0];
    const n = Math.max(0, Math.min(at.length - 2, nodeFrom(at, x) - 1));
    return n + (x - at[n]) / (at[n + 1] - at[n]);
  };
  const places = new Float64Array(points.length);
  for (let o = 0; o < places.length; o += 3) {
    const [x, y, z] = [points[o], points[o + 1], points[o + 2]];
    places[o] = of(nodes[0], m[0] * x + m[1] * y + m[2] * z + m[3]);
    places[o + 1] = of(nodes[1], m[4] * x + m[5] * y + m[6] * z + m[7]);
    places[o + 2] = of(nodes[2], m[8] * x + m[9] * y + m[10] * z + m[11]);
  }
  return places;
}
