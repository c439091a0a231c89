// Values along lines through scans of any grid.
import { describe, expect, it } from 'vitest';
import { type Affine, toPatient, type Vec3 } from '../../src/core/grid.js';
import { refineSampler } from '../../src/kernel/refine-sampler.js';
import { seeded } from '../fixtures/solids.js';
import { scanOf, tilted } from '../volume/scan-of.js';

const plane = ([x, y, z]: Vec3): number => 3 * x - 2 * y + 5 * z + 1;
const sheared: Affine = [0.5, 0, 0.2, 4, 0, -0.5, 0.3, 2, 0, 0, 1.1, -7];
const at = Float64Array.from([0, 0.8, 2.3, 3, 4.4, 5, 6.1, 7]);

describe('refineSampler', () => {
  it.each([
    ['tilted', tilted([0.7, 0.9, 1.3], 0.4, -0.2, [5, -3, 2]), undefined],
    ['mirrored', tilted([0.7, 0.9, 1.3], 0.4, -0.2, [5, -3, 2], true), undefined],
    ['sheared, uneven slices', sheared, { axis: 2 as const, at }],
    ['sheared, uneven rows', sheared, { axis: 0 as const, at }],
  ])('has what is linear back: %s', (_, affine, nodes) => {
    const scan = scanOf([8, 8, 8], affine, plane, nodes && { nodes });
    const sample = refineSampler(scan);
    const random = seeded(4);
    const values = new Float64Array(3);
    for (let n = 0; n < 200; n++) {
      const [p, q] = [0, 1].map(() => toPatient(affine, 7 * random(), 7 * random(), 7 * random()));
      const [dx, dy, dz] = [0, 1, 2].map((d) => (q[d] - p[d]) / 2);
      sample(p[0], p[1], p[2], dx, dy, dz, 3, values);
      expect(values[0]).toBeCloseTo(plane(p), 3);
      expect(values[1]).toBeCloseTo((plane(p) + plane(q)) / 2, 3);
      expect(values[2]).toBeCloseTo(plane(q), 3);
    }
  });

  it('goes on for half a voxel beyond the outermost samples, then there is nothing', () => {
    const scan = scanOf([4, 4, 1], [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0], ([x]) => 10 * x);
    const sample = refineSampler(scan);
    const values = new Float64Array(5);
    sample(-0.75, 1, 0, 0.3, 0, 0, 5, values);
    expect([...values]).toEqual([Number.NaN, 0, 0, expect.closeTo(1.5, 9), expect.closeTo(4.5, 9)]);
    sample(3, 3, -0.75, 0, 0, 0.3, 5, values);
    expect([...values]).toEqual([Number.NaN, 30, 30, 30, 30]);
  });
});
