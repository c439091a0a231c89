// How wide a wall or a gap is across the way that it was measured: what is narrow both ways is a pin or a hole.
import type { TreeKernels } from './tree-memory.js';

/** Numbers of a sample in a list: place, unit normal, area, width. */
export const sampleNumbers = 8;

/** Ways across that are looked at; between them they miss less than 8 % of a width. */
const turns = 4;

/** A scratch, laid out: points and normals of three numbers, and what is found, of as many as `inward` has. */
export interface Workplace {
  readonly run: TreeKernels;
  readonly at: number;
  /** Address of room for what the search puts off. */
  readonly stack: number;
  readonly points: Float32Array;
  readonly normals: Float32Array;
  readonly inward: Float32Array;
  readonly outward: Float32Array;
}

/**
 * For each sample, from the middle of its wall (side −1) or gap (1): the narrowest way to the sides, upright on the way
 * across. Infinity where no way meets walls within `reach` at both its ends.
 */
export function waysAcross(
  list: readonly number[],
  side: -1 | 1,
  reach: number,
  place: Workplace,
): Float32Array {
  const { run, at, stack, points, normals, inward, outward } = place;
  const found = side < 0 ? inward : outward;
  const across = new Float32Array(list.length / sampleNumbers).fill(Number.POSITIVE_INFINITY);
  const together = inward.length / (2 * turns);
  for (let from = 0; from < across.length; from += together) {
    const count = Math.min(together, across.length - from);
    for (let i = 0; i < count; i++)
      setWays(list, sampleNumbers * (from + i), side, points, normals, 2 * turns * i);
    run.wallsOf(
      at,
      points.byteOffset,
      normals.byteOffset,
      2 * turns * count,
      reach,
      reach,
      inward.byteOffset,
      outward.byteOffset,
      stack,
    );
    for (let i = 0; i < count; i++)
      for (let k = 2 * turns * i; k < 2 * turns * (i + 1); k += 2)
        across[from + i] = Math.min(across[from + i], found[k] + found[k + 1]);
  }
  return across;
}

/** The ways across from the middle of a sample, each there and back. */
function setWays(
  list: readonly number[],
  o: number,
  side: number,
  points: Float32Array,
  normals: Float32Array,
  into: number,
): void {
  const half = (side * list[o + 7]) / 2;
  const [nx, ny, nz] = [list[o + 3], list[o + 4], list[o + 5]];
  // Any direction upright on the normal: across the axis that it leans to least.
  const least = Math.min(Math.abs(nx), Math.abs(ny), Math.abs(nz));
  let [ux, uy, uz] = [0, 0, 0];
  if (Math.abs(nx) === least) [uy, uz] = [-nz, ny];
  else if (Math.abs(ny) === least) [ux, uz] = [nz, -nx];
  else [ux, uy] = [-ny, nx];
  const length = Math.sqrt(ux * ux + uy * uy + uz * uz);
  ux /= length;
  uy /= length;
  uz /= length;
  const [vx, vy, vz] = [ny * uz - nz * uy, nz * ux - nx * uz, nx * uy - ny * ux];
  for (let k = 0; k < 2 * turns; k++) {
    const back = k % 2 === 0 ? 1 : -1;
    const angle = (Math.PI * (k >> 1)) / turns;
    const [c, s] = [back * Math.cos(angle), back * Math.sin(angle)];
    const p = 3 * (into + k);
    points[p] = list[o] + half * nx;
    points[p + 1] = list[o + 1] + half * ny;
    points[p + 2] = list[o + 2] + half * nz;
    normals[p] = c * ux + s * vx;
    normals[p + 1] = c * uy + s * vy;
    normals[p + 2] = c * uz + s * vz;
  }
}
