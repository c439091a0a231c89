// A wall of one thickness along a gyroid: a surface that bends everywhere and parts space into two mazes.
// A. H. Schoen, Infinite periodic minimal surfaces without self-intersections (1970); here sin x cos y + … = 0.
import type { Vec3 } from '../core/grid.js';
import type { Body, Box } from './body.js';
import { rotation } from './rotation.js';
import { inLocalFrame } from './shapes.js';

export interface SheetSize {
  /** After which the maze repeats, mm. */
  readonly period: number;
  readonly thickness: number;
}

/** Farther than this from the surface, in radians, the way down the slope may miss the nearest point: it says no more. */
const farthest = 0.92;
/** Where the function is beyond this the surface is farther than that. */
const farLevel = 1.3;

/** Without end: cut it to a box. Its distance is exact to 1e-4 mm within a seventh of the period of the wall's middle, and beyond that a bound. */
export function gyroidSheet(name: string, centre: Vec3, size: SheetSize, anglesDeg: Vec3, bounds: Box): Body {
  const { period, thickness } = size;
  const k = (2 * Math.PI) / period;
  return {
    name,
    shape: 'gyroid sheet',
    parameters: { centre, period, thickness, anglesDeg },
    distance: inLocalFrame(
      centre,
      rotation(anglesDeg),
      (x, y, z) => toMiddle(k * x, k * y, k * z) / k - thickness / 2,
    ),
    bounds,
    volume: null,
    area: null,
    centreOfMass: null,
    meanCurvature: null,
  };
}

/** From (x, y, z) to where the gyroid's function is 0, in radians: down its slope, then along the surface to the nearest point. */
function toMiddle(x: number, y: number, z: number): number {
  let [px, py, pz] = [x, y, z];
  for (let turn = 0; turn < 8; turn++) {
    const sx = sine(px);
    const cx = sine(px + quarter);
    const sy = sine(py);
    const cy = sine(py + quarter);
    const sz = sine(pz);
    const cz = sine(pz + quarter);
    const level = sx * cy + sy * cz + sz * cx;
    if (turn === 0 && Math.abs(level) > farLevel) return farthest;
    const gx = cx * cy - sz * sx;
    const gy = cy * cz - sx * sy;
    const gz = cz * cx - sy * sz;
    const g2 = gx * gx + gy * gy + gz * gz;
    // the nearest point is where the way back runs along the slope
    const back = ((x - px) * gx + (y - py) * gy + (z - pz) * gz + level) / g2;
    const [nx, ny, nz] = [x - back * gx, y - back * gy, z - back * gz];
    const moved = Math.abs(nx - px) + Math.abs(ny - py) + Math.abs(nz - pz);
    [px, py, pz] = [nx, ny, nz];
    if (moved < 1e-5) break;
  }
  const [dx, dy, dz] = [x - px, y - py, z - pz];
  return Math.min(farthest, Math.sqrt(dx * dx + dy * dy + dz * dz));
}

const quarter = Math.PI / 2;
const turnsPerRadian = 1 / (2 * Math.PI);

/** To 1e-11, from + − × and rounding alone: the same on every machine. */
function sine(angle: number): number {
  const part = angle * turnsPerRadian;
  let t = 4 * (part - Math.round(part));
  if (t > 1) t = 2 - t;
  else if (t < -1) t = -2 - t;
  const a = t * quarter;
  const b = a * a;
  return (
    a *
    (1 +
      b *
        (-1 / 6 +
          b *
            (1 / 120 +
              b *
                (-1 / 5040 +
                  b * (1 / 362880 + b * (-1 / 39916800 + b * (1 / 6227020800 - b / 1307674368000)))))))
  );
}
