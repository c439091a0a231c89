// The offsets of a surface's vertices that bend it evenly and bring voxel centres to their sides: one step of Newton's
// method, its equations solved by conjugate gradients.
// M. Hestenes, E. Stiefel, Methods of Conjugate Gradients for Solving Linear Systems, 1952.
import { type Bending, bend } from './fair-bending.js';
import type { Rows } from './fair-rows.js';

export interface FairRules {
  /** Weight of (curvature − wished curvature)², integrated over the surface, mm². */
  readonly stiffness: number;
  /** A centre at a margin of m (mm) counts ln(1 + e^(−m/softness))·softness. mm */
  readonly softness: number;
  readonly iterations: number;
}

/** Area of a vertex in a mesh of equilateral triangles, times its neighbours, by the sum of their squared distances. */
const areaShare = 0.866;
/** Squares of a row of the bending, on average: 6 neighbours and −6. */
const squares = 42;
const leastResidual = 1e-6;
/** Rows that weigh less than this share of the most leave the equations. */
const leastWeight = 1e-3;

/** Offsets along the normals, mm; 0 where a vertex is not free. `wished`: curvatures, 1/mm. */
export function fairSolve(
  bending: Bending,
  wished: Float64Array,
  rows: Rows,
  free: Uint8Array,
  { stiffness, softness, iterations }: FairRules,
): Float64Array {
  const { own, size } = bending;
  const { first } = bending.ring;
  const vertices = own.length;
  const stiff = new Float64Array(vertices);
  const bent = new Float64Array(vertices);
  const residual = new Float64Array(vertices);
  const diagonal = new Float64Array(vertices);
  for (let v = 0; v < vertices; v++) {
    const area = areaShare / Math.max(1, first[v + 1] - first[v]);
    stiff[v] = (stiffness * area) / size[v];
    bent[v] = stiffness * area * (wished[v] - own[v] / size[v]);
    diagonal[v] = squares * stiff[v];
  }
  bend(bending, bent, residual);
  const pulls = pullsOf(rows, softness, residual, diagonal);
  const offsets = new Float64Array(vertices);
  const ahead = new Float64Array(vertices);
  const through = new Float64Array(vertices);
  let norm = 0;
  for (let v = 0; v < vertices; v++) {
    if (free[v] === 0) residual[v] = 0;
    ahead[v] = residual[v] / diagonal[v];
    norm += residual[v] * ahead[v];
  }
  const enough = leastResidual * norm;
  for (let iteration = 0; iteration < iterations && norm > enough; iteration++) {
    bend(bending, ahead, bent);
    for (let v = 0; v < vertices; v++) bent[v] *= stiff[v];
    bend(bending, bent, through);
    addPulls(pulls, ahead, through);
    let energy = 0;
    for (let v = 0; v < vertices; v++) energy += ahead[v] * through[v];
    if (!(energy > 0)) break;
    const step = norm / energy;
    let next = 0;
    for (let v = 0; v < vertices; v++) {
      if (free[v] === 0) continue;
      offsets[v] += step * ahead[v];
      residual[v] -= step * through[v];
      next += (residual[v] * residual[v]) / diagonal[v];
    }
    const turn = next / norm;
    for (let v = 0; v < vertices; v++)
      if (free[v] === 1) ahead[v] = residual[v] / diagonal[v] + turn * ahead[v];
    norm = next;
  }
  return offsets;
}

/** The rows that matter, each with its pulls times the root of its weight. */
interface Pulls {
  readonly count: number;
  readonly vertex: Uint32Array;
  readonly pull: Float64Array;
}

/** Adds the centres' forces to the right side, their weights to the diagonal. */
function pullsOf(rows: Rows, softness: number, right: Float64Array, diagonal: Float64Array): Pulls {
  const vertex = new Uint32Array(3 * rows.count);
  const pull = new Float64Array(3 * rows.count);
  let count = 0;
  for (let n = 0; n < rows.count; n++) {
    const margin = rows.margin[n];
    const force = 1 / (1 + Math.exp(Math.min(50, margin / softness)));
    // Far on the wrong side the true second derivative is 0, and a step would go anywhere: there the chord's.
    const weight = Math.max((force * (1 - force)) / softness, force / (2 * softness + Math.abs(margin)));
    if (weight * softness < leastWeight) continue;
    const root = Math.sqrt(weight);
    for (let c = 0; c < 3; c++) {
      const v = rows.vertex[3 * n + c];
      const along = rows.pull[3 * n + c];
      right[v] += force * along;
      diagonal[v] += weight * along * along;
      vertex[3 * count + c] = v;
      pull[3 * count + c] = root * along;
    }
    count++;
  }
  return { count, vertex, pull };
}

function addPulls({ count, vertex, pull }: Pulls, f: Float64Array, into: Float64Array): void {
  for (let o = 0; o < 3 * count; o += 3) {
    const a = vertex[o];
    const b = vertex[o + 1];
    const c = vertex[o + 2];
    const sum = pull[o] * f[a] + pull[o + 1] * f[b] + pull[o + 2] * f[c];
    into[a] += pull[o] * sum;
    into[b] += pull[o + 1] * sum;
    into[c] += pull[o + 2] * sum;
  }
}
