// The slow oracle of the marching cubes kernel: the same rules in plain loops, one cube at a time.
import type { Bits } from '../../src/core/bits.js';
import type { Affine } from '../../src/core/grid.js';
import { ambiguousFaces, type CubeCase, cubeCase, faceCorners } from '../../src/kernel/cube-cases.js';
import type { SlabSurface } from '../../src/kernel/march.js';
import type { Clip } from '../../src/kernel/scan-faces.js';

/**
 * A vertex keeps this share of an edge's length away from both ends, so that no two vertices of neighbouring edges
 * fall together in float32. At 0.5 mm it moves a vertex by at most 0.5 µm.
 */
const clearance = 0.001;

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

/** mm; so far outside a voxel still lies on the scan's face. */
const onFace = 1e-3;

type Point = readonly [number, number, number];

/** Where the edge from padded point `a` to `b` leaves the scan, its inner end being the one that is inside; else −1. */
function faceAt(clip: Clip, a: Point, b: Point, startIn: boolean): number {
  const from = clip.depth(a[0] - 1, a[1] - 1, a[2] - 1);
  const to = clip.depth(b[0] - 1, b[1] - 1, b[2] - 1);
  const [inner, outer] = startIn ? [from, to] : [to, from];
  if (inner < -onFace || outer >= -onFace) return -1;
  const share = Math.max(0, inner) / (Math.max(0, inner) - outer);
  return startIn ? share : 1 - share;
}

/** Lowest set bit's place; x ≠ 0. */
const lowest = (x: number): number => 31 - Math.clz32(x & -x);

/**
 * Surface of the cube layers [c0, c1): layer c lies between slices c − 1 and c of the grid (slices −1 and nz are
 * outside). `heights` holds slices c0 − 1 … c1 − 1 as far as the grid has them, first of them `k0`: positive where the
 * grey value is inside. The sign that counts is the mask's. mm LPS; triangles face outward on any affine. Where `clip` is
 * given, an edge that leaves the scan is cut at the scan's face.
 */
