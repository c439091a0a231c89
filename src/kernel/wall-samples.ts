// How thick a solid is all over its surface, how wide the gaps outside it, and where either is narrow both ways.
// A. Shapira et al., "Consistent Mesh Partitioning and Skeletonisation Using the Shape Diameter Function", 2008 (rays);
// what a ray finds near is then measured to the nearest wall that faces it, so that a leaning triangle does not lengthen it.
import { sampleNumbers, waysAcross } from './across-ways.js';
import { facingWall } from './facing-wall.js';
import { sampleTriangle } from './sample-triangle.js';
import type { TargetSurface } from './target-surface.js';
import { type TreeKernels, withScratch } from './tree-memory.js';

/** Up to where walls and gaps are told, mm. */
export interface WallLimits {
  /** Thinner walls are listed. */
  readonly wall: number;
  /** What is thinner both ways is listed as pins. */
  readonly pin: number;
  readonly gap: number;
  /** What is narrower both ways is listed as holes. */
  readonly hole: number;
}

export interface WallSamplesJob {
  readonly surface: TargetSurface;
  readonly positions: Float32Array;
  /** Slots of the tree: first … end − 1. */
  readonly first: number;
  readonly end: number;
  /** No piece of a triangle that a sample stands for has a longer edge, mm. */
  readonly spacing: number;
  /** Nothing farther away is looked for, mm. */
  readonly reach: number;
  readonly limits: WallLimits;
}

/** Points on the surface, in the order of their slots. */
export interface WallSamples {
  /** Three a sample: LPS, mm; and the unit normal. */
  readonly places: Float32Array;
  readonly normals: Float32Array;
  /** mm², what the sample stands for. */
  readonly areas: Float32Array;
  /** mm, to the opposite wall. */
  readonly widths: Float32Array;
  /** mm, the narrowest way through the middle that is upright on that; Infinity where it was not looked for. */
  readonly across: Float32Array;
}

export interface WallSamplesResult {
  /** One a slot, mm: the thinnest of its samples; Infinity beyond reach. */
  readonly thickness: Float32Array;
  /** mm² by thickness, in bins of `binWidth`; the last one holds what is thicker. */
  readonly histogram: Float64Array;
  readonly walls: WallSamples;
  readonly pins: WallSamples;
  readonly gaps: WallSamples;
  readonly holes: WallSamples;
}

/** Of the histogram, mm. */
export const binWidth = 0.1;

/** Points that are looked at together; a scratch has room for them. */
const batch = 8192;
const inwardAt = 24 * batch;
const outwardAt = 28 * batch;
const stackAt = 32 * batch;

/** What a ray finds within so many limits is measured again: a ray may be 1.4 times too long. */
const doubtful = 1.5;

/** Of each cell of this share of the limit, one sample is looked at both ways; it stands for the others. */
const cellShare = 1 / 6;

/** One job of `measureWalls`. Slots are looked at in their order, whatever the job. */
export function wallSamples(job: WallSamplesJob): WallSamplesResult {
  return withScratch(job.surface.tree, (run, scratch) => lookAt(job, run, scratch));
}

