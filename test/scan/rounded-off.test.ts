import { expect, it } from 'vitest';
import { type Affine, type Grid, toPatient } from '../../src/core/grid.js';
import { roundedOff } from '../../src/scan/rounded-off.js';
import { toLps } from '../../src/scan/to-lps.js';

it('is the way from where a scan was placed to where it is stored, mirrored and uneven ones too', () => {
  const affine: Affine = [0, -0.7, 0, 10.00037, 0, 0, 1.1, -3.00021, -2, 0, 0, 7.00049];
  const stored: Grid = { size: [4, 5, 6], affine };
  const voxels = Int16Array.from({ length: 120 }, (_, n) => n);
  const even = toLps({ grid: stored, voxels });
  const off = roundedOff(stored, even.grid);
  // Placed x runs against stored j, placed z against stored i.
  const corner = toPatient(affine, 3, 4, 0);
  for (const axis of [0, 1, 2]) {
    expect(even.grid.affine[4 * axis + 3] + off[axis]).toBeCloseTo(corner[axis], 12);
    expect(Math.abs(off[axis])).toBeLessThanOrEqual(0.0005 + 1e-12);
    expect(off[axis]).not.toBe(0);
  }
  const nodes = { axis: 0, at: Float64Array.of(0, 1, 2, 3.5) } as const;
  const uneven = toLps({ grid: stored, voxels, nodes });
  const [x] = toPatient(uneven.grid.affine, 0, 0, 0);
  expect(uneven.nodes?.axis).toBe(2);
  const moved = roundedOff(stored, uneven.grid, uneven.nodes);
  expect(x + moved[0]).toBeCloseTo(corner[0], 12);
  expect(uneven.grid.affine[11] + moved[2]).toBeCloseTo(toPatient(affine, 3.5, 0, 0)[2], 12);
});
