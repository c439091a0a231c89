// The marching cubes kernel: closed and manifold on any mask, right in place, the same in any number of slabs.
import { describe, expect, it } from 'vitest';
import { type Bits, emptyBits, setBit } from '../../src/core/bits.js';
import { type Affine, determinant } from '../../src/core/grid.js';
import { boundsOf, type Mesh, signedVolume, triangleCount } from '../../src/core/mesh.js';
import { joinSlabs } from '../../src/kernel/join-slabs.js';
import type { Clip } from '../../src/kernel/scan-faces.js';
import { marchOf } from './march-of.js';
import { slowMarch } from './march-oracle.js';

const unit: Affine = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0];

function seeded(seed: number): () => number {
  let s = seed >>> 0;
  return () => {
    s = (Math.imul(s, 1664525) + 1013904223) >>> 0;
    return s / 2 ** 32;
  };
}

/** Marches a whole field, cut into slabs of `thick` layers. */
function surfaceOf(heights: Float32Array, inside: Bits, affine: Affine = unit, thick = 1000): Mesh {
  const [nx, ny, nz] = inside.size;
  const slabs = [];
  for (let c0 = 0; c0 < nz + 1; c0 += thick) {
    const c1 = Math.min(nz + 1, c0 + thick);
    const k0 = Math.max(0, c0 - 1);
    const k1 = Math.min(nz, c1);
    const part = heights.subarray(k0 * nx * ny, k1 * nx * ny);
    slabs.push(marchOf(part, k0, inside, affine, [c0, c1]));
  }
  return joinSlabs(slabs);
}

function fieldOf(size: readonly [number, number, number], f: (i: number, j: number, k: number) => number) {
  const [nx, ny, nz] = size;
  const heights = new Float32Array(nx * ny * nz);
  const inside = emptyBits(size);
  for (let k = 0; k < nz; k++)
    for (let j = 0; j < ny; j++)
      for (let i = 0; i < nx; i++) {
        const h = f(i, j, k);
        heights[i + nx * (j + ny * k)] = h;
        setBit(inside, i, j, k, h > 0);
      }
  return { heights, inside };
}

