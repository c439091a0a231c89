// How a surface is bent at each vertex, and how that changes when the vertices move along their normals.
// M. Desbrun et al., Implicit Fairing of Irregular Meshes using Diffusion and Curvature Flow, 1999 (the umbrella operator,
// scaled by the lengths of its edges).
import type { Neighbours } from './vertex-neighbours.js';

/**
 * Half the mean curvature at vertex v, 1/mm, negative where the surface is convex, is
 * (own[v] + Σ_n turn[n]·f[to[n]] − neighbours·f[v]) / size[v], f the offsets (mm) along the normals. Exact for what is
 * quadratic, if each vertex stands in the middle of its neighbours.
 */
export interface Bending {
  readonly ring: Neighbours;
  /** Cosine between the normals at both ends of each half-edge. */
  readonly turn: Float64Array;
  /** Sum over the neighbours' heights above the vertex, mm. */
  readonly own: Float64Array;
  /** Sum of the squared lengths to the neighbours, mm²; never 0. */
  readonly size: Float64Array;
}

/** Memory for `bendingOf` to write to. */
export function emptyBending(ring: Neighbours): Bending {
  const vertices = ring.first.length - 1;
  return {
    ring,
    turn: new Float64Array(ring.to.length),
    own: new Float64Array(vertices),
    size: new Float64Array(vertices),
  };
}

export function bendingOf(p: Float64Array, normals: Float64Array, into: Bending): void {
  const { turn, own, size } = into;
  const { first, to } = into.ring;
  for (let v = 0; v < own.length; v++) {
    const px = p[3 * v];
    const py = p[3 * v + 1];
    const pz = p[3 * v + 2];
    const nx = normals[3 * v];
    const ny = normals[3 * v + 1];
    const nz = normals[3 * v + 2];
    let height = 0;
    let squared = 0;
    for (let n = first[v]; n < first[v + 1]; n++) {
      const w = 3 * to[n];
      const x = p[w] - px;
      const y = p[w + 1] - py;
      const z = p[w + 2] - pz;
      height += x * nx + y * ny + z * nz;
      squared += x * x + y * y + z * z;
      turn[n] = nx * normals[w] + ny * normals[w + 1] + nz * normals[w + 2];
    }
    own[v] = height;
    size[v] = Math.max(squared, 1e-12);
  }
}

/** into[v] = Σ_n turn[n]·f[to[n]] − neighbours·f[v]: symmetric. */
export function bend({ ring: { first, to }, turn }: Bending, f: Float64Array, into: Float64Array): void {
  for (let v = 0; v < into.length; v++) {
    const start = first[v];
    const end = first[v + 1];
    let sum = (start - end) * f[v];
    for (let n = start; n < end; n++) sum += turn[n] * f[to[n]];
    into[v] = sum;
  }
}

/** The curvatures as they would be if they changed slowly: `passes` averages with the neighbours. */
export function evenCurvatures({ ring: { first, to }, own, size }: Bending, passes: number): Float64Array {
  let now = own.map((height, v) => height / size[v]);
  let next = new Float64Array(own.length);
  for (let pass = 0; pass < passes; pass++) {
    for (let v = 0; v < own.length; v++) {
      const start = first[v];
      const end = first[v + 1];
      let sum = 0;
      for (let n = start; n < end; n++) sum += now[to[n]];
      next[v] = end > start ? 0.5 * now[v] + (0.5 * sum) / (end - start) : now[v];
    }
    [now, next] = [next, now];
  }
  return now;
}
