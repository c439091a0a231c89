// Bodies made of bodies: joined, melted into one another, or cut out of one another.
import type { Vec3 } from '../core/grid.js';
import { type Body, boxRound, type Solid } from './body.js';

const unknown = { volume: null, area: null, centreOfMass: null, meanCurvature: null } as const;

/** Bodies taken as one; `parameters` are told beside the number of parts. */
export function joined(name: string, bodies: readonly Body[], parameters: Body['parameters'] = {}): Body {
  return {
    name,
    shape: 'joined',
    parameters: { ...parameters, parts: bodies.length },
    ...joinedSolid(bodies),
    bounds: boxRound(bodies.map((body) => body.bounds)),
    ...unknown,
  };
}

function joinedSolid(solids: readonly Solid[]): Solid & Required<Pick<Solid, 'near'>> {
  return {
    distance: (x, y, z) => {
      let d = solids[0].distance(x, y, z);
      for (let n = 1; n < solids.length; n++) d = Math.min(d, solids[n].distance(x, y, z));
      return d;
    },
    near: (at, radius) => {
      const distances = solids.map((solid) => solid.distance(at[0], at[1], at[2]));
      const reach = Math.min(...distances) + 2 * radius;
      return joinedSolid(
        narrowed(
          solids.filter((_, n) => distances[n] <= reach),
          at,
          radius,
        ),
      );
    },
  };
}

/** Bodies melted together: where two surfaces come nearer than `fillet`, a smooth bridge of that width joins them. */
export function melted(name: string, bodies: readonly Body[], fillet: number): Body {
  return {
    name,
    shape: 'melted',
    parameters: { fillet, parts: bodies.length },
    ...meltedSolid(bodies, fillet),
    bounds: boxRound(bodies.map((body) => body.bounds)),
    ...unknown,
  };
}

function meltedSolid(solids: readonly Solid[], fillet: number): Solid & Required<Pick<Solid, 'near'>> {
  return {
    distance: (x, y, z) => {
      let d = solids[0].distance(x, y, z);
      for (let n = 1; n < solids.length; n++) d = smoothMinimum(d, solids[n].distance(x, y, z), fillet);
      return d;
    },
    near: (at, radius) => {
      const distances = solids.map((solid) => solid.distance(at[0], at[1], at[2]));
      const reach = Math.min(...distances) + 2 * radius + 2 * fillet;
      return meltedSolid(
        narrowed(
          solids.filter((_, n) => distances[n] <= reach),
          at,
          radius,
        ),
        fillet,
      );
    },
  };
}

/** What is left of a body where others are cut away. */
export function carved(body: Body, cuts: readonly Body[]): Body {
  return { ...body, shape: `carved ${body.shape}`, ...carvedSolid(body, cuts), ...unknown };
}

function carvedSolid(solid: Solid, cuts: readonly Solid[]): Solid & Required<Pick<Solid, 'near'>> {
  return {
    distance: (x, y, z) => {
      let d = solid.distance(x, y, z);
      for (const cut of cuts) d = Math.max(d, -cut.distance(x, y, z));
      return d;
    },
    near: (at, radius) => {
      const d = solid.distance(at[0], at[1], at[2]);
      const able = cuts.filter((cut) => -cut.distance(at[0], at[1], at[2]) >= d - 2 * radius);
      return carvedSolid(solid.near?.(at, radius) ?? solid, narrowed(able, at, radius));
    },
  };
}

const narrowed = (solids: readonly Solid[], at: Vec3, radius: number): readonly Solid[] =>
  solids.map((solid) => solid.near?.(at, radius) ?? solid);

/** The lesser of two distances, lowered by up to a quarter of the fillet where they are alike; no steeper than they are. */
function smoothMinimum(a: number, b: number, fillet: number): number {
  const overlap = Math.max(0, fillet - Math.abs(a - b));
  return Math.min(a, b) - (overlap * overlap) / (4 * fillet);
}
