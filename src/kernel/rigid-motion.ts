// Turns and shifts of bodies: x becomes R·x + t.
import type { Vec3 } from '../core/grid.js';
import type { Mesh } from '../core/mesh.js';

export interface RigidMotion {
  /** R, nine numbers row by row. Orthogonal; of determinant 1, or −1 where it mirrors. */
  readonly rotation: readonly number[];
  /** t, mm. */
  readonly shift: Vec3;
}

export const stay: RigidMotion = { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], shift: [0, 0, 0] };

export const turned = (r: readonly number[], [x, y, z]: Vec3): Vec3 => [
  r[0] * x + r[1] * y + r[2] * z,
  r[3] * x + r[4] * y + r[5] * z,
  r[6] * x + r[7] * y + r[8] * z,
];

export function movedPoint({ rotation, shift }: RigidMotion, point: Vec3): Vec3 {
  const [x, y, z] = turned(rotation, point);
  return [x + shift[0], y + shift[1], z + shift[2]];
}

/** Turns by `rotation` and brings the point `from` to the point `to`. */
export function motionAbout(rotation: readonly number[], from: Vec3, to: Vec3): RigidMotion {
  const [x, y, z] = turned(rotation, from);
  return { rotation, shift: [to[0] - x, to[1] - y, to[2] - z] };
}

/** a·b: first b, then a. Nine numbers each. */
export function product(a: readonly number[], b: readonly number[]): number[] {
  return Array.from({ length: 9 }, (_, n) => {
    const [row, column] = [3 * Math.floor(n / 3), n % 3];
    return a[row] * b[column] + a[row + 1] * b[column + 3] + a[row + 2] * b[column + 6];
  });
}

export const transposed = (r: readonly number[]): number[] => [0, 3, 6, 1, 4, 7, 2, 5, 8].map((n) => r[n]);

/** The turn of the unit quaternion along (w, x, y, z), of any length but nought: never a mirror. */
export function turnOf(w: number, x: number, y: number, z: number): number[] {
  const s = 2 / (w * w + x * x + y * y + z * z);
  return [
    1 - s * (y * y + z * z),
    s * (x * y - w * z),
    s * (x * z + w * y),
    s * (x * y + w * z),
    1 - s * (x * x + z * z),
    s * (y * z - w * x),
    s * (x * z - w * y),
    s * (y * z + w * x),
    1 - s * (x * x + y * y),
  ];
}

/** Sixteen numbers row by row, for columns (x, y, z, 1). */
export const matrixOf = ({ rotation: r, shift: [x, y, z] }: RigidMotion): number[] => [
  ...[r[0], r[1], r[2], x],
  ...[r[3], r[4], r[5], y],
  ...[r[6], r[7], r[8], z],
  ...[0, 0, 0, 1],
];

/** How far it turns, degrees 0…180. */
export function angleDegOf({ rotation: r }: RigidMotion): number {
  const sine = Math.hypot(r[7] - r[5], r[2] - r[6], r[3] - r[1]);
  return (Math.atan2(sine, r[0] + r[4] + r[8] - 1) * 180) / Math.PI;
}

/** The mesh where the motion brings it; the same triangles, so a mirrored one faces inward. */
export function movedMesh({ positions, triangles }: Mesh, motion: RigidMotion): Mesh {
  const moved = new Float32Array(positions.length);
  for (let v = 0; v < positions.length; v += 3)
    moved.set(movedPoint(motion, [positions[v], positions[v + 1], positions[v + 2]]), v);
  return { positions: moved, triangles };
}
