// How far a point lies from the true surface of a phantom's structure: what a mesh is measured against.
import type { Body, Box, Layer, Phantom } from './body.js';

/** (x, y, z), mm LPS ↦ mm, negative inside. */
export type Distance = (x: number, y: number, z: number) => number;

/** One body of the structure, by itself: what other bodies cover of it is not taken away. */
export interface TruthBody {
  readonly name: string;
  readonly distance: Distance;
  readonly bounds: Box;
  readonly valueHU: number;
  /** On the other side of its surface: their mean is its half-maximum. */
  readonly againstHU: number;
  /** mm³ by formula; null where there is none. */
  readonly volume: number | null;
  readonly parameters: Body['parameters'];
}

export interface TruthDistance {
  /**
   * To the surface of the painted structure. Near a surface it is exact; far outside it never exceeds the way to the
   * nearest surface; deep inside bodies that overlap it is a bound. A body without an exact distance (an ellipsoid, a
   * melted or carved body) is divided by its slope near its surface, which leaves d²/2R at a distance d.
   */
  readonly distance: Distance;
  readonly bodies: readonly TruthBody[];
}

/** Built once for a phantom, called for millions of points: bodies whose box is farther than the nearest so far are skipped. */
export function truthDistance(phantom: Phantom): TruthDistance {
  const { structure } = phantom;
  const own = (layer: Layer): boolean => structure.materials.includes(layer.material);
  const first = phantom.layers.findIndex(own);
  const coats = phantom.layers
    .slice(first)
    .map((layer) => ({ own: own(layer), union: unionOf(layer.bodies.map(nearlyExact)) }));
  const bodies = phantom.layers.filter(own).flatMap((layer) =>
    layer.bodies.map(
      (body): TruthBody => ({
        name: body.name,
        distance: nearlyExact(body).distance,
        bounds: body.bounds,
        valueHU: layer.valueHU,
        againstHU: layer.againstHU ?? structure.againstHU,
        volume: body.volume,
        parameters: body.parameters,
      }),
    ),
  );
  if (coats.length === 1) return { distance: coats[0].union, bodies };
  const distance: Distance = (x, y, z) => {
    let d = Number.POSITIVE_INFINITY;
    for (const coat of coats)
      d = coat.own ? Math.min(d, coat.union(x, y, z)) : Math.max(d, -coat.union(x, y, z));
    return d;
  };
  return { distance, bodies };
}

interface Bounded {
  readonly distance: Distance;
  readonly bounds: Box;
}

function unionOf(solids: readonly Bounded[]): Distance {
  return (x, y, z) => {
    let best = Number.POSITIVE_INFINITY;
    for (const { distance, bounds } of solids) {
      const away = wayTo(bounds, x, y, z);
      // inside its box a body may reach deeper than the one found
      if (away > 0 && away >= best) continue;
      best = Math.min(best, distance(x, y, z));
    }
    return best;
  };
}

/** From a point to a box, mm; 0 inside. */
function wayTo({ min, max }: Box, x: number, y: number, z: number): number {
  const dx = Math.max(0, min[0] - x, x - max[0]);
  const dy = Math.max(0, min[1] - y, y - max[1]);
  const dz = Math.max(0, min[2] - z, z - max[2]);
  return Math.sqrt(dx * dx + dy * dy + dz * dz);
}

/** Shapes whose distance is too short off their surface. */
const short = /ellipsoid|melted/;
/** Nearer than this to a surface the slope is asked for, mm; over this step, mm. */
const near = 4;
const h = 1e-4;

function nearlyExact(body: Body): Bounded {
  if (!short.test(body.shape)) return body;
  const distance: Distance = (x, y, z) => {
    const d = body.distance(x, y, z);
    if (Math.abs(d) > near) return d;
    const gx = body.distance(x + h, y, z) - body.distance(x - h, y, z);
    const gy = body.distance(x, y + h, z) - body.distance(x, y - h, z);
    const gz = body.distance(x, y, z + h) - body.distance(x, y, z - h);
    const slope = Math.sqrt(gx * gx + gy * gy + gz * gz) / (2 * h);
    return slope > 0.05 ? d / slope : d;
  };
  return { distance, bounds: body.bounds };
}
