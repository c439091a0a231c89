// How the triangles of a body are coloured by where they come from: one table for every file and every picture.
import type { Colour } from './colour.js';
import type { Part } from './mesh.js';
import { type Origin, origins } from './print-model.js';
import type { SurfaceMaps } from './surface-map.js';

/** A part to be shown: all of it anatomy where nothing is said of its origin (`PrintPart`), and what is known of its vertices. */
export type ShownPart = Part & { readonly origin?: Uint8Array; readonly maps?: SurfaceMaps };

const black: Colour = [0, 0, 0];
const white: Colour = [1, 1, 1];

/** Part of the way from one colour to another. */
const toward = (from: Colour, to: Colour, share: number): Colour => [
  from[0] + share * (to[0] - from[0]),
  from[1] + share * (to[1] - from[1]),
  from[2] + share * (to[2] - from[2]),
];

/** What lies in the anatomy is a shade of its colour; what was put there has a colour that no anatomy has. */
const table: Readonly<Record<Origin, (own: Colour) => Colour>> = {
  anatomy: (own) => own,
  cut: (own) => toward(own, black, 0.3),
  inside: (own) => toward(own, black, 0.5),
  added: () => [1, 0.28, 0.05],
  support: () => [0.7, 0.77, 0.83],
  mark: () => [0.16, 0.16, 0.16],
  joint: () => [0.22, 0.44, 0.86],
  offset: (own) => toward(own, white, 0.6),
};

/** One colour for each origin, in the order of `origins`, for a part of this colour. */
export const originColours = (own: Colour): readonly Colour[] => origins.map((origin) => table[origin](own));

/** Which origins the part has: their numbers, from small to large. */
export function originsIn({ origin, mesh }: ShownPart): readonly number[] {
  if (origin === undefined) return [0];
  if (origin.length !== mesh.triangles.length / 3) throw new RangeError('one origin a triangle');
  const found = new Uint8Array(origins.length);
  for (const number of origin) found[number] = 1;
  return origins.map((_, number) => number).filter((number) => found[number] === 1);
}
