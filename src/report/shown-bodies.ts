// Bodies as the page shows them: what was made by us apart from the anatomy, each in its own colour.
import type { Mesh, Part } from '../core/mesh.js';
import { originColours, originsIn, type ShownPart } from '../core/origin-colours.js';
import { type Origin, origins } from '../core/print-model.js';

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

/** A body all of anatomy is itself; others become one for each origin, under the body's name and what it is. */
export const shownBodies = (parts: readonly ShownPart[]): readonly Part[] => parts.flatMap(piecesOf);

function piecesOf(part: ShownPart): Part[] {
  const { name, mesh, colour, origin } = part;
  const found = originsIn(part);
  if (origin === undefined || (found.length === 1 && found[0] === 0)) return [part];
  const colours = originColours(colour);
  return found.map((number) => ({
    name: number === 0 ? name : `${name}: ${words[origins[number]]}`,
    mesh: trianglesOf(mesh, origin, number),
    colour: colours[number],
  }));
}

/** Their edges are sharp and their faces flat: light must not be bent around them. */
const flat: ReadonlySet<Origin> = new Set(['cut', 'support', 'mark', 'joint']);

/** These triangles with the vertices that they use; where they are flat, each triangle has its own. */
function trianglesOf({ positions, triangles }: Mesh, origin: Uint8Array, number: number): Mesh {
  const places = new Int32Array(positions.length / 3).fill(-1);
  const kept: number[] = [];
  const apart = flat.has(origins[number]);
  const own: number[] = [];
  for (let t = 0; t < origin.length; t++) {
    if (origin[t] !== number) continue;
    for (let k = 3 * t; k < 3 * t + 3; k++) {
      const v = triangles[k];
      if (places[v] < 0 || apart) {
        places[v] = own.length / 3;
        own.push(positions[3 * v], positions[3 * v + 1], positions[3 * v + 2]);
      }
      kept.push(places[v]);
    }
  }
  return { positions: Float32Array.from(own), triangles: Uint32Array.from(kept) };
}
