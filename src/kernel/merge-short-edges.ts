// Merges the ends of edges that are too short to be told apart, wherever the surface stays sound and flat faces flat.
import type { Mesh } from '../core/mesh.js';
import { lengthOf, minus } from '../core/vec3.js';
import { type LocalEdits, placeOf } from './local-edits.js';
import type { LocalFaults } from './local-faults.js';
import { dents } from './made-faces.js';

/** Pairs of vertices, flat: the edges shorter than `shortest` (mm), each once, in the order of the triangles. */
export function shortEdges({ positions: p, triangles }: Mesh, shortest: number): Uint32Array {
  const found: number[] = [];
  for (let h = 0; h < triangles.length; h++) {
    const u = triangles[h];
    const v = triangles[h % 3 === 2 ? h - 2 : h + 1];
    if (u > v) continue;
    const x = p[3 * u] - p[3 * v];
    const y = p[3 * u + 1] - p[3 * v + 1];
    const z = p[3 * u + 2] - p[3 * v + 2];
    if (x * x + y * y + z * z < shortest * shortest) found.push(u, v);
  }
  return Uint32Array.from(found);
}

/** An edge stays where merging its ends would make a fault, or dent a face that was made and not grown. */
export function mergeShortEdges(
  edits: LocalEdits,
  faults: LocalFaults,
  pairs: Uint32Array,
  shortest: number,
  most: number,
): void {
  const merge = (u: number, v: number): boolean => {
    const place = placeOf(edits, u);
    if (dents(edits, v, place) || edits.farness(v, place) > most) return false;
    const watched = faults.watch([...edits.around(u), ...edits.around(v)]);
    const before = faults.count(watched);
    edits.begin();
    if (edits.merge(u, v) && faults.count(watched) <= before) return true;
    edits.undo();
    return false;
  };
  for (let n = 0; n < pairs.length; n += 2) {
    const [u, v] = [pairs[n], pairs[n + 1]];
    if (edits.around(u).length === 0 || edits.around(v).length === 0) continue;
    if (lengthOf(minus(placeOf(edits, u), placeOf(edits, v))) >= shortest) continue;
    if (!merge(u, v)) merge(v, u);
  }
}
