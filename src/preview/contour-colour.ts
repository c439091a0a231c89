// The colour of a part's contour on the scan: not a grey, which would be lost among those of the scan.
import { Color, SRGBColorSpace } from 'three';

type Rgb = readonly [number, number, number];

/** For parts that are as grey as a scan: yellow, cyan, magenta, green. */
const signals: readonly Rgb[] = [
  [1, 0.83, 0.1],
  [0.1, 0.9, 1],
  [1, 0.4, 0.95],
  [0.45, 1, 0.4],
];

/** Of white: what is seen at once on black. */
const leastLuminance = 0.3;

/** sRGB 0…1: the part's own hue, full and bright; of a part that has hardly any the `index`-th signal colour. */
export function contourColour(colour: Rgb, index: number): Rgb {
  const [most, least] = [Math.max(...colour), Math.min(...colour)];
  if (most - least < 0.25) return signals[index % signals.length];
  const bright = new Color().setRGB(...colour, SRGBColorSpace);
  const { h } = bright.getHSL({ h: 0, s: 0, l: 0 }, SRGBColorSpace);
  // The working colours are linear.
  const luminance = (): number => 0.2126 * bright.r + 0.7152 * bright.g + 0.0722 * bright.b;
  for (let l = 0.6; l < 0.9; l += 0.02) {
    bright.setHSL(h, 1, l, SRGBColorSpace);
    if (luminance() >= leastLuminance) break;
  }
  const { r, g, b } = bright.getRGB({ r: 0, g: 0, b: 0 }, SRGBColorSpace);
  return [r, g, b];
}
