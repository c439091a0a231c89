// What fits a printer: as it stands, turned, or in pieces; every turn is put to the test on the body itself.
import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../../src/core/grid.js';
import type { Mesh } from '../../src/core/mesh.js';
import type { Turn } from '../../src/core/print-facts.js';
import { extremePoints } from '../../src/kernel/extreme-points.js';
import { fitBuild } from '../../src/printing/fit-build.js';
import { product, turnedSize, turnOf } from '../../src/printing/turn.js';
import { ballMesh, boxMesh } from '../fixtures/shapes.js';
import { seeded } from '../fixtures/solids.js';

const room: Vec3 = [200, 125, 210];
const fitOf = ({ positions }: Mesh) => fitBuild(positions, extremePoints(positions), room);
const boxOf = (x: number, y: number, z: number): Mesh => boxMesh([3, -4, 5], [3 + x, -4 + y, 5 + z]);

/** About x, then y, then z, degrees. */
function matrixOf([x, y, z]: Vec3): readonly number[] {
  const [a, b, c] = [x, y, z].map((d) => (d * Math.PI) / 180);
  const aboutX = [1, 0, 0, 0, Math.cos(a), -Math.sin(a), 0, Math.sin(a), Math.cos(a)];
  const aboutY = [Math.cos(b), 0, Math.sin(b), 0, 1, 0, -Math.sin(b), 0, Math.cos(b)];
  const aboutZ = [Math.cos(c), -Math.sin(c), 0, Math.sin(c), Math.cos(c), 0, 0, 0, 1];
  return product(aboutZ, product(aboutY, aboutX));
}

function expectTurn({ matrix, angles }: Turn): void {
  const [a, b, c, d, e, f, g, h, i] = matrix;
  expect(a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)).toBeCloseTo(1, 9);
  expect(a * d + b * e + c * f).toBeCloseTo(0, 9);
  matrixOf(angles).forEach((x, n) => {
    expect(x).toBeCloseTo(matrix[n], 9);
  });
}

describe('fitBuild', () => {
  it('leaves standing what fits as it stands, to the last hair', () => {
    expect(fitOf(boxOf(200, 125, 210))).toMatchObject({ fits: 'stands', ratio: 1, pieces: [1, 1, 1] });
    expect(fitOf(boxOf(200, 125, 210)).turn.angles).toEqual([0, 0, 0]);
  });

  it('turns by quarters where that helps', () => {
    const sizes: readonly Vec3[] = [
      [120, 190, 200],
      [205, 110, 120],
      [190, 205, 120],
      [120, 205, 190],
      [205, 190, 120],
    ];
    for (const size of sizes) {
      const fit = fitOf(boxOf(...size));
      expect(fit.fits).toBe('turned');
      const rising = (a: number, b: number): number => a - b;
      const lengths = [...size].sort(rising).map((x) => expect.closeTo(x, 4));
      expect([...fit.turnedSize].sort(rising)).toEqual(lengths);
      fit.turnedSize.forEach((x, d) => {
        expect(x).toBeLessThanOrEqual(room[d]);
      });
      expectTurn(fit.turn);
    }
  });

  it('lays a long rod across', () => {
    for (const long of [250, 290]) {
      const { positions } = boxOf(long, 8, 8);
      const fit = fitBuild(positions, extremePoints(positions), room);
      expect(fit.fits).toBe('turned');
      expect(fit.ratio).toBeLessThanOrEqual(1);
      expectTurn(fit.turn);
      turnedSize(positions, fit.turn.matrix).forEach((x, d) => {
        expect(x).toBeLessThanOrEqual(room[d]);
      });
    }
  });

  it('says into how many pieces what is too large must be cut', () => {
    const cube = fitOf(boxOf(240, 240, 240));
    expect(cube.fits).toBe('no');
    expect(cube.pieces.reduce((a, b) => a * b)).toBe(8);
    const ball = fitOf(ballMesh(70));
    expect(ball.fits).toBe('no');
    expect(ball.pieces).toEqual([1, 2, 1]);
    expect(ball.ratio).toBeCloseTo(140 / 125, 2);
  });
});

describe('turnOf', () => {
  it('tells angles that make the same matrix', () => {
    const random = seeded(5);
    for (let n = 0; n < 50; n++) {
      const angles: Vec3 = [360 * random() - 180, 178 * random() - 89, 360 * random() - 180];
      expectTurn(turnOf(matrixOf(angles)));
    }
    for (const angles of [
      [30, 90, 40],
      [30, -90, 40],
      [180, 0, 0],
      [0, 180, 90],
    ] as const)
      expectTurn(turnOf(matrixOf(angles)));
  });
});
