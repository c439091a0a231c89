// Marks the voxels of one region, slice by slice, in a label map that others may share.
import type { Scan } from '../core/scan.js';
import { type Centres, rasteriseContour, settle } from './rasterise-contour.js';
import { type Axis, centresOf, type PlacedContour } from './rtstruct-planes.js';

/** A label map that regions are marked in, the lowest number first: who comes first stays. */
export interface LabelCanvas {
  readonly scan: Scan;
  readonly voxels: Int16Array;
  /** A bit for each voxel that a second region claims. */
  readonly claimed: Uint8Array;
}

export interface RasterisedRegion {
  /** Voxels inside its contours, whoever they were given to. */
  readonly inside: number;
  /** Slices that bear a contour, and such between the first and the last that bear none. */
  readonly slices: number;
  readonly without: number;
  /** Contours that reach beyond the slice. */
  readonly cut: number;
  readonly crossings: number;
}

/** `mostCrossings`: gives up, with null, when contours cross more rows than this. */
export function rasteriseRegion(
  canvas: LabelCanvas,
  id: number,
  axis: Axis,
  placed: readonly PlacedContour[],
  mostCrossings: number,
): RasterisedRegion | null {
  const { scan } = canvas;
  const across = centresOf(scan, axis === 0 ? 1 : 0);
  const down = centresOf(scan, axis === 2 ? 1 : 2);
  const { size } = scan.grid;
  const [width, height] = [size[axis === 0 ? 1 : 0], size[axis === 2 ? 1 : 2]];
  const flips = new Uint8Array(width * height);
  const bySlice = new Map<number, PlacedContour[]>();
  for (const contour of placed) {
    const kin = bySlice.get(contour.slice);
    if (kin === undefined) bySlice.set(contour.slice, [contour]);
    else kin.push(contour);
  }
  let [inside, crossings] = [0, 0];
  for (const [slice, contours] of bySlice) {
    flips.fill(0);
    for (const { u, v } of contours) crossings += rasteriseContour(u, v, across, down, flips);
    if (crossings > mostCrossings) return null;
    inside += settle(flips, width);
    paint(canvas, id, axis, slice, flips);
  }
  const slices = [...bySlice.keys()];
  const span =
    slices.reduce((a, b) => Math.max(a, b), 0) - slices.reduce((a, b) => Math.min(a, b), size[axis]) + 1;
  const cut = placed.filter(({ u, v }) => reachesBeyond(u, across) || reachesBeyond(v, down)).length;
  return { inside, slices: slices.length, without: Math.max(0, span - slices.length), cut, crossings };
}

function paint(
  { scan, voxels, claimed }: LabelCanvas,
  id: number,
  axis: Axis,
  slice: number,
  marks: Uint8Array,
): void {
  const [nx, ny] = scan.grid.size;
  const strides = [1, nx, nx * ny];
  const [along, down] = [strides[axis === 0 ? 1 : 0], strides[axis === 2 ? 1 : 2]];
  const width = scan.grid.size[axis === 0 ? 1 : 0];
  for (let p = 0; p < marks.length; p++) {
    if (marks[p] === 0) continue;
    const column = p % width;
    const voxel = slice * strides[axis] + column * along + ((p - column) / width) * down;
    if (voxels[voxel] === 0) voxels[voxel] = id;
    else if (voxels[voxel] !== id) claimed[voxel >> 3] |= 1 << (voxel & 7);
  }
}

/** Beyond the outer half of the last pixel. */
function reachesBeyond(places: Float64Array, centres: Centres): boolean {
  const last = typeof centres === 'number' ? centres - 1 : centres[centres.length - 1];
  return places.some((x) => x < -0.5 || x > last + 0.5);
}