export function slowMarch(
  heights: Float32Array,
  k0: number,
  inside: Bits,
  affine: Affine,
  mirrored: boolean,
  c0: number,
  c1: number,
  clip: Clip | null = null,
): SlabSurface {
  const [nx, ny, nz] = inside.size;
  const px = nx + 2;
  const py = ny + 2;
  const words = (px + 31) >> 5;
  const points: number[] = [];
  const faces: number[] = [];
  const centres: number[] = [];
  const centreMark = 2 ** 31;
  let low = new Uint32Array(words * py);
  let high = new Uint32Array(words * py);
  // Vertex on the x- and y-edge that starts at each point of the lower and upper plane, and on the z-edge between.
  let lowX = new Uint32Array(px * py);
  let lowY = new Uint32Array(px * py);
  let highX = new Uint32Array(px * py);
  let highY = new Uint32Array(px * py);
  const upright = new Uint32Array(px * py);

  /** Height at padded point (i, j, c) with the mask's sign; beyond the grid minus infinity's stand-in is never read. */
  const height = (i: number, j: number, c: number, isIn: boolean): number => {
    const h = heights[((c - 1 - k0) * ny + (j - 1)) * nx + (i - 1)];
    return isIn ? Math.max(h, 1e-6) : Math.min(h, -1e-6);
  };
  const within = (i: number, j: number, c: number): boolean =>
    i > 0 && j > 0 && c > 0 && i <= nx && j <= ny && c <= nz;

  const place = (i: number, j: number, k: number, list: number[]): number => {
    const at = list.length;
    list[at] = Math.fround(affine[0] * i + affine[1] * j + affine[2] * k + affine[3]);
    list[at + 1] = Math.fround(affine[4] * i + affine[5] * j + affine[6] * k + affine[7]);
    list[at + 2] = Math.fround(affine[8] * i + affine[9] * j + affine[10] * k + affine[11]);
    return at / 3;
  };
  /** Vertex on the edge from padded point (i, j, c) along an axis; `startIn`: its start is inside. */
  const cross = (i: number, j: number, c: number, axis: number, startIn: boolean): number => {
    const [p, q, r] = [i + (axis === 0 ? 1 : 0), j + (axis === 1 ? 1 : 0), c + (axis === 2 ? 1 : 0)];
    const face = clip === null ? -1 : faceAt(clip, [i, j, c], [p, q, r], startIn);
    let t = 0.5;
    if (face >= 0) t = Math.min(1 - clearance, Math.max(clearance, face));
    else if (within(i, j, c) && within(p, q, r)) {
      const a = height(i, j, c, startIn);
      t = a / (a - height(p, q, r, !startIn));
      t = Math.min(1 - clearance, Math.max(clearance, t));
    }
    return place(i - 1 + (p - i) * t, j - 1 + (q - j) * t, c - 1 + (r - c) * t, points);
  };

  const planeEdges = (bits: Uint32Array, c: number, onX: Uint32Array, onY: Uint32Array): void => {
    for (let j = 0; j < py; j++)
      for (let w = 0; w < words; w++) {
        const row = bits[j * words + w];
        const ahead = (row >>> 1) | (w + 1 < words ? bits[j * words + w + 1] << 31 : 0);
        const beside = j + 1 < py ? bits[(j + 1) * words + w] : 0;
        for (let x = row ^ ahead; x !== 0; x &= x - 1) {
          const b = lowest(x);
          onX[j * px + 32 * w + b] = cross(32 * w + b, j, c, 0, ((row >>> b) & 1) === 1);
        }
        for (let y = row ^ beside; y !== 0; y &= y - 1) {
          const b = lowest(y);
          onY[j * px + 32 * w + b] = cross(32 * w + b, j, c, 1, ((row >>> b) & 1) === 1);
        }
      }
  };

  const uprightEdges = (c: number): void => {
    for (let j = 0; j < py; j++)
      for (let w = 0; w < words; w++) {
        const row = low[j * words + w];
        for (let z = row ^ high[j * words + w]; z !== 0; z &= z - 1) {
          const b = lowest(z);
          upright[j * px + 32 * w + b] = cross(32 * w + b, j, c, 2, ((row >>> b) & 1) === 1);
        }
      }
  };

  const joinedFaces = (pattern: number, i: number, j: number, c: number): number => {
    let joined = 0;
    for (let face = 0; face < 6; face++) {
      if (((ambiguousFaces[pattern] >> face) & 1) === 0) continue;
      const corners = faceCorners[face];
      const isIn = (n: number): boolean => ((pattern >> corners[n]) & 1) === 1;
      const at = (n: number): number => {
        const [a, b, d] = [i + (corners[n] & 1), j + ((corners[n] >> 1) & 1), c + (corners[n] >> 2)];
        return within(a, b, d) ? height(a, b, d, isIn(n)) : -1e6;
      };
      // The saddle of the bilinear face is inside when the product of the inside heights is the larger one.
      const [even, odd] = [at(0) * at(2), at(1) * at(3)];
      if (isIn(0) ? even > odd : odd > even) joined |= 1 << face;
    }
    return joined;
  };

  const edgeVertex = (edge: number, i: number, j: number): number => {
    const [p, q] = [edge & 1, (edge >> 1) & 1];
    if (edge < 4) return (q ? highX : lowX)[(j + p) * px + i];
    if (edge < 8) return (q ? highY : lowY)[j * px + i + p];
    return upright[(j + q) * px + i + p];
  };

  const emit = (cube: CubeCase, i: number, j: number): void => {
    const firstCentre = centres.length / 3;
    for (const loop of cube.centres) {
      const sum = [0, 0, 0];
      for (const edge of loop) {
        const v = 3 * edgeVertex(edge, i, j);
        for (let d = 0; d < 3; d++) sum[d] += points[v + d];
      }
      for (let d = 0; d < 3; d++) centres.push(sum[d] / loop.length);
    }
    const vertex = (point: number): number =>
      point < 12 ? edgeVertex(point, i, j) : centreMark + firstCentre + (point - 12);
    for (let t = 0; t < cube.triangles.length; t += 3) {
      const [a, b, d] = [
        vertex(cube.triangles[t]),
        vertex(cube.triangles[t + 1]),
        vertex(cube.triangles[t + 2]),
      ];
      faces.push(a);
      faces.push(mirrored ? d : b);
      faces.push(mirrored ? b : d);
    }
  };

  const layer = (c: number): void => {
    for (let j = 0; j + 1 < py; j++)
      for (let w = 0; w < words; w++) {
        const at = j * words + w;
        const last = w + 1 === words;
        const p0 = low[at];
        const p2 = low[at + words];
        const p4 = high[at];
        const p6 = high[at + words];
        const p1 = (p0 >>> 1) | (last ? 0 : low[at + 1] << 31);
        const p3 = (p2 >>> 1) | (last ? 0 : low[at + words + 1] << 31);
        const p5 = (p4 >>> 1) | (last ? 0 : high[at + 1] << 31);
        const p7 = (p6 >>> 1) | (last ? 0 : high[at + words + 1] << 31);
        let active = (p0 | p1 | p2 | p3 | p4 | p5 | p6 | p7) & ~(p0 & p1 & p2 & p3 & p4 & p5 & p6 & p7);
        for (; active !== 0; active &= active - 1) {
          const b = lowest(active);
          const bit = (row: number, place: number): number => ((row >>> b) & 1) << place;
          const pattern =
            bit(p0, 0) |
            bit(p1, 1) |
            bit(p2, 2) |
            bit(p3, 3) |
            bit(p4, 4) |
            bit(p5, 5) |
            bit(p6, 6) |
            bit(p7, 7);
          const i = 32 * w + b;
          const joined = ambiguousFaces[pattern] === 0 ? 0 : joinedFaces(pattern, i, j, c);
          emit(cubeCase(pattern, joined), i, j);
        }
      }
  };

  paddedPlane(inside, c0 - 1, low, words);
  planeEdges(low, c0, lowX, lowY);
  const bottom = points.length / 3;
  let top = bottom;
  for (let c = c0; c < c1; c++) {
    paddedPlane(inside, c, high, words);
    uprightEdges(c);
    top = points.length / 3;
    planeEdges(high, c + 1, highX, highY);
    layer(c);
    [low, high] = [high, low];
    [lowX, highX] = [highX, lowX];
    [lowY, highY] = [highY, lowY];
  }
  const firstCentre = points.length / 3;
  const positions = Float32Array.from(points.concat(centres));
  const triangles = Uint32Array.from(faces, (v) => (v >= centreMark ? firstCentre + (v - centreMark) : v));
  return { positions, triangles, bottom, top, centres: firstCentre };
}
