// Splits a histogram into classes so that the values within each differ least: Otsu's method, exactly, for any number.
// N. Otsu, "A threshold selection method from gray-level histograms", 1979; P. Liao et al., multilevel, 2001.

/**
 * Where classes 1, 2, … begin, as bins that may be fractional: halfway between the last occupied bin of one class and
 * the first of the next. Empty if fewer bins are occupied than there are classes. Of equally good splits the lowest is
 * taken. O(classes · n log n): the best last cut moves one way as the histogram grows, so it is sought by halves.
 */
export function otsu(counts: Float64Array, classes: number): readonly number[] {
  const bins = Array.from(counts.keys()).filter((b) => counts[b] > 0);
  const n = bins.length;
  if (n < classes) return [];
  const sums = prefixSums(counts, bins);
  let best = Float64Array.from({ length: n + 1 }, (_, end) =>
    end === 0 ? Number.NEGATIVE_INFINITY : between(sums, 0, end),
  );
  const cuts: Int32Array[] = [];
  for (let c = 1; c < classes; c++) {
    const cut = new Int32Array(n + 1);
    const next = new Float64Array(n + 1).fill(Number.NEGATIVE_INFINITY);
    fillBest(sums, best, next, cut, { low: c + 1, high: n, cutLow: c, cutHigh: n - 1 });
    cuts.unshift(cut);
    best = next;
  }
  let end = n;
  const starts = cuts.map((cut) => {
    end = cut[end];
    return (bins[end - 1] + bins[end]) / 2;
  });
  return starts.reverse();
}

/** Number and moment of the first m occupied bins. Moments are about the mean bin, so that little cancels. */
interface Sums {
  readonly number: Float64Array;
  readonly moment: Float64Array;
}

function prefixSums(counts: Float64Array, bins: readonly number[]): Sums {
  const total = bins.reduce((sum, b) => sum + counts[b], 0);
  const mean = bins.reduce((sum, b) => sum + counts[b] * b, 0) / total;
  const number = new Float64Array(bins.length + 1);
  const moment = new Float64Array(bins.length + 1);
  bins.forEach((b, m) => {
    number[m + 1] = number[m] + counts[b];
    moment[m + 1] = moment[m] + counts[b] * (b - mean);
  });
  return { number, moment };
}

/** What occupied bins [a, b) as one class add to the variance between classes. */
function between({ number, moment }: Sums, a: number, b: number): number {
  const m = moment[b] - moment[a];
  return (m * m) / (number[b] - number[a]);
}

interface Span {
  readonly low: number;
  readonly high: number;
  readonly cutLow: number;
  readonly cutHigh: number;
}

/** For each end in the span: the best last cut before it, among cutLow…cutHigh. */
function fillBest(sums: Sums, best: Float64Array, next: Float64Array, cut: Int32Array, span: Span): void {
  const { low, high, cutLow, cutHigh } = span;
  if (low > high) return;
  const end = (low + high) >> 1;
  for (let m = cutLow; m <= Math.min(cutHigh, end - 1); m++) {
    const value = best[m] + between(sums, m, end);
    if (value > next[end]) {
      next[end] = value;
      cut[end] = m;
    }
  }
  fillBest(sums, best, next, cut, { low, high: end - 1, cutLow, cutHigh: cut[end] });
  fillBest(sums, best, next, cut, { low: end + 1, high, cutLow: cut[end], cutHigh });
}
