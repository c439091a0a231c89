// The vertices of the piece of a mesh that holds the most: what is loose beside it may be lost in printing.
import type { Mesh } from '../core/mesh.js';
import { pieceVolumes } from './piece-volumes.js';
import { vertexComponents } from './vertex-components.js';

export interface LargestPiece {
  /** x, y, z a vertex, mm; those of triangles alone. */
  readonly positions: Float32Array;
  /** No other piece faces outward. */
  readonly alone: boolean;
}

/** Of equal ones that of the lowest vertex. Cavities are no pieces. The mesh is closed and has a triangle. */
export function largestPiece({ positions, triangles }: Mesh): LargestPiece {
  const piece = vertexComponents(triangles, positions.length / 3);
  const volumes = pieceVolumes(positions, triangles, piece);
  const largest = volumes.reduce((best, volume, v) => (volume > volumes[best] ? v : best), triangles[0]);
  const own = new Float32Array(positions.length);
  let n = 0;
  for (let v = 0; v < piece.length; v++) {
    if (piece[v] !== piece[largest]) continue;
    own.set(positions.subarray(3 * v, 3 * v + 3), n);
    n += 3;
  }
  return {
    positions: own.slice(0, n),
    alone: volumes.every((volume, v) => volume <= 0 || v === largest),
  };
}
