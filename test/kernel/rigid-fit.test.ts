// A known motion is found again; nothing is ever mirrored into a fit; what a shape leaves open is left alone.
import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../../src/core/grid.js';
import { areaSamples } from '../../src/kernel/area-samples.js';
import { fitSurfaces, handedness } from '../../src/kernel/fit-surfaces.js';
import { principalAxes } from '../../src/kernel/principal-axes.js';
import { rigidFit } from '../../src/kernel/rigid-fit.js';
import {
  angleDegOf,
  matrixOf,
  motionAbout,
  movedMesh,
  movedPoint,
  product,
  type RigidMotion,
  stay,
  transposed,
  turnOf,
} from '../../src/kernel/rigid-motion.js';
import { boxMesh, together, turnedOver } from '../fixtures/shapes.js';
import { ball, torus } from './solids.js';

/** A large ball with a small one and a rod: no turn and no mirror brings it onto itself. */
const odd = together(
  ball(3, 20),
  movedMesh(ball(2, 7), motionAbout(stay.rotation, [0, 0, 0], [30, 4, -3])),
  boxMesh([-4, 22, -2], [3, 45, 5]),
  boxMesh([2, -3, 21], [6, 5, 33]),
);
const mirroredOf = (mesh: typeof odd): typeof odd =>
  turnedOver(movedMesh(mesh, { rotation: [-1, 0, 0, 0, 1, 0, 0, 0, 1], shift: [0, 0, 0] }));

/** About the axis (1, −2, 0.5), half the tangent being `half`. */
const turn = (half: number): number[] => turnOf(1, half * 0.436, half * -0.873, half * 0.218);
const farthest = (motion: RigidMotion, truth: RigidMotion): number =>
  Math.max(
    ...[
      [40, 0, 0],
      [0, 50, 0],
      [0, 0, -40],
      [-20, -20, 20],
    ].map(([x, y, z]) => {
      const [a, b] = [motion, truth].map((one) => movedPoint(one, [x, y, z]));
      return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
    }),
  );
const determinant = (r: readonly number[]): number =>
  r[0] * (r[4] * r[8] - r[5] * r[7]) -
  r[1] * (r[3] * r[8] - r[5] * r[6]) +
  r[2] * (r[3] * r[7] - r[4] * r[6]);

describe('areaSamples', () => {
  it('gives each part of the surface its share', () => {
    const points = areaSamples(boxMesh([0, 0, 0], [10, 10, 5]), 4000);
    const on = (axis: number, at: number): number =>
      Array.from({ length: 4000 }, (_, k) => points[3 * k + axis]).filter((x) => x === at).length;
    // 100, 100 and four times 50 mm².
    expect([on(2, 0), on(2, 5), on(0, 0), on(1, 10)]).toEqual([1000, 1000, 500, 500]);
    const mean = [0, 1, 2].map((axis) => points.reduce((s, x, n) => s + (n % 3 === axis ? x : 0), 0) / 4000);
    for (const [axis, middle] of [5, 5, 2.5].entries()) expect(mean[axis]).toBeCloseTo(middle, 1);
  });

  it('has none where there is no area', () => {
    const flat = { positions: new Float32Array(9), triangles: Uint32Array.of(0, 1, 2) };
    expect(areaSamples(flat, 10)).toHaveLength(0);
  });
});

describe('principalAxes', () => {
  it('finds those of a turned box', () => {
    const by = motionAbout(turn(0.4), [0, 0, 0], [100, -20, 7]);
    const { centre, axes } = principalAxes(
      areaSamples(movedMesh(boxMesh([-30, -20, -5], [30, 20, 5]), by), 20_000),
    );
    for (const [axis, at] of [100, -20, 7].entries()) expect(centre[axis]).toBeCloseTo(at, 1);
    const seen = product(axes, by.rotation).map((x) => Math.abs(x));
    for (const [n, x] of stay.rotation.entries()) expect(seen[n]).toBeCloseTo(x, 2);
    expect(determinant(axes)).toBeCloseTo(1, 12);
  });
});

