// The pieces that a body falls into: each an outer shell with the cavities in it.
import type { Mesh } from '../core/mesh.js';
import { nestedShells } from './nested-shells.js';

export interface SolidPieces {
  /** Triangle → piece. */
  readonly pieceOf: Int32Array;
  /** mm³ of each, without its cavities. */
  readonly volumes: readonly number[];
}

/** Of a mesh that is closed, faces outward and does not cross itself. In the order of their first triangles. */
export function solidPieces(mesh: Mesh): SolidPieces {
  const { all, of, places, around } = nestedShells(mesh);
  const outer = [...all.keys()].filter((c) => all[c].volume > 0);
  const number = new Int32Array(all.length).fill(-1);
  for (const [n, c] of outer.entries()) number[c] = n;
  for (const [c, { volume }] of all.entries()) {
    if (volume > 0) continue;
    // The innermost shell around a cavity is what it is a cavity of.
    const shells = outer.length === 1 ? outer : around(places[c], c).filter((s) => all[s].volume > 0);
    const own = shells.reduce((a, b) => (all[b].volume < all[a].volume ? b : a), shells[0] ?? outer[0]);
    number[c] = number[own];
  }
  const volumes = outer.map(() => 0);
  for (const [c, { volume }] of all.entries()) volumes[number[c]] += volume;
  return { pieceOf: Int32Array.from(of, (c) => number[c]), volumes };
}
