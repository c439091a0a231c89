// The edges across every vertex of a surface, found on all threads, and what most of them are like.
import type { Context } from '../core/context.js';
import type { Scan } from '../core/scan.js';
import {
  type EdgeLinesJob,
  edgeNumbers,
  edgesPerLine,
  type KnownEdges,
  type LineShape,
  type Lines,
} from './edge-along-normal.js';

const verticesPerJob = 1 << 14;

/** Three numbers a vertex, over shared memory; the rest as in EdgeLinesJob. */
export async function refineLines(
  { grid, nodes, voxels }: Scan,
  line: LineShape,
  edgesWanted: { readonly leastContrast: number; readonly known: KnownEdges | null },
  positions: Float64Array,
  normals: Float64Array,
  { each }: Pick<Context, 'each'>,
): Promise<Lines> {
  const vertices = positions.length / 3;
  const counts = new Uint8Array(new SharedArrayBuffer(vertices));
  const edges = new Float32Array(new SharedArrayBuffer(4 * vertices * edgesPerLine * edgeNumbers));
  const jobs: EdgeLinesJob[] = [];
  for (let first = 0; first < vertices; first += verticesPerJob)
    jobs.push({
      scan: nodes ? { grid, nodes, voxels } : { grid, voxels },
      line,
      ...edgesWanted,
      positions,
      normals,
      first,
      end: Math.min(vertices, first + verticesPerJob),
      counts,
      edges,
    });
  await each('edgeAlongNormal', jobs);
  return { counts, edges };
}

/** Reaches from the surface at which an edge counts half: the back of a thin wall lies farther off than its front. */
const nearby = 4;
/** Of the surface, that must agree on a sign. */
const majority = 0.7;

export interface LinesMade {
  /** −1: most edges get darker outward, 1: brighter, 0: there is no majority. */
  readonly sign: -1 | 0 | 1;
  /** The median contrast of each line's leading edge, NaN where there are none. */
  readonly contrast: number;
}

/** By each line's leading edge: a strong one near the surface. */
export function summaryOf({ counts, edges }: Lines, reach: number): LinesMade {
  const contrasts: number[] = [];
  for (let v = 0; v < counts.length; v++) {
    let best = 0;
    let leading = 0;
    for (let e = 0; e < counts[v]; e++) {
      const o = edgeNumbers * (edgesPerLine * v + e);
      const contrast = edges[o + 2] - edges[o + 1];
      const far = (nearby * edges[o]) / reach;
      const score = Math.abs(contrast) / (1 + far * far);
      if (score <= best) continue;
      best = score;
      leading = contrast;
    }
    if (leading !== 0) contrasts.push(leading);
  }
  const darker = contrasts.filter((contrast) => contrast < 0).length;
  const most = majority * contrasts.length;
  const sorted = Float64Array.from(contrasts, Math.abs).sort();
  return {
    sign: darker > most ? -1 : contrasts.length - darker > most ? 1 : 0,
    contrast: sorted.length === 0 ? Number.NaN : sorted[sorted.length >> 1],
  };
}
