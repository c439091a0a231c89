// Bodies of random kind, size, place and turn, none touching another: what property tests try laws on.
import type { Vec3 } from '../core/grid.js';
import type { Body, Densities, Phantom } from './body.js';
import { melted } from './compound.js';
import { type Draw, draws } from './draws.js';
import { embedded } from './embedded.js';
import { helix } from './helix.js';
import { roundCone } from './round-cone.js';
import { ball, box, cone, cylinder, roundedBox, shell, torus } from './shapes.js';

/** Bodies lie in a cube of this half side, their boxes' balls at least so far apart, mm. */
const half = 38;
const apart = 1.5;
const mostBodies = 9;
const tries = 600;

/** The same seed gives the same bodies. */
export function randomPhantom(densities: Densities, seed: number): Phantom {
  const draw = draws(seed);
  const bodies: Body[] = [];
  const taken: { readonly at: Vec3; readonly radius: number }[] = [];
  for (let n = 0; n < tries && bodies.length < mostBodies; n++) {
    const kind = kinds[Math.floor(draw(0, kinds.length))];
    const name = `${kind.name} ${bodies.length + 1}`;
    const make = kind.of(draw, name);
    const radius = halfDiagonal(make([0, 0, 0]));
    const place = (): number => draw(radius - half, half - radius);
    const at: Vec3 = [place(), place(), place()];
    const free = taken.every((other) => away(at, other.at) > radius + other.radius + apart);
    if (!free) continue;
    taken.push({ at, radius });
    bodies.push(make(at));
  }
  return embedded(
    {
      name: 'random',
      about: `Bodies of random kind, size, place and turn in soft tissue, none touching another (seed ${seed}).`,
      material: 'bone',
      layers: [{ material: 'bone', valueHU: densities.bodyHU ?? 1200, bodies }],
      disjoint: true,
    },
    densities,
  );
}

const away = (a: Vec3, b: Vec3): number => {
  const [x, y, z] = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
  return Math.sqrt(x * x + y * y + z * z);
};

/** Of a body about the origin: the ball round its box. */
const halfDiagonal = ({ bounds: { min, max } }: Body): number =>
  away([0, 0, 0], [Math.max(-min[0], max[0]), Math.max(-min[1], max[1]), Math.max(-min[2], max[2])]);

type Maker = (centre: Vec3) => Body;

const angles = (draw: Draw): Vec3 => [draw(-180, 180), draw(-180, 180), draw(-180, 180)];

/** Draws a size and a turn at once; the place comes later. */
const kinds: readonly { readonly name: string; readonly of: (draw: Draw, name: string) => Maker }[] = [
  {
    name: 'ball',
    of: (draw, name) => {
      const radius = draw(2.5, 12);
      return (at) => ball(name, at, radius);
    },
  },
  {
    name: 'shell',
    of: (draw, name) => {
      const [radius, wall] = [draw(6, 13), draw(1.2, 3)];
      return (at) => shell(name, at, radius, wall);
    },
  },
  {
    name: 'box',
    of: (draw, name) => {
      const [size, turn] = [[draw(4, 16), draw(4, 16), draw(4, 16)] as const, angles(draw)];
      return (at) => box(name, at, size, turn);
    },
  },
  {
    name: 'plate',
    of: (draw, name) => {
      const [size, turn] = [[draw(1, 2.5), draw(10, 20), draw(10, 20)] as const, angles(draw)];
      return (at) => box(name, at, size, turn);
    },
  },
  {
    name: 'rounded box',
    of: (draw, name) => {
      const [size, turn] = [[draw(7, 16), draw(7, 16), draw(7, 16)] as const, angles(draw)];
      const radius = draw(1, 3);
      return (at) => roundedBox(name, at, size, radius, turn);
    },
  },
  {
    name: 'rod',
    of: (draw, name) => {
      const [radius, height, turn] = [draw(1.5, 5), draw(10, 26), angles(draw)];
      return (at) => cylinder(name, at, radius, height, turn);
    },
  },
  {
    name: 'cone',
    of: (draw, name) => {
      const [bottom, top, height, turn] = [draw(4, 9), draw(1, 4), draw(6, 16), angles(draw)];
      return (at) => cone(name, at, bottom, top, height, turn);
    },
  },
  {
    name: 'ring',
    of: (draw, name) => {
      const [major, turn] = [draw(6, 12), angles(draw)];
      const minor = draw(1.2, 0.45 * major);
      return (at) => torus(name, at, major, minor, turn);
    },
  },
  {
    name: 'club',
    of: (draw, name) => {
      const [along, from, to] = [offset(draw, 8), draw(2, 4), draw(4, 7)];
      return (at) => roundCone(name, moved(at, along, -1), moved(at, along, 1), from, to);
    },
  },
  {
    name: 'coil',
    of: (draw, name) => {
      const wireRadius = draw(1, 1.8);
      const size = { radius: draw(5, 9), pitch: draw(3.2, 5) * wireRadius, turns: draw(1, 2.5), wireRadius };
      const turn = angles(draw);
      return (at) => helix(name, at, size, turn);
    },
  },
  {
    name: 'blob',
    of: (draw, name) => {
      const parts = [1, 2, 3].map(() => ({ along: offset(draw, 4.5), radius: draw(3.5, 6) }));
      const fillet = draw(2, 4);
      return (at) => {
        const balls = parts.map(({ along, radius }) => ball(name, moved(at, along, 1), radius));
        const body = melted(name, balls, fillet);
        const { min, max } = body.bounds;
        // where three balls all but coincide, the melt stands out of them by a quarter of the fillet each
        const out: Vec3 = [fillet / 2, fillet / 2, fillet / 2];
        return { ...body, bounds: { min: moved(min, out, -1), max: moved(max, out, 1) } };
      };
    },
  },
];

/** A direction of some length. */
function offset(draw: Draw, length: number): Vec3 {
  const [x, y, z] = [draw(-1, 1), draw(-1, 1), draw(-1, 1)];
  const long = Math.max(0.1, Math.sqrt(x * x + y * y + z * z)) / length;
  return [x / long, y / long, z / long];
}

const moved = (at: Vec3, by: Vec3, share: number): Vec3 => [
  at[0] + share * by[0],
  at[1] + share * by[1],
  at[2] + share * by[2],
];
