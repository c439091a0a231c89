// How thick walls are, and gaps wide, against what is known; and how far a surface may be moved there.
import { describe, expect, it } from 'vitest';
import { quietContext } from '../../src/core/context.js';
import type { Mesh } from '../../src/core/mesh.js';
import { localCaps } from '../../src/kernel/local-caps.js';
import { sharedMesh } from '../../src/kernel/shared-mesh.js';
import { targetSurface } from '../../src/kernel/target-surface.js';
import { wallsOf } from '../../src/kernel/walls.js';
import { ball, box, type Field, isosurface, seeded } from '../fixtures/solids.js';

const wallsIn = (mesh: Mesh, reach: number) => {
  const { positions } = sharedMesh(mesh);
  return wallsOf(targetSurface(mesh), positions, reach, quietContext);
};

/** A wall of 0.6 mm, 12 × 10 mm, and 1.3 mm above it one of 2.8 mm. */
const sheets: Field = (x, y, z) =>
  Math.max(box([7, 6, 2.5], [5.8, 4.9, 0.3])(x, y, z), box([7, 6, 5.5], [5.8, 4.9, 1.4])(x, y, z));
const sheetsMesh = isosurface(sheets, [29, 25, 17], 0.5, [0, 0, 0]);

describe('wallsOf', () => {
  it('measures walls through the solid and gaps outside it', async () => {
    const { inward, outward } = await wallsIn(sheetsMesh, 2);
    const { positions: p } = sheetsMesh;
    let looked = 0;
    for (let v = 0; v < inward.length; v++) {
      const [x, y, z] = [p[3 * v], p[3 * v + 1], p[3 * v + 2]];
      if (x < 3 || x > 11 || y < 3 || y > 9) continue;
      looked++;
      expect(inward[v]).toBeCloseTo(z < 3 ? 0.6 : Number.POSITIVE_INFINITY, 3);
      expect(outward[v]).toBeCloseTo(z > 2.6 && z < 4.2 ? 1.3 : Number.POSITIVE_INFINITY, 3);
    }
    expect(looked).toBeGreaterThan(500);
  });

  it('agrees with a look at every triangle', async () => {
    const mesh = isosurface(
      (x, y, z) => Math.min(ball([4, 4, 4], 3.2)(x, y, z), -ball([4.4, 4.2, 4], 2)(x, y, z)),
      [17, 17, 17],
      0.5,
    );
    const { inward } = await wallsIn(mesh, 50);
    const surface = targetSurface(mesh);
    const { vertexNormals: n, tree, normals } = surface;
    const random = seeded(3);
    for (let round = 0; round < 100; round++) {
      const v = Math.floor(random() * inward.length);
      const length = Math.hypot(...n.subarray(3 * v, 3 * v + 3));
      const at = [0, 1, 2].map((d) => mesh.positions[3 * v + d]);
      const to = [0, 1, 2].map((d) => -n[3 * v + d] / length);
      let least = Number.POSITIVE_INFINITY;
      for (let s = 0; s < tree.order.length; s++) {
        const [a, b, c] = [0, 3, 6].map((o) => [0, 1, 2].map((d) => tree.corners[9 * s + o + d] - at[d]));
        const facing = to.reduce((sum, q, d) => sum + q * normals[3 * s + d], 0);
        // Volumes of the three tetrahedra that the ray's direction spans with the triangle's sides: all of one sign.
        const det = (u: number[], w: number[]): number =>
          to[0] * (u[1] * w[2] - u[2] * w[1]) +
          to[1] * (u[2] * w[0] - u[0] * w[2]) +
          to[2] * (u[0] * w[1] - u[1] * w[0]);
        const sides = [det(a, b), det(b, c), det(c, a)];
        if (facing < 0.7 || !(sides.every((q) => q >= 0) || sides.every((q) => q <= 0))) continue;
        const way = a.reduce((sum, q, d) => sum + q * normals[3 * s + d], 0) / facing;
        if (way > 0) least = Math.min(least, way);
      }
      expect(inward[v]).toBeCloseTo(least, 3);
    }
  });
});

describe('localCaps', () => {
  it('is an eighth of a thin wall or gap, a fifth of the tolerance at least, and all of it elsewhere', async () => {
    const { caps, thinnest, thin } = await localCaps(sheetsMesh, 0.2, quietContext);
    expect(thinnest).toBeCloseTo(0.6, 3);
    expect(Math.min(...caps)).toBeGreaterThanOrEqual(Math.fround(0.04));
    expect(thin).toBeGreaterThan(0.3);
    const { positions: p } = sheetsMesh;
    for (let v = 0; v < caps.length; v++) {
      const [x, y, z] = [p[3 * v], p[3 * v + 1], p[3 * v + 2]];
      if (x < 3 || x > 11 || y < 3 || y > 9) continue;
      expect(caps[v]).toBeCloseTo(z < 3 ? 0.6 / 8 : z < 4.2 ? 1.3 / 8 : 0.2, 4);
    }
    const solid = await localCaps(isosurface(ball([4, 4, 4], 3), [17, 17, 17], 0.5), 0.1, quietContext);
    expect(solid.thinnest).toBe(Number.POSITIVE_INFINITY);
    expect(new Set(solid.caps)).toEqual(new Set([Math.fround(0.1)]));
  });
});
