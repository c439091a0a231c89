// A label map of a known solid and the scan that it was drawn on, for tests of what brings the two together.
import type { Vec3 } from '../../src/core/grid.js';
import type { Mesh, Surface } from '../../src/core/mesh.js';
import type { Scan } from '../../src/core/scan.js';
import { normalBelow } from '../../src/kernel/elementary.js';
import { threshold } from '../../src/segment/index.js';
import { marchingCubes } from '../../src/surface/marching-cubes.js';
import { occupancy } from '../../src/volume/occupancy.js';
import { resample } from '../../src/volume/resample.js';
import { seeded } from '../fixtures/solids.js';
import { scanOf, tilted } from '../volume/scan-of.js';

/** Negative inside, mm; exact near the surface. */
export type Distance = (p: Vec3) => number;

export interface Look {
  readonly inside: number;
  readonly outside: number;
  /** Standard deviations: of the blur, mm, and of the noise. */
  readonly blur: number;
  readonly noise: number;
}

export const bright: Look = { inside: 400, outside: 40, blur: 0.5, noise: 20 };

/** Sums of 12 even numbers, shifted: nearly normal. */
export function noiseOf(sd: number, seed = 5): () => number {
  const random = seeded(seed);
  return () => {
    let sum = -6;
    for (let n = 0; n < 12; n++) sum += random();
    return sum * sd;
  };
}

/** Between two values across a blurred edge. */
export const edge = ({ inside, outside, blur }: Look, distance: number): number =>
  Math.abs(distance) > 5 * blur
    ? distance < 0
      ? inside
      : outside
    : outside + (inside - outside) * normalBelow(-distance / blur);

/** A cube of this half width about the origin. */
export function scanRound(half: number, spacing: Vec3, value: Distance, turn = 0.3, mirrored = false): Scan {
  const [nx, ny, nz] = spacing.map((s) => Math.ceil((2 * half) / s));
  const size: Vec3 = [nx, ny, nz];
  const middle = tilted(spacing, turn, turn / 2, [0, 0, 0], mirrored);
  const at = (row: number): number =>
    -(middle[4 * row] * (nx - 1) + middle[4 * row + 1] * (ny - 1) + middle[4 * row + 2] * (nz - 1)) / 2;
  const affine = tilted(spacing, turn, turn / 2, [at(0), at(1), at(2)], mirrored);
  return scanOf(size, affine, value, { floats: false });
}

/** The surface of the voxels inside, as a conversion makes it. */
export async function labelSurface(
  half: number,
  voxel: number,
  inside: (p: Vec3) => boolean,
): Promise<Surface> {
  const labels = scanRound(half, [voxel, voxel, voxel], (p) => (inside(p) ? 1 : 0), 0);
  const known = { ...labels, facts: { ...labels.facts, labels: true } };
  return marchingCubes(await threshold(await resample(await occupancy(known), { spacing: 0.6 })));
}

/** Of the vertices from the true surface, mm: mean of the absolute distances, and the 95th percentile. */
export function missOf(mesh: Mesh, distance: Distance): { readonly mean: number; readonly p95: number } {
  const { positions: p } = mesh;
  const all = Float64Array.from({ length: p.length / 3 }, (_, v) =>
    Math.abs(distance([p[3 * v], p[3 * v + 1], p[3 * v + 2]])),
  ).sort();
  return { mean: all.reduce((sum, d) => sum + d, 0) / all.length, p95: all[Math.floor(0.95 * all.length)] };
}
