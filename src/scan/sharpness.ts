// How sharp a scan is, from its own edges, and how noisy, from its own tissue: what no file header tells.
import { spacingOf } from '../core/grid.js';
import type { Scan } from '../core/scan.js';
import { type EdgeSpread, type Sharpness, type SliceSpread, widthOfSigma } from '../core/sharpness.js';
import { sliceAxis } from '../core/slice-axis.js';
import { edgeCandidates } from '../kernel/edge-candidates.js';
import { type Crossings, type EdgeLattice, edgeCrossings } from '../kernel/edge-crossings.js';
import { type EdgeModel, edgeModel } from '../kernel/edge-model.js';
import { countValues, percentile, type ValueCounts } from './count-values.js';
import { fitSpread, type SpreadSample } from './fit-spread.js';
import { scaleOf } from './hounsfield.js';
import { noise } from './noise.js';
import { noiseWindows } from './noise-windows.js';
import { sliceAxisByEdges } from './slice-axis-by-edges.js';

const fewestEdges = 25;
/** Where that many edges lie across a line, those more slanted are not looked at. */
const manyEdges = 250;
const mostEdges = 2000;
/** For the first rounds, which only find the reach and the slants' share. */
const fewEdges = 500;
const mostCandidates = 24000;
/** Voxels looked at along each axis. */
const mostLooked = 6e6;
/** Plateaus lie that many sigmas off: a Gaussian edge is flat there to 0.1 %. */
const farSigmas = 3.1;
const mostReach = 14;
const leastReach = 1.1;
/** Slant of an edge that is taken where few are less slanted: then the other axes tell much of what is seen. */
const steep = 1.3;
/** A sigma less sure than that, as a share of it, is not told. */
const mostError = 0.25;

type Axis = 0 | 1 | 2;
const axes: readonly Axis[] = [0, 1, 2];

