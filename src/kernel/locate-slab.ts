// What the scan shows around each vertex beside what it would show if the structure ended at the mesh.
// The blurred structure is rendered from its surface alone: by the divergence theorem a voxel's share of the structure is
// an integral over the triangles of the blur's own antiderivative along the rows.
import { acrossSlices, type Blur } from '../core/blur.js';
import type { CutPlane } from '../core/mesh.js';
import { at, cumulative, density, type Profile } from './profile.js';
import type { ScanLattice } from './scan-lattice.js';

/** What is gathered for a vertex: see `Seen`. */
export const seenNumbers = 12;

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
} as const;

export interface LocateJob {
  readonly lattice: ScanLattice;
  readonly blur: Blur;
  /** Where the structure was cut off, though it goes on. */
  readonly cuts: readonly CutPlane[];
  /** Three numbers a vertex, mm in the frame of the lattice: along its axes, from its origin. Over shared memory. */
  readonly positions: Float64Array;
  readonly triangles: Uint32Array;
  /** Four numbers a vertex: a third of the areas of its triangles, as vectors, and of their lengths. mm². */
  readonly areas: Float64Array;
  /** The vertices nearest to slices k0 ≤ k < k1 are looked at. */
  readonly k0: number;
  readonly k1: number;
  /** Whether the answer is found too; it hardly changes while the surface moves, and takes as long as the share. */
  readonly answers: boolean;
  /** Written to: seenNumbers a vertex. */
  readonly seen: Float32Array;
}

/** Beyond so many sigmas there is no blur. */
const reachSigmas = 3.6;
/** Levels are looked for so many times as wide as the blur. */
const wide = 2.2;
/** A longer edge of a triangle, in the least sigma, is divided before it is rendered. */
const longestEdge = 2.4;

/** How far around a vertex voxels are looked at, mm: in the slice, and across. */
export const reachOf = ({ inPlane, throughPlane, sliceBox }: Blur): readonly [number, number] => [
  reachSigmas * inPlane,
  reachSigmas * throughPlane + sliceBox / 2,
];

