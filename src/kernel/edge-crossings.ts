// Measures how a line of samples crosses an edge: where, how slanted, and how spread.
// After Gini, Variabilità e mutabilità, 1912: ∫F(1 − F) dx = E|X − X'|/2 for any distribution F; σ/√π for a Gaussian.

/** Voxels `v[i + nx·(j + ny·k)]`, mm between them, and where along `unevenAxis` the steps differ from that. */
export interface EdgeLattice {
  readonly voxels: Int16Array | Float32Array;
  readonly size: readonly [number, number, number];
  readonly spacing: readonly [number, number, number];
  readonly unevenAxis: number;
  /** [k] = how many of the first k steps along that axis are not the spacing. */
  readonly unevenSteps: Int32Array;
  /** Slanted slices: the axis that they lie across, and how far the next one is moved along each axis, a mm across. */
  readonly lean?: { readonly across: number; readonly by: readonly [number, number, number] };
}

export interface CrossingRules {
  readonly axis: 0 | 1 | 2;
  /** Beyond this distance from an edge, in samples, its plateaus must lie. */
  readonly reach: number;
  /** Wanted length of each plateau, in samples. */
  readonly plateau: number;
  /** Standard deviation of the noise, and the least height of an edge, in the scan's unit. */
  readonly noise: number;
  readonly least: number;
  /** Largest slant of an edge against the line, mm of shift per mm along each other axis. */
  readonly slant: readonly number[];
  /** How many voxels to the side, along each other axis, the neighbouring lines lie. */
  readonly aside: readonly number[];
}

/** Number n of each array belongs to the n-th accepted crossing. */
export interface Crossings {
  readonly count: number;
  readonly places: Int32Array;
  /** Distance from the edge to the nearest sample, in samples: 0…0.5. */
  readonly phase: Float64Array;
  /** Σ p(1 − p) over the samples, freed of the noise's share. In samples. */
  readonly spread: Float64Array;
  /** Squared slant to each of the three axes; 0 along the line's own. */
  readonly slant2: readonly [Float64Array, Float64Array, Float64Array];
  /** Squared curvature along each of the three axes, 1/mm², of how far the edge lies along the line. */
  readonly bend2: readonly [Float64Array, Float64Array, Float64Array];
  /** Variance that noise gives the edge's place, in samples². */
  readonly doubt: Float64Array;
}

/** One line and the edge on it, as far as it is known. A single object is used for all. */
interface Look {
  /** Position of the line's first sample. */
  line: number;
  /** Levels before and behind the edge, their variances, and the edge's place in samples. */
  low: number;
  high: number;
  lowVariance: number;
  highVariance: number;
  at: number;
  /** Samples first…last lie within reach of the edge, left…first − 1 and last + 1…right are its plateaus. */
  first: number;
  last: number;
  left: number;
  right: number;
  /** How far the edge lies on from there on the four lines beside it, in samples. */
  readonly shifts: [number, number, number, number];
  /** Σ p(1 − p), and the variance of `at`. */
  spread: number;
  doubt: number;
}

/** What all lines have in common: distance of samples on a line and of the four lines beside it in the voxels. */
interface Layout {
  readonly voxels: Int16Array | Float32Array;
  readonly length: number;
  readonly stride: number;
  readonly steps: readonly number[];
}

/** Largest departure of a plateau from flat, as a share of the edge's height; of its two ends from each other. */
const flat = 0.03;
const level = 0.015;
/** How far an edge may bend off its plane from the line before to the line behind, relative to their distance from it. */
const mostBend = 0.6;