describe('fitSurfaces', () => {
  it('finds a known motion to a ten-thousandth of a millimetre', () => {
    const truth = motionAbout(turn(0.06), [3, 2, 1], [6.5, -1.25, 3]);
    const { motion, rms, converged } = fitSurfaces(odd, movedMesh(odd, truth), 'identity');
    expect(converged).toBe(true);
    expect(rms).toBeLessThan(1e-4);
    expect(farthest(motion, truth)).toBeLessThan(1e-4);
    expect(angleDegOf(motion)).toBeCloseTo(angleDegOf(truth), 4);
    expect(determinant(motion.rotation)).toBeCloseTo(1, 12);
    expect(matrixOf(motion).slice(12)).toEqual([0, 0, 0, 1]);
  });

  it('finds one that is far off by the principal axes', () => {
    const truth = motionAbout(turn(9), [0, 0, 0], [300, -120, 80]);
    const there = movedMesh(odd, truth);
    const { motion, rms } = fitSurfaces(odd, there, 'principal');
    expect(rms).toBeLessThan(1e-4);
    expect(farthest(motion, truth)).toBeLessThan(2e-4);
    expect(fitSurfaces(odd, there, 'principal')).toEqual(fitSurfaces(odd, there, 'principal'));
  });

  it('stays where it is well', () => {
    const { motion, rms, converged } = fitSurfaces(odd, odd, 'identity');
    expect([converged, rms < 1e-5, farthest(motion, stay) < 1e-5]).toEqual([true, true, true]);
  });

  it.each([
    ['a ball', ball(4, 15)],
    ['a ring', torus(20, 6, 48, 24)],
  ])('shifts %s without turning it for nothing', (_, mesh) => {
    const truth = motionAbout(stay.rotation, [0, 0, 0], [2, -1, 3]);
    const { motion, converged, rms } = fitSurfaces(mesh, movedMesh(mesh, truth), 'identity');
    expect(converged).toBe(true);
    expect(rms).toBeLessThan(0.02);
    const [x, y, z] = movedPoint(motion, [0, 0, 0]);
    for (const [n, at] of [x, y, z].entries()) expect(at).toBeCloseTo([2, -1, 3][n], 1);
    expect(angleDegOf(motion)).toBeLessThan(3);
  });

  it('fits a smaller ball into the middle of a larger one', () => {
    const small = movedMesh(ball(3, 10), motionAbout(stay.rotation, [0, 0, 0], [1, 2, -1]));
    const { motion, rms } = fitSurfaces(small, ball(3, 12), 'identity');
    expect(rms).toBeCloseTo(2, 1);
    for (const x of movedPoint(motion, [1, 2, -1])) expect(Math.abs(x)).toBeLessThan(0.02);
  });

  it('never mirrors, and tells what is mirrored', () => {
    const other = mirroredOf(odd);
    const fit = fitSurfaces(other, odd, 'principal');
    expect(determinant(fit.motion.rotation)).toBeCloseTo(1, 12);
    expect(fit.rms).toBeGreaterThan(1);
    const { proper, mirrored } = handedness(other, odd);
    expect(mirrored).toBeLessThan(0.01);
    expect(proper).toBeGreaterThan(1);
    const same = handedness(odd, odd);
    expect(same.proper).toBeLessThan(1e-4);
    expect(same.mirrored).toBeGreaterThan(1);
  });

  it('stops when it is told to', () => {
    const stop = (): void => {
      throw new Error('stopped');
    };
    expect(() => fitSurfaces(odd, odd, 'identity', stop)).toThrow('stopped');
  });
});

describe('rigidFit', () => {
  it('lowers the distance with every step, and counts them', () => {
    const there = movedMesh(odd, motionAbout(turn(0.1), [0, 0, 0], [5, 5, -4]));
    const points = areaSamples(odd, 2000);
    const errors = [0, 1, 2, 3, 5, 8, 13].map((most) => rigidFit(points, there, { start: stay, most }).rms);
    expect(errors).toEqual([...errors].sort((a, b) => b - a));
    expect(rigidFit(points, there, { start: stay, most: 2 }).converged).toBe(false);
  });

  it('is the inverse of the way back', () => {
    const turning = turn(0.7);
    const back = product(turning, transposed(turning));
    for (const [n, x] of stay.rotation.entries()) expect(back[n]).toBeCloseTo(x, 12);
    const point: Vec3 = [1, 2, 3];
    expect(movedPoint(stay, point)).toEqual(point);
  });
});
