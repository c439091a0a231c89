// Bodies as the page shows them: what was made by us apart from the anatomy, each in its own colour.
import type { Mesh, Part } from '../core/mesh.js';
import { originColours, originsIn, type ShownPart } from '../core/origin-colours.js';
import { type Origin, origins } from '../core/print-model.js';
import type { SurfaceMaps } from '../core/surface-map.js';

/** In words, for the list beside the picture. */
const words: Readonly<Record<Origin, string>> = {
  anatomy: '',
  cut: 'cut',
  inside: 'hollow inside',
  added: 'added material',
  support: 'support',
  mark: 'marks',
  joint: 'joints',
  offset: 'offset surface',
};

/** All or some of a body. */
export type ShownBody = Part & {
  /** Which of the bodies, 0 … */
  readonly body: number;
  readonly maps?: SurfaceMaps;
};

/** A body all of anatomy is itself; others become one for each origin, under the body's name and what it is. */
export const shownBodies = (parts: readonly ShownPart[]): readonly ShownBody[] => parts.flatMap(piecesOf);

function piecesOf(part: ShownPart, body: number): ShownBody[] {
  const { name, mesh, colour, origin, maps = {} } = part;
  const found = originsIn(part);
  if (origin === undefined || (found.length === 1 && found[0] === 0))
    return [{ name, mesh, colour, maps, body }];
  const colours = originColours(colour);
  return found.map((number) => ({
    name: number === 0 ? name : `${name}: ${words[origins[number]]}`,
    ...trianglesOf(mesh, maps, origin, number),
    colour: colours[number],
    body,
  }));
}

/** Their edges are sharp and their faces flat: light must not be bent around them. */
const flat: ReadonlySet<Origin> = new Set(['cut', 'support', 'mark', 'joint']);

/** These triangles with the vertices that they use, and what is known of those; where they are flat, each triangle has its own. */
function trianglesOf(
  { positions, triangles }: Mesh,
  maps: SurfaceMaps,
  origin: Uint8Array,
  number: number,
): { readonly mesh: Mesh; readonly maps: SurfaceMaps } {
  const places = new Int32Array(positions.length / 3).fill(-1);
  const kept: number[] = [];
  const apart = flat.has(origins[number]);
  const from: number[] = [];
  for (let t = 0; t < origin.length; t++) {
    if (origin[t] !== number) continue;
    for (let k = 3 * t; k < 3 * t + 3; k++) {
      const v = triangles[k];
      if (places[v] < 0 || apart) {
        places[v] = from.length;
        from.push(v);
      }
      kept.push(places[v]);
    }
  }
  const own = Float32Array.from(
    { length: 3 * from.length },
    (_, n) => positions[3 * from[Math.floor(n / 3)] + (n % 3)],
  );
  const known = Object.entries(maps).map(([name, values]) => [
    name,
    Float32Array.from(from, (v) => values[v]),
  ]);
  return {
    mesh: { positions: own, triangles: Uint32Array.from(kept) },
    maps: Object.fromEntries(known),
  };
}
