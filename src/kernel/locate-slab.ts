// What the scan shows around each vertex beside what it would show if the structure ended at the mesh.
// The blurred structure is rendered from its surface alone: by the divergence theorem a voxel's share of the structure is
// an integral over the triangles of the blur's own antiderivative along the rows.
import { acrossSlices, type Blur } from '../core/blur.js';
import type { CutPlane } from '../core/mesh.js';
import { locateWindow, reachOf, type Window } from './locate-window.js';
import { cumulative, density, type Profile } from './profile.js';
import { restoreCut } from './restore-cut.js';
import type { ScanLattice } from './scan-lattice.js';
import { type MeasuredSurface, pointNumbers, surfacePoints, verticesNear } from './surface-points.js';
import { type WasmInstance, wasmInstance } from './wasm.js';

/** What is gathered for a vertex: see `Seen`. */
export const seenNumbers = 17;

/**
 * Indices into the numbers of a vertex. Means over its surroundings, each voxel weighted by the blur around the vertex:
 * value, share of the structure 0…1, their products, and how strongly the share answers to a move of the surface (1/mm).
 * Then, over wider surroundings and voxels that are nearly all structure or nearly all surroundings, the sums that the
 * levels of both are fitted by. All 0 where the scan has no voxels.
 */
export const Seen = {
  weight: 0,
  value: 1,
  share: 2,
  valueValue: 3,
  valueShare: 4,
  shareShare: 5,
  answer: 6,
  outOut: 7,
  outIn: 8,
  inIn: 9,
  outValue: 10,
  inValue: 11,
  /** From here on the five numbers of the levels again, over surroundings not wider than they must be. */
  tight: 12,
} as const;

/** The surface is in the frame of the lattice: mm along its axes, from its origin; over shared memory. */
export interface LocateJob extends MeasuredSurface {
  readonly lattice: ScanLattice;
  readonly blur: Blur;
  /** Where the structure was cut off, though it goes on. */
  readonly cuts: readonly CutPlane[];
  /** The vertices nearest to slices k0 ≤ k < k1 are looked at. */
  readonly k0: number;
  readonly k1: number;
  /** Whether the answer is found too; it hardly changes while the surface moves, and takes as long as the share. */
  readonly answers: boolean;
  /** Written to: seenNumbers a vertex. */
  readonly seen: Float32Array;
}

/** Levels are looked for so many times as wide as the blur; and, where they change with depth, as near as that. */
const wide = 2.2;
const tight = 0.5;
/** A longer edge of a triangle, in the least sigma, is divided before it is rendered. */
const longestEdge = 2.4;
/** Points, and vertices, that are handed over at once. */
const batch = 4096;

let own: WasmInstance | undefined;

export function locateSlab(job: LocateJob): null {
  const vertices = verticesIn(job, ownHeights(job.lattice.heights, job.k0, job.k1));
  if (vertices.length === 0) return null;
  own ??= wasmInstance();
  const layout = layOut(own, job, locateWindow(job.lattice, job.blur, job.positions, vertices));
  if (layout.nx > 0 && layout.ny > 0 && layout.nz > 0) render(own, job, layout);
  look(own, job, layout, vertices);
  return null;
}

/** Half-way to the slices before and after. */
function ownHeights(heights: Float64Array, k0: number, k1: number): readonly [number, number] {
  const low = k0 === 0 ? Number.NEGATIVE_INFINITY : (heights[k0 - 1] + heights[k0]) / 2;
  const high = k1 === heights.length ? Number.POSITIVE_INFINITY : (heights[k1 - 1] + heights[k1]) / 2;
  return [low, high];
}

function verticesIn(job: LocateJob, heights: readonly [number, number]): Uint32Array {
  const { positions } = job;
  const [low, high] = heights;
  let most = 0;
  verticesNear(job, heights, (from, to) => {
    most += to - from;
  });
  let count = 0;
  const found = new Uint32Array(most);
  verticesNear(job, heights, (from, to) => {
    for (let v = from; v < to; v++)
      if (positions[3 * v + 2] >= low && positions[3 * v + 2] < high) found[count++] = v;
  });
  return found.subarray(0, count);
}

/** Where everything lies in the instance's memory (byte addresses), of a window of nx × ny × nz voxels. */
interface Layout {
  readonly window: Window;
  readonly nx: number;
  readonly ny: number;
  readonly nz: number;
  /** Columns that a point reaches, at most. */
  readonly most: number;
  readonly frame: number;
  readonly heights: number;
  readonly below: number;
  readonly across: number;
  readonly through: number;
  readonly wideAcross: number;
  readonly wideThrough: number;
  readonly tightAcross: number;
  readonly tightThrough: number;
  readonly scratch: number;
  /** Of points or vertices. */
  readonly batch: number;
  readonly bases: number;
  readonly out: number;
  readonly touched: number;
  readonly share: number;
  readonly answer: number;
  readonly voxels: number;
}

