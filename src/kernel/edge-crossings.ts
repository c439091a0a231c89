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

/** What one look at a line gives. One object is used for all lines. */
interface Look {
  low: number;
  high: number;
  at: number;
}

/** Largest departure of a plateau from flat, as a share of the edge's height. */
const flat = 0.03;
/** How far an edge may bend off its plane from the line before to the line behind, relative to their distance from it. */
const mostBend = 0.6;

/** Looks at each candidate; keeps those that are plane and have flat ground on both sides. */
export function edgeCrossings(lattice: EdgeLattice, candidates: Int32Array, rules: CrossingRules): Crossings {
  const { voxels, size, spacing, unevenAxis, unevenSteps } = lattice;
  const { axis, reach, plateau, noise, least, slant, aside } = rules;
  const [nx, ny] = size;
  const strides = [1, nx, nx * ny];
  const stride = strides[axis];
  const sides = [0, 1, 2].filter((other) => other !== axis);
  const steps = [0, 1, 2, 3].map((s) => (s & 1 ? 1 : -1) * aside[sides[s >> 1]] * strides[sides[s >> 1]]);
  const n = candidates.length;
  const places = new Int32Array(n);
  const phase = new Float64Array(n);
  const spread = new Float64Array(n);
  const slant2 = [new Float64Array(n), new Float64Array(n), new Float64Array(n)] as const;
  const bend2 = [new Float64Array(n), new Float64Array(n), new Float64Array(n)] as const;
  const doubt = new Float64Array(n);
  let count = 0;
  const shifts = [0, 0, 0, 0];
  const look: Look = { low: 0, high: 0, at: 0 };

  for (let c = 0; c < n; c++) {
    const p = candidates[c];
    const index = [p % nx, Math.floor(p / nx) % ny, Math.floor(p / (nx * ny))];
    const at = index[axis];
    const line = p - at * stride;
    if (sides.some((other) => index[other] < aside[other] || index[other] >= size[other] - aside[other]))
      continue;
    if (!settle(voxels, line, stride, size[axis], reach, plateau, at, least, look)) continue;
    const x0 = look.at;
    const first = Math.floor(x0 - reach) + 1;
    const last = Math.ceil(x0 + reach) - 1;
    const left = Math.max(0, first - plateau);
    const right = Math.min(size[axis] - 1, last + plateau);
    if (unevenAxis >= 0) {
      const from = unevenAxis === axis ? left : index[unevenAxis] - aside[unevenAxis];
      const to = unevenAxis === axis ? right : index[unevenAxis] + aside[unevenAxis];
      if (unevenSteps[to] !== unevenSteps[from]) continue;
    }
    const height = look.high - look.low;
    // What noise moves the place of a neighbour's crossing by, and of its own: variances in samples².
    const wander = ((right - left + 1) * noise * noise) / (height * height);
    const own = ((last - first + 1) * noise * noise) / (height * height);

    // The four lines beside it tell how the edge is slanted and bent, and share in its plateaus.
    let plane = true;
    for (let s = 0; s < 4 && plane; s++) {
      const beside = line + steps[s];
      let sum = 0;
      for (let i = left; i <= right; i++) sum += look.high - voxels[beside + i * stride];
      shifts[s] = left - 0.5 + sum / height - x0;
      if (!(Math.abs(shifts[s]) <= plateau + 0.5)) plane = false;
    }
    if (!plane) continue;
    for (let s = 0; s < 2; s++) {
      const other = sides[s];
      const step = spacing[axis] / (aside[other] * spacing[other]);
      const tilt = ((shifts[2 * s + 1] - shifts[2 * s]) * step) / 2;
      const bend = (shifts[2 * s + 1] + shifts[2 * s]) * step;
      const unsure = step * Math.sqrt(wander);
      if (Math.abs(tilt) > slant[other] + unsure || Math.abs(bend) > mostBend + 2.5 * unsure) plane = false;
      const distance = aside[other] * spacing[other];
      const chance = step * step * (2 * wander + 4 * own);
      bend2[other][count] = bend * bend > 4 * chance ? (bend * bend - chance) / (distance * distance) : 0;
      slant2[other][count] = tilt * tilt - (unsure * unsure) / 2;
    }
    if (!plane) continue;

    // Both plateaus over all five lines, each line's placed by its own crossing.
    const ground = [0, 0, 0, 0];
    for (let side = 0; side < 2; side++) {
      let m = 0;
      let sum = 0;
      let squares = 0;
      let near = 0;
      let nears = 0;
      const base = side === 0 ? look.low : look.high;
      for (let s = -1; s < 4; s++) {
        const offset = s < 0 ? 0 : steps[s];
        const move = s < 0 ? 0 : Math.round(shifts[s]);
        const a = Math.max(0, (side === 0 ? left : last + 1) + move);
        const b = Math.min(size[axis] - 1, (side === 0 ? first - 1 : right) + move);
        for (let i = a; i <= b; i++) {
          const v = voxels[line + offset + i * stride] - base;
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
      const variance = m > 1 ? Math.max(0, (squares - sum * mean) / (m - 1)) : 0;
      const trend = nears > 0 ? Math.abs(near / nears - mean) : 0;
      const limit = Math.max(flat * Math.abs(height), 1.3 * noise);
      if (m < 5 || variance > limit * limit) plane = false;
      if (trend > Math.max(0.015 * Math.abs(height), (2 * noise) / Math.sqrt(5))) plane = false;
      ground[2 * side] = base + mean;
      ground[2 * side + 1] = variance;
    }
    if (!plane) continue;
    const [low, lowVariance, high, highVariance] = ground;
    const rise = high - low;
    if (Math.abs(rise) < least) continue;

    let edge = x0;
    for (let round = 0; round < 4; round++) {
      let whole = 0;
      const from = Math.ceil(edge - reach - 1);
      const to = Math.floor(edge + reach + 1);
      for (let i = from; i <= to; i++) {
        const weight = Math.min(1, reach + 1 - Math.abs(i - edge));
        const inside = Math.min(size[axis] - 1, Math.max(0, i));
        whole += (weight * (high - voxels[line + inside * stride])) / rise;
      }
      edge += 0.7 * (whole - reach - 0.5);
    }
    const shareLow = lowVariance / (rise * rise);
    const shareHigh = highVariance / (rise * rise);
    let sum = -(shareLow + shareHigh) / 2;
    let variance = 0;
    const from = Math.ceil(edge - reach - 1);
    const to = Math.floor(edge + reach + 1);
    for (let i = from; i <= to; i++) {
      const weight = Math.min(1, reach + 1 - Math.abs(i - edge));
      const inside = Math.min(size[axis] - 1, Math.max(0, i));
      const q = (voxels[line + inside * stride] - low) / rise;
      const share = weight * (q < 0.5 ? shareLow : shareHigh);
      if (q < -0.3 || q > 1.3) plane = false;
      sum += weight * q * (1 - q) + share;
      variance += share;
    }
    if (!plane || !(Math.abs(edge - x0) < 1)) continue;
    places[count] = p;
    phase[count] = Math.abs(edge - Math.round(edge));
    spread[count] = sum;
    doubt[count] = variance;
    slant2[axis][count] = 0;
    bend2[axis][count] = 0;
    count++;
  }
  return { count, places, phase, spread, slant2, bend2, doubt };
}

/** Finds the edge near sample `at` of a line: its two levels and its place (where a sharp edge would leave the same sum). */
function settle(
  voxels: Int16Array | Float32Array,
  line: number,
  stride: number,
  length: number,
  reach: number,
  plateau: number,
  at: number,
  least: number,
  look: Look,
): boolean {
  let x0 = at;
  for (let round = 0; round < 3; round++) {
    const first = Math.floor(x0 - reach) + 1;
    const last = Math.ceil(x0 + reach) - 1;
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
    const next = first - 0.5 + sum / (high - low);
    if (!(Math.abs(next - at) <= Math.max(1.5, reach / 2))) return false;
    look.low = low;
    look.high = high;
    look.at = next;
    if (Math.abs(next - x0) < 0.05) return true;
    x0 = next;
  }
  return true;
}
