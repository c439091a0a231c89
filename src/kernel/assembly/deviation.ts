// How far a run of triangles is from a surface: the loops of ../deviation-part.ts.
import { boundBytes, boundOver, cornerBytes, distanceOf, enoughIsNear, farthestMet, loadCorner } from './bound';
import { lastSquared, nearestSlot } from './nearest';
import { outside } from './outside';

// Bins as ../absolute-histogram.ts has them.
const shift: u32 = 14;
const lowest: u32 = ((127 - 20) << 23) >>> 14;
const highest: u32 = ((127 + 14) << 23) >>> 14;
const binCount: u32 = highest - lowest + 1;

@inline
function binOf(size: f64): u32 {
  return min(highest, max(lowest, reinterpret<u32>(<f32>size) >> shift)) - lowest;
}

/** A triangle is sampled at the centres of equal parts, so many a side at most. */
const mostParts: f64 = 64;
/** Distances below are rounding, mm. */
const rounding: f64 = 1e-9;
const mostCuts: i32 = 100;

let max_: f64 = 0;
let worstX: f64 = 0;
let worstY: f64 = 0;
let worstZ: f64 = 0;

@inline
function meet(distance: f64, x: f64, y: f64, z: f64): void {
  if (distance <= max_ && max_ > 0) return;
  max_ = max(max_, distance);
  worstX = x;
  worstY = y;
  worstZ = z;
}

/**
 * corners: nine f32 a triangle. slots: 0, or of each corner (three i32 a triangle) the slot of its nearest triangle.
 * middles: written to, i32 a triangle: a slot near its middle, −1 where it got no sample. sums: nine f64, written to: weight,
 * signed, absolute, squared, the farthest distance and its place, and a 0 for the bound. histogram: zeros, f64 a bin, of what
 * lies outside (or on it) and then of what lies inside.
 */
export function sampleTriangles(
  tree: usize, count: u32, corners: usize, slots: usize, middles: usize, areaPerSample: f64, histogram: usize, sums: usize,
): void {
  let owed: f64 = 0.5, weight: f64 = 0, signed: f64 = 0, absolute: f64 = 0, squared: f64 = 0;
  let hint: i32 = -1;
  max_ = worstX = worstY = worstZ = 0;
  for (let t: u32 = 0; t < count; t++, corners += 36, middles += 4) {
    store<i32>(middles, -1);
    const x0 = <f64>load<f32>(corners), y0 = <f64>load<f32>(corners, 4), z0 = <f64>load<f32>(corners, 8);
    const ux = <f64>load<f32>(corners, 12) - x0, uy = <f64>load<f32>(corners, 16) - y0, uz = <f64>load<f32>(corners, 20) - z0;
    const vx = <f64>load<f32>(corners, 24) - x0, vy = <f64>load<f32>(corners, 28) - y0, vz = <f64>load<f32>(corners, 32) - z0;
    const nx = uy * vz - uz * vy, ny = uz * vx - ux * vz, nz = ux * vy - uy * vx;
    // A sample for every so much area: which triangle gets it is a matter of its share of the area alone.
    owed += Math.sqrt(nx * nx + ny * ny + nz * nz) / 2 / areaPerSample;
    const samples = Math.floor(owed);
    if (!(samples > 0)) continue;
    owed -= samples;
    const wide = min(mostParts, Math.ceil(Math.sqrt(samples)));
    const share = samples / (wide * wide);
    const n = <i32>wide;
    if (slots != 0) hint = load<i32>(slots + <usize>t * 12);
    for (let part: i32 = 0; part < n * n; part++) {
      // Row by row: in row i, 2(n − i) − 1 parts, pointing up and down in turn.
      const i = n - <i32>Math.ceil(Math.sqrt(<f64>(n * n - part)));
      const k = part - i * (2 * n - i);
      const p = <f64>(3 * i + 1 + (k & 1)) / <f64>(3 * n);
      const q = <f64>(3 * (k >> 1) + 1 + (k & 1)) / <f64>(3 * n);
      const x = x0 + p * ux + q * vx;
      const y = y0 + p * uy + q * vy;
      const z = z0 + p * uz + q * vz;
      hint = nearestSlot(tree, x, y, z, hint);
      if (part == 0) store<i32>(middles, hint);
      const size = Math.sqrt(lastSquared());
      const d: f64 = size < rounding ? 0 : size;
      weight += share;
      absolute += share * d;
      squared += share * d * d;
      const within = d > 0 && !outside(tree, hint, x, y, z);
      signed += within ? -share * d : share * d;
      const bin = histogram + (<usize>(binOf(d) + (within ? binCount : 0)) << 3);
      store<f64>(bin, load<f64>(bin) + share);
      meet(d, x, y, z);
    }
  }
  store<f64>(sums, weight);
  store<f64>(sums, signed, 8);
  store<f64>(sums, absolute, 16);
  store<f64>(sums, squared, 24);
  storeWorst(sums);
  store<f64>(sums, 0, 64);
}

function storeWorst(sums: usize): void {
  store<f64>(sums, max_, 32);
  store<f64>(sums, worstX, 40);
  store<f64>(sums, worstY, 48);
  store<f64>(sums, worstZ, 56);
}

/**
 * After sampleTriangles: proves the bound, and meets farther points perhaps. slots, distances: of each corner (i32 and f64,
 * three a triangle). `farthest`: the farthest vertex of the whole surface, mm. `tolerance`: where the farthest point is
 * within this, mm, the bound should be too.
 */
export function proveTriangles(
  tree: usize, scratch: usize, count: u32, corners: usize, slots: usize, distances: usize, middles: usize,
  farthest: f64, tolerance: f64, sums: usize,
): void {
  const a = scratch + boundBytes, b = a + cornerBytes, c = b + cornerBytes;
  const most = farthestMet(scratch);
  let bound: f64 = 0;
  max_ = load<f64>(sums, 32);
  worstX = load<f64>(sums, 40);
  worstY = load<f64>(sums, 48);
  worstZ = load<f64>(sums, 56);
  for (let t: u32 = 0; t < count; t++, corners += 36, slots += 12, distances += 24, middles += 4) {
    loadCorner(a, corners, slots, distances);
    loadCorner(b, corners + 12, slots + 4, distances + 8);
    loadCorner(c, corners + 24, slots + 8, distances + 16);
    enoughIsNear(max(max_, farthest), tolerance);
    bound = max(bound, boundOver(tree, scratch, a, b, c, mostCuts, Infinity, load<i32>(middles)));
    meet(distanceOf(most), load<f64>(most), load<f64>(most, 8), load<f64>(most, 16));
  }
  storeWorst(sums);
  store<f64>(sums, bound, 64);
}
