import { describe, expect, it } from 'vitest';
import type { Affine, Vec3 } from '../../src/core/grid.js';
import type { Scan, ScanFacts } from '../../src/core/scan.js';
import { sliceFrame } from '../../src/core/slice-frame.js';
import { cross, dot } from '../../src/core/vec3.js';
import { scanFacts } from '../fixtures/scan-facts.js';

const size: Vec3 = [40, 40, 40];
const frameOf = (affine: Affine, facts: Partial<ScanFacts> = {}) => {
  const scan: Pick<Scan, 'grid' | 'facts'> = { grid: { size, affine }, facts: { ...scanFacts, ...facts } };
  return sliceFrame(scan);
};
const upright = ({ axes: [u, v, w] }: ReturnType<typeof frameOf>): boolean =>
  [dot(u, v), dot(u, w), dot(v, w), dot(cross(u, v), w) - 1].every((x) => Math.abs(x) < 1e-12);

describe('sliceFrame', () => {
  it('is that of the axes where these are at right angles, noise of storing apart', () => {
    const noisy: Affine = [0.5, 1e-8, 0, 0, 0, 0.6, 2e-8, 0, -1e-8, 0, 2, 0];
    const frame = frameOf(noisy);
    expect([frame.sheared, frame.spacing.map((s) => s.toFixed(6))]).toEqual([
      false,
      ['0.500000', '0.600000', '2.000000'],
    ]);
  });

  it('keeps the axes of DICOM slices and stands upright on them, with the perpendicular spacing', () => {
    const tilted: Affine = [0.5, 0, 0, 0, 0, 0.5, 0.9, 0, 0, 0, 1.2, 0];
    const frame = frameOf(tilted, { format: 'DICOM' });
    expect(frame).toMatchObject({
      sheared: true,
      across: 2,
      square: true,
      spacing: [0.5, 0.5, 1.2],
      axes: [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
    });
    // Coronal: stored as columns left, rows down, slices to the back.
    const coronal = frameOf([0.5, 0, 0, 0, 0, 1.2, 0, 0, 0, 0.9, 0.5, 0], {
      format: 'DICOM',
      storedAxes: 'LIP',
      storedSpacing: [0.5, 0.5, 1.5],
    });
    expect([coronal.across, coronal.spacing, upright(coronal)]).toEqual([1, [0.5, 1.2, 0.5], true]);
  });

  it('goes by the spacing that stands out, or by the axes that are at right angles, where no file tells', () => {
    const leaning: Affine = [0.5, 0, 0, 0, 0, 0.5, 0.9, 0, 0, 0, 1.2, 0];
    expect(frameOf(leaning, { storedSpacing: [0.5, 0.5, 1.5] }).across).toBe(2);
    // Rows and slices are at right angles, columns are not: the first and third axis stay.
    const cubes: Affine = [1, 0.6, 0, 0, 0, 0.8, 0, 0, 0, 0, 1, 0];
    for (const storedAxes of ['LPS', 'PSL', 'SLP']) expect(frameOf(cubes, { storedAxes }).across).toBe(1);
  });

  it('keeps the finest axis, and the plane of the next, where no two are at right angles', () => {
    const frame = frameOf([1, 0.3, 0.2, 0, 0, 0.6, 0.2, 0, 0, 0.1, 2, 0]);
    const length = Math.hypot(0.3, 0.6, 0.1);
    expect(frame.axes[1]).toEqual([0.3, 0.6, 0.1].map((x) => expect.closeTo(x / length, 12)));
    expect([frame.across, frame.square, upright(frame)]).toEqual([2, false, true]);
    expect(frame.spacing[0]).toBeLessThan(1);
  });
});
