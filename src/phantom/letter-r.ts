// The solid letter R, to be read from the patient's right side: the mark that tells left from right.
import type { Vec3 } from '../core/grid.js';
import type { Body } from './body.js';

export interface LetterSize {
  readonly height: number;
  readonly width: number;
  readonly stroke: number;
  /** How thick the letter is along x. */
  readonly depth: number;
}

/**
 * Stands upright on the plane x = centre[0]: its top is superior (+z), its stem posterior, so that whoever looks at the
 * patient's right side from outside (towards +x) reads an R. Seen from the left, or in a mirrored model, it reads Я.
 */
export function letterR(name: string, centre: Vec3, size: LetterSize): Body {
  const { height, width, stroke, depth } = size;
  const outline = outlineR(height, width, stroke);
  const [cx, cy, cz] = centre;
  return {
    name,
    shape: 'letter R',
    parameters: { centre, height, width, stroke, depth },
    distance: (x, y, z) => {
      // to the reader's right is anterior (−y)
      const flat = outline(cy - y, z - cz);
      const deep = Math.abs(x - cx) - depth / 2;
      const a = Math.max(0, flat);
      const b = Math.max(0, deep);
      return Math.min(0, Math.max(flat, deep)) + Math.sqrt(a * a + b * b);
    },
    bounds: {
      min: [cx - depth / 2, cy - width / 2, cz - height / 2],
      max: [cx + depth / 2, cy + width / 2, cz + height / 2],
    },
    volume: null,
    area: null,
    centreOfMass: null,
    meanCurvature: null,
  };
}

/** Signed distance in the letter's plane, u to the reader's right, v up, origin in the middle of its box. */
function outlineR(height: number, width: number, stroke: number): (u: number, v: number) => number {
  const [left, right, top, bottom] = [-width / 2, width / 2, height / 2, -height / 2];
  const bowl = 0.28 * height;
  const [bowlU, bowlV] = [right - bowl, top - bowl];
  const middle = bowl - stroke / 2;
  const legTop = [bowlU - stroke / 2, bowlV - middle] as const;
  const legFoot = [right - 0.6 * stroke, bottom] as const;
  const lean = (legFoot[0] - legTop[0]) / (legFoot[1] - legTop[1]);
  const upright = Math.sqrt(1 + lean * lean);
  return (u, v) => {
    const stem = rectangle(u, v, left, left + stroke, bottom, top);
    const roof = rectangle(u, v, left, bowlU, top - stroke, top);
    const floor = rectangle(u, v, left, bowlU, bowlV - bowl, bowlV - bowl + stroke);
    const [du, dv] = [u - bowlU, v - bowlV];
    const ring = Math.abs(Math.sqrt(du * du + dv * dv) - middle) - stroke / 2;
    const arcEnd = Math.max(0, Math.abs(Math.abs(dv) - middle) - stroke / 2);
    const arc = du >= 0 ? ring : Math.sqrt(du * du + arcEnd * arcEnd);
    const across = Math.abs(u - legTop[0] - lean * (v - legTop[1])) / upright - stroke / 2;
    const leg = Math.max(across, bottom - v, v - legTop[1]);
    return Math.min(stem, roof, floor, arc, leg);
  };
}

function rectangle(u: number, v: number, u0: number, u1: number, v0: number, v1: number): number {
  const du = Math.max(u0 - u, u - u1);
  const dv = Math.max(v0 - v, v - v1);
  const [a, b] = [Math.max(0, du), Math.max(0, dv)];
  return Math.min(0, Math.max(du, dv)) + Math.sqrt(a * a + b * b);
}
