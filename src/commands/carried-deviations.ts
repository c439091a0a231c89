// What was known of the vertices of a part, for those that are left of it in a body.
import type { PrintModel, PrintPart } from '../core/print-model.js';
import { mirrorings } from '../core/print-model.js';
import type { MadePart } from './made-part.js';

/** Words for the bits of three coordinates, to look them up by. */
function keysOf(positions: Float32Array): (vertex: number) => string {
  const bits = new Int32Array(positions.buffer, positions.byteOffset, positions.length);
  return (vertex) => `${bits[3 * vertex]},${bits[3 * vertex + 1]},${bits[3 * vertex + 2]}`;
}

/**
 * Per vertex of the body, mm: as far as it lies from the surface that was found; NaN where an operation made the vertex. Null
 * where nothing is known of any. Operations leave the other vertices where they are, but for mirror and scale.
 */
export function carriedDeviations(
  body: PrintPart,
  made: readonly MadePart[],
  { mirrored, scale }: Pick<PrintModel, 'mirrored' | 'scale'>,
): Float32Array | null {
  const source = made.find(({ part }) => part.name === body.of);
  if (source === undefined || source.deviations === null) return null;
  const { positions } = source.part.mesh;
  if (positions === body.mesh.positions) return source.deviations;
  const axis = mirrored === null ? -1 : mirrorings.indexOf(mirrored);
  const there = positions.map((x, n) => (n % 3 === axis ? -x : x) * scale + 0);
  const known = new Map<string, number>();
  const keyThere = keysOf(there);
  for (let v = 0; v < there.length / 3; v++) known.set(keyThere(v), source.deviations[v]);
  const keyHere = keysOf(body.mesh.positions.map((x) => x + 0));
  return Float32Array.from(
    { length: body.mesh.positions.length / 3 },
    (_, v) => known.get(keyHere(v)) ?? Number.NaN,
  );
}
