// A round strut between two points on surfaces, with its ends in the material behind them.

import type { Mat4 } from 'manifold-3d';
import type { Vec3 } from '../core/grid.js';
import { originNumber } from '../core/print-model.js';
import { cross, dot, lengthOf, minus, plus, scaled, unit } from '../core/vec3.js';
import type { Booleans, Solid } from './booleans.js';
import type { Rays } from './ray-hits.js';
import type { Bridge } from './shortest-bridges.js';

/** Sides of the strut. */
const sides = 32;
/** It ends no nearer to the far side of a wall than this share of the wall. */
const deepest = 0.7;

/** How far a strut may go into the material from a point on its surface, mm: `wanted`, or less where the wall is thin. */
function depthAt(rays: Rays, from: Vec3, along: Vec3, wanted: number): number {
  // A little before, so that the surface itself is met.
  const before = 0.01;
  const hits = rays(plus(from, scaled(along, -before)), along, wanted / deepest + before);
  const out = hits.find(({ way, entering }) => !entering && way > 2 * before);
  return out === undefined ? wanted : Math.min(wanted, deepest * (out.way - before));
}

/** Of the origin 'support'. `rays`: into the body that both points lie on. */
export function strutBetween(shapes: Booleans, rays: Rays, bridge: Bridge, diameter: number): Solid {
  const { from, to, out, length } = bridge;
  // Where the surfaces touch, across them.
  const along = length > 1e-3 ? unit(minus(to, from)) : out;
  const wanted = Math.max(1, diameter / 2);
  const back = depthAt(rays, from, scaled(along, -1), wanted);
  const ahead = depthAt(rays, to, along, wanted);
  const whole = length + back + ahead;
  const cylinder = shapes.library.Manifold.cylinder(whole, diameter / 2, diameter / 2, sides);
  const start = plus(from, scaled(along, -back));
  return shapes.marked(cylinder.transform(standing(along, start)), originNumber('support'));
}

/** The columns of the transform that turns z to `along` and moves 0 to `start`. */
function standing(along: Vec3, start: Vec3): Mat4 {
  const least = along.map(Math.abs).indexOf(Math.min(...along.map(Math.abs)));
  const aside: Vec3 = [least === 0 ? 1 : 0, least === 1 ? 1 : 0, least === 2 ? 1 : 0];
  const x = unit(minus(aside, scaled(along, dot(aside, along))));
  const y = cross(along, x);
  if (!(lengthOf(y) > 0.99)) throw new Error('a strut without a direction');
  return [...x, 0, ...y, 0, ...along, 0, ...start, 1];
}
