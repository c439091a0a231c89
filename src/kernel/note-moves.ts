// What every step that finds a surface tells of how far it went.
import type { Context } from '../core/context.js';
import { type Mesh, signedVolume } from '../core/mesh.js';

/** `before` and `after` have the same vertices; `held`: those kept from meeting others. */
export function noteMoves(before: Mesh, after: Mesh, held: number, { note }: Pick<Context, 'note'>): void {
  const moves = movesOf(before.positions, after.positions);
  const volume = signedVolume(before);
  note('median move', moves[Math.floor(0.5 * moves.length)], 'mm');
  note('95 % of the moves within', moves[Math.floor(0.95 * moves.length)], 'mm');
  note('volume change', volume === 0 ? 0 : (100 * (signedVolume(after) - volume)) / volume, '%');
  note('vertices held back against self-intersection', held);
}

/** mm, ascending; `a` and `b` are the same vertices before and after. */
function movesOf(a: Float32Array, b: Float32Array): Float64Array {
  const moves = new Float64Array(a.length / 3);
  for (let v = 0; v < moves.length; v++) {
    const x = a[3 * v] - b[3 * v];
    const y = a[3 * v + 1] - b[3 * v + 1];
    const z = a[3 * v + 2] - b[3 * v + 2];
    moves[v] = Math.sqrt(x * x + y * y + z * z);
  }
  return moves.sort();
}
