// What the reader of a report must know of how a scan's slices lay, and how well that was mended.
import type { Finding } from '../core/errors.js';
import type { ScanFacts } from '../core/scan.js';
import { numberText } from './number-text.js';

/** Lean by less is how positions are rounded, degrees. */
const told = 0.1;
/** Steps that differ by less than this share are even to the eye. */
const even = 0.02;

const mm = (x: number): string => `${numberText(x, 3)} mm`;

/** Warnings on a tilted gantry, uneven and missing slices; none for an even, upright stack. */
export function sliceFindings({ slices }: Pick<ScanFacts, 'slices'>): readonly Finding[] {
  if (slices === null) return [];
  const { tiltDeg, steps, gaps, residual } = slices;
  const warn = (code: string, message: string): Finding => ({ severity: 'warning', code, message });
  const worst = ` No slice lies farther than ${mm(Math.max(0.001, residual))} from where it was taken to be.`;
  const found: Finding[] = [];
  if (tiltDeg >= told)
    found.push(
      warn(
        'gantry-tilt',
        `The slices lie slanted in their stack by ${numberText(tiltDeg, 2)}° (a tilted gantry); the model was computed through their true places, on a right-angled grid.${worst}`,
      ),
    );
  if (gaps.length > 0) {
    const missing = gaps.reduce((sum, gap) => sum + gap.missing, 0);
    const first = gaps.slice(0, 3).map(({ from, to }) => `${numberText(from, 1)} to ${numberText(to, 1)} mm`);
    const more = gaps.length > 3 ? ` and ${gaps.length - 3} other places` : '';
    found.push(
      warn(
        'slices-missing',
        `${missing === 1 ? 'A slice is' : `${missing} slices are`} missing (${first.join(', ')}${more}, along the stack): the surface there is interpolated, not measured.`,
      ),
    );
  }
  const [least, , most] = steps;
  if (gaps.length === 0 && most > (1 + even) * least)
    found.push(
      warn(
        'uneven-slices',
        `The slices are unevenly spaced (${mm(least)} to ${mm(most)}); each was used at its true place.${found.length === 0 ? worst : ''}`,
      ),
    );
  return found;
}
