// A structure restricted to a mask on its own, a coarser, a turned and an uneven grid; masks that lie elsewhere.
import { describe, expect, it } from 'vitest';
import { countBits, getBit } from '../../src/core/bits.js';
import { UserError } from '../../src/core/errors.js';
import { type Affine, invert, toPatient, type Vec3 } from '../../src/core/grid.js';
import type { Scan, UnevenNodes } from '../../src/core/scan.js';
import type { Segment } from '../../src/core/segment.js';
import { threshold } from '../../src/segment/threshold.js';
import { within } from '../../src/segment/within.js';
import { resample } from '../../src/volume/resample.js';
import { scanOf, tilted } from '../volume/scan-of.js';
import { listening } from './segments.js';

const affine = tilted([1, 1, 1], 0.2, 0.1, [5, -7, 11]);

/** A block of 20 × 18 × 16 mm in air. */
async function block(): Promise<Segment> {
  const toIndex = invert(affine);
  const scan = scanOf([24, 22, 20], affine, (p) => {
    const [i, j, k] = toPatient(toIndex, ...p);
    return i > 1.5 && i < 21.5 && j > 1.5 && j < 19.5 && k > 1.5 && k < 17.5 ? 1000 : 0;
  });
  return threshold(await resample(scan, { spacing: 1, kernel: 'linear' }), { threshold: '500' });
}

/** Trilinear by the book, in the patient; 0 beyond the outer faces of the mask's voxels. */
function shareAt({ grid, nodes, voxels }: Scan, place: Vec3): number {
  const index = toPatient(invert(grid.affine), ...place);
  const found = index.map((x, axis) => {
    const n = grid.size[axis];
    const at = nodes?.axis === axis ? [...nodes.at] : Array.from({ length: n }, (_, m) => m);
    const ends = [
      at[0] - ((at[1] ?? 1) - at[0]) / 2,
      at[n - 1] + (at[n - 1] - (at[n - 2] ?? at[n - 1] - 1)) / 2,
    ];
    if (x < ends[0] || x > ends[1]) return null;
    const upper = Math.max(1, Math.min(n - 1, at.filter((t) => t <= x).length));
    const share = Math.min(1, Math.max(0, (x - at[upper - 1]) / (at[upper] - at[upper - 1])));
    return { low: upper - 1, share };
  });
  const [x, y, z] = found;
  if (!x || !y || !z) return 0;
  let sum = 0;
  for (const [dx, dy, dz] of [0, 1, 2, 3, 4, 5, 6, 7].map((c) => [c & 1, (c >> 1) & 1, c >> 2])) {
    const weight = (d: number, { share }: { share: number }): number => (d ? share : 1 - share);
    const voxel = x.low + dx + grid.size[0] * (y.low + dy + grid.size[1] * (z.low + dz));
    sum += weight(dx, x) * weight(dy, y) * weight(dz, z) * voxels[voxel];
  }
  return sum;
}

/** Asymmetric: a wedge with a knob. */
const wedge = ([x, y, z]: Vec3): number =>
  (x - 5) / 2 + (y + 7) / 3 + (z - 11) < 14 || Math.hypot(x - 20, y - 5, z - 20) < 4 ? 1 : 0;

