// How a surface is bent at each of its points, and how that changes when they move along their normals.
// M. Desbrun et al., Implicit Fairing of Irregular Meshes using Diffusion and Curvature Flow, 1999 (the umbrella operator,
// scaled by the lengths of its edges; here its weights are such that the neighbours' middle is the point itself).
import { centreWeights } from './centre-weights.js';
import type { Neighbours } from './vertex-neighbours.js';

/**
 * Half the mean curvature at point v, 1/mm, negative where the surface is convex, is
 * (own[v] + Σ_n turn[n]·f[to[n]] − stay[v]·f[v]) / size[v], f the offsets (mm) along the normals. Exact for what is
 * quadratic.
 */
export interface Bending {
  readonly ring: Neighbours;
  /** Weight of each neighbour times the cosine between the two normals; and the same as that neighbour has it of this one. */
  readonly turn: Float64Array;
  readonly turnBack: Float64Array;
  /** Sum of the weights. */
  readonly stay: Float64Array;
  /** Weighted sum of the neighbours' heights above the point, mm. */
  readonly own: Float64Array;
  /** Weighted sum of the squared distances to the neighbours, mm²; never 0. */
  readonly size: Float64Array;
}

/**
 * `normals` are unit vectors, three numbers a point. back[n]: number of the half-edge from to[n] to the point n is of.
 * `counts`: 0 for each half-edge n whose end is no neighbour of its start on the surface that is looked at; null: all are.
 */
export function bendingOf(
  p: Float64Array,
  normals: Float64Array,
  ring: Neighbours,
  back: Uint32Array,
  counts: Uint8Array | null = null,
): Bending {
  const { first, to } = ring;
  const points = first.length - 1;
  const turn = new Float64Array(to.length);
  const stay = new Float64Array(points);
  const own = new Float64Array(points);
  const size = new Float64Array(points);
  let most = 0;
  for (let v = 0; v < points; v++) most = Math.max(most, first[v + 1] - first[v]);
  const ways = new Float64Array(3 * most);
  const weights = new Float64Array(most);
  for (let v = 0; v < points; v++) {
    const start = first[v];
    const count = first[v + 1] - start;
    for (let n = 0; n < count; n++) {
      const w = 3 * to[start + n];
      weights[n] = counts === null ? 1 : counts[start + n];
      for (let d = 0; d < 3; d++) ways[3 * n + d] = p[w + d] - p[3 * v + d];
    }
    const nx = normals[3 * v];
    const ny = normals[3 * v + 1];
    const nz = normals[3 * v + 2];
    centreWeights(weights, ways, count, nx, ny, nz);
    let height = 0;
    let squared = 0;
    let sum = 0;
    for (let n = 0; n < count; n++) {
      const w = 3 * to[start + n];
      const x = ways[3 * n];
      const y = ways[3 * n + 1];
      const z = ways[3 * n + 2];
      height += weights[n] * (x * nx + y * ny + z * nz);
      squared += weights[n] * (x * x + y * y + z * z);
      sum += weights[n];
      turn[start + n] = weights[n] * (nx * normals[w] + ny * normals[w + 1] + nz * normals[w + 2]);
    }
    own[v] = height;
    size[v] = Math.max(squared, 1e-12);
    stay[v] = sum;
  }
  return { ring, turn, turnBack: Float64Array.from(back, (n) => turn[n]), stay, own, size };
}

/** into[v] = Σ_n turn[n]·f[to[n]] − stay[v]·f[v]. */
export function bend(
  { ring: { first, to }, turn, stay }: Bending,
  f: Float64Array,
  into: Float64Array,
): void {
  for (let v = 0; v < into.length; v++) {
    const end = first[v + 1];
    let sum = -stay[v] * f[v];
    for (let n = first[v]; n < end; n++) sum += turn[n] * f[to[n]];
    into[v] = sum;
  }
}

/** The transpose of `bend`. */
export function bendBack(
  { ring: { first, to }, turnBack, stay }: Bending,
  f: Float64Array,
  into: Float64Array,
): void {
  for (let v = 0; v < into.length; v++) {
    const end = first[v + 1];
    let sum = -stay[v] * f[v];
    for (let n = first[v]; n < end; n++) sum += turnBack[n] * f[to[n]];
    into[v] = sum;
  }
}

/** Of each half-edge n from v to to[n], the number of the one from to[n] to v. */
export function halfEdgesBack({ first, to }: Neighbours): Uint32Array {
  const back = new Uint32Array(to.length);
  for (let v = 0; v < first.length - 1; v++)
    for (let n = first[v]; n < first[v + 1]; n++) {
      let other = first[to[n]];
      while (to[other] !== v) other++;
      back[n] = other;
    }
  return back;
}