const frameNumbers = 6;
/** Numbers of a vector: whole ones reach so far beyond the last. */
const vector = 4;
/** A table's head, bytes: see assembly/locate.ts. */
const tableHead = 8;

function layOut(instance: WasmInstance, { lattice, blur, answers }: LocateJob, window: Window): Layout {
  const { heights, steps, lean } = lattice;
  const { i0, i1, j0, j1, k0, k1 } = window;
  const [nx, ny, nz] = [i1 - i0, j1 - j0, k1 - k0];
  const [ra, rz] = reachOf(blur);
  const margin = Math.max(...steps);
  const tables = [
    cumulative(blur.inPlane, ra + margin),
    density(blur.inPlane, 0, ra + margin),
    density(blur.throughPlane, blur.sliceBox, rz),
    density(wide * blur.inPlane, 0, ra + margin),
    density(wide * acrossSlices(blur), 0, rz),
    cleared(density(tight * blur.inPlane, 0, ra + margin)),
    cleared(density(tight * acrossSlices(blur), 0, rz)),
  ];
  const most = 4 * Math.ceil((Math.ceil((2 * ra) / Math.min(...steps)) + 4) / 4);
  const voxels = nx * ny * nz;
  const places = instance.take([
    8 * frameNumbers,
    8 * nz,
    ...tables.map(({ values }) => tableHead + 4 * values.length),
    12 * most,
    8 * pointNumbers * batch,
    4 * batch,
    4 * seenNumbers * batch,
    8 * ny * nz,
    4 * voxels,
    answers ? 4 * voxels : 0,
    4 * voxels,
  ]);
  const { buffer } = instance.bytes();
  new Float64Array(buffer, places[0], frameNumbers).set([...steps, ...lean, ra, rz]);
  new Float64Array(buffer, places[1], nz).set(heights.subarray(k0, k1));
  tables.forEach((table, n) => {
    store(buffer, places[2 + n], table);
  });
  const [frame, slices, below, across, through, wideAcross, wideThrough, ...more] = places;
  const [tightAcross, tightThrough, scratch, points, bases, out, touched, share, answer, values] = more;
  return {
    ...{ window, nx, ny, nz, most, frame, heights: slices, below, across, through, wideAcross, wideThrough },
    ...{ tightAcross, tightThrough },
    ...{ scratch, batch: points, bases, out, touched, share, answer: answers ? answer : 0, voxels: values },
  };
}

/** Far out it is 0: products of what is left there would be too small for fast arithmetic. */
const cleared = (table: Profile): Profile => ({
  ...table,
  values: table.values.map((value) => (value < 1e-4 * table.values[table.middle] ? 0 : value)),
});

function store(buffer: ArrayBufferLike, at: number, { values, perMm, middle }: Profile): void {
  new Float32Array(buffer, at, 1)[0] = perMm;
  new Int32Array(buffer, at + 4, 1)[0] = middle;
  new Float32Array(buffer, at + tableHead, values.length).set(values);
}

/** The share of each voxel in the window that is structure, and how strongly that answers to the surface. */
function render({ run, bytes }: WasmInstance, job: LocateJob, layout: Layout): void {
  const { lattice, blur, cuts } = job;
  const {
    window,
    nx,
    ny,
    nz,
    most,
    frame,
    heights,
    below,
    across,
    through,
    scratch,
    touched,
    share,
    answer,
  } = layout;
  const { buffer } = bytes();
  const voxels = nx * ny * nz;
  new Float32Array(buffer, share, voxels + vector).fill(0);
  if (answer > 0) new Float32Array(buffer, answer, voxels + vector).fill(0);
  new Float32Array(buffer, layout.voxels, voxels + vector).fill(0);
  const marks = new Uint32Array(buffer, touched, 2 * ny * nz);
  for (let row = 0; row < marks.length; row += 2) marks.set([nx, 0], row);
  const points = new Float64Array(buffer, layout.batch, pointNumbers * batch);
  const [left, front] = [window.i0 * lattice.steps[0], window.j0 * lattice.steps[1]];
  const [, rz] = reachOf(blur);
  const slices = lattice.heights;
  const reached = [slices[window.k0] - rz, slices[window.k1 - 1] + rz] as const;
  const longest = longestEdge * Math.min(blur.inPlane, acrossSlices(blur));
  surfacePoints(job, reached, longest, {
    points,
    flush: (count) => {
      for (let o = 0; o < pointNumbers * count; o += pointNumbers) {
        points[o] -= left;
        points[o + 1] -= front;
      }
      // biome-ignore format: places, window, tables, results
      run.splatPoints(
        layout.batch, count, frame, heights, nx, ny, nz,
        below, across, through, scratch, most, share, answer, touched,
      );
    },
  });
  run.sumRows(share, nx, ny * nz, touched);
  for (const cut of cuts) restoreCut(cut, lattice, blur, window, new Float32Array(buffer, share, voxels));
  copyVoxels(lattice, window, marks, new Float32Array(buffer, layout.voxels, voxels));
}

