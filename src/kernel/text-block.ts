// Lines of text, one below the other, about their common middle.
import { letters, type Ring } from './letters.js';

/** The middle of its ink is at 0, 0; +x is where reading goes, +y up. */
export interface TextBlock {
  readonly rings: readonly Ring[];
  /** Of the ink, mm. */
  readonly width: number;
  readonly height: number;
  /** Of the ink, mm². */
  readonly area: number;
}

/** From a baseline to the next, in heights of a capital. */
const leading = 1.65;

/** Each line in its middle above the other. Throws a UserError as `letters` does. */
export function textBlock(lines: readonly string[], capHeight: number): TextBlock {
  const made = lines.map((line) => letters(line, capHeight));
  const width = Math.max(...made.map((line) => line.width));
  const baseline = (n: number): number => -n * leading * capHeight;
  const high = Math.max(...made.map((line, n) => baseline(n) + line.high));
  const low = Math.min(...made.map((line, n) => baseline(n) + line.low));
  const middle = (high + low) / 2;
  const rings = made.flatMap((line, n) =>
    line.rings.map((ring) => ring.map(([x, y]) => [x - line.width / 2, y + baseline(n) - middle] as const)),
  );
  return { rings, width, height: high - low, area: made.reduce((sum, line) => sum + line.area, 0) };
}
