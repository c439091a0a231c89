// Recommended colours, against values that others publish for the corners of sRGB in CIELab under D50.
import { describe, expect, it } from 'vitest';
import { segColour } from '../../../src/scan/marks/seg-colour.js';

/** As DICOM stores them (PS3.3 C.10.7.1.1). */
const stored = (l: number, a: number, b: number): [number, number, number] => [
  Math.round((l / 100) * 65535),
  Math.round(((a + 128) / 255) * 65535),
  Math.round(((b + 128) / 255) * 65535),
];

describe('segColour', () => {
  // B. Lindbloom's calculator, sRGB adapted to D50 by Bradford.
  it.each([
    ['white', [100, 0, 0], [1, 1, 1]],
    ['black', [0, 0, 0], [0, 0, 0]],
    ['middle grey', [53.585, 0, 0], [0.5, 0.5, 0.5]],
    ['red', [54.292, 80.805, 69.891], [1, 0, 0]],
    ['green', [87.818, -79.287, 80.99], [0, 1, 0]],
    ['blue', [29.567, 68.298, -112.029], [0, 0, 1]],
  ] as const)('shows %s', (_, [l, a, b], expected) => {
    const colour = segColour(...stored(l, a, b));
    for (const [n, part] of colour.entries()) expect(Math.abs(part - expected[n])).toBeLessThan(0.012);
  });

  it('moves what sRGB lacks to its border', () => {
    for (const part of segColour(65535, 0, 65535)) expect(part >= 0 && part <= 1).toBe(true);
  });
});
