// Text as polygons in mm: the outlines of DejaVu Sans Bold, which the build puts into dist/vendor, with their kerning.
import { readFileSync } from 'node:fs';
import { UserError } from '../core/errors.js';

/** x, y of each corner, mm. */
export type Ring = readonly (readonly [number, number])[];

/** Text on its baseline y = 0, read along +x with +y upward; its ink begins at x = 0. */
export interface Lettering {
  /** Outlines run counter-clockwise, holes the other way. */
  readonly rings: readonly Ring[];
  /** Of the ink, mm: where it ends on the right, its lowest and its highest. */
  readonly width: number;
  readonly low: number;
  readonly high: number;
  /** Of the ink, mm². */
  readonly area: number;
}

interface Outlines {
  /** Of a capital, font units. */
  readonly capHeight: number;
  readonly glyphs: Readonly<Record<string, Glyph>>;
  /** Pair of characters → how much farther apart they stand, font units. */
  readonly kerning: Readonly<Record<string, number>>;
}

interface Glyph {
  readonly advance: number;
  /** x, y, x, y …: font units. */
  readonly contours: readonly (readonly number[])[];
}

let known: Outlines | null = null;

function outlines(): Outlines {
  if (known !== null) return known;
  const read: Outlines = JSON.parse(
    readFileSync(new URL('../../dist/vendor/font/letters.json', import.meta.url), 'utf8'),
  );
  known = read;
  return read;
}

/**
 * One line of text whose capitals are `capHeight` mm high, exactly. Curves are within 1/1493 of that of the true ones.
 * Throws a UserError that names the characters which the font has not, or where there is nothing to see.
 */
export function letters(text: string, capHeight: number): Lettering {
  const { glyphs, kerning, capHeight: units } = outlines();
  const characters = [...text.normalize('NFC').trim()];
  refuseStrangers(text, characters, glyphs);
  const scale = capHeight / units;
  const rings: [number, number][][] = [];
  let pen = 0;
  for (const [n, character] of characters.entries()) {
    const { advance, contours } = glyphs[character];
    pen += n === 0 ? 0 : (kerning[characters[n - 1] + character] ?? 0);
    for (const contour of contours) {
      const ring: [number, number][] = [];
      for (let k = 0; k < contour.length; k += 2)
        ring.push([(pen + contour[k]) * scale, contour[k + 1] * scale]);
      rings.push(ring);
    }
    pen += advance;
  }
  return measured(rings);
}

function measured(rings: [number, number][][]): Lettering {
  const corners = rings.flat();
  const reduce = (d: 0 | 1, pick: (a: number, b: number) => number): number =>
    corners.reduce((found, corner) => pick(found, corner[d]), corners[0][d]);
  const left = reduce(0, Math.min);
  for (const corner of corners) corner[0] -= left;
  return {
    rings,
    width: reduce(0, Math.max),
    low: reduce(1, Math.min),
    high: reduce(1, Math.max),
    area: rings.reduce((sum, ring) => sum + signedArea(ring), 0),
  };
}

/** mm², positive where the ring runs counter-clockwise. */
function signedArea(ring: Ring): number {
  let twice = 0;
  for (let k = 0; k < ring.length; k++) {
    const [ax, ay] = ring[k];
    const [bx, by] = ring[(k + 1) % ring.length];
    twice += ax * by - bx * ay;
  }
  return twice / 2;
}

function refuseStrangers(
  text: string,
  characters: readonly string[],
  glyphs: Readonly<Record<string, Glyph>>,
): void {
  const missing = [...new Set(characters.filter((character) => !Object.hasOwn(glyphs, character)))];
  if (missing.length > 0)
    throw new UserError(
      `The text '${text}' has letters that can't be made: ${missing.map(nameOf).join(', ')}.`,
      'Write it in letters of western European languages, digits and common signs, on one line.',
    );
  if (characters.length === 0) throw new UserError('The text to mark with is empty.', 'Give it letters.');
}

const nameOf = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  const number = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return /\p{C}|\p{Z}/u.test(character) ? number : `'${character}' (${number})`;
};