/** Looks at each candidate; keeps those that are plane and have flat ground on both sides. */
export function edgeCrossings(lattice: EdgeLattice, candidates: Int32Array, rules: CrossingRules): Crossings {
  const { voxels, size, spacing } = lattice;
  const { axis, noise, slant, aside } = rules;
  const [nx, ny] = size;
  const strides = [1, nx, nx * ny];
  const sides = [0, 1, 2].filter((other) => other !== axis);
  const steps = [0, 1, 2, 3].map((s) => (s & 1 ? 1 : -1) * aside[sides[s >> 1]] * strides[sides[s >> 1]]);
  const layout = { voxels, length: size[axis], stride: strides[axis], steps };
  const n = candidates.length;
  const places = new Int32Array(n);
  const phase = new Float64Array(n);
  const spread = new Float64Array(n);
  const slant2 = [new Float64Array(n), new Float64Array(n), new Float64Array(n)] as const;
  const bend2 = [new Float64Array(n), new Float64Array(n), new Float64Array(n)] as const;
  const doubt = new Float64Array(n);
  const look = emptyLook();
  const index = [0, 0, 0];
  const [u, v] = sides;
  const tilts = [0, 0];
  let count = 0;
  for (let c = 0; c < n; c++) {
    const p = candidates[c];
    const row = Math.floor(p / nx);
    index[0] = p - row * nx;
    index[1] = row % ny;
    index[2] = Math.floor(row / ny);
    if (index[u] < aside[u] || index[u] >= size[u] - aside[u]) continue;
    if (index[v] < aside[v] || index[v] >= size[v] - aside[v]) continue;
    look.line = p - index[axis] * layout.stride;
    if (!settle(layout, rules, index[axis], look) || uneven(lattice, rules, index, look)) continue;
    if (!followAside(layout, rules, look)) continue;
    // What noise moves the place of a neighbour's crossing by, and of its own: variances in samples².
    const share = (noise / (look.high - look.low)) ** 2;
    const wander = (look.right - look.left + 1) * share;
    const own = (look.last - look.first + 1) * share;
    let plane = true;
    for (let s = 0; s < 2; s++) {
      const step = spacing[axis] / (aside[sides[s]] * spacing[sides[s]]);
      tilts[s] = ((look.shifts[2 * s + 1] - look.shifts[2 * s]) * step) / 2;
    }
    if (lattice.lean) straighten(tilts, sides, axis, lattice.lean);
    for (let s = 0; s < 2; s++) {
      const other = sides[s];
      const distance = aside[other] * spacing[other];
      const step = spacing[axis] / distance;
      const tilt = tilts[s];
      const bend = (look.shifts[2 * s + 1] + look.shifts[2 * s]) * step;
      const unsure = step * Math.sqrt(wander);
      if (Math.abs(tilt) > slant[other] + unsure || Math.abs(bend) > mostBend + 2.5 * unsure) plane = false;
      const chance = step * step * (2 * wander + 4 * own);
      bend2[other][count] = bend * bend > 4 * chance ? (bend * bend - chance) / (distance * distance) : 0;
      slant2[other][count] = tilt * tilt - (unsure * unsure) / 2;
    }
    if (!plane || !levels(layout, rules, look) || !measure(layout, rules, look)) continue;
    places[count] = p;
    phase[count] = Math.abs(look.at - Math.round(look.at));
    spread[count] = look.spread;
    doubt[count] = look.doubt;
    slant2[axis][count] = 0;
    bend2[axis][count] = 0;
    count++;
  }
  return { count, places, phase, spread, slant2, bend2, doubt };
}

/** The slant towards slanted slices, as seen along their normal; `tilts` belong to `sides`, in place. */
function straighten(
  tilts: number[],
  sides: readonly number[],
  axis: number,
  { across, by }: NonNullable<EdgeLattice['lean']>,
): void {
  const s = sides.indexOf(across);
  if (s < 0) return;
  tilts[s] += by[axis] - tilts[1 - s] * by[sides[1 - s]];
}

const emptyLook = (): Look => ({
  line: 0,
  low: 0,
  high: 0,
  lowVariance: 0,
  highVariance: 0,
  at: 0,
  first: 0,
  last: 0,
  left: 0,
  right: 0,
  shifts: [0, 0, 0, 0],
  spread: 0,
  doubt: 0,
});

/** Finds the edge near sample `near`: its levels and its place (where a sharp edge would leave the same sum). */
function settle(
  { voxels, length, stride }: Layout,
  { reach, plateau, least }: CrossingRules,
  near: number,
  look: Look,
): boolean {
  const { line } = look;
  let before = near;
  for (let round = 0; round < 3; round++) {
    const first = Math.floor(before - reach) + 1;
    const last = Math.ceil(before + reach) - 1;
    if (first < 1 || last > length - 2) return false;
    const left = Math.max(0, first - plateau);
    const right = Math.min(length - 1, last + plateau);
    let low = 0;
    for (let i = left; i < first; i++) low += voxels[line + i * stride];
    low /= first - left;
    let high = 0;
    for (let i = last + 1; i <= right; i++) high += voxels[line + i * stride];
    high /= right - last;
    if (!(Math.abs(high - low) >= least)) return false;
    let sum = 0;
    for (let i = first; i <= last; i++) sum += high - voxels[line + i * stride];
    look.low = low;
    look.high = high;
    look.at = first - 0.5 + sum / (high - low);
    if (!(Math.abs(look.at - near) <= Math.max(1.5, reach / 2))) return false;
    if (Math.abs(look.at - before) < 0.05) break;
    before = look.at;
  }
  look.first = Math.floor(look.at - reach) + 1;
  look.last = Math.ceil(look.at + reach) - 1;
  look.left = Math.max(0, look.first - plateau);
  look.right = Math.min(length - 1, look.last + plateau);
  return look.first >= 1 && look.last <= length - 2;
}

