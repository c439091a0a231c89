// Thin walls, thin pins, small gaps and small holes of a body, each as places.
import type { BodyPrintFacts, NarrowFacts, NarrowPlace } from '../core/print-facts.js';
import type { Limit, PrintProcess } from '../core/printer.js';
import type { MeasuredWalls } from '../kernel/measure-walls.js';
import { type NarrowOptions, narrowPlaces } from '../kernel/narrow-places.js';
import type { WallLimits, WallSamples } from '../kernel/wall-samples.js';

const listed = 50;
/** What is smaller is a ragged edge, not a wall, mm². */
const leastWall = 1;
/** Pins, gaps and holes are smaller: their area goes with the square of their limit. */
const leastOther = (limit: number): number => Math.min(leastWall, Math.max(0.2, limit * limit));

/** A wall of exactly the limit, in float32 or of flat triangles, is not below it: no printer knows the difference, mm. */
const hair = 0.02;

type Limits = Pick<PrintProcess, 'wall' | 'pin' | 'clearance' | 'hole'>;

/** What is to be measured for these limits. */
export const wallLimits = ({ wall, pin, clearance, hole }: Limits): WallLimits => ({
  wall: wall.warn - hair,
  pin: pin.warn - hair,
  gap: clearance.warn - hair,
  hole: hole.warn - hair,
});

/** `measured`: with `wallLimits` of the same process. */
export function narrowFacts(
  measured: MeasuredWalls,
  process: Limits,
): Pick<BodyPrintFacts, 'walls' | 'pins' | 'gaps' | 'holes'> {
  const near = 1.3 * measured.spacing;
  const { wall, pin, clearance, hole } = process;
  // Of pins and holes one sample stands for a cell, a sixth of the limit wide.
  const spread = (limit: Limit): number => Math.max(near, limit.warn / 2);
  const pins = facts(measured.pins, pin, { side: -1, join: spread(pin) });
  const holes = facts(measured.holes, hole, { side: 1, join: spread(hole) });
  return {
    walls: facts(measured.walls, wall, { side: -1, join: near, leastArea: leastWall }),
    pins,
    gaps: facts(measured.gaps, clearance, { side: 1, join: near }),
    holes,
  };
}

function facts(
  samples: WallSamples,
  limit: Limit,
  options: Pick<NarrowOptions, 'side' | 'join'> & { readonly leastArea?: number },
): NarrowFacts {
  const leastArea = options.leastArea ?? leastOther(limit.warn);
  const { places, specks } = narrowPlaces(samples, { ...options, leastArea, fail: limit.fail - hair });
  const fails = ({ failingArea }: NarrowPlace): boolean => failingArea >= leastArea;
  return {
    limit,
    count: places.length,
    failing: places.filter(fails).length,
    specks,
    area: places.reduce((sum, { area }) => sum + area, 0),
    least: places.reduce<number | null>((least, one) => Math.min(least ?? one.least, one.least), null),
    places: places.slice(0, listed),
  };
}