/** Of each row what was touched. */
function copyVoxels(
  { voxels, strides }: ScanLattice,
  { i0, i1, j0, j1, k0, k1 }: Window,
  touched: Uint32Array,
  into: Float32Array,
): void {
  const nx = i1 - i0;
  let row = 0;
  for (let k = k0; k < k1; k++)
    for (let j = j0; j < j1; j++, row++) {
      const to = Math.min(nx, touched[2 * row + 1] + vector);
      let from = (i0 + touched[2 * row]) * strides[0] + j * strides[1] + k * strides[2];
      for (let i = touched[2 * row]; i < to; i++, from += strides[0]) into[nx * row + i] = voxels[from];
    }
}

/** Gathers what each of the vertices sees. */
function look(instance: WasmInstance, job: LocateJob, layout: Layout, vertices: Uint32Array): void {
  const { lattice, positions: p, seen } = job;
  const { window, nx, ny, nz, most, frame, heights, across, through, wideAcross, wideThrough } = layout;
  const { tightAcross, tightThrough } = layout;
  const { buffer } = instance.bytes();
  const places = new Float64Array(buffer, layout.batch, 3 * batch);
  const bases = new Float32Array(buffer, layout.bases, batch);
  const out = new Float32Array(buffer, layout.out, seenNumbers * batch);
  const [left, front] = [window.i0 * lattice.steps[0], window.j0 * lattice.steps[1]];
  for (let first = 0; first < vertices.length; first += batch) {
    const count = Math.min(batch, vertices.length - first);
    for (let n = 0; n < count; n++) {
      const o = 3 * vertices[first + n];
      places[3 * n] = p[o] - left;
      places[3 * n + 1] = p[o + 1] - front;
      places[3 * n + 2] = p[o + 2];
      bases[n] = valueNear(lattice, p, o);
    }
    // biome-ignore format: places, window, tables, results
    instance.run.lookAround(
      layout.batch, count, frame, heights, nx, ny, nz,
      across, through, wideAcross, wideThrough, tightAcross, tightThrough, layout.scratch, most,
      layout.voxels, layout.share, layout.answer, layout.bases, layout.out,
    );
    for (let n = 0; n < count; n++)
      finish(out, seenNumbers * n, bases[n], seen, seenNumbers * vertices[first + n], job.answers);
  }
}

/** Sums are taken of differences from it: squares of values far from 0 would not leave single precision enough. */
function valueNear(
  { voxels, size, strides, steps, heights, lean }: ScanLattice,
  p: Float64Array,
  o: number,
): number {
  const last = size[2] - 1;
  const k = Math.round((last * (p[o + 2] - heights[0])) / (heights[last] - heights[0]));
  const slice = Math.min(last, Math.max(0, k));
  let at = slice * strides[2];
  for (let d = 0; d < 2; d++) {
    const along = Math.round((p[o + d] - lean[d] * heights[slice]) / steps[d]);
    at += Math.min(size[d] - 1, Math.max(0, along)) * strides[d];
  }
  return voxels[at];
}

/** Means of the sums, and values whole again. */
function finish(
  sums: Float32Array,
  s: number,
  base: number,
  seen: Float32Array,
  o: number,
  answers: boolean,
): void {
  const weight = sums[s + Seen.weight];
  seen[o + Seen.weight] = weight;
  if (!(weight > 0)) return;
  const value = sums[s + Seen.value] / weight;
  const share = sums[s + Seen.share] / weight;
  seen[o + Seen.value] = value + base;
  seen[o + Seen.share] = share;
  seen[o + Seen.valueValue] = sums[s + Seen.valueValue] / weight + base * (2 * value + base);
  seen[o + Seen.valueShare] = sums[s + Seen.valueShare] / weight + base * share;
  seen[o + Seen.shareShare] = sums[s + Seen.shareShare] / weight;
  if (answers) seen[o + Seen.answer] = sums[s + Seen.answer] / weight;
  for (let from: number = Seen.outOut; from <= Seen.tight; from += Seen.tight - Seen.outOut) {
    const [outOut, outIn, inIn] = [sums[s + from], sums[s + from + 1], sums[s + from + 2]];
    seen[o + from] = outOut;
    seen[o + from + 1] = outIn;
    seen[o + from + 2] = inIn;
    // Structure and surroundings are the whole of a voxel.
    seen[o + from + 3] = sums[s + from + 3] + base * (outOut + outIn);
    seen[o + from + 4] = sums[s + from + 4] + base * (outIn + inIn);
  }
}
