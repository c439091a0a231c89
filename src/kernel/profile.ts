// One direction of a blur as tables: what a point and what an edge become of it, without a call of exp in loops.
import { exp, normalBelow } from './elementary.js';

/** Values at multiples of `step` from −reach to reach; beyond, the end values go on. */
export interface Profile {
  readonly values: Float64Array;
  /** Samples a mm. */
  readonly perMm: number;
  /** Index of 0. */
  readonly middle: number;
}

/** Samples of a table in one sigma: linear interpolation between them errs by 1e-5 of the peak. */
const perSigma = 100;

function tabled(of: (d: number) => number, reach: number, sigma: number): Profile {
  const perMm = perSigma / sigma;
  const middle = Math.ceil(reach * perMm) + 1;
  const values = Float64Array.from({ length: 2 * middle + 1 }, (_, n) => of((n - middle) / perMm));
  return { values, perMm, middle };
}

const sqrtTwoPi = 2.5066282746310002;

/** Density of a Gaussian averaged over a box, 1/mm; both widths in mm, box 0 = Gaussian alone. */
export function density(sigma: number, box: number, reach: number): Profile {
  const of =
    box > 0
      ? (d: number): number => (normalBelow((d + box / 2) / sigma) - normalBelow((d - box / 2) / sigma)) / box
      : (d: number): number => exp((-d * d) / (2 * sigma * sigma)) / (sigma * sqrtTwoPi);
  return tabled(of, reach, sigma);
}

/** Share of a Gaussian below a place, 0…1. */
export const cumulative = (sigma: number, reach: number): Profile =>
  tabled((d) => normalBelow(d / sigma), reach, sigma);

/** The value at `d` mm. */
export function at({ values, perMm, middle }: Profile, d: number): number {
  const x = d * perMm + middle;
  if (x <= 0) return values[0];
  if (x >= 2 * middle) return values[2 * middle];
  const n = Math.floor(x);
  return values[n] + (x - n) * (values[n + 1] - values[n]);
}
