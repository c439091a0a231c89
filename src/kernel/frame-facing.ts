// How a text lies on a surface, so that whoever looks at it from outside can read it.
import type { Vec3 } from '../core/grid.js';
import { cross, dot, minus, plus, scaled, unit } from '../core/vec3.js';

/** A right-handed frame: text runs along `right`, its letters stand along `up`, `out` points at whoever reads it. */
export interface Frame {
  readonly centre: Vec3;
  readonly right: Vec3;
  readonly up: Vec3;
  readonly out: Vec3;
}

const superior: Vec3 = [0, 0, 1];
const anterior: Vec3 = [0, -1, 0];
/** Cosine to the patient's long axis from which on 'upright' means 'toward the front'. */
const lying = 0.8;

/** Upright on a surface that faces `out` (LPS): letters stand toward the head, on lying faces toward the front; then turned. */
export function frameFacing(centre: Vec3, out: Vec3, turnedDeg = 0): Frame {
  const toward = unit(out);
  const upright = Math.abs(dot(toward, superior)) < lying ? superior : anterior;
  const across = unit(minus(upright, scaled(toward, dot(upright, toward))));
  const aside = cross(across, toward);
  const [c, s] = [Math.cos((turnedDeg * Math.PI) / 180), Math.sin((turnedDeg * Math.PI) / 180)];
  const right = plus(scaled(aside, c), scaled(across, s));
  const up = cross(toward, right);
  return { centre, right, up, out: toward };
}

/** The point u to the right, v up and w out of the frame's centre, mm. */
export const inFrame = ({ centre, right, up, out }: Frame, u: number, v: number, w: number): Vec3 => [
  centre[0] + u * right[0] + v * up[0] + w * out[0],
  centre[1] + u * right[1] + v * up[1] + w * out[1],
  centre[2] + u * right[2] + v * up[2] + w * out[2],
];
