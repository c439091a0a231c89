// The colour of an outline over the scan: that of the part, where it is seen on black and on grey.
import type { Colour } from '../core/colour.js';

/** Lighter than this (share of white's luminance) a line is seen on black and on grey. */
const lightest = 0.3;

/** The colour of the part where it has one, light enough; else a yellow that no grey value is. */
export function outlineColour(colour: Colour): string {
  if (Math.max(...colour) - Math.min(...colour) < 0.3) return '#ffd02e';
  const [r, g, b] = colour.map((c) => Math.min(1, Math.max(0, c)));
  const light = 0.2126 * r ** 2.2 + 0.7152 * g ** 2.2 + 0.0722 * b ** 2.2;
  const white = light >= lightest ? 0 : (lightest - light) / (1 - light);
  const byte = (c: number): string =>
    Math.round(255 * (c ** 2.2 * (1 - white) + white) ** (1 / 2.2))
      .toString(16)
      .padStart(2, '0');
  return `#${[r, g, b].map(byte).join('')}`;
}