/** Directed edges that are not met by exactly one opposite one: 0 on a closed, oriented 2-manifold. */
function looseEdges(mesh: Mesh): number {
  const seen = new Map<string, number>();
  const t = mesh.triangles;
  for (let f = 0; f < t.length; f += 3)
    for (let e = 0; e < 3; e++) {
      const key = `${t[f + e]}-${t[f + ((e + 1) % 3)]}`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
  let loose = 0;
  for (const [key, count] of seen) {
    const [a, b] = key.split('-');
    if (count !== 1 || seen.get(`${b}-${a}`) !== 1) loose++;
  }
  return loose;
}

/** Vertices whose triangles do not form one closed fan. */
function pinchedVertices(mesh: Mesh): number {
  const next = new Map<number, Map<number, number>>();
  const t = mesh.triangles;
  for (let f = 0; f < t.length; f += 3)
    for (let e = 0; e < 3; e++) {
      const v = t[f + e];
      if (!next.has(v)) next.set(v, new Map());
      next.get(v)?.set(t[f + ((e + 1) % 3)], t[f + ((e + 2) % 3)]);
    }
  let pinched = 0;
  for (const fan of next.values()) {
    const start = [...fan.keys()][0];
    let at = fan.get(start);
    let steps = 1;
    while (at !== undefined && at !== start && steps <= fan.size) {
      at = fan.get(at);
      steps++;
    }
    if (steps !== fan.size) pinched++;
  }
  return pinched;
}

describe('march', () => {
  it('is a closed, oriented 2-manifold on noise of any density, cut into any slabs', () => {
    for (const [seed, level] of [
      [1, 0.5],
      [2, 0.3],
      [3, 0.7],
      [4, 0.1],
    ]) {
      const random = seeded(seed);
      const { heights, inside } = fieldOf([33, 19, 17], () => random() - level);
      const whole = surfaceOf(heights, inside);
      expect(looseEdges(whole)).toBe(0);
      expect(pinchedVertices(whole)).toBe(0);
      for (const thick of [1, 3, 7]) {
        const cut = surfaceOf(heights, inside, unit, thick);
        expect(looseEdges(cut)).toBe(0);
        expect(triangleCount(cut)).toBe(triangleCount(whole));
        expect(signedVolume(cut)).toBeCloseTo(signedVolume(whole), 3);
      }
    }
  });

  it('puts the surface of a ball where it is, on straight, tilted and mirrored grids, facing outward', () => {
    const r = 9.3;
    const s = 0.5;
    const [c, n] = [Math.cos(0.4), Math.sin(0.4)];
    const affines: Affine[] = [
      [s, 0, 0, 5, 0, s, 0, -7, 0, 0, s, 9],
      [-s, 0, 0, 5, 0, s, 0, -7, 0, 0, s, 9],
      [s * c, -s * n, 0, 5, s * n, s * c, 0, -7, 0, 0, s, 9],
      [0, s, 0, 5, s, 0, 0, -7, 0, 0, s, 9],
    ];
    const { heights, inside } = fieldOf(
      [24, 25, 26],
      (i, j, k) => r - Math.hypot(i - 11.2, j - 12.1, k - 12.7),
    );
    for (const affine of affines) {
      const mesh = surfaceOf(heights, inside, affine, 5);
      expect(looseEdges(mesh)).toBe(0);
      const truth = (4 / 3) * Math.PI * (r * s) ** 3;
      expect(Math.abs(signedVolume(mesh) / truth - 1)).toBeLessThan(0.01);
      expect(signedVolume(mesh)).toBeGreaterThan(0);
      const { min, max } = boundsOf(mesh);
      expect(max[2] - min[2]).toBeCloseTo(2 * r * s, 1);
      expect((max[2] + min[2]) / 2).toBeCloseTo(9 + 12.7 * s, 2);
    }
  });

  it('closes a body that is cut by the border half a voxel beyond the last samples', () => {
    const { heights, inside } = fieldOf([6, 7, 8], () => 1);
    const mesh = surfaceOf(heights, inside);
    expect(looseEdges(mesh)).toBe(0);
    expect(boundsOf(mesh)).toEqual({ min: [-0.5, -0.5, -0.5], max: [5.5, 6.5, 7.5] });
  });

  it('says what plain loops say, to the bit, on noise, mirrored grids and where the scan ends within the grid', () => {
    const affines: Affine[] = [unit, [-0.4, 0.1, 0, 5, 0, 0.5, 0.2, -7, 0.1, 0, 0.7, 9]];
    const clip: Clip = {
      row: () => [0, 0],
      depth: (i, j, k) => Math.min(i - 2.5, 28.2 - i, 16.1 - j - 0.3 * k),
      numbers: [1, 0, 0, 0, 0, 1, 0.3, 0, 0, 0, 1, 0, 2.5, 28.2, -1e9, 16.1, -1e9, 1e9, 1, 1, 1],
    };
    const random = seeded(7);
    const { heights, inside } = fieldOf([40, 19, 9], () => random() - 0.45);
    for (const affine of affines)
      for (const faces of [null, clip])
        for (const [c0, c1] of [
          [0, 10],
          [3, 6],
        ]) {
          const [k0, k1] = [Math.max(0, c0 - 1), Math.min(9, c1)];
          const part = heights.subarray(40 * 19 * k0, 40 * 19 * k1);
          const slow = slowMarch(part, k0, inside, affine, determinant(affine) < 0, c0, c1, faces);
          expect(marchOf(part, k0, inside, affine, [c0, c1], faces)).toEqual(slow);
          expect(slow.centres).toBeLessThan(slow.positions.length / 3);
        }
  });

  it('lets the mask win over the grey value', () => {
    const { heights, inside } = fieldOf([9, 9, 9], (i, j, k) => 3 - Math.hypot(i - 4, j - 4, k - 4));
    const without = emptyBits(inside.size);
    without.words.set(inside.words);
    setBit(without, 4, 4, 4, false);
    expect(signedVolume(surfaceOf(heights, without))).toBeLessThan(signedVolume(surfaceOf(heights, inside)));
    expect(looseEdges(surfaceOf(heights, without))).toBe(0);
  });
});
