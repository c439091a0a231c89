// The colour that a DICOM segmentation recommends for a segment, as sRGB.
// DICOM PS3.3 C.10.7.1.1: CIELab under D50, scaled to 16 bits; CIE 15; Bradford's adaptation to D65; IEC 61966-2-1.
import type { Colour } from '../../core/colour.js';

/** D50, the white of the profile connection space. */
const white = [0.9642, 1, 0.8249] as const;

/** XYZ under D50 to linear sRGB (Lindbloom: Bradford-adapted). */
const toLinear = [
  [3.1338561, -1.6168667, -0.4906146],
  [-0.9787684, 1.9161415, 0.033454],
  [0.0719453, -0.2289914, 1.4052427],
] as const;

const delta = 6 / 29;
const unbent = (t: number): number => (t > delta ? t ** 3 : 3 * delta * delta * (t - 4 / 29));
const gamma = (x: number): number => (x <= 0.0031308 ? 12.92 * x : 1.055 * x ** (1 / 2.4) - 0.055);

/** `l`, `a`, `b`: 0 … 65535 each, as stored. Colours that sRGB can't show are moved to its border. */
export function segColour(l: number, a: number, b: number): Colour {
  const lightness = (l / 65535) * 100;
  const y = (lightness + 16) / 116;
  const x = y + ((a / 65535) * 255 - 128) / 500;
  const z = y - ((b / 65535) * 255 - 128) / 200;
  const xyz = [white[0] * unbent(x), white[1] * unbent(y), white[2] * unbent(z)];
  const of = (row: 0 | 1 | 2): number => {
    const linear = toLinear[row][0] * xyz[0] + toLinear[row][1] * xyz[1] + toLinear[row][2] * xyz[2];
    return Math.round(Math.min(1, Math.max(0, gamma(Math.max(0, linear)))) * 1000) / 1000;
  };
  return [of(0), of(1), of(2)];
}
