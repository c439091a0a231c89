// The plate and the columns of a plinth, as one solid.
import { originNumber } from '../core/print-model.js';
import type { Booleans, Solid } from '../kernel/booleans.js';
import type { ColumnPlace } from '../kernel/column-places.js';
import type { Standing } from '../kernel/underside.js';

/** Where it lies along and across, mm; its upper face, and how high it is. */
export interface Plate {
  readonly low: readonly [number, number];
  readonly high: readonly [number, number];
  readonly top: number;
  readonly height: number;
  readonly shape: 'box' | 'round';
}

const columnSides = 48;
const plateSides = 128;
/** mm over which a column with a point grows thin, at most. */
const tapers = 5;

/** Of the origin 'support', in the patient's frame. */
export function plinthSolid(
  shapes: Booleans,
  plate: Plate,
  places: readonly ColumnPlace[],
  radius: number,
  { along, across, up }: Standing,
): Solid {
  const all = [plateOf(shapes, plate), ...places.map((place) => columnOf(shapes, plate, place, radius))];
  const [x, y, z] = [along, across, up];
  const turned = shapes.union(all).transform([...x, 0, ...y, 0, ...z, 0, 0, 0, 0, 1]);
  return shapes.marked(turned, originNumber('support'));
}

function plateOf({ library: { Manifold } }: Booleans, { low, high, top, height, shape }: Plate): Solid {
  const size = [high[0] - low[0], high[1] - low[1]] as const;
  if (shape === 'box')
    return Manifold.cube([size[0], size[1], height]).translate([low[0], low[1], top - height]);
  return Manifold.cylinder(height, 0.5, 0.5, plateSides)
    .scale([size[0], size[1], 1])
    .translate([(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, top - height]);
}

/** From within the plate. */
function columnOf(
  { library: { Manifold } }: Booleans,
  plate: Plate,
  { x, y, top, tip }: ColumnPlace,
  radius: number,
): Solid {
  const foot = plate.top - plate.height / 2;
  const taper = tip < radius ? Math.min(tapers, (top - plate.top) / 2) : 0;
  const profile: [number, number][] = [
    [0, foot],
    [radius, foot],
    ...(taper > 0 ? [[radius, top - taper] satisfies [number, number]] : []),
    [tip, top],
    [0, top],
  ];
  return Manifold.revolve([profile], columnSides).translate([x, y, 0]);
}
