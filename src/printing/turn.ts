// Turns of a model: from directions to matrices, angles and the size that it has then.
import type { Vec3 } from '../core/grid.js';
import type { Turn } from '../core/print-facts.js';

/** Never −0. */
const degrees = (radians: number): number => (radians * 180) / Math.PI + 0;

/** Nine numbers, row by row, as a turn with its angles about the fixed axes x, then y, then z. */
export function turnOf(matrix: readonly number[]): Turn {
  const m = matrix.map((x) => (Math.abs(x) < 1e-12 ? 0 : x));
  const level = Math.abs(m[6]) > 1 - 1e-12;
  const y = Math.asin(Math.min(1, Math.max(-1, -m[6])));
  // Upside on: x alone tells it.
  const x = level ? Math.atan2(-m[5], m[4]) : Math.atan2(m[7], m[8]);
  const z = level ? 0 : Math.atan2(m[3], m[0]);
  return { matrix: m, angles: [degrees(x), degrees(y), degrees(z)] };
}

export const unturned: readonly number[] = [1, 0, 0, 0, 1, 0, 0, 0, 1];

/** A right-handed frame with `up` (a unit vector) as z, turned about it by `angle`, radians. */
export function frameOf(up: Vec3, angle: number): readonly number[] {
  const [ux, uy, uz] = up;
  // x stays as near to the patient's left as it can.
  const along: Vec3 = Math.abs(ux) < 0.9 ? [1, 0, 0] : [0, 1, 0];
  const dot = along[0] * ux + along[1] * uy + along[2] * uz;
  const [ax, ay, az] = [along[0] - dot * ux, along[1] - dot * uy, along[2] - dot * uz];
  const length = Math.hypot(ax, ay, az);
  const [ex, ey, ez] = [ax / length, ay / length, az / length];
  const [fx, fy, fz] = [uy * ez - uz * ey, uz * ex - ux * ez, ux * ey - uy * ex];
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [
    c * ex + s * fx,
    c * ey + s * fy,
    c * ez + s * fz,
    c * fx - s * ex,
    c * fy - s * ey,
    c * fz - s * ez,
    ux,
    uy,
    uz,
  ];
}

/** First the right one, then the left one. */
export const product = (a: readonly number[], b: readonly number[]): readonly number[] =>
  a.map((_, n) => {
    const [row, column] = [3 * Math.floor(n / 3), n % 3];
    return a[row] * b[column] + a[row + 1] * b[column + 3] + a[row + 2] * b[column + 6];
  });

/** The box around these points (three numbers each) in the turned frame, mm. */
export function turnedSize(points: Float64Array | Float32Array, m: readonly number[]): Vec3 {
  const [a, b, c, d, e, f, g, h, i] = m;
  let [x0, y0, z0] = [Infinity, Infinity, Infinity];
  let [x1, y1, z1] = [-Infinity, -Infinity, -Infinity];
  for (let p = 0; p < points.length; p += 3) {
    const [px, py, pz] = [points[p], points[p + 1], points[p + 2]];
    const x = a * px + b * py + c * pz;
    const y = d * px + e * py + f * pz;
    const z = g * px + h * py + i * pz;
    if (x < x0) x0 = x;
    if (x > x1) x1 = x;
    if (y < y0) y0 = y;
    if (y > y1) y1 = y;
    if (z < z0) z0 = z;
    if (z > z1) z1 = z;
  }
  return points.length === 0 ? [0, 0, 0] : [x1 - x0, y1 - y0, z1 - z0];
}

/** By how much a body of this size is too large for the room in its worst direction. */
export const ratioOf = (size: Vec3, room: Vec3): number =>
  Math.max(size[0] / room[0], size[1] / room[1], size[2] / room[2]);
