// A coiled wire: the points within a radius of a helix.
import type { Vec3 } from '../core/grid.js';
import { cosDeg, sinDeg } from '../kernel/elementary.js';
import type { Body } from './body.js';
import { rotation } from './rotation.js';
import { around, inLocalFrame } from './shapes.js';

export interface HelixSize {
  /** Of the coil's middle line, mm. */
  readonly radius: number;
  /** Rise of one turn, mm. */
  readonly pitch: number;
  readonly turns: number;
  readonly wireRadius: number;
}

const toDeg = 180 / Math.PI;

/** Right-handed about the local z axis, its ends round. The wire must be thinner than half the coil's radius. */
export function helix(name: string, centre: Vec3, size: HelixSize, anglesDeg: Vec3): Body {
  const { radius, pitch, turns, wireRadius } = size;
  const rise = pitch / (2 * Math.PI);
  const end = Math.PI * turns;
  const length = 2 * end * Math.sqrt(radius * radius + rise * rise);
  const tall = (pitch * turns) / 2;
  const reach = Math.sqrt(radius * radius + tall * tall) + wireRadius;
  const r = rotation(anglesDeg);
  return {
    name,
    shape: 'helix',
    parameters: { centre, radius, pitch, turns, wireRadius, wireDiameter: 2 * wireRadius, anglesDeg },
    distance: inLocalFrame(centre, r, (x, y, z) => {
      const q = Math.sqrt(x * x + y * y);
      // near the axis the nearest point is ill-defined, and the cylinder that carries the line is a bound
      if (q < radius / 2) return radius - q - wireRadius;
      return distanceToLine(x, y, z, radius, rise, end) - wireRadius;
    }),
    bounds: around(centre, [reach, reach, reach]),
    volume: Math.PI * wireRadius * wireRadius * (length + (4 / 3) * wireRadius),
    area: 2 * Math.PI * wireRadius * (length + 2 * wireRadius),
    centreOfMass: null,
    meanCurvature: null,
  };
}

/** To the curve (radius·cos t, radius·sin t, rise·t), |t| ≤ end: Newton from the nearest turn, its neighbours and the ends. */
function distanceToLine(x: number, y: number, z: number, radius: number, rise: number, end: number): number {
  const angle = roughAngle(x, y);
  const lowest = Math.ceil((-end - angle) / (2 * Math.PI));
  const highest = Math.floor((end - angle) / (2 * Math.PI));
  const level = Math.round((z / rise - angle) / (2 * Math.PI));
  const turn = Math.min(highest, Math.max(lowest, level));
  let best = Number.POSITIVE_INFINITY;
  for (const start of [
    angle + 2 * Math.PI * turn,
    angle + 2 * Math.PI * (turn - 1),
    angle + 2 * Math.PI * (turn + 1),
  ]) {
    let t = Math.min(end, Math.max(-end, start));
    if (0.7 * Math.abs(z - rise * t) > best) continue;
    for (let iteration = 0; iteration < 6; iteration++) {
      const c = cosDeg(t * toDeg);
      const s = sinDeg(t * toDeg);
      const dx = x - radius * c;
      const dy = y - radius * s;
      const dz = z - rise * t;
      best = Math.min(best, Math.sqrt(dx * dx + dy * dy + dz * dz));
      const slope = radius * (x * s - y * c) - rise * dz;
      const bend = radius * (x * c + y * s) + rise * rise;
      const step = bend > 0 ? Math.max(-0.5, Math.min(0.5, -slope / bend)) : -0.5 * Math.sign(slope);
      const next = Math.min(end, Math.max(-end, t + step));
      if (Math.abs(next - t) < 1e-8) break;
      t = next;
    }
  }
  return best;
}

/** atan2(y, x) to 0.005 rad: where Newton starts. */
function roughAngle(x: number, y: number): number {
  const [ax, ay] = [Math.abs(x), Math.abs(y)];
  const a = Math.min(ax, ay) / Math.max(ax, ay);
  const eighth = a * (0.9724 - 0.1919 * a * a);
  const quarter = ay > ax ? Math.PI / 2 - eighth : eighth;
  const half = x < 0 ? Math.PI - quarter : quarter;
  return y < 0 ? -half : half;
}