/** First slice whose height is at least h. */
function sliceFrom(heights: Float64Array, h: number): number {
  let [low, high] = [0, heights.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (heights[middle] < h) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A box of voxels, last ones exclusive. */
interface Window {
  readonly i0: number;
  readonly i1: number;
  readonly j0: number;
  readonly j1: number;
  readonly k0: number;
  readonly k1: number;
}

/**
 * The share of each voxel in the window that is structure, and how strongly that answers to the surface (empty where
 * that was not asked for). x fastest.
 */
interface Rendered {
  readonly window: Window;
  readonly share: Float32Array;
  readonly answer: Float32Array;
}

export function locateSlab(job: LocateJob): null {
  const own = ownHeights(job.lattice.heights, job.k0, job.k1);
  const vertices = verticesIn(job.positions, own);
  if (vertices.length > 0) look(job, vertices, render(job, vertices));
  return null;
}

/** Half-way to the slices before and after. */
function ownHeights(heights: Float64Array, k0: number, k1: number): readonly [number, number] {
  const low = k0 === 0 ? Number.NEGATIVE_INFINITY : (heights[k0 - 1] + heights[k0]) / 2;
  const high = k1 === heights.length ? Number.POSITIVE_INFINITY : (heights[k1 - 1] + heights[k1]) / 2;
  return [low, high];
}

function verticesIn(positions: Float64Array, [low, high]: readonly [number, number]): Uint32Array {
  let count = 0;
  const found = new Uint32Array(positions.length / 3);
  for (let v = 0; v < found.length; v++)
    if (positions[3 * v + 2] >= low && positions[3 * v + 2] < high) found[count++] = v;
  return found.subarray(0, count);
}

/** All voxels that the vertices look at. */
function windowOf({ lattice, blur, positions }: LocateJob, vertices: Uint32Array): Window {
  const [ra, rz] = reachOf(blur);
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (const v of vertices)
    for (let d = 0; d < 3; d++) {
      low[d] = Math.min(low[d], positions[3 * v + d]);
      high[d] = Math.max(high[d], positions[3 * v + d]);
    }
  const { heights, steps, lean, size } = lattice;
  const k0 = sliceFrom(heights, low[2] - rz);
  const k1 = sliceFrom(heights, high[2] + rz);
  const span = (d: 0 | 1): readonly [number, number] => {
    const ends = [lean[d] * heights[Math.min(k0, size[2] - 1)], lean[d] * heights[Math.max(0, k1 - 1)]];
    const from = Math.floor((low[d] - ra - Math.max(...ends)) / steps[d]) - 1;
    const to = Math.ceil((high[d] + ra - Math.min(...ends)) / steps[d]) + 2;
    return [Math.max(0, Math.min(size[d], from)), Math.max(0, Math.min(size[d], to))];
  };
  const [i0, i1] = span(0);
  const [j0, j1] = span(1);
  return { i0, i1, j0, j1, k0, k1: Math.max(k0, k1) };
}

function render(job: LocateJob, vertices: Uint32Array): Rendered {
  const { lattice, blur, positions: p, triangles, areas } = job;
  const window = windowOf(job, vertices);
  const { i0, i1, j0, j1, k0, k1 } = window;
  const [nx, ny] = [i1 - i0, j1 - j0];
  const share = new Float32Array(nx * ny * (k1 - k0));
  const answer = new Float32Array(job.answers ? share.length : 0);
  const { heights, steps, lean } = lattice;
  const [ra, rz] = reachOf(blur);
  const margin = Math.max(...steps);
  const below = cumulative(blur.inPlane, ra + margin);
  const across = density(blur.inPlane, 0, ra + margin);
  const through = density(blur.throughPlane, blur.sliceBox, rz);
  const most = Math.ceil((2 * ra) / Math.min(...steps)) + 4;
  const rise = new Float64Array(most);
  const thick = new Float64Array(most);
  const beside = new Float64Array(most);

  const upright = lean[0] === 0 && lean[1] === 0;
  let a0 = 0;
  let a1 = -1;
  let b0 = 0;
  let b1 = -1;
  /** The weights of rows and columns around (fx, fy), in steps; false where none of them lies in the window. */
  const spread = (fx: number, fy: number, toward: number, area: number): boolean => {
    a0 = Math.max(i0, Math.ceil(fx - ra / steps[0]));
    b0 = Math.max(j0, Math.ceil(fy - ra / steps[1]));
    b1 = Math.min(j1 - 1, Math.floor(fy + ra / steps[1]));
    if (a0 >= i1 || b0 > b1) return false;
    // From there on all of the row lies on its far side.
    const reached = Math.floor(fx + ra / steps[0]) + 1;
    a1 = Math.min(i1 - 1, Math.max(a0, reached));
    let before = 0;
    for (let i = a0; i <= a1; i++) {
      const now = i >= reached ? 1 : at(below, (i - fx) * steps[0]);
      rise[i - a0] = (before - now) * toward;
      before = now;
      thick[i - a0] = i >= reached ? 0 : area * at(across, (i - fx) * steps[0]);
    }
    for (let b = b0; b <= b1; b++) beside[b - b0] = at(across, (b - fy) * steps[1]);
    return true;
  };

  /** A bit of surface at (x, y, z): its area toward the rows' direction, and its whole area. */
  const splat = (x: number, y: number, z: number, toward: number, area: number): void => {
    if (upright && !spread(x / steps[0], y / steps[1], toward, area)) return;
    for (let k = Math.max(k0, sliceFrom(heights, z - rz)); k < k1 && heights[k] <= z + rz; k++) {
      const fx = (x - lean[0] * heights[k]) / steps[0];
      const fy = (y - lean[1] * heights[k]) / steps[1];
      if (!upright && !spread(fx, fy, toward, area)) continue;
      const high = at(through, heights[k] - z);
      const n = a1 - a0;
      for (let b = b0; b <= b1; b++) {
        const row = nx * (ny * (k - k0) + b - j0) + a0 - i0;
        addRow(share, answer, row, high * beside[b - b0], rise, thick, n);
      }
    }
  };

  const [low, high] =
    k1 > k0 ? [heights[k0] - rz, heights[k1 - 1] + rz] : [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const longest = longestEdge * Math.min(blur.inPlane, acrossSlices(blur));
  // The rule of centre and corners is exact for squares; corners are gathered where they meet.
  const spare = new Map<number, { toward: number; area: number }>();
  for (let h = 0; h < triangles.length; h += 3) {
    const a = 3 * triangles[h];
    const b = 3 * triangles[h + 1];
    const c = 3 * triangles[h + 2];
    const least = Math.min(p[a + 2], p[b + 2], p[c + 2]);
    const largest = Math.max(p[a + 2], p[b + 2], p[c + 2]);
    if (largest < low || least > high) continue;
    const ux = p[b] - p[a];
    const uy = p[b + 1] - p[a + 1];
    const uz = p[b + 2] - p[a + 2];
    const vx = p[c] - p[a];
    const vy = p[c + 1] - p[a + 1];
    const vz = p[c + 2] - p[a + 2];
    const nx2 = uy * vz - uz * vy;
    const ny2 = uz * vx - ux * vz;
    const nz2 = ux * vy - uy * vx;
    const area = Math.sqrt(nx2 * nx2 + ny2 * ny2 + nz2 * nz2) / 2;
    const edge = Math.sqrt(
      Math.max(
        ux * ux + uy * uy + uz * uz,
        vx * vx + vy * vy + vz * vz,
        (ux - vx) * (ux - vx) + (uy - vy) * (uy - vy) + (uz - vz) * (uz - vz),
      ),
    );
    const parts = Math.ceil(edge / longest);
    if (parts <= 1) {
      splat(
        (p[a] + p[b] + p[c]) / 3,
        (p[a + 1] + p[b + 1] + p[c + 1]) / 3,
        (p[a + 2] + p[b + 2] + p[c + 2]) / 3,
        0.375 * nx2,
        0.75 * area,
      );
      continue;
    }
    // Its corners' share was taken for whole: what the corners give too much is taken back here.
    for (const corner of [a, b, c]) {
      const had = spare.get(corner) ?? { toward: 0, area: 0 };
      spare.set(corner, { toward: had.toward + nx2 / 6, area: had.area + area / 3 });
    }
    const toward = nx2 / 2 / (parts * parts);
    const piece = area / (parts * parts);
    for (let i = 0; i < parts; i++)
      for (let j = 0; j < parts - i; j++)
        for (let up = 1; up <= (j < parts - i - 1 ? 2 : 1); up++) {
          const s = (i + up / 3) / parts;
          const t = (j + up / 3) / parts;
          splat(
            p[a] + s * ux + t * vx,
            p[a + 1] + s * uy + t * vy,
            p[a + 2] + s * uz + t * vz,
            toward,
            piece,
          );
        }
  }
  for (let v = 0; 3 * v < p.length; v++) {
    if (p[3 * v + 2] < low || p[3 * v + 2] > high) continue;
    const less = spare.get(3 * v);
    const toward = areas[4 * v] - (less?.toward ?? 0);
    const area = areas[4 * v + 3] - (less?.area ?? 0);
    splat(p[3 * v], p[3 * v + 1], p[3 * v + 2], 0.25 * toward, 0.25 * area);
  }
  for (let row = 0; row < share.length; row += nx) {
    let sum = 0;
    for (let i = row; i < row + nx; i++) {
      sum += share[i];
      share[i] = Math.min(1, Math.max(0, sum));
    }
  }
  for (const cut of job.cuts) restore(cut, lattice, blur, window, share);
  return { window, share, answer };
}

/** On its own: what a closure reaches for is fetched anew in every turn of a loop. */
function addRow(
  share: Float32Array,
  answer: Float32Array,
  row: number,
  weight: number,
  rise: Float64Array,
  thick: Float64Array,
  last: number,
): void {
  for (let i = 0; i <= last; i++) share[row + i] += weight * rise[i];
  if (answer.length > 0) for (let i = 0; i <= last; i++) answer[row + i] += weight * thick[i];
}

/** Marks a voxel that lies beyond a cut. */
const beyond = -1;

/** Near a cut the structure goes on beyond it: a voxel's share is what it would be without the cut. */
function restore(
  { normal, at: height }: CutPlane,
  { steps, heights, lean }: ScanLattice,
  blur: Blur,
  { i0, i1, j0, j1, k0, k1 }: Window,
  share: Float32Array,
): void {
  const flat = blur.inPlane * blur.inPlane * (normal[0] * normal[0] + normal[1] * normal[1]);
  const upright = acrossSlices(blur) * normal[2];
  const sigma = Math.sqrt(flat + upright * upright);
  const reach = reachSigmas * sigma;
  const below = cumulative(sigma, reach);
  const [nx, ny] = [i1 - i0, j1 - j0];
  for (let k = k0; k < k1; k++)
    for (let j = j0; j < j1; j++) {
      const row = nx * (ny * (k - k0) + j - j0);
      const start =
        height -
        normal[0] * lean[0] * heights[k] -
        normal[1] * (j * steps[1] + lean[1] * heights[k]) -
        normal[2] * heights[k];
      const slope = -normal[0] * steps[0];
      if (start + slope * i0 > reach && start + slope * (i1 - 1) > reach) continue;
      for (let i = i0; i < i1; i++) {
        const depth = start + slope * i;
        if (depth > reach) continue;
        const o = row + i - i0;
        if (share[o] === beyond) continue;
        share[o] = depth < 0 ? beyond : Math.min(1, share[o] / at(below, depth));
      }
    }
}

/** Gathers what each of the vertices sees. */
function look(job: LocateJob, vertices: Uint32Array, { window, share, answer }: Rendered): void {
  const { lattice, blur, positions: p, seen } = job;
  const { voxels, heights, steps, lean, strides } = lattice;
  const { i0, i1, j0, j1, k0, k1 } = window;
  const [nx, ny] = [i1 - i0, j1 - j0];
  const [ra, rz] = reachOf(blur);
  const across = density(blur.inPlane, 0, ra);
  const through = density(blur.throughPlane, blur.sliceBox, rz);
  const wideAcross = density(wide * blur.inPlane, 0, ra);
  const wideThrough = density(wide * acrossSlices(blur), 0, rz);
  const most = Math.ceil((2 * ra) / Math.min(...steps)) + 4;
  const near = new Float64Array(most);
  const far = new Float64Array(most);
  const tables: readonly [Profile, Profile] = [across, wideAcross];
  const upright = lean[0] === 0 && lean[1] === 0;
  for (const v of vertices) {
    const z = p[3 * v + 2];
    let weight = 0;
    let value = 0;
    let part = 0;
    let valueValue = 0;
    let valueShare = 0;
    let shareShare = 0;
    let answers = 0;
    let outOut = 0;
    let outIn = 0;
    let inIn = 0;
    let outValue = 0;
    let inValue = 0;
    const from = Math.max(k0, sliceFrom(heights, z - rz));
    for (let k = from; k < k1 && heights[k] <= z + rz; k++) {
      const fx = (p[3 * v] - lean[0] * heights[k]) / steps[0];
      const fy = (p[3 * v + 1] - lean[1] * heights[k]) / steps[1];
      const a0 = Math.max(i0, Math.ceil(fx - ra / steps[0]));
      const a1 = Math.min(i1 - 1, Math.floor(fx + ra / steps[0]));
      const b0 = Math.max(j0, Math.ceil(fy - ra / steps[1]));
      const b1 = Math.min(j1 - 1, Math.floor(fy + ra / steps[1]));
      // Where the slices stand upright, all of them see the same.
      for (let i = a0; (k === from || !upright) && i <= a1; i++) {
        near[i - a0] = at(tables[0], (i - fx) * steps[0]);
        far[i - a0] = at(tables[1], (i - fx) * steps[0]);
      }
      const high = at(through, heights[k] - z);
      const wideHigh = at(wideThrough, heights[k] - z);
      for (let b = b0; b <= b1; b++) {
        const w = high * at(across, (b - fy) * steps[1]);
        const wideW = wideHigh * at(wideAcross, (b - fy) * steps[1]);
        const row = nx * (ny * (k - k0) + b - j0) - i0;
        const first = b * strides[1] + k * strides[2];
        for (let i = a0; i <= a1; i++) {
          const s = share[row + i];
          if (s < 0) continue;
          const d = voxels[first + i * strides[0]];
          const g = w * near[i - a0];
          weight += g;
          value += g * d;
          part += g * s;
          valueValue += g * d * d;
          valueShare += g * d * s;
          shareShare += g * s * s;
          if (job.answers) answers += g * answer[row + i];
          // To the 32nd power: a voxel of 95 % structure counts a thirtieth of a whole one.
          const rest = 1 - s;
          const even = (s - rest) * (s - rest);
          const e4 = even * even;
          const e16 = e4 * e4 * e4 * e4;
          const u = wideW * far[i - a0] * e16 * e16;
          outOut += u * rest * rest;
          outIn += u * rest * s;
          inIn += u * s * s;
          outValue += u * rest * d;
          inValue += u * s * d;
        }
      }
    }
    const o = seenNumbers * v;
    seen[o] = weight;
    if (!(weight > 0)) continue;
    seen[o + 1] = value / weight;
    seen[o + 2] = part / weight;
    seen[o + 3] = valueValue / weight;
    seen[o + 4] = valueShare / weight;
    seen[o + 5] = shareShare / weight;
    if (job.answers) seen[o + 6] = answers / weight;
    seen[o + 7] = outOut;
    seen[o + 8] = outIn;
    seen[o + 9] = inIn;
    seen[o + 10] = outValue;
    seen[o + 11] = inValue;
  }
}