/** What is known of the blur along one axis, mm. */
interface AxisSpread {
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
interface Aim {
  /** The axis that slices lie across: the two others are taken to be alike. */
  readonly slices: Axis;
  readonly model: EdgeModel;
  /** Width of the model's box, mm. */
  readonly box: number;
  readonly most: number;
}
type Shares = Pick<SpreadSample, 'factors' | 'besides'>;
type Known = readonly (AxisSpread | null)[];

interface Search {
  readonly lattice: EdgeLattice;
  readonly candidates: readonly Int32Array[];
  readonly noise: number;
  readonly least: number;
  /** Of a slice, if slices lie across that axis, mm. */
  thickness(axis: Axis): number;
}

/** The same scan gives the same answer; about a second for 30 million voxels. */
export function sharpness(scan: Scan, counted: ValueCounts = countValues(scan.voxels)): Sharpness {
  return rounded(scan.facts.labels ? ofLabels(scan) : ofImage(scan, counted));
}

/** Lengths to a tenth of a micrometre: the errors are a hundred times that. */
function rounded(sharpness: Sharpness): Sharpness {
  const { inPlane, throughPlane, noise: measured } = sharpness;
  const short = (x: number): number => Number(x.toFixed(4));
  const spread = <S extends EdgeSpread>(of: S): S => ({
    ...of,
    sigma: short(of.sigma),
    fwhm: short(of.fwhm),
    standardError: short(of.standardError),
  });
  const gaussian = (x: number | null): number | null => (x === null ? null : short(x));
  return {
    ...sharpness,
    inPlane: inPlane && spread(inPlane),
    throughPlane: throughPlane && {
      ...spread(throughPlane),
      sliceBox: short(throughPlane.sliceBox),
      gaussianSigma: gaussian(throughPlane.gaussianSigma),
      gaussianError: gaussian(throughPlane.gaussianError),
    },
    noise: measured && { ...measured, sd: short(measured.sd), tissue: short(measured.tissue) },
  };
}

function ofLabels(scan: Scan): Sharpness {
  const { axis, by } = sliceAxis(scan.facts);
  return {
    inPlane: null,
    throughPlane: null,
    sliceAxis: axis,
    sliceAxisBy: by,
    noise: null,
    reasons: [noBlur],
  };
}

function ofImage(scan: Scan, counted: ValueCounts): Sharpness {
  const assumed = sliceAxis(scan.facts);
  const measured = noise(scan, counted, scaleOf(counted), assumed.axis);
  const search = searchOf(scan, counted, measured?.sd ?? quietest(scan, assumed.axis));
  const first = spreads(search, assumed.axis);
  const { axis: slices, by } = sliceAxisByEdges(assumed, first.map(relative));
  const known = slices === assumed.axis ? first : spreads(search, slices);
  const spacing = search.lattice.spacing[slices];
  const sliceBox = search.thickness(slices);
  const model = edgeModel(sliceBox / spacing);
  const boxed = spreadAlong(search, slices, known, { slices, model, box: sliceBox, most: mostEdges });
  const inPlane = inPlaneOf(axes.filter((axis) => axis !== slices).flatMap((axis) => known[axis] ?? []));
  const throughPlane = acrossSlices(boxed, known[slices], sliceBox);
  const reasons = [
    ...(inPlane === null ? [unknown('in the slices')] : []),
    ...(throughPlane === null ? [unknown('across the slices')] : []),
    ...(throughPlane?.gaussianSigma === null ? [boxAlone] : []),
    ...(measured === null ? [noTissue] : []),
  ];
  return { inPlane, throughPlane, sliceAxis: slices, sliceAxisBy: by, noise: measured, reasons };
}

/** Along each axis as if slices were no box, in rounds: what one finds, the others need for edges that are slanted. */
function spreads(search: Search, slices: Axis): Known {
  const known: [AxisSpread | null, AxisSpread | null, AxisSpread | null] = [null, null, null];
  const order = [slices, ...axes.filter((axis) => axis !== slices)];
  const model = edgeModel(0);
  for (const most of [fewEdges, fewEdges, fewEdges, mostEdges])
    for (const axis of order) known[axis] = spreadAlong(search, axis, known, { slices, model, box: 0, most });
  return known;
}

/** Where no tissue tells the noise: what there is at least, be it in air, so that noise alone refuses no edge. */
function quietest(scan: Scan, slices: Axis): number {
  const sds = noiseWindows(scan, slices, Number.NEGATIVE_INFINITY).sds.sort((a, b) => a - b);
  return sds[Math.floor(sds.length / 10)] ?? 0;
}

const noBlur = 'How sharp the scan was that this label map was drawn on is not known: labels have no blur.';
const unknown = (where: string): string =>
  `How sharp the scan is ${where} is not known: too few edges have flat ground on both sides and stand out of the noise, or they are sharper than the voxels can tell.`;
const boxAlone =
  'Across the slices edges are no wider than the thickness of a slice makes them: what else blurs them is not known.';
const noTissue = 'The noise is not known: no tissue in the scan is homogeneous enough.';

function searchOf(scan: Scan, counted: ValueCounts, sd: number): Search {
  const { size, affine } = scan.grid;
  const range = percentile(counted, 0.999) - percentile(counted, 0.001);
  const least = Math.max(10 * sd, 0.15 * range, Number.MIN_VALUE);
  const every = Math.max(1, Math.ceil(Math.sqrt(scan.voxels.length / mostLooked)));
  const candidates = axes.map((axis) =>
    edgeCandidates(scan.voxels, { size, axis, every, least: Math.max(least / 6, 3 * sd) }, mostCandidates),
  );
  const { axis: unevenAxis, at } = scan.nodes ?? { axis: -1, at: new Float64Array(1) };
  const unevenSteps = new Int32Array(at.length);
  for (let k = 1; k < at.length; k++)
    unevenSteps[k] = unevenSteps[k - 1] + (Math.abs(at[k] - at[k - 1] - 1) > 0.01 ? 1 : 0);
  const lattice = { voxels: scan.voxels, size, spacing: spacingOf(affine), unevenAxis, unevenSteps };
  const thickness = (axis: Axis): number => scan.facts.sliceThickness || lattice.spacing[axis];
  return { lattice, candidates, noise: sd, least, thickness };
}

/** Widens its reach until the plateaus lie beyond what it finds. Null where that is too little to judge by. */
function spreadAlong(
  search: Search,
  axis: Axis,
  known: Known,
  { slices, model, box, most }: Aim,
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
    const fit = fitSpread({ crossings, model, ...shares, limits, most }, most === mostEdges);
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

/** Sigma with its error as a share of it. */
const relative = (spread: AxisSpread | null): { sigma: number; error: number } | null =>
  spread && { sigma: Math.sqrt(spread.variance), error: spread.standardError / spread.sigma };

/** Both axes of a slice as one. */
function inPlaneOf(both: readonly AxisSpread[]): EdgeSpread | null {
  const sure = both.filter(({ sigma, standardError }) => standardError < mostError * sigma);
  if (sure.length === 0) return null;
  const edges = sure.reduce((sum, one) => sum + one.edges, 0);
  const mean = (of: (one: AxisSpread) => number): number =>
    sure.reduce((sum, one) => sum + (of(one) * one.edges) / edges, 0);
  const sigma = Math.sqrt(mean(({ variance }) => variance));
  const sigmas = sure.map((one) => one.sigma);
  const apart = (Math.max(...sigmas) - Math.min(...sigmas)) / 2;
  const error = Math.hypot(
    mean(({ standardError }) => standardError),
    apart,
  );
  return { sigma, fwhm: widthOfSigma * sigma, standardError: error, edges };
}

/** With the box where that explains the edges, else as a Gaussian alone. */
function acrossSlices(
  boxed: AxisSpread | null,
  plain: AxisSpread | null,
  sliceBox: number,
): SliceSpread | null {
  const told = boxed !== null && boxed.standardError < mostError * boxed.sigma;
  const whole = told ? boxed : plain;
  if (whole === null) return null;
  const sigma = Math.sqrt(whole.variance);
  const standardError = (whole.sigma / sigma) * whole.standardError;
  if (!(standardError < mostError * sigma)) return null;
  return {
    sigma,
    fwhm: widthOfSigma * sigma,
    standardError,
    edges: whole.edges,
    sliceBox,
    gaussianSigma: told ? boxed.sigma : null,
    gaussianError: told ? boxed.standardError : null,
  };
}
