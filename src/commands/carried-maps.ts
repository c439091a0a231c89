// What was known of the vertices of a part, for those that are left of it in a body.
import { mirrorings, type PrintModel, type PrintPart } from '../core/print-model.js';
import type { SurfaceMaps } from '../core/surface-map.js';
import { placesOf } from '../kernel/places.js';
import type { MadePart } from './made-part.js';

/**
 * Per vertex of the body: what is known of it as a vertex of its part; NaN where an operation made it. Empty where nothing is
 * known of any. Operations leave the other vertices where they are, but for mirror and scale.
 */
export function carriedMaps(
  body: PrintPart,
  made: readonly MadePart[],
  { mirrored, scale }: Pick<PrintModel, 'mirrored' | 'scale'>,
): SurfaceMaps {
  const source = made.find(({ part }) => part.name === body.of);
  if (source === undefined || source.maps === null) return {};
  const { positions } = source.part.mesh;
  if (positions === body.mesh.positions) return source.maps;
  const axis = mirrored === null ? -1 : mirrorings.indexOf(mirrored);
  const there = positions.map((x, n) => (n % 3 === axis ? -x : x) * scale);
  const from = sameVertices(body.mesh.positions, there);
  const carried = Object.entries(source.maps).map(([name, values]) => [
    name,
    Float32Array.from(from, (v) => (v < 0 ? Number.NaN : values[v])),
  ]);
  return Object.fromEntries(carried);
}

/** Which vertex lies at the very place of each one here; −1: none. */
function sameVertices(here: Float32Array, there: Float32Array): Int32Array {
  const both = new Float32Array(there.length + here.length);
  both.set(there);
  both.set(here, there.length);
  const { first } = placesOf(both);
  const known = there.length / 3;
  return Int32Array.from({ length: here.length / 3 }, (_, v) => {
    const at = first[known + v];
    return at < known ? at : -1;
  });
}
