// A word as a body: letters that stand out of a face, or the space that letters take out of one.
import type { Vec3 } from '../core/grid.js';
import type { Body } from './body.js';
import { glyphs } from './glyphs.js';

export interface WordSize {
  /** Of the letters, to the middles of their strokes. */
  readonly height: number;
  /** How wide a stroke is. */
  readonly pen: number;
  /** How thick the word is along x. */
  readonly depth: number;
}

/** Upright (its top is superior) on the plane x = centre[0], to be read from the patient's right (−1) or left (1). */
export function lettering(name: string, word: string, centre: Vec3, size: WordSize, from: -1 | 1): Body {
  const { height, pen, depth } = size;
  const unit = height / 6;
  const flat = glyphs(word, unit, pen);
  const [cx, cy, cz] = centre;
  const halfWidth = (unit * (6.6 * (word.length - 1) + 4) + pen) / 2;
  const halfHeight = (height + pen) / 2;
  return {
    name,
    shape: 'lettering',
    parameters: { centre, height, pen, depth },
    distance: (x, y, z) => {
      // who looks from the right has anterior (−y) to the right, who looks from the left posterior
      const inPlane = flat(from * (y - cy), z - cz);
      const deep = Math.abs(x - cx) - depth / 2;
      const a = Math.max(0, inPlane);
      const b = Math.max(0, deep);
      return Math.min(0, Math.max(inPlane, deep)) + Math.sqrt(a * a + b * b);
    },
    bounds: {
      min: [cx - depth / 2, cy - halfWidth, cz - halfHeight],
      max: [cx + depth / 2, cy + halfWidth, cz + halfHeight],
    },
    volume: null,
    area: null,
    centreOfMass: null,
    meanCurvature: null,
  };
}
