// The rigid motion that brings one surface nearest to another, and whether a mirrored one would come nearer.
import type { Vec3 } from '../core/grid.js';
import type { Mesh } from '../core/mesh.js';
import { areaSamples } from './area-samples.js';
import { type PrincipalAxes, principalAxes } from './principal-axes.js';
import { type RigidFit, rigidFit } from './rigid-fit.js';
import { motionAbout, product, type RigidMotion, stay, transposed } from './rigid-motion.js';

/** identity: from where they lie; principal: that, and each of the four ways to lay principal axes upon each other. */
export type FitStart = 'identity' | 'principal';

/** Samples, and steps at most: to choose a start by, to tell how near that comes, and to fit by. */
const roughly = { samples: 500, steps: 12 };
const fairly = { samples: 1500, steps: 30 };
const finely = { samples: 20_000, steps: 100 };
/** Samples that centre and axes come from. */
const axisSamples = 20_000;

export interface SurfaceFit extends RigidFit {
  /** Root mean square of the distances where `from` lies, mm. */
  readonly before: number;
}

/** Brings `from` onto `to`, mm; both borrowed, with area. The same every time; `check` may throw to stop. */
export function fitSurfaces(from: Mesh, to: Mesh, start: FitStart, check: () => void = () => {}): SurfaceFit {
  const best =
    start === 'identity' ? stay : nearestOf(from, to, [stay, ...startsOf(from, to, proper)], check).motion;
  const points = areaSamples(from, finely.samples);
  const before = rigidFit(points, to, { start: stay, most: 0 }).rms;
  return { ...rigidFit(points, to, { start: best, most: finely.steps, check }), before };
}

export interface Handedness {
  /** Root mean square of what the best fit leaves, mm: of the surface as it is, and of its mirror image. */
  readonly proper: number;
  readonly mirrored: number;
}

/** Both roughly. */
export function handedness(from: Mesh, to: Mesh, check: () => void = () => {}): Handedness {
  return {
    proper: nearestOf(from, to, [stay, ...startsOf(from, to, proper)], check).rms,
    mirrored: nearestOf(from, to, startsOf(from, to, improper), check).rms,
  };
}

const diagonal = (x: number, y: number, z: number): readonly number[] => [x, 0, 0, 0, y, 0, 0, 0, z];
const proper = [diagonal(1, 1, 1), diagonal(1, -1, -1), diagonal(-1, 1, -1), diagonal(-1, -1, 1)];
const improper = [diagonal(-1, 1, 1), diagonal(1, -1, 1), diagonal(1, 1, -1), diagonal(-1, -1, -1)];

/** Centre upon centre, in each of these ways: as the axes of the frame stand, and as the principal axes do. */
function startsOf(from: Mesh, to: Mesh, ways: readonly (readonly number[])[]): RigidMotion[] {
  const [a, b] = [from, to].map((mesh): PrincipalAxes => principalAxes(areaSamples(mesh, axisSamples)));
  const [there, here]: [Vec3, Vec3] = [b.centre, a.centre];
  return ways.flatMap((way) => [
    motionAbout(way, here, there),
    motionAbout(product(transposed(b.axes), product(way, a.axes)), here, there),
  ]);
}

/** From the start that looks best, with the others told apart by a rough fit; the first of equals. */
function nearestOf(from: Mesh, to: Mesh, starts: readonly RigidMotion[], check: () => void): RigidFit {
  const few = areaSamples(from, roughly.samples);
  const fits = starts.map((start) => rigidFit(few, to, { start, most: roughly.steps, check }));
  const best = fits.reduce((nearest, fit) => (fit.rms < nearest.rms ? fit : nearest));
  const points = areaSamples(from, fairly.samples);
  return rigidFit(points, to, { start: best.motion, most: fairly.steps, check });
}
