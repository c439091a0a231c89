// A bowl: part of a hollow ball round its pole, its rim rounded, as a joint's socket is.
import type { Vec3 } from '../core/grid.js';
import { cosDeg, sinDeg } from '../kernel/elementary.js';
import type { Body } from './body.js';
import { rotation, turn } from './rotation.js';
import { around, inLocalFrame } from './shapes.js';

export interface CupSize {
  readonly innerRadius: number;
  readonly thickness: number;
  /** From the pole to the middle of the rim, degrees. */
  readonly rimDeg: number;
}

/** Its pole lies on the local +z axis. Its distance is exact. */
export function cup(name: string, centre: Vec3, size: CupSize, anglesDeg: Vec3): Body {
  const { innerRadius, thickness, rimDeg } = size;
  const half = thickness / 2;
  const middle = innerRadius + half;
  const [s, c] = [sinDeg(rimDeg), cosDeg(rimDeg)];
  const r = rotation(anglesDeg);
  const outer = innerRadius + thickness;
  const cubes = outer * outer * outer - innerRadius * innerRadius * innerRadius;
  const rim = middle * s + (4 * half * c) / (3 * Math.PI);
  return {
    name,
    shape: 'cup',
    parameters: { centre, innerRadius, thickness, rimDeg, axis: turn(r, [0, 0, 1]), anglesDeg },
    distance: inLocalFrame(centre, r, (x, y, z) => {
      const q2 = x * x + y * y;
      const q = Math.sqrt(q2);
      if (q * c <= z * s) return Math.abs(Math.sqrt(q2 + z * z) - middle) - half;
      const [dq, dz] = [q - middle * s, z - middle * c];
      return Math.sqrt(dq * dq + dz * dz) - half;
    }),
    bounds: around(centre, [outer, outer, outer]),
    volume: (2 * Math.PI * (1 - c) * cubes) / 3 + Math.PI * Math.PI * half * half * rim,
    area: null,
    centreOfMass: null,
    meanCurvature: null,
  };
}
