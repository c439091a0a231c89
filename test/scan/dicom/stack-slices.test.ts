// What makes a stack of slices, what is mended of it, and what is refused.
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/core/errors.js';
import { toPatient, type Vec3 } from '../../../src/core/grid.js';
import { cross, plus, scaled } from '../../../src/core/vec3.js';
import type { DicomSlice } from '../../../src/scan/dicom/dicom-series.js';
import { planeOf } from '../../../src/scan/dicom/slice-plane.js';
import { type Stack, stackSlices } from '../../../src/scan/dicom/stack-slices.js';

const along = (steps: readonly number[]): number[] => {
  const at = [0];
  for (const step of steps) at.push(at[at.length - 1] + step);
  return at;
};
const many = (n: number, step: number): number[] => Array.from({ length: n }, () => step);
const axial: readonly [Vec3, Vec3] = [
  [1, 0, 0],
  [0, 1, 0],
];

/** Upright slices at these steps, in z from −20. */
const upright = (steps: readonly number[], options?: Parameters<typeof stackSlices>[2]): Stack =>
  stackSlices(
    {
      positions: along(steps).map((z): Vec3 => [5, 6, z - 20]),
      orientation: axial,
      pixelSpacing: [0.5, 0.5],
    },
    'series',
    options,
  );
function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof UserError) return `${error.message} ${error.advice}`;
  }
  throw new Error('not refused');
}

describe('steps', () => {
  it('that are even need no mending, whatever decimals were rounded', () => {
    const { affine, nodes, slices, remarks } = upright([1.5, 1.504, 1.496, 1.5]);
    expect(affine).toEqual([0.5, 0, 0, 5, 0, 0.5, 0, 6, 0, 0, 1.5, -20]);
    expect([nodes, slices, remarks]).toEqual([undefined, null, []]);
  });

  it('of two zones are no gap', () => {
    const { nodes, slices, remarks } = upright([...many(12, 4), 1.08, ...many(12, 7)]);
    expect(nodes?.at.length).toBe(26);
    expect(slices).toMatchObject({ tiltDeg: 0, steps: [1.08, 4, 7], gaps: [], residual: 0 });
    expect(remarks).toHaveLength(1);
    expect(upright([...many(6, 2.5), ...many(6, 10)]).slices?.gaps).toEqual([]);
  });

  it('that skip slices are bridged up to 2.5 times the usual, marked and counted', () => {
    const { slices, remarks } = upright([5, 5, 10]);
    expect(slices?.gaps).toEqual([{ from: -10, to: 0, missing: 1 }]);
    expect(remarks.join()).toContain('A slice is missing at z = -10.00 and 0.00 mm');
    const two = upright([...many(6, 2), 5, ...many(6, 2), 4, ...many(6, 2)]);
    expect(two.slices?.gaps.map(({ missing }) => missing)).toEqual([2, 1]);
    expect(refusal(() => upright([...many(6, 2), 6, ...many(6, 2)]))).toMatch(
      /6\.00 mm lie between.*z = -8\.00 and -2\.00 mm, elsewhere 2\.00 mm.*5\.00 mm.*--max-gap 6\b/,
    );
  });

  it('are held to the limit that the user gives, wider or stricter', () => {
    const steps = [...many(6, 2), 6, ...many(6, 2)];
    expect(upright(steps, { maxGap: 6 }).slices?.gaps).toEqual([{ from: -8, to: -2, missing: 2 }]);
    expect(refusal(() => upright(steps, { maxGap: 5.9 }))).toContain('slices are missing');
    expect(refusal(() => upright([5, 5, 10], { maxGap: 7 }))).toContain('7.00 mm would be interpolated');
    // The limit is one for gaps: a scan's own wide steps are none.
    expect(upright(many(6, 8), { maxGap: 5 }).slices).toBeNull();
  });

  it('count what was dropped before', () => {
    expect(upright(many(4, 2), { duplicates: 3 }).slices).toMatchObject({
      duplicates: 3,
      gaps: [],
      residual: 0,
    });
  });
});

