// The simple solids, each as an exact signed distance with its volume and area by formula.
import type { Vec3 } from '../core/grid.js';
import type { Body, Box } from './body.js';
import { type Rotation, rotation, turn } from './rotation.js';

const pi = Math.PI;
const length2 = (a: number, b: number): number => Math.sqrt(a * a + b * b);
const length3 = (a: number, b: number, c: number): number => Math.sqrt(a * a + b * b + c * c);

export function ball(name: string, centre: Vec3, radius: number): Body {
  const [cx, cy, cz] = centre;
  return {
    name,
    shape: 'ball',
    parameters: { centre, radius, diameter: 2 * radius },
    distance: (x, y, z) => length3(x - cx, y - cy, z - cz) - radius,
    bounds: around(centre, [radius, radius, radius]),
    volume: (4 / 3) * pi * radius * radius * radius,
    area: 4 * pi * radius * radius,
    centreOfMass: centre,
    meanCurvature: 1 / radius,
  };
}

/** A hollow ball; its inside is open space. */
export function shell(name: string, centre: Vec3, outerRadius: number, thickness: number): Body {
  const [cx, cy, cz] = centre;
  const inner = outerRadius - thickness;
  const middle = outerRadius - thickness / 2;
  return {
    name,
    shape: 'shell',
    parameters: { centre, outerRadius, innerRadius: inner, thickness, outerDiameter: 2 * outerRadius },
    distance: (x, y, z) => Math.abs(length3(x - cx, y - cy, z - cz) - middle) - thickness / 2,
    bounds: around(centre, [outerRadius, outerRadius, outerRadius]),
    volume: (4 / 3) * pi * (outerRadius * outerRadius * outerRadius - inner * inner * inner),
    area: 4 * pi * (outerRadius * outerRadius + inner * inner),
    centreOfMass: centre,
    meanCurvature: null,
  };
}

export function box(name: string, centre: Vec3, size: Vec3, anglesDeg: Vec3 = [0, 0, 0]): Body {
  const r = rotation(anglesDeg);
  const [hx, hy, hz] = [size[0] / 2, size[1] / 2, size[2] / 2];
  return {
    name,
    shape: 'box',
    parameters: { centre, size, anglesDeg },
    distance: inLocalFrame(centre, r, (x, y, z) => {
      const dx = Math.abs(x) - hx;
      const dy = Math.abs(y) - hy;
      const dz = Math.abs(z) - hz;
      const inside = Math.min(0, Math.max(dx, dy, dz));
      return inside + length3(Math.max(0, dx), Math.max(0, dy), Math.max(0, dz));
    }),
    bounds: around(centre, [
      Math.abs(r[0]) * hx + Math.abs(r[1]) * hy + Math.abs(r[2]) * hz,
      Math.abs(r[3]) * hx + Math.abs(r[4]) * hy + Math.abs(r[5]) * hz,
      Math.abs(r[6]) * hx + Math.abs(r[7]) * hy + Math.abs(r[8]) * hz,
    ]),
    volume: size[0] * size[1] * size[2],
    area: 2 * (size[0] * size[1] + size[1] * size[2] + size[0] * size[2]),
    centreOfMass: centre,
    meanCurvature: null,
  };
}

/** A cone without its tip, its axis the local z; `bottom` and `top` are radii; equal ones give a cylinder. */
export function cone(
  name: string,
  centre: Vec3,
  bottom: number,
  top: number,
  height: number,
  anglesDeg: Vec3 = [0, 0, 0],
): Body {
  const r = rotation(anglesDeg);
  const half = height / 2;
  const slope = [top - bottom, height] as const;
  const slant2 = slope[0] * slope[0] + slope[1] * slope[1];
  const distance = inLocalFrame(centre, r, (x, y, z) => {
    const q = length2(x, y);
    const cap = [q - Math.min(q, z < 0 ? bottom : top), Math.abs(z) - half] as const;
    const t = Math.min(1, Math.max(0, ((q - bottom) * slope[0] + (z + half) * slope[1]) / slant2));
    const side = [q - bottom - t * slope[0], z + half - t * slope[1]] as const;
    const inside = side[0] < 0 && cap[1] < 0;
    const d2 = Math.min(cap[0] * cap[0] + cap[1] * cap[1], side[0] * side[0] + side[1] * side[1]);
    return inside ? -Math.sqrt(d2) : Math.sqrt(d2);
  });
  const sum = bottom * bottom + bottom * top + top * top;
  // the centroid of a frustum, measured from the middle of its axis
  const rise = height * ((bottom * bottom + 2 * bottom * top + 3 * top * top) / (4 * sum) - 0.5);
  const up = turn(r, [0, 0, rise]);
  const wide = Math.max(bottom, top);
  const reach = (row: number): number => wide * length2(r[row], r[row + 1]) + half * Math.abs(r[row + 2]);
  return {
    name,
    shape: bottom === top ? 'cylinder' : 'cone',
    parameters:
      bottom === top
        ? { centre, radius: bottom, diameter: 2 * bottom, height, axis: turn(r, [0, 0, 1]), anglesDeg }
        : { centre, bottomRadius: bottom, topRadius: top, height, axis: turn(r, [0, 0, 1]), anglesDeg },
    distance,
    bounds: around(centre, [reach(0), reach(3), reach(6)]),
    volume: (pi * height * sum) / 3,
    area: pi * (bottom * bottom + top * top + (bottom + top) * Math.sqrt(slant2)),
    centreOfMass: [centre[0] + up[0], centre[1] + up[1], centre[2] + up[2]],
    meanCurvature: bottom === top ? 1 / (2 * bottom) : null,
  };
}

