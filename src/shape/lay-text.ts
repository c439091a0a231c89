// Engraves or embosses a text at a place, and proves that nothing is cut through and nothing hangs in the air.
import type { Booleans, Solid } from '../kernel/booleans.js';
import type { TextBlock } from '../kernel/text-block.js';
import type { TextPatch } from '../kernel/text-patch.js';
import { textPrism } from '../kernel/text-prism.js';

export type MarkStyle = 'engraved' | 'embossed';

/** What is taken away or added, and how much that is, mm³. */
export interface LaidText {
  readonly letters: Solid;
  readonly volume: number;
}

/** Share of the letters' area times their depth that may be missing, or too much: the surface is no smooth one. */
const volumeSlack = 0.3;
/** How deep raised letters stand in the body below the lowest of the surface, mm. */
const foot = 0.3;

/**
 * Letters `depth` mm deep or high over the surface at `patch`. Engraved ones leave at least `wall` mm of solid material below
 * their floor and aside of it; raised ones stand in the material with all of their feet. Null where that isn't so.
 */
export function layText(
  booleans: Booleans,
  solid: Solid,
  { rings, area }: TextBlock,
  patch: TextPatch,
  style: MarkStyle,
  depth: number,
  wall: number,
): LaidText | null {
  const { rough } = patch;
  const prism = (from: number, to: number, grown = 0): Solid =>
    textPrism(booleans, rings, patch, from, to, grown);
  const engraved = style === 'engraved';
  const bed = engraved ? prism(-depth - wall, -depth, wall) : prism(-rough - foot - 0.1, -rough - 0.1);
  if (!liesWithin(booleans, bed, solid)) return null;
  const letters = engraved ? prism(-depth, rough + 0.5) : prism(-rough - foot, depth);
  const shared = booleans.volume(booleans.intersection(letters, solid));
  const volume = engraved ? shared : booleans.volume(letters) - shared;
  return Math.abs(volume / (area * depth) - 1) <= volumeSlack ? { letters, volume } : null;
}

function liesWithin({ difference, volume }: Booleans, inner: Solid, outer: Solid): boolean {
  return volume(difference(inner, [outer])) <= 1e-7 * volume(inner);
}
