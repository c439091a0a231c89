// A cylinder from one place to another.
import type { Vec3 } from '../core/grid.js';
import { lengthOf, minus, squareTo, unit } from '../core/vec3.js';
import type { Booleans, Solid } from './booleans.js';

/** A circle of so many sides misses its radius by 0.2 %: they touch it from outside. */
const sides = 48;

/** Nowhere thinner than `radius`, mm; a solid in the library's memory. */
export function cylinderBetween({ library }: Booleans, from: Vec3, to: Vec3, radius: number): Solid {
  const along = minus(to, from);
  const w = unit(along);
  const [u, v] = squareTo(w);
  return library.Manifold.cylinder(
    lengthOf(along),
    radius / Math.cos(Math.PI / sides),
    undefined,
    sides,
  ).transform([...u, 0, ...v, 0, ...w, 0, ...from, 1]);
}
