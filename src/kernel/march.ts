// Marching cubes over one slab: the mask's bits decide the topology, the grey values where between voxels it lies.
// W. E. Lorensen, H. E. Cline, "Marching Cubes: A High Resolution 3D Surface Construction Algorithm", 1987.
import type { Bits } from '../core/bits.js';
import { type Affine, determinant } from '../core/grid.js';
import { append, type Growing } from './growing.js';
import type { MarchMemory } from './march-memory.js';
import type { Clip } from './scan-faces.js';

/**
 * One slab's surface. Vertices stand in this order: those in the slab's lowest plane (the same, in the same order, as
 * the previous slab's highest), the rest, those in its highest plane from index `top` to `centres`, then loop centres.
 */
export interface SlabSurface {
  readonly positions: Float32Array;
  readonly triangles: Uint32Array;
  /** Number of vertices in the lowest plane. */
  readonly bottom: number;
  readonly top: number;
  readonly centres: number;
}

/** The number of a loop's centre until all vertices have theirs. */
const centreMark = 2 ** 31;

/** Bits of plane k of the mask, shifted by one to make room for the border: column 0 and nx + 1 are outside. */
function paddedPlane(inside: Bits, k: number, into: Uint32Array, words: number): void {
  into.fill(0);
  const [, ny, nz] = inside.size;
  if (k < 0 || k >= nz) return;
  for (let j = 0; j < ny; j++) {
    const from = (k * ny + j) * inside.wordsPerRow;
    const to = (j + 1) * words;
    let carry = 0;
    for (let w = 0; w < inside.wordsPerRow; w++) {
      const word = inside.words[from + w];
      into[to + w] = (word << 1) | carry;
      carry = word >>> 31;
    }
    if (inside.wordsPerRow < words) into[to + inside.wordsPerRow] = carry;
  }
}

/** Each loop's centre is the mean of its vertices. */
function centresOf(loops: Growing<Uint32Array>, points: Float32Array, count: number): Float32Array {
  const centres = new Float32Array(3 * count);
  let at = 0;
  for (let n = 0; n < count; n++) {
    const size = loops.data[at++];
    for (let d = 0; d < 3; d++) {
      let sum = 0;
      for (let e = 0; e < size; e++) sum += points[3 * loops.data[at + e] + d];
      centres[3 * n + d] = sum / size;
    }
    at += size;
  }
  return centres;
}

/**
 * Surface of the cube layers [c0, c1): layer c lies between slices c − 1 and c of the grid (slices −1 and nz are
 * outside). `memory` holds the heights of slices c0 − 1 … c1 − 1 as far as the grid has them, first of them `k0`:
 * positive where the grey value is inside. Read are those at the corners of cubes that the surface goes through. The sign
 * that counts is the mask's. mm LPS; triangles face outward on any affine. Where `clip` is given, an edge that leaves the
 * scan is cut at the scan's face.
 */
export function march(
  memory: MarchMemory,
  k0: number,
  inside: Bits,
  affine: Affine,
  c0: number,
  c1: number,
  clip: Clip | null = null,
): SlabSurface {
  const { wasm, places, rows, learn } = memory;
  const { run } = wasm;
  const { buffer } = wasm.bytes();
  const [nx, ny, nz] = inside.size;
  const [px, py] = [nx + 2, ny + 2];
  const words = (px + 31) >> 5;
  const points: Growing<Float32Array> = { data: new Float32Array(3 << 12), length: 0 };
  const faces: Growing<Uint32Array> = { data: new Uint32Array(3 << 12), length: 0 };
  const loops: Growing<Uint32Array> = { data: new Uint32Array(1 << 6), length: 0 };
  let centres = 0;
  const plane = (address: number): Uint32Array => new Uint32Array(buffer, address, words * py);
  let [low, high] = places.bits;
  let [lowX, lowY] = places.low;
  let [highX, highY] = places.high;

  const planeEdges = (bits: number, c: number, onX: number, onY: number): void => {
    const count = run.crossPlane(bits, c, onX, onY, points.length / 3, places.points);
    append(points, buffer, places.points, 3 * count);
  };
  const uprightEdges = (c: number): void => {
    const count = run.crossUpright(low, high, c, places.upright, points.length / 3, places.points);
    append(points, buffer, places.points, 3 * count);
  };
  const layer = (c: number): void => {
    new Uint32Array(buffer, places.planes, 5).set([lowX, lowY, highX, highY, places.upright]);
    for (let j0 = 0; j0 < py - 1; j0 += rows) {
      const j1 = Math.min(py - 1, j0 + rows);
      const go = (to: number, again: boolean): number =>
        run.marchLayer(low, high, c, places.planes, j0, j1, to, places.loops, centres, again);
      let end = go(places.triangles, false);
      for (let key = run.missingCase(); key >= 0; key = run.missingCase()) {
        learn(key);
        end = go(end, true);
      }
      append(faces, buffer, places.triangles, (end - places.triangles) / 4);
      const found = (run.marchedCentres() - places.loops) / 4;
      const before = loops.length;
      append(loops, buffer, places.loops, found);
      for (let at = before; at < loops.length; at += 1 + loops.data[at]) centres++;
    }
  };

  const cut = clip === null ? [0] : [1, ...clip.numbers];
  new Float64Array(buffer, places.frame, 12 + cut.length).set([...affine, ...cut]);
  run.marchBegin(places.frame, places.heights, places.cases, nx, ny, nz, k0, determinant(affine) < 0);
  paddedPlane(inside, c0 - 1, plane(low), words);
  planeEdges(low, c0, lowX, lowY);
  const bottom = points.length / 3;
  let top = bottom;
  for (let c = c0; c < c1; c++) {
    paddedPlane(inside, c, plane(high), words);
    uprightEdges(c);
    top = points.length / 3;
    planeEdges(high, c + 1, highX, highY);
    layer(c);
    [low, high] = [high, low];
    [lowX, highX] = [highX, lowX];
    [lowY, highY] = [highY, lowY];
  }
  const firstCentre = points.length / 3;
  const positions = new Float32Array(points.length + 3 * centres);
  positions.set(points.data.subarray(0, points.length));
  positions.set(centresOf(loops, positions, centres), points.length);
  const triangles = faces.data.slice(0, faces.length);
  if (centres > 0)
    for (let t = 0; t < triangles.length; t++)
      if (triangles[t] >= centreMark) triangles[t] = firstCentre + (triangles[t] - centreMark);
  return { positions, triangles, bottom, top, centres: firstCentre };
}
