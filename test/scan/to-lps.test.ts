import { describe, expect, it } from 'vitest';
import { type Affine, determinant, skewDeg, toPatient, type Vec3 } from '../../src/core/grid.js';
import { permuteVoxels } from '../../src/scan/permute-voxels.js';
import { toLps } from '../../src/scan/to-lps.js';

/** Seeded, 0…1. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A random rotation (unit quaternion), its axes scaled; mirrored if `hand` is −1. */
function lattice(next: () => number, spacing: Vec3, hand: number): Affine {
  const q = [0, 0, 0, 0].map(() => next() + next() + next() - 1.5);
  const [a, b, c, d] = q.map((x) => x / Math.hypot(...q));
  const [sx, sy, sz] = [spacing[0], spacing[1], spacing[2] * hand];
  return [
    (a * a + b * b - c * c - d * d) * sx,
    2 * (b * c - a * d) * sy,
    2 * (b * d + a * c) * sz,
    next() * 100,
    2 * (b * c + a * d) * sx,
    (a * a + c * c - b * b - d * d) * sy,
    2 * (c * d - a * b) * sz,
    next() * -300,
    2 * (b * d - a * c) * sx,
    2 * (c * d + a * b) * sy,
    (a * a + d * d - b * b - c * c) * sz,
    next() * 50,
  ];
}

const size: Vec3 = [3, 4, 5];
/** Fresh ones, to be taken over. */
const numbered = (): Int16Array => Int16Array.from({ length: 60 }, (_, p) => p);

describe('toLps', () => {
  it('keeps every voxel in its place, on any lattice, mirrored or uneven', () => {
    const next = random(7);
    for (let round = 0; round < 200; round++) {
      const affine = lattice(next, [0.4, 0.7, 1.9], round % 2 ? -1 : 1);
      const nodes = round % 3 ? undefined : ({ axis: 2, at: Float64Array.of(0, 1, 1.5, 2.5, 3.75) } as const);
      const out = toLps({ grid: { size, affine }, voxels: numbered(), ...(nodes ? { nodes } : {}) });
      const [nx, ny] = out.grid.size;
      for (const p of [0, 11, 31, 42, 59]) {
        const k = Math.floor(p / 12);
        const truth = toPatient(affine, p % 3, Math.floor(p / 3) % 4, nodes ? nodes.at[k] : k);
        const at = out.voxels.indexOf(p);
        const index = [at % nx, Math.floor(at / nx) % ny, Math.floor(at / nx / ny)];
        if (out.nodes) index[out.nodes.axis] = out.nodes.at[index[out.nodes.axis]];
        const found = toPatient(out.grid.affine, index[0], index[1], index[2]);
        expect(Math.hypot(...found.map((x, a) => x - truth[a]))).toBeLessThan(1.5e-3);
      }
      expect(skewDeg(out.grid.affine)).toBeLessThan(1e-5);
      expect([0, 5, 10].every((d) => out.grid.affine[d] > 0)).toBe(true);
    }
  });

  it('gives a right-handed lattice, however tilted and mirrored the stored one is', () => {
    const next = random(3);
    for (let round = 0; round < 400; round++) {
      const affine = lattice(next, [1, 1, 1], round % 2 ? -1 : 1);
      expect(determinant(toLps({ grid: { size, affine }, voxels: numbered() }).grid.affine)).toBeCloseTo(
        1,
        6,
      );
    }
  });

  it('does not copy voxels that stand right, or only the wrong way round', () => {
    const voxels = numbered();
    const upright: Affine = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0];
    expect(toLps({ grid: { size, affine: upright }, voxels }).voxels).toBe(voxels);
    expect(voxels).toEqual(numbered());
    for (const [x, y, z] of [
      [-1, 1, 1],
      [1, -1, 1],
      [1, 1, -1],
      [-1, -1, 1],
      [-1, -1, -1],
    ]) {
      const own = numbered();
      const affine: Affine = [x, 0, 0, 0, 0, y, 0, 0, 0, 0, z, 0];
      expect(toLps({ grid: { size, affine }, voxels: own }).voxels).toBe(own);
      const order = { from: [0, 1, 2], flipped: [x < 0, y < 0, z < 0] } as const;
      expect([...own]).toEqual([...permuteVoxels(numbered(), size, order)]);
    }
  });

  it('cleans the numbers: noise of storing leaves no trace', () => {
    const noisy: Affine = [0.5, 1e-8, -2e-8, 1.00002, -1e-8, 0.5, 3e-8, -2.00003, 2e-8, -3e-8, 1.25, 3.00001];
    const { affine } = toLps({ grid: { size, affine: noisy }, voxels: numbered() }).grid;
    expect(affine).toEqual([0.5, 0, 0, 1, 0, 0.5, 0, -2, 0, 0, 1.25, 3]);
    expect(affine.some((x) => Object.is(x, -0))).toBe(false);
  });

  it('settles a tie at 45° by the outcome, not by the stored order', () => {
    const h = Math.SQRT1_2;
    const one: Affine = [h, -h, 0, 0, h, h, 0, 0, 0, 0, 1, 0];
    const other: Affine = [-h, h, 0, 0, h, h, 0, 0, 0, 0, 1, 0];
    const a = toLps({ grid: { size: [2, 2, 2], affine: one }, voxels: new Int16Array(8) });
    const b = toLps({ grid: { size: [2, 2, 2], affine: other }, voxels: new Int16Array(8) });
    expect(a.grid.affine.filter((_, n) => n % 4 < 3)).toEqual(b.grid.affine.filter((_, n) => n % 4 < 3));
  });
});
