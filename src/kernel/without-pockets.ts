// A mesh without its small cavities.
import type { Mesh } from '../core/mesh.js';
import { keepTriangles } from './keep-triangles.js';
import { nestedShells } from './nested-shells.js';

/** Cavities of less than `smallest` (mm³) are filled, with all that lies in them; the mesh is closed, as for `nestedShells`. */
export function withoutPockets(mesh: Mesh, smallest: number): Mesh {
  const { all, of, places, around } = nestedShells(mesh);
  const isPocket = all.map(({ volume }) => volume < 0 && -volume < smallest);
  if (!isPocket.includes(true)) return mesh;
  const isKept = all.map((_, n) => !isPocket[n] && !around(places[n], n).some((other) => isPocket[other]));
  return keepTriangles(mesh, (t) => isKept[of[t]]).mesh;
}
