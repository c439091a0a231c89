// How far each vertex goes along its normal: chooses among the edges on its line the one that its neighbours agree with,
// and lets those without an edge follow. Iteratively reweighted least squares over the mesh.
// S. Geman, D. E. McClure, Statistical Methods for Tomographic Image Reconstruction, 1987 (the weights against outliers).
import { edgeNumbers, edgesPerLine, type Lines } from './edge-along-normal.js';
import type { Levels } from './refine-levels.js';
import type { Neighbours } from './vertex-neighbours.js';

export interface OffsetRules {
  /** mm: edges are known so far to both sides. */
  readonly reach: number;
  /** Standard deviation of the values on a line. */
  readonly noise: number;
  /** mm: an edge is not known better than this. */
  readonly leastDoubt: number;
  /** mm: how far the surface is expected to lie off; the more, the less neighbours hold each other back. */
  readonly give: number;
  /** mm: where there is no edge, an offset dies away over this. */
  readonly follow: number;
  /** Mean length of the mesh's edges, mm. */
  readonly edgeLength: number;
  /** −1: edges get darker outward, 1: brighter, 0: both kinds. */
  readonly sign: -1 | 0 | 1;
  /** Edges all over the reach may be meant; false: those near the surface are. */
  readonly wide: boolean;
}

export interface Offsets {
  /** mm along the normal, positive outward. */
  readonly offset: Float64Array;
  /** 0…1 how well an edge agrees with it. */
  readonly trust: Float32Array;
  /** The edge that agrees best, as its number on the line; 255: none. */
  readonly chosen: Uint8Array;
}

/** 0…: how unlike the level inside the edges around is to a level; 1 at half their contrast. */
function strangeness({ level, contrast }: Levels, v: number, inside: number): number {
  if (contrast[v] === 0) return 0;
  const off = (inside - (level[v] - contrast[v] / 2)) / (contrast[v] / 2);
  return off * off;
}

/** From none to all of an edge's weight between these shares of edges that agree around it: noise alone has few. */
const [lonely, joined] = [0.2, 0.5];

/** Cosines between which an edge that a line meets at a slant counts: near the rim of a cut it is that of another face. */
const [slanted, upright] = [0.7, 0.9];

/** Widths of the weights, as shares of the reach: from seeing all edges to seeing those nearby. */
const widths = [0.6, 0.45, 0.3, 0.2, 0.14, 0.1];
const sweeps = 6;
/** Of successive over-relaxation: with 1.5, six sweeps get as far as some twenty without. */
const over = 1.5;

export function relaxOffsets(
  { counts, edges }: Lines,
  levels: Levels | null,
  { first, to }: Neighbours,
  rules: OffsetRules,
): Offsets {
  const vertices = counts.length;
  const { reach, noise, leastDoubt, edgeLength } = rules;
  // Over shared memory: it tells the lines where to look.
  const offset = new Float64Array(new SharedArrayBuffer(8 * vertices));
  const trust = new Float32Array(vertices);
  const chosen = new Uint8Array(vertices);
  const place = new Float32Array(vertices);
  const weight = new Float32Array(vertices);
  // On a surface the stretching of a membrane does not depend on the size of its triangles.
  const pull = 1 / rules.give ** 2;
  const stay = 1.5 * pull * (edgeLength / rules.follow) ** 2;
  for (const width of rules.wide ? widths : widths.slice(widths.length / 2)) {
    const tau = Math.max(width * reach, 4 * leastDoubt);
    for (let v = 0; v < vertices; v++) {
      let best = 0;
      const heard =
        levels === null ? 1 : Math.min(1, Math.max(0, (levels.support[v] - lonely) / (joined - lonely)));
      let strongest = 0;
      // What the neighbours say, without the vertex itself: an edge must not be its own witness.
      let around = 0;
      for (let n = first[v]; n < first[v + 1]; n++) around += offset[to[n]];
      around /= Math.max(1, first[v + 1] - first[v]);
      for (let e = 0; e < counts[v]; e++) {
        const o = edgeNumbers * (edgesPerLine * v + e);
        strongest = Math.max(strongest, Math.abs(edges[o + 2] - edges[o + 1]));
      }
      weight[v] = 0;
      trust[v] = 0;
      chosen[v] = 255;
      for (let e = 0; e < counts[v]; e++) {
        const o = edgeNumbers * (edgesPerLine * v + e);
        const contrast = edges[o + 2] - edges[o + 1];
        if (rules.sign * contrast < 0) continue;
        const straight = Math.min(1, (edges[o + 4] - slanted) / (upright - slanted));
        if (!(straight > 0)) continue;
        const mm = edges[o];
        const miss = (mm - around) / tau;
        const far = mm / reach;
        const agree = 1 / (1 + miss * miss) ** 2;
        const other = levels === null ? 0 : strangeness(levels, v, edges[o + 1]);
        const score = (straight * (Math.abs(contrast) / strongest) * agree) / ((1 + far * far) * (1 + other));
        if (score <= best) continue;
        best = score;
        const doubt = noise / edges[o + 3];
        place[v] = mm;
        weight[v] = (heard * straight * agree) / (doubt * doubt + leastDoubt * leastDoubt);
        trust[v] = heard * agree;
        chosen[v] = e;
      }
    }
    for (let sweep = 0; sweep < sweeps; sweep++)
      for (let v = 0; v < vertices; v++) {
        let sum = weight[v] * place[v];
        for (let n = first[v]; n < first[v + 1]; n++) sum += pull * offset[to[n]];
        const goal = sum / (weight[v] + stay + pull * (first[v + 1] - first[v]));
        offset[v] += over * (goal - offset[v]);
      }
  }
  return { offset, trust, chosen };
}
