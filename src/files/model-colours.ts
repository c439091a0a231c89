// The colours of a 3MF model as its resources: 3MF core specification 1.4, materials extension 1.2.
import { originColours, originsIn, type ShownPart } from '../core/origin-colours.js';
import { hexColour } from './hex-colour.js';
import { xmlText } from './xml-text.js';

export interface ModelColours {
  /** The resources' XML; their ids are the numbers below `firstFree`. */
  readonly xml: string;
  readonly firstFree: number;
  /** True where there are colour groups, so that the document needs the extension's namespace under the prefix m. */
  readonly grouped: boolean;
  /** One a part: what its object says of its colour, and its number among the parts' colours, from 1. */
  readonly parts: readonly { readonly attributes: string; readonly number: number }[];
  /** What a triangle of part `p` from there says of its colour; '' where it has its object's. */
  of(p: number, origin: number): string;
}

/**
 * A model of one colour has a base material for each part. Of several colours, each has a group of its own: OrcaSlicer takes
 * one colour a group, and the object's alone; Bambu Studio takes a triangle's too. Neither reads base materials, and
 * both ask the user about every colour there is, which of a single one would be a nuisance. The parts' own colours stand first.
 */
export function modelColours(parts: readonly ShownPart[]): ModelColours {
  const own = parts.map((part) => hexColour(part.colour));
  const tables = parts.map((part) => originColours(part.colour).map(hexColour));
  const others = parts.flatMap((part, p) => originsIn(part).map((origin) => tables[p][origin]));
  const all = [...new Set([...own, ...others])];
  if (all.length <= 1) return materials(parts, own);
  const group = (hex: string): number => 1 + all.indexOf(hex);
  return {
    xml: all
      .map((hex) => `<m:colorgroup id="${group(hex)}"><m:color color="${hex}"/></m:colorgroup>\n`)
      .join(''),
    firstFree: all.length + 1,
    grouped: true,
    parts: own.map((hex) => ({ attributes: ` pid="${group(hex)}" pindex="0"`, number: group(hex) })),
    of: (p, origin) => (tables[p][origin] === own[p] ? '' : ` pid="${group(tables[p][origin])}" p1="0"`),
  };
}

function materials(parts: readonly ShownPart[], hexes: readonly string[]): ModelColours {
  const bases = parts.map(({ name }, p) => `<base name="${xmlText(name)}" displaycolor="${hexes[p]}"/>\n`);
  return {
    xml: `<basematerials id="1">\n${bases.join('')}</basematerials>\n`,
    firstFree: 2,
    grouped: false,
    parts: parts.map((_, p) => ({ attributes: ` pid="1" pindex="${p}"`, number: 1 })),
    of: () => '',
  };
}
