// The blur along one axis of a scan, from edges that lines along it cross; slanted edges tell of the other axes too.
import { type Crossings, type EdgeLattice, edgeCrossings } from '../kernel/edge-crossings.js';
import type { EdgeModel } from '../kernel/edge-model.js';
import { fitSpread, type SpreadSample } from './fit-spread.js';

const fewestEdges = 25;
/** Where that many edges lie across a line, those more slanted are not looked at. */
const manyEdges = 250;
/** Plateaus lie that many sigmas off: a Gaussian edge is flat there to 0.1 %. */
const farSigmas = 3.1;
const mostReach = 14;
const leastReach = 1.1;
/** Slant of an edge that is taken where few are less slanted: then the other axes tell much of what is seen. */
const steep = 1.3;

export type Axis = 0 | 1 | 2;
const axes: readonly Axis[] = [0, 1, 2];

/** What is known of the blur along one axis, mm. */
export interface AxisSpread {
  /** Of the Gaussian. */
  readonly sigma: number;
  readonly standardError: number;
  readonly edges: number;
  /** Of the Gaussian and of the box together, mm². */
  readonly variance: number;
  /** How far off plateaus should lie, in samples, and whether they did. */
  readonly reach: number;
  readonly enough: boolean;
}
/** What is looked for. */
export interface Aim {
  /** The axis that slices lie across: the two others are taken to be alike. */
  readonly slices: Axis;
  readonly model: EdgeModel;
  /** Width of the model's box, mm. */
  readonly box: number;
  /** Edges that are fitted to, at most, and whether the standard error is wanted. */
  readonly most: number;
  readonly errors: boolean;
}
type Shares = Pick<SpreadSample, 'factors' | 'besides'>;
export type Known = readonly (AxisSpread | null)[];

/** Where it is looked for. `noise` and the `least` height of an edge in the scan's unit. */
export interface Search {
  readonly lattice: EdgeLattice;
  readonly candidates: readonly Int32Array[];
  readonly noise: number;
  readonly least: number;
  /** Of a slice, if slices lie across that axis, mm. */
  thickness(axis: Axis): number;
}

/** Widens its reach until the plateaus lie beyond what it finds. Null where that is too little to judge by. */
export function axisSpread(
  search: Search,
  axis: Axis,
  known: Known,
  { slices, model, box, most, errors }: Aim,
): AxisSpread | null {
  const { spacing } = search.lattice;
  const s = spacing[axis];
  const before = known[axis];
  let reach = before?.reach ?? 1.5;
  let found: AxisSpread | null = null;
  for (let round = 0; round < 8 && reach <= mostReach; round++) {
    const look = (steepest: number): Crossings =>
      edgeCrossings(search.lattice, search.candidates[axis], {
        axis,
        reach,
        plateau: Math.max(2, Math.round(reach / 2)),
        noise: search.noise,
        least: search.least,
        aside: asideOf(spacing, axis, found ?? before),
        slant: axes.map((other) => slantTo(known[other], found ?? before, steepest)),
      });
    const plain = look(0.6);
    const slanted = plain.count < manyEdges ? look(steep) : plain;
    const crossings = slanted.count > 4 * plain.count ? slanted : plain;
    if (crossings.count < fewestEdges) {
      reach *= 1.6;
      continue;
    }
    const limits = [box > 0 ? 0.03 : 0.12, reach] as const;
    const shares = slantedShares(crossings, axis, slices, search, known);
    const fit = fitSpread({ crossings, model, ...shares, limits, most }, errors);
    const variance = fit.sigma * fit.sigma * s * s + (box * box) / 12;
    const wanted = farSigmas * widestOf(shares, variance / (s * s));
    found = {
      sigma: fit.sigma * s,
      standardError: fit.standardError * s,
      edges: fit.edges,
      variance,
      reach: Math.max(leastReach, wanted),
      enough: wanted <= 1.25 * reach,
    };
    if (wanted <= reach * 1.01) break;
    reach = Math.min(1.6 * reach, Math.max(wanted, 1.1 * reach));
  }
  return found?.enough ? found : null;
}

/** Towards an axis that blurs more than the line's own, edges must be the less slanted, lest they tell of that alone. */
function slantTo(other: AxisSpread | null, own: AxisSpread | null, steepest: number): number {
  if (other === null) return steepest - 0.4;
  if (own === null || steepest === steep) return steepest;
  return steepest * Math.min(1, Math.sqrt(own.variance / other.variance));
}

/** Neighbours about as far off as the edge is wide, lest noise or the phase of a coarse axis tilt what is plane. */
function asideOf(spacing: readonly number[], axis: Axis, found: AxisSpread | null): number[] {
  const wide = Math.max(spacing[axis] / 2, found ? 0.7 * Math.sqrt(found.variance) : 0);
  return spacing.map((s) => Math.min(4, Math.max(1, Math.round(wide / s))));
}

/** Standard deviation, in samples, of what a line crosses at the most slanted fifth of the edges. */
function widestOf({ factors, besides }: Shares, variance: number): number {
  const all = factors.map((factor, e) => factor * variance + besides[e]).sort();
  return Math.sqrt(all[Math.floor(0.8 * all.length)]);
}

/**
 * Across an edge that is slanted the line runs longer, and sees the blur along the other axes too. In the slices that is
 * the same blur again; from the other directions it is what is known of them.
 */
function slantedShares(
  { slant2, bend2, count }: Crossings,
  axis: Axis,
  slices: Axis,
  { lattice: { spacing }, thickness }: Search,
  known: Known,
): Shares {
  const alike = (other: Axis): boolean => axis !== slices && other !== slices;
  const others = axes.filter((other) => other !== axis);
  const factors = new Float64Array(count).fill(1);
  const besides = new Float64Array(count);
  for (const other of others) {
    const variance = known[other]?.variance ?? 0.15 * spacing[other] * spacing[other];
    const share = variance / (spacing[axis] * spacing[axis]);
    // Where the edge is bent by c, blur along the bend spreads it by the variance of c·x²/2; a box has shorter tails.
    const tails = other === slices ? thickness(other) ** 4 / 120 : 0;
    const bent = Math.max(variance * variance, 2 * variance * variance - tails) / (4 * spacing[axis] ** 2);
    for (let e = 0; e < count; e++) {
      besides[e] += bend2[other][e] * bent;
      if (alike(other)) factors[e] += slant2[other][e];
      else besides[e] += slant2[other][e] * share;
    }
  }
  return { factors, besides };
}
