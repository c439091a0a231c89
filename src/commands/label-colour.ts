// A colour for a label that has none of its own.
import type { Colour } from '../core/colour.js';

/** Turns of the golden angle: neighbouring ids differ, and so do all of the first dozens. */
const golden = (Math.sqrt(5) - 1) / 2;

/** The same for the same id, whatever else is in the map. */
export function labelColour(id: number): Colour {
  const hue = (0.08 + golden * id) % 1;
  const light = [0.62, 0.5, 0.74][Math.abs(id) % 3];
  const channel = (n: number): number => {
    const k = (n + 12 * (hue < 0 ? hue + 1 : hue)) % 12;
    const value = light - 0.5 * Math.min(light, 1 - light) * Math.max(-1, Math.min(k - 3, 9 - k, 1));
    return Math.round(255 * value) / 255;
  };
  return [channel(0), channel(8), channel(4)];
}
