// Volume and area of masks by counted cubes, against formulas and against the mesh itself.
import { describe, expect, it } from 'vitest';
import { emptyBits, setBit } from '../../src/core/bits.js';
import type { Affine, Vec3 } from '../../src/core/grid.js';
import { signedVolume, surfaceArea } from '../../src/core/mesh.js';
import { maskSurface } from '../../src/kernel/mask-surface.js';
import { marchOf } from './march-of.js';

function drawn(size: Vec3, inside: (i: number, j: number, k: number) => boolean): Uint8Array {
  const mask = new Uint8Array(size[0] * size[1] * size[2]);
  for (let k = 0, v = 0; k < size[2]; k++)
    for (let j = 0; j < size[1]; j++) for (let i = 0; i < size[0]; i++) mask[v++] = inside(i, j, k) ? 1 : 0;
  return mask;
}

/** The mesh of the program's own marching cubes, whose diagonals are others. */
function meshOf(mask: Uint8Array, size: Vec3, [x, y, z]: Vec3) {
  const bits = emptyBits(size);
  mask.forEach((one, v) => {
    const [i, j] = [v % size[0], Math.floor(v / size[0]) % size[1]];
    setBit(bits, i, j, Math.floor(v / (size[0] * size[1])), one === 1);
  });
  const affine: Affine = [x, 0, 0, 0, 0, y, 0, 0, 0, 0, z, 0];
  return marchOf(new Float32Array(mask.length), 0, bits, affine, [0, size[2] + 1]);
}

describe('maskSurface', () => {
  it('of one voxel is an octahedron, of a block the block less its cut edges and corners', () => {
    const spacing: Vec3 = [1, 2, 3];
    const one = maskSurface(Uint8Array.of(1), [1, 1, 1], spacing);
    expect(one.volume).toBeCloseTo((1 * 2 * 3) / 6, 12);
    // eight triangles of half-axes 0.5, 1, 1.5
    expect(one.area).toBeCloseTo(4 * Math.hypot(0.5 * 1, 1 * 1.5, 1.5 * 0.5), 12);
    const [a, b, c] = [4, 3, 5];
    const block = maskSurface(new Uint8Array(60).fill(1), [a, b, c], [1, 1, 1]);
    // edges lose an eighth of a square each along a − 1, … steps; corners of the block keep a 48th
    const edges = 4 * (a - 1 + (b - 1) + (c - 1));
    expect(block.volume).toBeCloseTo(
      (a - 1) * (b - 1) * (c - 1) +
        (a - 1) * (b - 1) +
        (b - 1) * (c - 1) +
        (c - 1) * (a - 1) +
        edges / 8 +
        8 / 48,
      12,
    );
  });

  it('does not depend on which way the axes run, nor on room around, and adds up', () => {
    const size: Vec3 = [6, 5, 4];
    let s = 5;
    const noise = drawn(size, () => {
      s = (Math.imul(s, 1664525) + 1013904223) >>> 0;
      return s >>> 30 > 0;
    });
    const expected = maskSurface(noise, size, [0.7, 1.1, 2]);
    const turned = drawn([4, 6, 5], (i, j, k) => noise[5 - j + 6 * (k + 5 * (3 - i))] === 1);
    const got = maskSurface(turned, [4, 6, 5], [2, 0.7, 1.1]);
    expect(got.volume).toBeCloseTo(expected.volume, 10);
    expect(got.area).toBeCloseTo(expected.area, 10);
    const twice = drawn(
      [14, 5, 4],
      (i, j, k) => i !== 6 && i !== 7 && noise[(i % 8) + 6 * (j + 5 * k)] === 1,
    );
    const both = maskSurface(twice, [14, 5, 4], [0.7, 1.1, 2]);
    expect(both.volume).toBeCloseTo(2 * expected.volume, 10);
    expect(both.area).toBeCloseTo(2 * expected.area, 10);
  });

  it('of a ball lies within the spread of diagonals around the program’s own mesh, and of the formula', () => {
    const size: Vec3 = [32, 32, 16];
    const spacing: Vec3 = [1, 1, 2];
    const ball = drawn(size, (i, j, k) => Math.hypot(i - 15.3, j - 15.8, 2 * (k - 7.6)) < 13);
    const { volume, area } = maskSurface(ball, size, spacing);
    const mesh = meshOf(ball, size, spacing);
    expect(Math.abs(volume / signedVolume(mesh) - 1)).toBeLessThan(0.003);
    expect(Math.abs(area / surfaceArea(mesh) - 1)).toBeLessThan(0.003);
    expect(Math.abs(volume / ((4 / 3) * Math.PI * 13 ** 3) - 1)).toBeLessThan(0.01);
  });

  it('of nothing is nothing', () => {
    expect(maskSurface(new Uint8Array(8), [2, 2, 2], [1, 1, 1])).toEqual({ volume: 0, area: 0 });
  });
});
