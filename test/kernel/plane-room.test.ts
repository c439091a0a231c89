// Sections, halves and room across planes, against formulas.
import { describe, expect, it } from 'vitest';
import { boundsOf } from '../../src/core/mesh.js';
import { bodyOf, originNumber } from '../../src/core/print-model.js';
import { bodyDistances } from '../../src/kernel/body-distances.js';
import { halfBounds } from '../../src/kernel/half-bounds.js';
import { planeRoom } from '../../src/kernel/plane-room.js';
import { planeSection } from '../../src/kernel/plane-section.js';
import { gridAround, insideSection, pointOf } from '../../src/kernel/section-grid.js';
import {
  ballMesh,
  boxMesh,
  cylinderMesh,
  movedMesh,
  together,
  torusMesh,
  turnedOver,
} from '../fixtures/shapes.js';

describe('planeSection', () => {
  it('has the area of what it cuts', () => {
    expect(planeSection(boxMesh([0, 0, 0], [2, 3, 5]), 0, 1).area).toBeCloseTo(15, 9);
    expect(planeSection(boxMesh([0, 0, 0], [2, 3, 5]), 1, 0).area).toBe(0);
    // On vertices exactly.
    expect(planeSection(ballMesh(5), 2, 0).area).toBeCloseTo(32 * 25 * Math.sin(Math.PI / 32), 4);
    const ring = planeSection(torusMesh(10, 2, 96, 48), 2, 0.001);
    expect(ring.area / (Math.PI * (144 - 64))).toBeCloseTo(1, 2);
  });

  it('tells which points lie inside', () => {
    const section = planeSection(torusMesh(10, 2, 96, 48), 2, 0.001);
    const grid = gridAround(section, 0.5);
    const inside = insideSection(section, grid);
    for (const [n, is] of inside.entries()) {
      const r = Math.hypot(...pointOf(grid, n));
      if (Math.abs(Math.abs(r - 10) - 2) > 0.05) expect(is === 1).toBe(Math.abs(r - 10) < 2);
    }
  });
});

describe('halfBounds', () => {
  it('clips what a plane crosses', () => {
    const box = movedMesh(boxMesh([0, 0, 0], [10, 4, 2]), [1, 0, 0]);
    const halves = halfBounds(box, 0, [0.5, 1, 4, 11, 12]);
    expect(halves.map(({ below }) => below?.max[0] ?? null)).toEqual([null, 1, 4, 11, 11]);
    expect(halves.map(({ above }) => above?.min[0] ?? null)).toEqual([1, 1, 4, 11, null]);
    expect(halves[2].below).toEqual({ min: [1, 0, 0], max: [4, 4, 2] });
    const ball = ballMesh(5, 128);
    for (const [k, { below }] of halfBounds(ball, 2, [-4, -3, 3]).entries()) {
      const wide = k === 2 ? 5 : Math.sqrt(25 - [-4, -3][k] ** 2);
      expect(below?.max[0]).toBeCloseTo(wide, 1);
    }
    expect(halfBounds(ball, 1, [9])[0].below).toEqual(boundsOf(ball));
  });
});

describe('planeRoom', () => {
  it('is the distance to the nearest wall, along all of an axis', () => {
    const body = bodyOf(cylinderMesh(5, 20, 256), 'anatomy');
    const section = planeSection(body.mesh, 2, 8);
    const { grid, solid, filled } = planeRoom(bodyDistances(body), section, 2, 8, 0.5, 3, 6, 1);
    expect(filled).toEqual(solid);
    for (const [n, room] of solid.entries()) {
      const left = 5 - Math.hypot(...pointOf(grid, n));
      // Bounded between the points that are looked at: never more than there is.
      expect(room).toBeLessThanOrEqual(Math.max(0, left) + 1e-3);
      if (left > 1.3) expect(room).toBeGreaterThan(Math.sqrt(left * left - 0.26) - 0.01);
    }
    // The end is nearer than the wall.
    const deep = planeRoom(bodyDistances(body), section, 2, 8, 0.5, 3, 11, 1);
    expect(Math.max(...deep.solid)).toBe(0);
  });

  it('counts a hollow as room, but not what is around it', () => {
    const shell = together(boxMesh([0, 0, 0], [20, 20, 20]), turnedOver(boxMesh([2, 2, 2], [18, 18, 18])));
    const origin = new Uint8Array(24).fill(originNumber('inside'), 12);
    const body = { mesh: shell, origin };
    const { solid, filled } = planeRoom(bodyDistances(body), planeSection(shell, 2, 10), 2, 10, 1, 4, 4, 0.8);
    expect(Math.max(...solid)).toBeLessThanOrEqual(1);
    expect(Math.max(...filled)).toBeGreaterThan(5);
    const anatomy = bodyOf(shell, 'anatomy');
    const natural = planeRoom(bodyDistances(anatomy), planeSection(shell, 2, 10), 2, 10, 1, 4, 4, 0.8);
    expect(Math.max(...natural.filled)).toBeLessThanOrEqual(1);
  });
});