export const cylinder = (
  name: string,
  centre: Vec3,
  radius: number,
  height: number,
  anglesDeg: Vec3 = [0, 0, 0],
): Body => cone(name, centre, radius, radius, height, anglesDeg);

/** A ring about the local z axis. */
export function torus(name: string, centre: Vec3, major: number, minor: number, anglesDeg: Vec3): Body {
  const r = rotation(anglesDeg);
  const reach = (row: number): number => major * length2(r[row], r[row + 1]) + minor;
  return {
    name,
    shape: 'torus',
    parameters: { centre, majorRadius: major, minorRadius: minor, axis: turn(r, [0, 0, 1]), anglesDeg },
    distance: inLocalFrame(centre, r, (x, y, z) => length2(length2(x, y) - major, z) - minor),
    bounds: around(centre, [reach(0), reach(3), reach(6)]),
    volume: 2 * pi * pi * major * minor * minor,
    area: 4 * pi * pi * major * minor,
    centreOfMass: centre,
    meanCurvature: null,
  };
}

/** A rod with round ends from a to b. */
export function capsule(name: string, a: Vec3, b: Vec3, radius: number): Body {
  const [ax, ay, az] = a;
  const [bx, by, bz] = [b[0] - ax, b[1] - ay, b[2] - az];
  const long2 = bx * bx + by * by + bz * bz;
  const long = Math.sqrt(long2);
  const ends = [a, b].map((p) => around(p, [radius, radius, radius]));
  const side = (pick: (p: number, q: number) => number, s: 'min' | 'max'): Vec3 => [
    pick(ends[0][s][0], ends[1][s][0]),
    pick(ends[0][s][1], ends[1][s][1]),
    pick(ends[0][s][2], ends[1][s][2]),
  ];
  return {
    name,
    shape: 'capsule',
    parameters: { from: a, to: b, radius },
    distance: (x, y, z) => {
      const px = x - ax;
      const py = y - ay;
      const pz = z - az;
      const t = Math.min(1, Math.max(0, (px * bx + py * by + pz * bz) / long2));
      return length3(px - t * bx, py - t * by, pz - t * bz) - radius;
    },
    bounds: { min: side(Math.min, 'min'), max: side(Math.max, 'max') },
    volume: pi * radius * radius * (long + (4 / 3) * radius),
    area: 2 * pi * radius * (long + 2 * radius),
    centreOfMass: [ax + bx / 2, ay + by / 2, az + bz / 2],
    meanCurvature: null,
  };
}

/** Its surface is exact; off the surface the distance is a lower bound (the true one divided by at most max/min radius). */
export function ellipsoid(name: string, centre: Vec3, radii: Vec3): Body {
  const [cx, cy, cz] = centre;
  const [rx, ry, rz] = radii;
  const least = Math.min(rx, ry, rz);
  return {
    name,
    shape: 'ellipsoid',
    parameters: { centre, radii },
    distance: (x, y, z) => (length3((x - cx) / rx, (y - cy) / ry, (z - cz) / rz) - 1) * least,
    bounds: around(centre, radii),
    volume: (4 / 3) * pi * rx * ry * rz,
    area: null,
    centreOfMass: centre,
    meanCurvature: null,
  };
}

/** Its edges and corners rounded off by a radius, its size as given. */
export function roundedBox(name: string, centre: Vec3, size: Vec3, radius: number, anglesDeg: Vec3): Body {
  const core = box(
    name,
    centre,
    [size[0] - 2 * radius, size[1] - 2 * radius, size[2] - 2 * radius],
    anglesDeg,
  );
  const { min, max } = core.bounds;
  return {
    ...core,
    shape: 'rounded box',
    parameters: { centre, size, radius, anglesDeg },
    distance: (x, y, z) => core.distance(x, y, z) - radius,
    bounds: {
      min: [min[0] - radius, min[1] - radius, min[2] - radius],
      max: [max[0] + radius, max[1] + radius, max[2] + radius],
    },
    volume: null,
    area: null,
  };
}

type Distance = (x: number, y: number, z: number) => number;

/** A distance given in a frame at `centre` turned by `r`, as a distance of the patient's frame. */
export function inLocalFrame(centre: Vec3, r: Rotation, distance: Distance): Distance {
  const [cx, cy, cz] = centre;
  const [xx, yx, zx, xy, yy, zy, xz, yz, zz] = r;
  return (px, py, pz) => {
    const x = px - cx;
    const y = py - cy;
    const z = pz - cz;
    return distance(xx * x + xy * y + xz * z, yx * x + yy * y + yz * z, zx * x + zy * y + zz * z);
  };
}

export function around(centre: Vec3, reach: Vec3): Box {
  return {
    min: [centre[0] - reach[0], centre[1] - reach[1], centre[2] - reach[2]],
    max: [centre[0] + reach[0], centre[1] + reach[1], centre[2] + reach[2]],
  };
}
