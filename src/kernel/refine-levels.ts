// The grey levels on both sides of the edges that were chosen, averaged over the surface around each vertex.
import { edgeNumbers, edgesPerLine, type Lines } from './edge-along-normal.js';
import type { Offsets } from './relax-offsets.js';
import type { Neighbours } from './vertex-neighbours.js';

/** Over shared memory, unit of the scan. */
export interface Levels {
  /** Half-way between inside and outside. */
  readonly level: Float32Array;
  /** Outside minus inside; 0 where too few edges are near. */
  readonly contrast: Float32Array;
  /** 0…1: the share of the surface around that has an edge which agrees. */
  readonly support: Float32Array;
}

/** Support below which no edge is known: of lines through nothing but noise, a tenth or two show an edge. */
const enough = 0.25;

/** `passes` averages with the neighbours: the noise at the ends of a single line must not move an edge. */
export function refineLevels(
  { counts, edges }: Lines,
  { trust, chosen }: Offsets,
  { first, to }: Neighbours,
  passes: number,
): Levels {
  const vertices = counts.length;
  let own = new Float32Array(3 * vertices);
  let next = new Float32Array(3 * vertices);
  for (let v = 0; v < vertices; v++) {
    if (chosen[v] >= counts[v]) continue;
    const o = edgeNumbers * (edgesPerLine * v + chosen[v]);
    own[3 * v] = trust[v];
    own[3 * v + 1] = (trust[v] * (edges[o + 1] + edges[o + 2])) / 2;
    own[3 * v + 2] = trust[v] * (edges[o + 2] - edges[o + 1]);
  }
  for (let pass = 0; pass < passes; pass++) {
    for (let v = 0; v < vertices; v++) {
      let weight = own[3 * v];
      let level = own[3 * v + 1];
      let contrast = own[3 * v + 2];
      for (let n = first[v]; n < first[v + 1]; n++) {
        const w = 3 * to[n];
        weight += own[w];
        level += own[w + 1];
        contrast += own[w + 2];
      }
      const share = 1 / (first[v + 1] - first[v] + 1);
      next[3 * v] = share * weight;
      next[3 * v + 1] = share * level;
      next[3 * v + 2] = share * contrast;
    }
    [own, next] = [next, own];
  }
  const level = new Float32Array(new SharedArrayBuffer(4 * vertices));
  const contrast = new Float32Array(new SharedArrayBuffer(4 * vertices));
  const support = new Float32Array(vertices);
  for (let v = 0; v < vertices; v++) {
    support[v] = own[3 * v];
    if (!(own[3 * v] > enough)) continue;
    level[v] = own[3 * v + 1] / own[3 * v];
    contrast[v] = own[3 * v + 2] / own[3 * v];
  }
  return { level, contrast, support };
}
