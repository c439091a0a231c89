// What Σ p(1 − p) over the samples of an edge should be, by its spread and by where it lies between two samples.
// The edge is a Gaussian's, or that of a Gaussian and a box (a slice); the identity is Gini's (1912).

/**
 * Of an edge whose place is measured at `phase` (0…0.5 samples off a sample), known to a variance of `doubt` samples²,
 * and whose Gaussian part has a variance of `variance` samples². Samples at random places would give the mean over all
 * phases; doubt about the phase pulls towards it, by as much as a Gaussian damps one wave a sample.
 */
export interface EdgeModel {
  at(phase: number, variance: number, doubt: number): number;
  /** `out[e]`: by how much edge e is spread more than the model says, if sigma² along the line is `variance`. In samples. */
  residuals(edges: ModelEdges, variance: number, out: Float64Array): void;
}

/** Edges as the model takes them, made once for many sigmas. The arrays are all of one length. */
export interface ModelEdges {
  /** Measured. */
  readonly spread: Float64Array;
  readonly phase: Float64Array;
  /** Each is spread by `factors` times the variance along the line, and by the variance `besides`. */
  readonly factors: Float64Array;
  readonly besides: Float64Array;
  /** What doubt about its place leaves of the phase's share: `phaseLeft`. */
  readonly left: Float64Array;
}

/** What a doubt of so many samples² leaves of the phase's share, 0 … 1. */
export const phaseLeft = (doubt: number): number => Math.exp(-2 * Math.PI * Math.PI * doubt);

const phases = 32;
const rows = 72;
/** Below that even a box of a sample's width hides the Gaussian. */
const narrowest = 0.02;

/** By their box: every scan asks for that without one, and most scans come again. */
const made = new Map<number, EdgeModel>();
const mostKept = 16;

/** The model for a box of `box` samples, 0 for none. To within 0.0005 samples for edges spread by 0.15 samples or more. */
export function edgeModel(box: number): EdgeModel {
  const known = made.get(box);
  if (known !== undefined) return known;
  if (made.size >= mostKept) made.clear();
  const model = tabled(box);
  made.set(box, model);
  return model;
}

function tabled(box: number): EdgeModel {
  const widest = 2 * Math.max(1, box);
  const ratio = Math.log(widest / narrowest) / (rows - 1);
  const table = new Float64Array(rows * (phases + 1));
  for (let row = 0; row < rows; row++) fillRow(table, row, narrowest * Math.exp(row * ratio), box);
  const means = Float64Array.from({ length: rows }, (_, row) => meanOf(table, row));
  const value = (phase: number, variance: number, left: number): number => {
    const sigma = Math.sqrt(Math.max(variance, narrowest * narrowest));
    if (sigma >= widest) return Math.sqrt((sigma * sigma + (box * box) / 12) / Math.PI);
    const r = Math.max(0, Math.log(sigma / narrowest) / ratio);
    const row = Math.min(rows - 2, Math.floor(r));
    const f = phase * 2 * phases;
    const column = Math.min(phases - 1, Math.floor(f));
    const [a, b] = [r - row, f - column];
    const at = row * (phases + 1) + column;
    const below = table[at] * (1 - b) + table[at + 1] * b;
    const above = table[at + phases + 1] * (1 - b) + table[at + phases + 2] * b;
    const known = below * (1 - a) + above * a;
    const mean = means[row] * (1 - a) + means[row + 1] * a;
    return mean + (known - mean) * left;
  };
  return {
    at: (phase, variance, doubt) => value(phase, variance, phaseLeft(doubt)),
    residuals: ({ spread, phase, factors, besides, left }, variance, out) => {
      for (let e = 0; e < spread.length; e++)
        out[e] = spread[e] - value(phase[e], variance * factors[e] + besides[e], left[e]);
    },
  };
}

/** Over all phases, by the trapezoid rule. */
function meanOf(table: Float64Array, row: number): number {
  const at = row * (phases + 1);
  let sum = -(table[at] + table[at + phases]) / 2;
  for (let column = 0; column <= phases; column++) sum += table[at + column];
  return sum / phases;
}

/** The spread at evenly spaced measured phases; the measured place is that of a sharp edge with the same sum. */
function fillRow(table: Float64Array, row: number, sigma: number, box: number): void {
  const fine = 8 * phases;
  const reach = Math.ceil(6 * sigma + box / 2 + 1);
  const measured = new Float64Array(fine + 1);
  const spread = new Float64Array(fine + 1);
  for (let t = 0; t <= fine; t++) {
    const at = (0.5 * t) / fine;
    let whole = 0;
    for (let i = -reach; i <= reach; i++) {
      const p = edgeValue(i - at, sigma, box);
      whole += 1 - p;
      spread[t] += p * (1 - p);
    }
    measured[t] = -reach - 0.5 + whole;
  }
  let t = 0;
  for (let column = 0; column <= phases; column++) {
    const wanted = (0.5 * column) / phases;
    while (t < fine - 1 && measured[t + 1] < wanted) t++;
    const gap = measured[t + 1] - measured[t];
    const share = gap > 1e-12 ? Math.min(1, Math.max(0, (wanted - measured[t]) / gap)) : 1;
    table[row * (phases + 1) + column] = spread[t] * (1 - share) + spread[t + 1] * share;
  }
}

/** Of a unit step at 0 behind a Gaussian and a box. */
function edgeValue(x: number, sigma: number, box: number): number {
  if (box < 1e-6) return below(x / sigma);
  const integral = (z: number): number => z * below(z) + Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  return (sigma / box) * (integral((x + box / 2) / sigma) - integral((x - box / 2) / sigma));
}

/** Area under the standard normal curve left of x: its series, or its continued fraction far out. */
function below(x: number): number {
  if (x > 8) return 1;
  if (x < -8) return 0;
  let term = x;
  let sum = x;
  for (let n = 3; Math.abs(term) > 1e-15 * Math.abs(sum); n += 2) {
    term *= (x * x) / n;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}
