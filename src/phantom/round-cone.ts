// A rod with round ends of two radii: the balls between two, their surface touching all of them.
import type { Vec3 } from '../core/grid.js';
import { minus } from '../core/vec3.js';
import { type Body, boxRound } from './body.js';
import { around } from './shapes.js';

const pi = Math.PI;

/** From a ball round a to one round b; neither may hold the other. Its distance is exact. */
export function roundCone(name: string, a: Vec3, b: Vec3, radiusA: number, radiusB: number): Body {
  const [bx, by, bz] = minus(b, a);
  const long2 = bx * bx + by * by + bz * bz;
  const taper = radiusA - radiusB;
  const flank2 = long2 - taper * taper;
  if (flank2 <= 0) throw new RangeError(`${name}: one ball holds the other`);
  const [ax, ay, az] = a;
  return {
    name,
    shape: 'round cone',
    parameters: { from: a, to: b, fromRadius: radiusA, toRadius: radiusB },
    distance: (x, y, z) => {
      const px = x - ax;
      const py = y - ay;
      const pz = z - az;
      const along = px * bx + py * by + pz * bz;
      const t = along / long2;
      const qx = px - t * bx;
      const qy = py - t * by;
      const qz = pz - t * bz;
      const away2 = qx * qx + qy * qy + qz * qz;
      const away = Math.sqrt(away2);
      const long = Math.sqrt(long2);
      const height = along / long;
      const lean = (taper * away) / Math.sqrt(flank2);
      // the flank's normals start from the axis a little farther towards the smaller end
      const foot = height - lean;
      if (foot <= 0) return Math.sqrt(away2 + height * height) - radiusA;
      if (foot >= long) return Math.sqrt(away2 + (height - long) * (height - long)) - radiusB;
      return (away * Math.sqrt(flank2) + height * taper) / long - radiusA;
    },
    bounds: boxRound([around(a, [radiusA, radiusA, radiusA]), around(b, [radiusB, radiusB, radiusB])]),
    ...sizesOf(Math.sqrt(long2), radiusA, radiusB),
    centreOfMass: null,
    meanCurvature: null,
  };
}

/** The flank is a cone without its tip; what is left of the two balls caps it. */
function sizesOf(long: number, ra: number, rb: number): { readonly volume: number; readonly area: number } {
  const sine = (ra - rb) / long;
  const cosine2 = 1 - sine * sine;
  const rim = cosine2 * (ra * ra + ra * rb + rb * rb);
  const cap = (r: number, t: number): number => pi * ((2 / 3) * r * r * r + r * r * t - (t * t * t) / 3);
  return {
    volume: (pi * long * cosine2 * rim) / 3 + cap(ra, ra * sine) + cap(rb, -rb * sine),
    area: pi * (ra + rb) * cosine2 * long + 2 * pi * (ra * ra * (1 + sine) + rb * rb * (1 - sine)),
  };
}
