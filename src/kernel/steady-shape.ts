// The profile 2·G(σ) − G(√2·σ): smooths like a Gaussian, but its second moment is 0, so that curved surfaces stay in place.

const gauss = (d: number, sigma: number): number => Math.exp(-(d * d) / (2 * sigma * sigma)) / sigma;

/** Its height at a distance d, not normalised; negative beyond 2.04 σ. */
export const steadyShape = (d: number, sigma: number): number =>
  2 * gauss(d, sigma) - gauss(d, Math.SQRT2 * sigma);
