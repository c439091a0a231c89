// Interpolation weights between two samples of an evenly sampled axis.
// R. G. Keys, Cubic Convolution Interpolation for Digital Image Processing, 1981; C. E. Duchon, Lanczos Filtering in One and Two Dimensions, 1979.
import type { KernelName } from '../core/volume.js';

/** For a place u ∈ [0, 1) beyond sample m, `weigh` puts the weights of samples m − before … m − before + width − 1. */
export interface CellWeights {
  readonly width: number;
  readonly before: number;
  weigh(u: number, weights: Float64Array): void;
}

/** A tie goes to the later sample, in spite of float noise. */
export const tie = 0.5 - 1e-9;

const nearest: CellWeights = {
  width: 2,
  before: 0,
  weigh: (u, w) => {
    w[0] = u < tie ? 1 : 0;
    w[1] = 1 - w[0];
  },
};

const linear: CellWeights = {
  width: 2,
  before: 0,
  weigh: (u, w) => {
    w[0] = 1 - u;
    w[1] = u;
  },
};

/** Of spline coefficients (see spline-factors). */
const bspline3: CellWeights = {
  width: 4,
  before: 1,
  weigh: (u, w) => {
    const v = 1 - u;
    w[0] = (v * v * v) / 6;
    w[1] = (4 + u * u * (3 * u - 6)) / 6;
    w[2] = (4 + v * v * (3 * v - 6)) / 6;
    w[3] = (u * u * u) / 6;
  },
};

/** Keys' cubic convolution with a = −1/2, which is the Catmull-Rom spline. */
const catmullRom: CellWeights = {
  width: 4,
  before: 1,
  weigh: (u, w) => {
    w[0] = 0.5 * u * (u * (2 - u) - 1);
    w[1] = 1 + 0.5 * u * u * (3 * u - 5);
    w[2] = 0.5 * u * (1 + u * (4 - 3 * u));
    w[3] = 0.5 * u * u * (u - 1);
  },
};

const third = (of: (angle: number) => number): Float64Array =>
  Float64Array.from([-2, -1, 0, 1, 2, 3], (t) => of((Math.PI * t) / 3) * (t % 2 === 0 ? 1 : -1));
const [cosines, sines] = [third(Math.cos), third(Math.sin)];

/**
 * sinc(d)·sinc(d/3), d the distance, normalised to sum 1; the sines of the six by the addition theorem. Of a ramp that
 * alone would miss up to 1/50 of a step: the two nearest samples share what sets the first moment right, ≤ 0.02.
 */
const lanczos3: CellWeights = {
  width: 6,
  before: 2,
  weigh: (u, w) => {
    if (u === 0) {
      w.fill(0, 0, 6);
      w[2] = 1;
      return;
    }
    const whole = Math.sin(Math.PI * u);
    const sine = Math.sin((Math.PI * u) / 3);
    const cosine = Math.cos((Math.PI * u) / 3);
    let sum = 0;
    let moment = 0;
    for (let t = 0; t < 6; t++) {
      const d = u + 2 - t;
      w[t] = (whole * (sine * cosines[t] - cosine * sines[t])) / (d * d);
      sum += w[t];
      moment += w[t] * d;
    }
    for (let t = 0; t < 6; t++) w[t] /= sum;
    w[2] -= moment / sum;
    w[3] += moment / sum;
  },
};

const all: Readonly<Record<KernelName, CellWeights>> = {
  nearest,
  linear,
  bspline3,
  'catmull-rom': catmullRom,
  lanczos3,
};

/** The weights of a kernel. bspline3 weighs spline coefficients, the others the samples. */
export const cellWeights = (kernel: KernelName): CellWeights => all[kernel];
