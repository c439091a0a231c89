import { describe, expect, it } from 'vitest';
import { contourColour } from '../../src/preview/contour-colour.js';

const luminance = (colour: readonly number[]): number => {
  const [r, g, b] = colour.map((x) => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

describe('contourColour', () => {
  it('gives parts that are as grey as a scan signal colours, one after the other', () => {
    const found = [0, 1, 2, 3, 4].map((n) => contourColour([0.87, 0.83, 0.74], n));
    expect(new Set(found.slice(0, 4).map(String)).size).toBe(4);
    expect(found[4]).toEqual(found[0]);
  });

  it.each([
    [[0.9, 0.05, 0.05], 0],
    [[0.05, 0.7, 0.05], 1],
    [[0.1, 0.1, 0.95], 2],
    [[0.3, 0.0, 0.0], 0],
  ] as const)('keeps the hue of %j, bright enough for black', (colour, strongest) => {
    const found = contourColour(colour, 7);
    expect(found[strongest]).toBe(Math.max(...found));
    expect(Math.max(...found) - Math.min(...found)).toBeGreaterThan(0.25);
    expect(luminance(found)).toBeGreaterThan(0.28);
  });
});
