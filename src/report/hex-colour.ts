// A colour as a page writes it.
import type { Colour } from '../core/colour.js';

/** '#rrggbb'. */
export const hexColour = (colour: Colour): string => `#${colour.map(two).join('')}`;

const two = (share: number): string =>
  Math.round(255 * Math.min(1, Math.max(0, share)))
    .toString(16)
    .padStart(2, '0');
