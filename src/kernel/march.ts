// Marching cubes over one slab: the mask's bits decide the topology, the grey values where between voxels it lies.
// W. E. Lorensen, H. E. Cline, "Marching Cubes: A High Resolution 3D Surface Construction Algorithm", 1987.
import type { Bits } from '../core/bits.js';
import { type Affine, determinant } from '../core/grid.js';
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

/** One array of what came in pieces. */
function joined<T extends Float32Array | Uint32Array>(pieces: readonly T[], into: T): T {
  let at = 0;
  for (const piece of pieces) {
    into.set(piece, at);
    at += piece.length;
  }
  return into;
}

/** Each loop's centre is the mean of its vertices: put into `positions`, from vertex `centre` on. */
function addCentres(loops: readonly Uint32Array[], positions: Float32Array, centre: number): void {
  let v = centre;
  for (const some of loops)
    for (let at = 0; at < some.length; v++) {
      const size = some[at++];
      for (let d = 0; d < 3; d++) {
        let sum = 0;
        for (let e = 0; e < size; e++) sum += positions[3 * some[at + e] + d];
        positions[3 * v + d] = sum / size;
      }
      at += size;
    }
}

/** Loops are told one after the other: how many vertices, then these. */
function loopsIn(some: Uint32Array): number {
  let count = 0;
  for (let at = 0; at < some.length; at += 1 + some[at]) count++;
  return count;
}

/**
 * Surface of the cube layers [c0, c1): layer c lies between slices c − 1 and c of the grid (slices −1 and nz are
 * outside). `memory` holds the heights of slices c0 − 1 … c1 − 1 as far as the grid has them, first of them `k0`:
 * positive where the grey value is inside. Read are those at the corners of cubes that the surface goes through. The sign
 * that counts is the mask's. mm LPS; triangles face outward on any affine. Where `clip` is given, an edge that leaves the
 * scan is cut at the scan's face. `settle` may move the vertices along their edges (x, y, z each, mm).
 */
export function march(
  memory: MarchMemory,
  k0: number,
  inside: Bits,
  affine: Affine,
  c0: number,
  c1: number,
  clip: Clip | null = null,
  settle: (places: Float32Array) => void = () => {},
): SlabSurface {
  const { wasm, places, rows, learn } = memory;
  const { run } = wasm;
  const { buffer } = wasm.bytes();
  const [nx, ny, nz] = inside.size;
  const [px, py] = [nx + 2, ny + 2];
  const words = (px + 31) >> 5;
  const points: Float32Array[] = [];
  const corners: Uint32Array[] = [];
  const loops: Uint32Array[] = [];
  let vertices = 0;
  let centres = 0;
  const plane = (address: number): Uint32Array => new Uint32Array(buffer, address, words * py);
  let [low, high] = places.bits;
  let [lowX, lowY] = places.low;
  let [highX, highY] = places.high;

  const takePoints = (count: number): void => {
    points.push(new Float32Array(buffer, places.points, 3 * count).slice());
    vertices += count;
  };
  const wordsFrom = (from: number, end: number): Uint32Array =>
    new Uint32Array(buffer, from, (end - from) / 4).slice();
  const planeEdges = (bits: number, c: number, onX: number, onY: number): void => {
    const count = run.crossPlane(bits, c, onX, onY, vertices, places.points);
    takePoints(count);
  };
  const uprightEdges = (c: number): void => {
    const count = run.crossUpright(low, high, c, places.upright, vertices, places.points);
    takePoints(count);
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
      corners.push(wordsFrom(places.triangles, end));
      const some = wordsFrom(places.loops, run.marchedCentres());
      loops.push(some);
      centres += loopsIn(some);
    }
  };

  const cut = clip === null ? [0] : [1, ...clip.numbers];
  new Float64Array(buffer, places.frame, 12 + cut.length).set([...affine, ...cut]);
  run.marchBegin(places.frame, places.heights, places.cases, nx, ny, nz, k0, determinant(affine) < 0);
  paddedPlane(inside, c0 - 1, plane(low), words);
  planeEdges(low, c0, lowX, lowY);
  const bottom = vertices;
  let top = bottom;
  for (let c = c0; c < c1; c++) {
    paddedPlane(inside, c, plane(high), words);
    uprightEdges(c);
    top = vertices;
    planeEdges(high, c + 1, highX, highY);
    layer(c);
    [low, high] = [high, low];
    [lowX, highX] = [highX, lowX];
    [lowY, highY] = [highY, lowY];
  }
  const positions = joined(points, new Float32Array(3 * (vertices + centres)));
  settle(positions.subarray(0, 3 * vertices));
  addCentres(loops, positions, vertices);
  const triangles = joined(corners, new Uint32Array(corners.reduce((sum, { length }) => sum + length, 0)));
  if (centres > 0)
    for (let t = 0; t < triangles.length; t++)
      if (triangles[t] >= centreMark) triangles[t] = vertices + (triangles[t] - centreMark);
  return { positions, triangles, bottom, top, centres: vertices };
}