function lookAt(job: WallSamplesJob, run: TreeKernels, scratch: number): WallSamplesResult {
  const { surface, positions, first, end, spacing, reach, limits } = job;
  const { tree } = surface;
  const { buffer } = tree.memory;
  const points = new Float32Array(buffer, scratch, 3 * batch);
  const normals = new Float32Array(buffer, scratch + 12 * batch, 3 * batch);
  const inward = new Float32Array(buffer, scratch + inwardAt, batch);
  const outward = new Float32Array(buffer, scratch + outwardAt, batch);
  const areas = new Float64Array(batch);
  const slots = new Int32Array(batch);
  const thickness = new Float32Array(end - first).fill(Number.POSITIVE_INFINITY);
  const histogram = new Float64Array(Math.ceil(reach / binWidth) + 1);
  const walls: number[] = [];
  const gaps: number[] = [];
  const pins = spread(limits.pin * cellShare);
  const holes = spread(limits.hole * cellShare);
  const out = doubtful * Math.max(limits.gap, limits.hole);
  let count = 0;
  const flush = (): void => {
    run.wallsOf(
      tree.at,
      points.byteOffset,
      normals.byteOffset,
      count,
      reach,
      out,
      inward.byteOffset,
      outward.byteOffset,
      scratch + stackAt,
    );
    for (let i = 0; i < count; i++) {
      const [x, y, z] = [points[3 * i], points[3 * i + 1], points[3 * i + 2]];
      const [nx, ny, nz] = [normals[3 * i], normals[3 * i + 1], normals[3 * i + 2]];
      const area = areas[i];
      let wall = inward[i];
      if (wall < doubtful * limits.wall) wall = facingWall(surface, positions, x, y, z, nx, ny, nz, wall, -1);
      let gap = outward[i];
      if (gap < doubtful * limits.gap) gap = facingWall(surface, positions, x, y, z, nx, ny, nz, gap, 1);
      const slot = slots[i] - first;
      if (wall < thickness[slot]) thickness[slot] = wall;
      histogram[Math.min(histogram.length - 1, Math.floor(wall / binWidth))] += area;
      if (wall < limits.wall) walls.push(x, y, z, nx, ny, nz, area, wall);
      if (gap < limits.gap) gaps.push(x, y, z, nx, ny, nz, area, gap);
      if (wall < limits.pin) pins.add(x, y, z, nx, ny, nz, area, wall);
      if (gap < limits.hole) holes.add(x, y, z, nx, ny, nz, area, gap);
    }
    count = 0;
  };
  for (let slot = first; slot < end; slot++) {
    const n = surface.normals.subarray(3 * slot, 3 * slot + 3);
    if (n[0] === 0 && n[1] === 0 && n[2] === 0) continue;
    sampleTriangle(tree.corners, 9 * slot, spacing, (x, y, z, area) => {
      points[3 * count] = x;
      points[3 * count + 1] = y;
      points[3 * count + 2] = z;
      normals.set(n, 3 * count);
      areas[count] = area;
      slots[count] = slot;
      if (++count === batch) flush();
    });
  }
  if (count > 0) flush();
  const narrowBothWays = (list: readonly number[], side: -1 | 1, limit: number): WallSamples =>
    narrow(
      list,
      waysAcross(list, side, limit, {
        run,
        at: tree.at,
        stack: scratch + stackAt,
        points,
        normals,
        inward,
        outward,
      }),
      limit,
    );
  return {
    thickness,
    histogram,
    walls: samplesOf(walls),
    pins: narrowBothWays(pins.list, -1, limits.pin),
    gaps: samplesOf(gaps),
    holes: narrowBothWays(holes.list, 1, limits.hole),
  };
}

/** A list that takes one sample a cell, and the areas of all others there. */
function spread(cell: number) {
  const list: number[] = [];
  const known = new Map<number, number>();
  const at = (x: number): number => Math.floor(x / cell) + 65536;
  return {
    list,
    add(x: number, y: number, z: number, nx: number, ny: number, nz: number, area: number, width: number) {
      const key = (at(x) * 131072 + at(y)) * 131072 + at(z);
      const there = known.get(key);
      if (there === undefined) {
        known.set(key, list.length);
        list.push(x, y, z, nx, ny, nz, area, width);
      } else list[there + 6] += area;
    },
  };
}

/** Those samples that are narrower than the limit across, too. */
function narrow(list: readonly number[], across: Float32Array, limit: number): WallSamples {
  const kept: number[] = [];
  const widths: number[] = [];
  across.forEach((way, i) => {
    if (way >= limit) return;
    for (let k = 0; k < sampleNumbers; k++) kept.push(list[sampleNumbers * i + k]);
    widths.push(way);
  });
  return samplesOf(kept, widths);
}

function samplesOf(list: readonly number[], across?: readonly number[]): WallSamples {
  const count = list.length / sampleNumbers;
  const samples = {
    places: new Float32Array(3 * count),
    normals: new Float32Array(3 * count),
    areas: new Float32Array(count),
    widths: new Float32Array(count),
    across: new Float32Array(count).fill(Number.POSITIVE_INFINITY),
  };
  for (let i = 0; i < count; i++) {
    const o = sampleNumbers * i;
    for (let k = 0; k < 3; k++) {
      samples.places[3 * i + k] = list[o + k];
      samples.normals[3 * i + k] = list[o + 3 + k];
    }
    samples.areas[i] = list[o + 6];
    samples.widths[i] = list[o + 7];
  }
  if (across) samples.across.set(across);
  return samples;
}
