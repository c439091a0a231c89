// A rotation of the patient's frame, from three angles.
import type { Vec3 } from '../core/grid.js';
import { cosDeg, sinDeg } from '../kernel/elementary.js';

/** Row-major 3×3; columns are where the local x, y and z axes point, LPS. */
export type Rotation = readonly [number, number, number, number, number, number, number, number, number];

/** First about x, then y, then z (fixed axes, right-handed), degrees. */
export function rotation(anglesDeg: Vec3): Rotation {
  const [cx, cy, cz] = [cosDeg(anglesDeg[0]), cosDeg(anglesDeg[1]), cosDeg(anglesDeg[2])];
  const [sx, sy, sz] = [sinDeg(anglesDeg[0]), sinDeg(anglesDeg[1]), sinDeg(anglesDeg[2])];
  return [
    cz * cy,
    cz * sy * sx - sz * cx,
    cz * sy * cx + sz * sx,
    sz * cy,
    sz * sy * sx + cz * cx,
    sz * sy * cx - cz * sx,
    -sy,
    cy * sx,
    cy * cx,
  ];
}

/** A direction or an offset of the local frame, in the patient's. */
export function turn(r: Rotation, p: Vec3): Vec3 {
  return [
    r[0] * p[0] + r[1] * p[1] + r[2] * p[2] + 0,
    r[3] * p[0] + r[4] * p[1] + r[5] * p[2] + 0,
    r[6] * p[0] + r[7] * p[1] + r[8] * p[2] + 0,
  ];
}
