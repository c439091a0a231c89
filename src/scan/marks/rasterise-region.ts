// Marks the voxels of one region, slice by slice, in a label map that others may share.
import type { Scan } from '../../core/scan.js';
import { type Centres, rasteriseContour, settle, type Window, windowOf } from './rasterise-contour.js';
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
    for (const { u, v } of contours) crossings += rasteriseContour(u, v, across, down, flips);
    if (crossings > mostCrossings) return null;
    const window = windowOf(spanOf(contours, 'u'), spanOf(contours, 'v'), across, down);
    inside += settle(flips, window);
    paint(canvas, id, axis, slice, flips, window);
    flips.fill(0, window.j0 * width, window.j1 * width);
  }
  const slices = [...bySlice.keys()];
  const span =
    slices.reduce((a, b) => Math.max(a, b), 0) - slices.reduce((a, b) => Math.min(a, b), size[axis]) + 1;
  const cut = placed.filter(({ u, v }) => reachesBeyond(u, across) || reachesBeyond(v, down)).length;
  return { inside, slices: slices.length, without: Math.max(0, span - slices.length), cut, crossings };
}

function spanOf(contours: readonly PlacedContour[], along: 'u' | 'v'): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const contour of contours)
    for (const x of contour[along]) {
      if (x < low) low = x;
      if (x > high) high = x;
    }
  return [low, high];
}

function paint(
  { scan, voxels, claimed }: LabelCanvas,
  id: number,
  axis: Axis,
  slice: number,
  marks: Uint8Array,
  { width, i0, i1, j0, j1 }: Window,
): void {
  const [nx, ny] = scan.grid.size;
  const strides = [1, nx, nx * ny];
  const [along, down] = [strides[axis === 0 ? 1 : 0], strides[axis === 2 ? 1 : 2]];
  for (let j = j0; j < j1; j++)
    for (let i = i0, voxel = slice * strides[axis] + j * down + i0 * along; i < i1; i++, voxel += along) {
      if (marks[j * width + i] === 0) continue;
      if (voxels[voxel] === 0) voxels[voxel] = id;
      else if (voxels[voxel] !== id) claimed[Math.floor(voxel / 8)] |= 1 << (voxel & 7);
    }
}

/** Beyond the outer half of the last pixel. */
function reachesBeyond(places: Float64Array, centres: Centres): boolean {
  const last = typeof centres === 'number' ? centres - 1 : centres[centres.length - 1];
  return places.some((x) => x < -0.5 || x > last + 0.5);
}
