// Turns and shifts points until they lie as near to a surface as they can: it never mirrors, bends or scales.
// P. J. Besl, N. D. McKay, A Method for Registration of 3-D Shapes, 1992; steps as in A. W. Fitzgibbon, Robust Registration
// of 2D and 3D Point Sets, 2003 (damped least squares of the distance itself).
import type { Vec3 } from '../core/grid.js';
import type { Mesh } from '../core/mesh.js';
import { nearestTriangle } from './nearest-triangle.js';
import { type Foot, pointToTriangle } from './point-to-triangle.js';
import { movedPoint, product, type RigidMotion, turned, turnOf } from './rigid-motion.js';
import { trees } from './trees.js';

export interface RigidFit {
  readonly motion: RigidMotion;
  /** Root mean square of the distances that are left, mm. */
  readonly rms: number;
  /** Steps that brought it nearer. */
  readonly iterations: number;
  /** No step brings it nearer by more than rounding. */
  readonly converged: boolean;
}

export interface FitWish {
  readonly start: RigidMotion;
  /** Steps at most. */
  readonly most: number;
  /** Hears of the end of the run: throw to stop. */
  readonly check?: () => void;
}

/** mm: what single precision leaves of a coordinate. Points move less than that by the last step. */
const still = 1e-6;
/** Below this, mm, the way to the nearest point tells no direction; the normal does. */
const touching = 1e-3;
const dampest = 1e9;
/** Of the sum of squares: a step that takes no more away is not worth another. */
const little = 1e-8;

/**
 * A (local) minimum of the sum of squared distances, from `points` (three numbers each, mm) to the target; both borrowed, the
 * target has a triangle with area. Some 2 µs for each point and step.
 */
export function rigidFit(points: Float32Array, target: Mesh, { start, most, check }: FitWish): RigidFit {
  const measure = measuringOf(points, target);
  let motion = start;
  let at = measure(motion);
  let damping = 1e-3;
  let iterations = 0;
  for (let n = 0; n < most; n++) {
    check?.();
    const step = stepOf(at, damping);
    const next = stepped(motion, at.centre, step, at.radius);
    const there = measure(next);
    if (!(there.squared < at.squared)) {
      // As near as it gets, or too bold a step.
      if (damping >= dampest || lengthOf(step) < still)
        return { motion, rms: at.rms, iterations, converged: true };
      damping *= 10;
      continue;
    }
    const done = lengthOf(step) < still || at.squared - there.squared < little * at.squared;
    [motion, at] = [next, there];
    iterations++;
    damping = Math.max(1e-9, damping / 10);
    if (done) return { motion, rms: at.rms, iterations, converged: true };
  }
  return { motion, rms: at.rms, iterations, converged: false };
}

interface Measured {
  readonly squared: number;
  readonly rms: number;
  /** Of the moved points, and how far they lie from it (root mean square), mm. */
  readonly centre: Vec3;
  readonly radius: number;
  /** 6 × 6 and 6, for a turn (times the radius) and a shift: both in mm. */
  readonly normal: Float64Array;
  readonly gradient: Float64Array;
}

function measuringOf(points: Float32Array, target: Mesh): (motion: RigidMotion) => Measured {
  const count = points.length / 3;
  const { positions: p, triangles } = target;
  const tree = trees.of(target);
  const nearest = nearestTriangle(tree);
  const hints = new Int32Array(count).fill(-1);
  const foot: Foot = { second: 0, third: 0 };
  const moved = new Float64Array(points.length);
  const row = new Float64Array(6);
  return (motion) => {
    const { centre, radius } = moveAll(points, motion, moved);
    const normal = new Float64Array(36);
    const gradient = new Float64Array(6);
    let squared = 0;
    for (let n = 0; n < count; n++) {
      const [x, y, z] = [moved[3 * n], moved[3 * n + 1], moved[3 * n + 2]];
      const slot = nearest.slotAt(x, y, z, hints[n]);
      hints[n] = slot;
      const h = 3 * tree.order[slot];
      const away = pointToTriangle(p, triangles, h, x, y, z, foot);
      // A triangle without area tells nothing.
      if (!(away >= 0)) continue;
      squared += away;
      const distance = wayTo(p, triangles, h, foot, [x, y, z], Math.sqrt(away), row);
      const [dx, dy, dz] = [row[3], row[4], row[5]];
      const [rx, ry, rz] = [(x - centre[0]) / radius, (y - centre[1]) / radius, (z - centre[2]) / radius];
      row[0] = ry * dz - rz * dy;
      row[1] = rz * dx - rx * dz;
      row[2] = rx * dy - ry * dx;
      for (let i = 0; i < 6; i++) {
        gradient[i] += row[i] * distance;
        for (let j = i; j < 6; j++) normal[6 * i + j] += row[i] * row[j];
      }
    }
    return { squared, rms: Math.sqrt(squared / Math.max(1, count)), centre, radius, normal, gradient };
  };
}