describe('a slanted stack', () => {
  const orientations: Readonly<Record<string, readonly [Vec3, Vec3]>> = {
    axial,
    sagittal: [
      [0, 1, 0],
      [0, 0, -1],
    ],
    coronal: [
      [1, 0, 0],
      [0, 0, -1],
    ],
    oblique: [
      [0.8, 0.6, 0],
      [-0.36, 0.48, 0.8],
    ],
    'feet first': [
      [-1, 0, 0],
      [0, 1, 0],
    ],
  };
  for (const [name, orientation] of Object.entries(orientations))
    it.each([
      [0.3, 0],
      [-0.3, 0],
      [0, 0.4],
      [-0.1, -0.3],
    ])(`${name}, %d mm aside along rows and %d along columns: each slice stays where it is`, (x, y) => {
      const [row, column] = orientation;
      const way = plus(cross(row, column), plus(scaled(row, x), scaled(column, y)));
      for (const steps of [many(9, 1.25), [...many(5, 1.25), 2, 0.5, ...many(5, 1.25)]]) {
        const places = along(steps).map((t) => plus([7, -8, 9], scaled(way, t)));
        const { affine, nodes, slices } = stackSlices(
          { positions: places, orientation, pixelSpacing: [0.7, 0.4] },
          'series',
        );
        expect(slices?.tiltDeg).toBeCloseTo((Math.atan(Math.hypot(x, y)) * 180) / Math.PI, 3);
        for (const [n, place] of places.entries()) {
          const pixel = plus(place, plus(scaled(row, 0.4 * 11), scaled(column, 0.7 * 5)));
          const found = toPatient(affine, 11, 5, nodes === undefined ? n : nodes.at[n]);
          for (const axis of [0, 1, 2]) expect(found[axis]).toBeCloseTo(pixel[axis], 9);
        }
      }
    });

  it('that drifts by the rounding of its positions is upright; one that drifts by more is not, however little it leans', () => {
    const leaning = (drift: number, n: number): Stack =>
      stackSlices(
        {
          positions: Array.from({ length: n }, (_, k): Vec3 => [0, (drift * k) / (n - 1), 1.5 * k]),
          orientation: axial,
          pixelSpacing: [0.5, 0.5],
        },
        'series',
      );
    expect(leaning(0.04, 4).slices).toMatchObject({ tiltDeg: 0, residual: 0.02 });
    expect(leaning(0.15, 300).slices).toMatchObject({ tiltDeg: 0, residual: 0.075 });
    expect(leaning(0.6, 300).slices).toMatchObject({ residual: 0 });
    expect(leaning(0.6, 300).affine[6]).toBeCloseTo(0.6 / 299, 9);
  });

  it('that leans more than a scanner can is refused', () => {
    const lying = Array.from({ length: 9 }, (_, k): Vec3 => [0, 4 * k, 2 * k]);
    const said = refusal(() =>
      stackSlices({ positions: lying, orientation: axial, pixelSpacing: [0.5, 0.5] }, 'series'),
    );
    expect(said).toContain('slanted by 63.4°');
  });

  it('that is bent is refused with how far', () => {
    const bent = Array.from({ length: 20 }, (_, k): Vec3 => [0, 0.004 * (k - 9.5) ** 2, 1.5 * k]);
    const said = refusal(() =>
      stackSlices({ positions: bent, orientation: axial, pixelSpacing: [0.5, 0.5] }, 'series'),
    );
    expect(said).toMatch(/up to 0\.\d\d mm off, 0\.2 mm are allowed/);
  });
});

describe('slices that are not quite alike', () => {
  /** What a slice's own numbers are, by their number in the stack. */
  const slicesOf = (turnDeg: (k: number) => number, spacing: (k: number) => number): DicomSlice[] =>
    Array.from({ length: 10 }, (_, k) => {
      const angle = (turnDeg(k) * Math.PI) / 180;
      const column: Vec3 = [0, Math.cos(angle), Math.sin(angle)];
      const half = (255 / 2) * 0.5;
      const down = 127.5 * spacing(k);
      const position: Vec3 = [-half, -down * column[1], 2 * k - down * column[2]];
      const frame = {
        position,
        orientation: [[1, 0, 0], column] as const,
        pixelSpacing: [spacing(k), 0.5] as const,
      };
      return slice({ ...frame, slope: 1, intercept: 0, imageType: [], marks: [] });
    });
  const slice = (frame: DicomSlice['frame']): DicomSlice =>
    ({ image: { columns: 256, rows: 256 }, frame, index: 0 }) as unknown as DicomSlice;

  it('are put where their middles are, and the corners that are off counted', () => {
    const wobble = planeOf(
      slicesOf(
        (k) => 0.02 * (k % 2 ? 1 : -1),
        () => 0.5,
      ),
    );
    const { slices, affine } = stackSlices(wobble, 'series');
    // 0.02° at 64 mm up and down
    expect(slices?.residual).toBeCloseTo(64 * Math.sin((0.02 * Math.PI) / 180), 3);
    const middle = toPatient(affine, 127.5, 127.5, 4);
    for (const [axis, truth] of [0, 0, 8].entries()) expect(middle[axis]).toBeCloseTo(truth, 4);
    const spaced = planeOf(
      slicesOf(
        () => 0,
        (k) => 0.5 + 0.0004 * (k % 2),
      ),
    );
    expect(stackSlices(spaced, 'series').slices?.residual).toBeCloseTo(127.5 * 0.0002, 2);
  });

  it('are refused where a corner is too far off', () => {
    const turning = planeOf(
      slicesOf(
        (k) => 0.1 * k,
        () => 0.5,
      ),
    );
    expect(refusal(() => stackSlices(turning, 'series'))).toMatch(/up to 0\.\d\d mm off/);
  });
});
