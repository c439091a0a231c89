// The offsets of a surface's points that bend it evenly and bring voxel centres to their sides: Newton's method, its
// equations solved by conjugate gradients.
// M. Hestenes, E. Stiefel, Methods of Conjugate Gradients for Solving Linear Systems, 1952.
import { exp } from './elementary.js';
import { type Bending, bend, bendBack } from './fair-bending.js';
import type { Rows } from './fair-rows.js';

export interface FairRules {
  /** Weight of (curvature − wished curvature)², integrated over the surface, mm. */
  readonly stiffness: number;
  /** A centre at a margin of m (mm) counts ln(1 + e^(−m/softness))·softness. mm */
  readonly softness: number;
  /** Steps of Newton's method; before each the wished curvatures are found anew. */
  readonly passes: number;
  /** Of the solver, each pass. */
  readonly iterations: number;
}

/** Area of a vertex in a mesh of equilateral triangles over the mean squared distance to its neighbours. */
const areaShare = 0.866;
const leastResidual = 1e-6;
/** Centres safer than this many times the softness ask for nothing: a force below a thousandth. */
const safe = 7;

/** Offsets along the normals, mm; 0 where a point is not free. `even`: the curvatures wished for in place of these. */
export function fairOffsets(
  bending: Bending,
  even: (curvatures: Float64Array) => Float64Array,
  rows: Rows,
  free: Uint8Array,
  rules: FairRules,
): Float64Array {
  const { own, size, stay } = bending;
  const points = own.length;
  const area = stay.map((weight) => (weight > 0 ? (rules.stiffness * areaShare) / weight : 0));
  const stiff = area.map((a, v) => a / size[v]);
  const stiffness = squaresOf(bending, stiff);
  const offsets = new Float64Array(points);
  const curvature = new Float64Array(points);
  const residual = new Float64Array(points);
  for (let pass = 0; pass < rules.passes; pass++) {
    bend(bending, offsets, curvature);
    for (let v = 0; v < points; v++) curvature[v] = (own[v] + curvature[v]) / size[v];
    const wished = even(curvature);
    for (let v = 0; v < points; v++) wished[v] = area[v] * (wished[v] - curvature[v]);
    bendBack(bending, wished, residual);
    const diagonal = stiffness.slice();
    const pulls = pullsOf(rows, offsets, rules.softness, residual, diagonal);
    for (let v = 0; v < points; v++) if (free[v] === 0 || !(diagonal[v] > 0)) residual[v] = 0;
    solve(bending, stiff, pulls, free, diagonal, residual, rules.iterations, offsets);
  }
  return offsets;
}

/** What the bending gives the diagonal. */
function squaresOf({ ring: { first, to }, turn, stay }: Bending, stiff: Float64Array): Float64Array {
  const squares = stiff.map((s, v) => s * stay[v] * stay[v]);
  for (let v = 0; v < stiff.length; v++)
    for (let n = first[v]; n < first[v + 1]; n++) squares[to[n]] += stiff[v] * turn[n] * turn[n];
  return squares;
}

/** Conjugate gradients, added to `offsets`; `residual` is written to. */
function solve(
  bending: Bending,
  stiff: Float64Array,
  pulls: Pulls,
  free: Uint8Array,
  diagonal: Float64Array,
  residual: Float64Array,
  iterations: number,
  offsets: Float64Array,
): void {
  const points = residual.length;
  const ahead = new Float64Array(points);
  const bent = new Float64Array(points);
  const through = new Float64Array(points);
  const inverse = diagonal.map((d, v) => (free[v] === 1 && d > 0 ? 1 / d : 0));
  let norm = 0;
  for (let v = 0; v < points; v++) {
    ahead[v] = residual[v] * inverse[v];
    norm += residual[v] * ahead[v];
  }
  const enough = leastResidual * norm;
  for (let iteration = 0; iteration < iterations && norm > enough; iteration++) {
    bend(bending, ahead, bent);
    for (let v = 0; v < points; v++) bent[v] *= stiff[v];
    bendBack(bending, bent, through);
    addPulls(pulls, ahead, through);
    let energy = 0;
    for (let v = 0; v < points; v++) energy += ahead[v] * through[v];
    if (!(energy > 0)) break;
    const step = norm / energy;
    let next = 0;
    for (let v = 0; v < points; v++) {
      if (inverse[v] === 0) continue;
      offsets[v] += step * ahead[v];
      residual[v] -= step * through[v];
      next += residual[v] * residual[v] * inverse[v];
    }
    const turn = next / norm;
    for (let v = 0; v < points; v++) ahead[v] = residual[v] * inverse[v] + turn * ahead[v];
    norm = next;
  }
}

/** The rows that matter, each with its pulls times the root of its weight. */
interface Pulls {
  readonly count: number;
  readonly to: Uint32Array;
  readonly pull: Float64Array;
}

/** Adds the centres' forces to the right side, their weights to the diagonal. */
function pullsOf(
  { to, pull, margin }: Rows,
  offsets: Float64Array,
  softness: number,
  right: Float64Array,
  diagonal: Float64Array,
): Pulls {
  const ends = new Uint32Array(to.length);
  const pulls = new Float64Array(to.length);
  let filled = 0;
  for (let n = 0, m = 0; n < margin.length; n++, m += 3) {
    const now =
      margin[n] +
      pull[m] * offsets[to[m]] +
      pull[m + 1] * offsets[to[m + 1]] +
      pull[m + 2] * offsets[to[m + 2]];
    if (now > safe * softness) continue;
    const force = 1 / (1 + exp(Math.max(-50, now / softness)));
    // Far on the wrong side the true second derivative is 0, and a step would go anywhere: there the chord's.
    const weight = Math.max((force * (1 - force)) / softness, force / (2 * softness + Math.abs(now)));
    const root = Math.sqrt(weight);
    for (let c = m; c < m + 3; c++) {
      const v = to[c];
      right[v] += force * pull[c];
      diagonal[v] += weight * pull[c] * pull[c];
      ends[filled] = v;
      pulls[filled++] = root * pull[c];
    }
  }
  return { count: filled / 3, to: ends, pull: pulls };
}

function addPulls({ count, to, pull }: Pulls, f: Float64Array, into: Float64Array): void {
  for (let m = 0; m < 3 * count; m += 3) {
    const a = to[m];
    const b = to[m + 1];
    const c = to[m + 2];
    const sum = pull[m] * f[a] + pull[m + 1] * f[b] + pull[m + 2] * f[c];
    into[a] += pull[m] * sum;
    into[b] += pull[m + 1] * sum;
    into[c] += pull[m + 2] * sum;
  }
}
