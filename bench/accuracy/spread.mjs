// How distances are spread: sums and a fine histogram, weighted by area.

/** mm. */
const bin = 0.0001;
const bins = 100_000;

/** Gathers signed distances, mm; `of()` gives their figures. Quantiles are right to 0.0001 mm up to 10 mm. */
export function spread() {
  const counts = new Float64Array(bins + 1);
  let [weight, signed, absolute, squares, worst] = [0, 0, 0, 0, 0];
  const quantile = (share) => {
    let met = 0;
    for (let b = 0; b < bins; b++) {
      met += counts[b];
      if (met >= share * weight) return (b + 1) * bin;
    }
    return worst;
  };
  return {
    add(distance, area) {
      const d = Math.abs(distance);
      weight += area;
      signed += distance * area;
      absolute += d * area;
      squares += d * d * area;
      if (d > worst) worst = d;
      counts[Math.min(bins, Math.floor(d / bin))] += area;
    },
    of() {
      if (weight === 0) return null;
      return {
        area: weight,
        meanAbsolute: absolute / weight,
        mean: signed / weight,
        rms: Math.sqrt(squares / weight),
        p95: quantile(0.95),
        p99: quantile(0.99),
        max: worst,
      };
    },
  };
}