describe('within', () => {
  const masks: readonly (readonly [string, Vec3, Affine, UnevenNodes | undefined])[] = [
    ['its own', [24, 22, 20], affine, undefined],
    ['a coarser', [14, 12, 9], tilted([2, 1.8, 3], 0.2, 0.1, [4, -8, 10]), undefined],
    ['a mirrored and turned', [16, 16, 16], tilted([2, 2, 2], -0.3, 0.4, [34, -6, 12], true), undefined],
    ['a sheared', [16, 16, 10], [2, 0, 0, 0, 0, 2, 0.6, -12, 0, 0, 3, 8], undefined],
    [
      'an uneven',
      [16, 16, 6],
      [2, 0, 0, 0, 0, 2, 0, -12, 0, 0, 3, 8],
      { axis: 2, at: Float64Array.of(0, 1, 1.4, 4, 5, 8) },
    ],
    ['a smaller', [5, 4, 3], [2, 0, 0, 12, 0, 2, 0, 0, 0, 0, 3, 15], undefined],
  ];

  it.each(masks)('keeps a voxel where a mask on %s grid is at least half', async (_, size, grid, nodes) => {
    const segment = await block();
    const mask = scanOf(size, grid, wedge, { floats: false, nodes });
    const heard = listening();
    const kept = await within(segment, { mask }, heard.context);
    const [nx, ny, nz] = segment.inside.size;
    let [wrong, inside] = [0, 0];
    for (let k = 0; k < nz; k++)
      for (let j = 0; j < ny; j++)
        for (let i = 0; i < nx; i++) {
          const share = shareAt(mask, toPatient(segment.volume.grid.affine, i, j, k));
          const expected = getBit(segment.inside, i, j, k) && share >= 0.5;
          if (expected) inside++;
          if (Math.abs(share - 0.5) > 1e-5 && expected !== getBit(kept.inside, i, j, k)) wrong++;
        }
    expect(wrong).toBe(0);
    expect(Math.abs(countBits(kept.inside) - inside)).toBeLessThanOrEqual(inside * 0.02);
    expect(inside).toBeGreaterThan(100);
    expect(inside).toBeLessThan(countBits(segment.inside));
    expect(kept.grey).toBe(segment.grey);
    expect(heard.notes.get('volume before')).toBeCloseTo(countBits(segment.inside) / 1000, 6);
    expect(heard.notes.get('volume in the mask')).toBeCloseTo(countBits(kept.inside) / 1000, 6);
  });

  it('takes shares of voxels', async () => {
    const segment = await block();
    const mask = scanOf([24, 22, 20], affine, ([x]) => (x < 15 ? 1 : x < 18 ? 0.5 : 0.25));
    const kept = countBits((await within(segment, { mask })).inside);
    const half = scanOf([24, 22, 20], affine, ([x]) => (x < 18 ? 1 : 0));
    expect(kept).toBeGreaterThan(countBits((await within(segment, { mask: half })).inside) * 0.9);
  });

  it('does nothing without a mask', async () => {
    const segment = await block();
    expect(await within(segment)).toBe(segment);
    expect(within.declaration.says({ mask: null })).toBe('');
  });

  it('says where the mask lies when nothing is left', async () => {
    const segment = await block();
    const far = scanOf([5, 5, 5], [1, 0, 0, 300, 0, 1, 0, 0, 0, 0, 1, 0], () => 1);
    const missing = within(segment, { mask: far });
    await expect(missing).rejects.toThrow('lies elsewhere');
    await expect(missing).rejects.toThrow('300.0 to 304.0, 0.0 to 4.0, 0.0 to 4.0 mm');
    const beside = scanOf([24, 22, 20], affine, ([x, y, z]) =>
      toPatient(invert(affine), x, y, z)[0] < 0.5 ? 1 : 0,
    );
    await expect(within(segment, { mask: beside })).rejects.toThrow(
      'nothing of the structure lies in the mask',
    );
    await expect(within(segment, { mask: scanOf([3, 3, 3], affine, () => 0) })).rejects.toThrow(
      'mask is empty',
    );
    const labels = scanOf([3, 3, 3], affine, () => 7);
    await expect(within(segment, { mask: labels })).rejects.toBeInstanceOf(UserError);
  });

  it('takes a mask of a single slice', async () => {
    const segment = await block();
    const mask = scanOf([24, 22, 1], [1, 0, 0, 0, 0, 1, 0, -10, 0, 0, 2, 20], () => 1);
    const kept = await within(segment, { mask });
    const [nx, ny, nz] = kept.inside.size;
    for (let p = 0; p < nx * ny * nz; p++) {
      const [i, j, k] = [p % nx, Math.floor(p / nx) % ny, Math.floor(p / (nx * ny))];
      if (getBit(kept.inside, i, j, k))
        expect(Math.abs(toPatient(segment.volume.grid.affine, i, j, k)[2] - 20)).toBeLessThanOrEqual(1.001);
    }
    expect(countBits(kept.inside)).toBeGreaterThan(300);
  });
});
