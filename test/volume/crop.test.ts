import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { toPatient, type Vec3 } from '../../src/core/grid.js';
import type { Volume } from '../../src/core/volume.js';
import { evaluate } from '../../src/kernel/evaluate.js';
import { crop } from '../../src/volume/crop.js';
import { resample } from '../../src/volume/resample.js';
import { seeded } from '../kernel/resampling-oracle.js';
import { scanOf, tilted } from './scan-of.js';

const random = seeded(4);
const upright = scanOf([40, 30, 20], tilted([1, 1, 2], 0, 0, [-20, 10, 100]), () => 1000 * random());
const leaning = scanOf(
  [40, 30, 20],
  tilted([1, 1, 2], 0.5, 0.3, [-20, 10, 100], true),
  () => 1000 * random(),
);

/** Index in `whole` of voxel (0, 0, 0) of `part`. */
function offset(whole: Volume, part: Volume): Vec3 {
  const [px, py, pz] = [3, 7, 11].map((c) => part.grid.affine[c]);
  let best: Vec3 = [0, 0, 0];
  let least = Number.POSITIVE_INFINITY;
  const [nx, ny, nz] = whole.grid.size;
  for (let k = 0; k < nz; k++)
    for (let j = 0; j < ny; j++)
      for (let i = 0; i < nx; i++) {
        const [x, y, z] = toPatient(whole.grid.affine, i, j, k);
        const d = Math.hypot(x - px, y - py, z - pz);
        if (d < least) [best, least] = [[i, j, k], d];
      }
  expect(least).toBeLessThan(1e-9);
  return best;
}

describe('crop', () => {
  for (const [name, scan, box] of [
    ['an upright grid', upright, '-10:5.2,:30,110:'],
    ['a tilted, mirrored grid', leaning, '-30:-20,15:25,95:115'],
  ] as const)
    for (const kernel of ['nearest', 'linear', 'bspline3', 'lanczos3'] as const)
      it(`is the very block of ${name}, ${kernel}`, async () => {
        const whole = await resample(scan, { spacing: 0.8, kernel });
        const part = await crop(whole, { box });
        const [i0, j0, k0] = offset(whole, part);
        const [nx, ny, nz] = part.grid.size;
        expect(nx * ny * nz).toBeLessThan(0.7 * whole.grid.size.reduce((a, b) => a * b));
        const [all, some] = [evaluate(whole, 0, whole.grid.size[2]), evaluate(part, 0, nz)];
        const [wx, wy] = whole.grid.size;
        some.forEach((v, n) => {
          const [i, j, k] = [n % nx, Math.floor(n / nx) % ny, Math.floor(n / nx / ny)];
          if (v !== all[i0 + i + wx * (j0 + j + wy * (k0 + k))]) expect([i, j, k]).toBe('the same value');
        });
      });

  it('keeps the smallest block that holds the box', async () => {
    const whole = await resample(upright, { spacing: 1, kernel: 'linear' });
    const part = await crop(whole, { box: '-10:5.2,:30,110.25:' });
    const corner = toPatient(part.grid.affine, 0, 0, 0);
    const last = toPatient(part.grid.affine, ...([0, 1, 2].map((a) => part.grid.size[a] - 1) as [0, 0, 0]));
    expect([corner[0], last[0]]).toEqual([expect.closeTo(-10, 9), expect.closeTo(6, 9)]);
    expect([corner[1], last[1]]).toEqual([expect.closeTo(10, 9), expect.closeTo(30, 9)]);
    expect([corner[2], last[2]]).toEqual([expect.closeTo(109.5, 9), expect.closeTo(138.5, 9)]);
  });

  it('is the whole volume by default, and inside a box larger than the scan', async () => {
    const whole = await resample(leaning, { kernel: 'linear' });
    expect(await crop(whole)).toBe(whole);
    expect((await crop(whole, { box: '-999:999,:,:' })).grid.size).toEqual(whole.grid.size);
  });

  it('says where the scan is when the box lies outside', async () => {
    const whole = await resample(upright, { kernel: 'linear' });
    const error = await crop(whole, { box: '500:600,:,:' }).catch((e) => e);
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toContain('-20.5:19.5,9.5:39.5,99.0:139.0');
  });

  it('refuses what is not a box', () => {
    const { box } = crop.declaration.options;
    for (const text of ['1:2', '1:2,3:4', '5:1,:,:', 'a:b,:,:', '1,2,3', ':,:,:,:', '3:3,:,:'])
      expect(() => box.parse(text, '--crop')).toThrow(UserError);
    expect(box.parse('-5.5:5,:,3:', '--crop')).toBe('-5.5:5,:,3:');
  });
});
