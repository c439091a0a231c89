// The middle of a solid's thin walls: pieces of its surface, moved half-way to the wall across.
// A. Shapira et al., "Consistent Mesh Partitioning and Skeletonisation Using the Shape Diameter Function", 2008 (one ray).
import type { TargetSurface } from './target-surface.js';
import { withScratch } from './tree-memory.js';

export interface ThinSheetJob {
  readonly target: TargetSurface;
  /** Walls thinner than this, mm. */
  readonly below: number;
  /** Triangles are looked at in pieces whose sides are no longer than this, mm. */
  readonly side: number;
  /** Slots first … end − 1 of the target's tree. */
  readonly first: number;
  readonly end: number;
}

/** Pieces that are looked at together: a scratch holds them. */
const batch = 8192;

/**
 * Nine numbers a piece, mm: its corners, moved inward by half of the wall's thickness, which is that under its middle. Both
 * sides of a wall tell of it. Only walls whose sides face each other (within 45°) are walls.
 */
export function thinSheet({ target, below, side, first, end }: ThinSheetJob): Float32Array {
  const { tree, normals } = target;
  const found: number[] = [];
  withScratch(tree, (run, scratch) => {
    const { buffer } = tree.memory;
    const middles = new Float32Array(buffer, scratch, 3 * batch);
    const upright = new Float32Array(buffer, scratch + 12 * batch, 3 * batch);
    const inward = new Float32Array(buffer, scratch + 24 * batch, batch);
    const outward = new Float32Array(buffer, scratch + 28 * batch, batch);
    const stack = scratch + 32 * batch;
    const pieces = new Float32Array(9 * batch);
    let count = 0;
    const flush = (): void => {
      run.wallsOf(
        tree.at,
        middles.byteOffset,
        upright.byteOffset,
        count,
        below,
        0,
        inward.byteOffset,
        outward.byteOffset,
        stack,
      );
      for (let n = 0; n < count; n++) {
        if (!(inward[n] < below)) continue;
        for (let x = 0; x < 9; x++)
          found.push(pieces[9 * n + x] - (inward[n] / 2) * upright[3 * n + (x % 3)]);
      }
      count = 0;
    };
    for (let s = first; s < end; s++)
      eachPiece(tree.corners, 9 * s, side, (corners) => {
        for (let d = 0; d < 3; d++) {
          middles[3 * count + d] = (corners[d] + corners[3 + d] + corners[6 + d]) / 3;
          upright[3 * count + d] = normals[3 * s + d];
        }
        pieces.set(corners, 9 * count);
        if (++count === batch) flush();
      });
    flush();
  });
  return Float32Array.from(found);
}

/** The triangle at offset o in n · n equal pieces, with sides no longer than `side`; the corners are lent. */
function eachPiece(c: Float32Array, o: number, side: number, use: (corners: Float64Array) => void): void {
  const length = (a: number, b: number): number =>
    Math.hypot(c[o + a] - c[o + b], c[o + a + 1] - c[o + b + 1], c[o + a + 2] - c[o + b + 2]);
  const n = Math.max(1, Math.ceil(Math.max(length(0, 3), length(3, 6), length(6, 0)) / side));
  const corners = new Float64Array(9);
  const put = (k: number, i: number, j: number): void => {
    for (let d = 0; d < 3; d++) {
      const [a, b, e] = [c[o + d], c[o + 3 + d], c[o + 6 + d]];
      corners[3 * k + d] = a + (i / n) * (b - a) + (j / n) * (e - a);
    }
  };
  for (let i = 0; i < n; i++)
    for (let j = 0; i + j < n; j++) {
      put(0, i, j);
      put(1, i + 1, j);
      put(2, i, j + 1);
      use(corners);
      if (i + j + 1 === n) continue;
      put(0, i + 1, j);
      put(1, i + 1, j + 1);
      put(2, i, j + 1);
      use(corners);
    }
}
