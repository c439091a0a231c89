// What the reader must know of where the scan itself leaves the surface open.
import type { Finding } from '../core/errors.js';
import type { UncertaintyFacts } from '../core/facts.js';
import { numberText } from './number-text.js';

/** A larger share of the area without a clean edge is told. */
const mostDoubtful = 0.2;

/** And a larger share that lies where the mask was edited. */
const mostEdited = 0.2;

/** Warnings; none where nothing is known of it. */
export function uncertaintyFindings(uncertainty: UncertaintyFacts | null): readonly Finding[] {
  if (uncertainty === null) return [];
  const { doubtful, edited, blurAssumed } = uncertainty;
  const found: Finding[] = [];
  const warn = (code: string, message: string): number => found.push({ severity: 'warning', code, message });
  if (doubtful > mostDoubtful)
    warn(
      'doubtful-edges',
      `${numberText(100 * doubtful)} % of the surface lies where the scan has no clean edge (noise, metal, motion, or neighbours of the same grey value): how far it is off there is known badly.`,
    );
  if (edited > mostEdited)
    warn(
      'edited-surface',
      `${numberText(100 * edited)} % of the surface lies where the mask was edited (by a mask, by growing, shrinking, smoothing, opening or closing it): there it is where that put it, not at the scan's own edge, and no uncertainty is stated for it.`,
    );
  if (blurAssumed)
    warn(
      'blur-assumed',
      'How much the scan is blurred, in the slices or across them, could not be found from its own edges and was taken for what is usual; the surface of thin walls, and the stated uncertainty, rest on that.',
    );
  return found;
}
