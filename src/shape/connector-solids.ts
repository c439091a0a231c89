// Pins, dowels and sockets as solids: sockets keep their clearance from pins facet by facet, exactly.
import { originNumber } from '../core/print-model.js';
import type { Booleans, Solid } from '../kernel/booleans.js';
import { inPatient, planeAxes } from '../kernel/plane-axes.js';
import { type Connector, pinRoot } from './connector.js';

const facets = 48;
/** Pins go so far into their own piece, and sockets start so far before its face, mm: no face lies on another. */
const overlap = 1;
/** Of a pin's end, a share of its diameter, and at most mm. */
const chamfer = 0.1;
const mostChamfer = 0.5;

/** `upward`: along the axis, out of the piece below the plane. */
export const pinSolid = (booleans: Booleans, connector: Connector, upward: boolean): Solid =>
  turned(booleans, connector, upward, {
    radius: connector.diameter / 2,
    from: -overlap,
    to: connector.depth,
    bevels: [0, chamferOf(connector)],
  });

/** From the one piece into the other. */
export const dowelSolid = (booleans: Booleans, connector: Connector): Solid =>
  turned(booleans, connector, true, {
    radius: connector.diameter / 2,
    from: -connector.depth,
    to: connector.depth,
    bevels: [chamferOf(connector), chamferOf(connector)],
  });

/** Its walls are `clearance` mm from the pin's, and so is its floor from the pin's end. */
export const socketSolid = (
  booleans: Booleans,
  connector: Connector,
  upward: boolean,
  clearance: number,
): Solid =>
  turned(booleans, connector, upward, {
    // Between facets, not between corners.
    radius: connector.diameter / 2 + clearance / Math.cos(Math.PI / facets),
    from: -overlap,
    to: connector.depth + clearance,
    bevels: [0, 0],
  });

/**
 * Fills a hollow around a connector: `below` and `above` its plane as far as it was given room there, and a `wall` farther,
 * narrowing, where a socket ends.
 */
export const bossSolid = (
  booleans: Booleans,
  connector: Connector,
  below: number,
  above: number,
  wall: number,
): Solid =>
  turned(booleans, connector, true, {
    radius: connector.radius - 0.02,
    from: -below,
    to: above,
    bevels: [below > pinRoot ? wall : 0, above > pinRoot ? wall : 0],
  });

const chamferOf = ({ diameter }: Connector): number => Math.min(mostChamfer, chamfer * diameter);

interface Turned {
  /** mm; heights over the plane. */
  readonly radius: number;
  readonly from: number;
  readonly to: number;
  /** Of the lower and the upper end. */
  readonly bevels: readonly [number, number];
}

function turned(
  { library, marked }: Booleans,
  { axis, at, u, v }: Connector,
  upward: boolean,
  { radius, from, to, bevels }: Turned,
): Solid {
  const profile: [number, number][] = [
    [0, from],
    ...corner(radius, from, bevels[0], 1),
    ...corner(radius, to, bevels[1], -1),
    [0, to],
  ];
  const upright = new library.CrossSection([profile]).revolve(facets);
  const [first, second] = planeAxes(axis);
  const unit = (along: number, size: number): [number, number, number] => {
    const e: [number, number, number] = [0, 0, 0];
    e[along] = size;
    return e;
  };
  const [right, up, out] = upward
    ? [unit(first, 1), unit(second, 1), unit(axis, 1)]
    : [unit(second, 1), unit(first, 1), unit(axis, -1)];
  const place = inPatient(axis, u, v, at);
  return marked(upright.transform([...right, 0, ...up, 0, ...out, 0, ...place, 1]), originNumber('joint'));
}

const corner = (radius: number, height: number, bevel: number, inward: 1 | -1): [number, number][] =>
  bevel === 0
    ? [[radius, height]]
    : inward === 1
      ? [
          [radius - bevel, height],
          [radius, height + bevel],
        ]
      : [
          [radius, height - bevel],
          [radius - bevel, height],
        ];