function moveAll(
  points: Float32Array,
  motion: RigidMotion,
  moved: Float64Array,
): { readonly centre: Vec3; readonly radius: number } {
  const count = Math.max(1, points.length / 3);
  const centre: [number, number, number] = [0, 0, 0];
  for (let v = 0; v < points.length; v += 3) {
    const place = movedPoint(motion, [points[v], points[v + 1], points[v + 2]]);
    moved.set(place, v);
    for (let d = 0; d < 3; d++) centre[d] += place[d] / count;
  }
  let spread = 0;
  for (let n = 0; n < moved.length; n++) spread += (moved[n] - centre[n % 3]) ** 2;
  return { centre, radius: Math.sqrt(spread / count) || 1 };
}

/** Writes the direction of the distance into row 3 … 5; returns the distance along it. */
function wayTo(
  p: Float32Array,
  t: Uint32Array,
  h: number,
  { second, third }: Foot,
  [x, y, z]: Vec3,
  away: number,
  row: Float64Array,
): number {
  const [a, b, c] = [3 * t[h], 3 * t[h + 1], 3 * t[h + 2]];
  const [ux, uy, uz] = [p[b] - p[a], p[b + 1] - p[a + 1], p[b + 2] - p[a + 2]];
  const [vx, vy, vz] = [p[c] - p[a], p[c + 1] - p[a + 1], p[c + 2] - p[a + 2]];
  const gx = x - (p[a] + second * ux + third * vx);
  const gy = y - (p[a + 1] + second * uy + third * vy);
  const gz = z - (p[a + 2] + second * uz + third * vz);
  if (away > touching) {
    row[3] = gx / away;
    row[4] = gy / away;
    row[5] = gz / away;
    return away;
  }
  const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
  const length = Math.sqrt(nx * nx + ny * ny + nz * nz) || 1;
  row[3] = nx / length;
  row[4] = ny / length;
  row[5] = nz / length;
  return gx * row[3] + gy * row[4] + gz * row[5];
}

/** The damped step, by Cholesky: with any damping the matrix is positive definite, whatever the shape leaves open. */
function stepOf({ normal, gradient }: Measured, damping: number): Float64Array {
  let trace = 0;
  for (let i = 0; i < 6; i++) trace += normal[7 * i];
  const added = damping * (trace / 6) || 1;
  const l = new Float64Array(36);
  const s = new Float64Array(6);
  for (let i = 0; i < 6; i++)
    for (let j = 0; j <= i; j++) {
      let sum = normal[6 * j + i] + (i === j ? added : 0);
      for (let k = 0; k < j; k++) sum -= l[6 * i + k] * l[6 * j + k];
      l[6 * i + j] = i === j ? Math.sqrt(Math.max(sum, 1e-30)) : sum / l[7 * j];
    }
  for (let i = 0; i < 6; i++) {
    let sum = -gradient[i];
    for (let k = 0; k < i; k++) sum -= l[6 * i + k] * s[k];
    s[i] = sum / l[7 * i];
  }
  for (let i = 5; i >= 0; i--) {
    for (let k = i + 1; k < 6; k++) s[i] -= l[6 * k + i] * s[k];
    s[i] /= l[7 * i];
  }
  return s;
}

const lengthOf = (step: Float64Array): number => Math.sqrt(step.reduce((sum, x) => sum + x * x, 0));

function stepped(before: RigidMotion, centre: Vec3, step: Float64Array, radius: number): RigidMotion {
  const by = turnOf(1, step[0] / radius / 2, step[1] / radius / 2, step[2] / radius / 2);
  const [x, y, z] = turned(by, [
    before.shift[0] - centre[0],
    before.shift[1] - centre[1],
    before.shift[2] - centre[2],
  ]);
  return {
    rotation: product(by, before.rotation),
    shift: [x + centre[0] + step[3], y + centre[1] + step[4], z + centre[2] + step[5]],
  };
}
