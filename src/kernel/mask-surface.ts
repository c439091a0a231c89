// Volume and area of the marching cubes surface of a mask, without making it: the cubes are counted by their pattern.
// W. E. Lorensen, H. E. Cline, "Marching Cubes: A High Resolution 3D Surface Construction Algorithm", 1987.
import type { Vec3 } from '../core/grid.js';
import { faceCorners, loopsOf, midpoint } from './cube-cases.js';

type Triangle = readonly [Vec3, Vec3, Vec3];

/** What a cube of one pattern holds: its surface, counter-clockwise from outside, and the share of it that is inside. */
interface Cube {
  readonly triangles: readonly Triangle[];
  readonly share: number;
}

const cross = (a: Vec3, b: Vec3): Vec3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const from = (a: Vec3, b: Vec3): Vec3 => [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
const sixVolumes = ([a, b, c]: Triangle): number => {
  const n = cross(b, c);
  return a[0] * n[0] + a[1] * n[1] + a[2] * n[2];
};

/**
 * The triangulation of a loop that encloses the most volume (`way` = 1) or the least (−1). Loops of more than three
 * points are not plane, and the mesh of a binary mask is all made of such; Lorensen's table bulges to the side of the
 * fewer corners, and so do the IBSI's reference values (digital phantom 556 mm³; the shortest diagonals give 551).
 */
function fill(loop: readonly Vec3[], way: 1 | -1): readonly Triangle[] {
  const best = (a: number, b: number): { readonly triangles: readonly Triangle[]; readonly sum: number } => {
    let chosen: { triangles: readonly Triangle[]; sum: number } = { triangles: [], sum: 0 };
    for (let m = a + 1; m < b; m++) {
      const [left, right] = [best(a, m), best(m, b)];
      const own: Triangle = [loop[a], loop[b], loop[m]];
      const sum = left.sum + right.sum + way * sixVolumes(own);
      if (m === a + 1 || sum > chosen.sum)
        chosen = { triangles: [own, ...left.triangles, ...right.triangles], sum };
    }
    return chosen;
  };
  return best(0, loop.length - 1).triangles;
}

/** Area inside on a face of the unit cube; of opposite corners each on its own. */
const faceAreas = [0, 1 / 8, 1 / 2, 7 / 8, 1];

function cubeOf(pattern: number): Cube {
  const inside = (corner: number): number => (pattern >> corner) & 1;
  const corners = [0, 1, 2, 3, 4, 5, 6, 7].reduce((n, corner) => n + inside(corner), 0);
  const way = corners <= 4 ? 1 : -1;
  const triangles = loopsOf(pattern, 0).flatMap((loop) => fill(loop.map(midpoint), way));
  const faceArea = (face: number): number => {
    const [a, b, c, d] = faceCorners[face].map(inside);
    return a === c && b === d && a !== b ? 1 / 4 : faceAreas[a + b + c + d];
  };
  // The divergence theorem about corner 0, from where only the faces x = 1, y = 1 and z = 1 are seen.
  const faces = faceArea(1) + faceArea(3) + faceArea(5);
  const share = triangles.reduce((sum, triangle) => sum + sixVolumes(triangle), 0) / 6 + faces / 3;
  return { triangles, share };
}

let cubes: readonly Cube[] | undefined;

const areaOf = ([a, b, c]: Triangle, spacing: Vec3): number => {
  const scaled = (v: Vec3): Vec3 => [v[0] * spacing[0], v[1] * spacing[1], v[2] * spacing[2]];
  return Math.hypot(...cross(scaled(from(a, b)), scaled(from(a, c)))) / 2;
};

/** How many cubes have each pattern: those between the voxels of the mask, and around it, where all is outside. */
function countPatterns(inside: Uint8Array, [nx, ny, nz]: Vec3): Float64Array {
  const counts = new Float64Array(256);
  const row = (j: number, k: number): number =>
    j < 0 || k < 0 || j >= ny || k >= nz ? -1 : nx * (j + ny * k);
  for (let k = -1; k < nz; k++)
    for (let j = -1; j < ny; j++) {
      const [a, b, c, d] = [row(j, k), row(j + 1, k), row(j, k + 1), row(j + 1, k + 1)];
      let pattern = 0;
      for (let i = 0; i <= nx; i++) {
        pattern = (pattern >> 1) & 0x55;
        if (i < nx) {
          if (a >= 0) pattern |= inside[a + i] << 1;
          if (b >= 0) pattern |= inside[b + i] << 3;
          if (c >= 0) pattern |= inside[c + i] << 5;
          if (d >= 0) pattern |= inside[d + i] << 7;
        }
        counts[pattern]++;
      }
    }
  return counts;
}

/**
 * Of the closed surface halfway between the voxels inside (1) and outside (0, and all beyond the array): the volume that
 * it encloses and its area, mm³ and mm². `inside` fills `size`, x fastest; spacing in mm, axes at right angles.
 */
export function maskSurface(
  inside: Uint8Array,
  size: Vec3,
  spacing: Vec3,
): { readonly volume: number; readonly area: number } {
  cubes ??= Array.from({ length: 256 }, (_, pattern) => cubeOf(pattern));
  const counts = countPatterns(inside, size);
  let [share, area] = [0, 0];
  cubes.forEach((cube, pattern) => {
    share += counts[pattern] * cube.share;
    if (counts[pattern] > 0)
      area += counts[pattern] * cube.triangles.reduce((sum, t) => sum + areaOf(t, spacing), 0);
  });
  return { volume: share * spacing[0] * spacing[1] * spacing[2], area };
}
