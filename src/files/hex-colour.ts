// A colour as 3MF writes it.
import type { Colour } from '../core/colour.js';

/** '#RRGGBB', in capitals: some slicers know no others. */
export function hexColour(colour: Colour): string {
  const two = (share: number): string =>
    Math.round(255 * Math.min(1, Math.max(0, share)))
      .toString(16)
      .padStart(2, '0');
  return `#${colour.map(two).join('').toUpperCase()}`;
}