/** Whether slices are not evenly spaced where the line or those beside it run. */
function uneven(
  { unevenAxis, unevenSteps }: EdgeLattice,
  { axis, aside }: CrossingRules,
  index: readonly number[],
  { left, right }: Look,
): boolean {
  if (unevenAxis < 0) return false;
  const from = unevenAxis === axis ? left : index[unevenAxis] - aside[unevenAxis];
  const to = unevenAxis === axis ? right : index[unevenAxis] + aside[unevenAxis];
  return unevenSteps[to] !== unevenSteps[from];
}

/** Where the four lines beside it cross the edge; false where one does so too far off. */
function followAside({ voxels, stride, steps }: Layout, { plateau }: CrossingRules, look: Look): boolean {
  const { line, left, right, high, low, at, shifts } = look;
  for (let s = 0; s < 4; s++) {
    const beside = line + steps[s];
    let sum = 0;
    for (let i = left; i <= right; i++) sum += high - voxels[beside + i * stride];
    shifts[s] = left - 0.5 + sum / (high - low) - at;
    if (!(Math.abs(shifts[s]) <= plateau + 0.5)) return false;
  }
  return true;
}

/** Both plateaus over all five lines, each line's placed by its own crossing; false where they are not flat. */
function levels(layout: Layout, rules: CrossingRules, look: Look): boolean {
  const { voxels, length, stride, steps } = layout;
  const { noise, least } = rules;
  const height = Math.abs(look.high - look.low);
  for (let side = 0; side < 2; side++) {
    let [m, sum, squares, near, nears] = [0, 0, 0, 0, 0];
    const base = side === 0 ? look.low : look.high;
    for (let s = -1; s < 4; s++) {
      const offset = look.line + (s < 0 ? 0 : steps[s]);
      const move = s < 0 ? 0 : Math.round(look.shifts[s]);
      const a = Math.max(0, (side === 0 ? look.left : look.last + 1) + move);
      const b = Math.min(length - 1, (side === 0 ? look.first - 1 : look.right) + move);
      for (let i = a; i <= b; i++) {
        const v = voxels[offset + i * stride] - base;
        sum += v;
        squares += v * v;
        m++;
        if (i === (side === 0 ? b : a) && b > a) {
          near += v;
          nears++;
        }
      }
    }
    const mean = sum / m;
    const variance = Math.max(0, (squares - sum * mean) / (m - 1));
    const trend = nears > 0 ? Math.abs(near / nears - mean) : 0;
    if (m < 5 || variance > Math.max(flat * height, 1.3 * noise) ** 2) return false;
    if (trend > Math.max(level * height, (2 * noise) / Math.sqrt(5))) return false;
    if (side === 0) [look.low, look.lowVariance] = [base + mean, variance];
    else [look.high, look.highVariance] = [base + mean, variance];
  }
  return Math.abs(look.high - look.low) >= least;
}

/**
 * Place and spread over a window around the edge that ends in a slope one sample long on either side: with a hard end
 * the noise of the sample that just falls in or out would pull both (by 5 % of sigma where noise is 5 % of the height).
 */
function measure({ voxels, length, stride }: Layout, { reach }: CrossingRules, look: Look): boolean {
  const { line, low, high } = look;
  const rise = high - low;
  const heightAt = (i: number): number =>
    (voxels[line + Math.min(length - 1, Math.max(0, i)) * stride] - low) / rise;
  let at = look.at;
  for (let round = 0; round < 4; round++) {
    let whole = 0;
    for (let i = Math.ceil(at - reach - 1); i <= at + reach + 1; i++)
      whole += Math.min(1, reach + 1 - Math.abs(i - at)) * (1 - heightAt(i));
    at += 0.7 * (whole - reach - 0.5);
  }
  const [ofLow, ofHigh] = [look.lowVariance / (rise * rise), look.highVariance / (rise * rise)];
  // Noise makes p(1 − p) smaller by its variance; the place, taken from the same samples, makes it larger by one such.
  let sum = -(ofLow + ofHigh) / 2;
  let doubt = 0;
  for (let i = Math.ceil(at - reach - 1); i <= at + reach + 1; i++) {
    const weight = Math.min(1, reach + 1 - Math.abs(i - at));
    const p = heightAt(i);
    if (p < -0.3 || p > 1.3) return false;
    const share = weight * (p < 0.5 ? ofLow : ofHigh);
    sum += weight * p * (1 - p) + share;
    doubt += share;
  }
  const moved = Math.abs(at - look.at);
  look.at = at;
  look.spread = sum;
  look.doubt = doubt;
  return moved < 1;
}
