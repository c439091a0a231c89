// The colours of maps: told apart by every kind of eye, even in lightness, true at the ends.
import { describe, expect, it } from 'vitest';
import { oklab, type Rgb, rgbOf, type ScaleName, scaleColour } from '../../src/preview/colour-scale.js';

// Machado, Oliveira and Fernandes, A Physiologically-based Model for Simulation of Color Vision Deficiency, 2009: full strength.
const eyes: Readonly<Record<string, readonly number[]>> = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanope: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranope: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanope: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};

const linear = (c: number): number => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const encoded = (c: number): number => (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055);

function seenBy(eye: readonly number[], colour: Rgb): Rgb {
  const from = colour.map(linear);
  const row = (r: number): number =>
    encoded(Math.min(1, Math.max(0, eye[r] * from[0] + eye[r + 1] * from[1] + eye[r + 2] * from[2])));
  return [row(0), row(3), row(6)];
}

const apart = (a: Rgb, b: Rgb): number => {
  const [p, q] = [oklab(a), oklab(b)];
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
};
const lightness = (name: ScaleName, share: number): number => oklab(scaleColour(name, share))[0];

describe('the colours of maps', () => {
  // 0.02 is about what an eye can just tell apart; these are far more.
  it.for(Object.entries(eyes))('tells inside from outside to the %s eye', ([, eye]) => {
    for (const off of [0.15, 0.25, 0.35, 0.5]) {
      const [inside, outside] = [0.5 - off, 0.5 + off].map((share) =>
        seenBy(eye, scaleColour('diverging', share)),
      );
      expect(apart(inside, outside)).toBeGreaterThan(0.09);
    }
  });

  it('is as dark on one side as on the other, and lightest at zero', () => {
    for (let off = 0; off <= 0.5; off += 0.05)
      expect(Math.abs(lightness('diverging', 0.5 - off) - lightness('diverging', 0.5 + off))).toBeLessThan(
        0.06,
      );
    for (let off = 0; off < 0.45; off += 0.05)
      for (const side of [-1, 1])
        expect(lightness('diverging', 0.5 + side * (off + 0.05))).toBeLessThan(
          lightness('diverging', 0.5 + side * off),
        );
  });

  it('goes from pale to dark, a thin wall being dark', () => {
    for (let share = 0; share < 1; share += 0.05) {
      expect(lightness('sequential', share + 0.05)).toBeLessThan(lightness('sequential', share));
      expect(lightness('thickness', share + 0.05)).toBeGreaterThan(lightness('thickness', share));
    }
  });

  it('gives the ends beyond the ends, and the stops themselves', () => {
    expect(scaleColour('diverging', -3)).toEqual(scaleColour('diverging', 0));
    expect(scaleColour('diverging', 7)).toEqual(scaleColour('diverging', 1));
    for (const [c, value] of rgbOf('#f4f3ef').entries())
      expect(scaleColour('diverging', 0.5)[c]).toBeCloseTo(value, 5);
    for (const [c, value] of rgbOf('#541b54').entries())
      expect(scaleColour('sequential', 1)[c]).toBeCloseTo(value, 5);
  });
});
