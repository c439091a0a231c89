// The colours of the parts of an OBJ file (Wavefront MTL).
import type { Colour } from '../core/colour.js';
import { originColours, originsIn, type ShownPart } from '../core/origin-colours.js';
import { materialName } from './obj-bytes.js';

/** The whole file, in the order of the parts. Plain and dull: the colour in light, no shine. */
export function mtlBytes(parts: readonly ShownPart[]): Uint8Array {
  const number = (share: number): string => Math.min(1, Math.max(0, share)).toFixed(4);
  const lines = (name: string, colour: Colour): string =>
    `newmtl ${name}\nKd ${colour.map(number).join(' ')}\nKa 0 0 0\nKs 0 0 0\nd 1\nillum 1\n`;
  const materials = parts.flatMap((part, p) => {
    const table = originColours(part.colour);
    return originsIn(part).map((origin) => lines(materialName(p, origin), table[origin]));
  });
  return new TextEncoder().encode(`# Isocast\n${materials.join('')}`);
}
