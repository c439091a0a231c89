import { describe, expect, it } from 'vitest';
import { type Affine, invert, type Vec3 } from '../../src/core/grid.js';
import type { Scan } from '../../src/core/scan.js';
import type { ShownScan } from '../../src/core/shown-scan.js';
import { croppedScan } from '../../src/scan/cropped-scan.js';
import { shownScan } from '../../src/scan/shown-scan.js';
import { scanOf, tilted } from '../volume/scan-of.js';

/** Different in every direction: no mirrored or turned picture of it is the same. */
const ramps = ([x, y, z]: Vec3): number => Math.round(20 * x + 7 * y - 11 * z);

const shownOf = (scan: Scan, most?: number): ShownScan => {
  const shown = shownScan(scan, undefined, most);
  if (shown === null) throw new Error('nothing is shown');
  return shown;
};

const placeOf = ({ size, origin, spacing }: ShownScan, p: number): Vec3 => {
  const [i, j, k] = [p % size[0], Math.floor(p / size[0]) % size[1], Math.floor(p / (size[0] * size[1]))];
  return [origin[0] + i * spacing[0], origin[1] + j * spacing[1], origin[2] + k * spacing[2]];
};

/** The most that values differ from the truth, at least half a voxel inside the scan; and how many there are. */
function worstOf(
  shown: ShownScan,
  { grid, nodes }: Scan,
  truth: (p: Vec3) => number,
  margin = 0.5,
): [number, number] {
  const a = invert(grid.affine);
  let [worst, count] = [0, 0];
  for (const [p, value] of shown.values.entries()) {
    const [x, y, z] = placeOf(shown, p);
    const within = [0, 1, 2].every((c) => {
      const q = a[4 * c] * x + a[4 * c + 1] * y + a[4 * c + 2] * z + a[4 * c + 3];
      const last = nodes?.axis === c ? nodes.at[nodes.at.length - 1] : grid.size[c] - 1;
      return q >= margin && q <= last - margin;
    });
    if (!within) continue;
    count++;
    worst = Math.max(worst, Math.abs(value * (shown.step ?? 1) - truth([x, y, z])));
  }
  return [worst, count];
}

const plain: Affine = [0.8, 0, 0, -10, 0, 1.1, 0, 5, 0, 0, 2, -30];
const size: Vec3 = [22, 17, 12];

describe('the scan as it is shown', () => {
  it('is the scan itself where that is upright and small', () => {
    const scan = scanOf(size, plain, ramps, { floats: false });
    const shown = shownOf(scan);
    expect(shown).toMatchObject({ size, origin: [-10, 5, -30], unit: '' });
    expect(shown.spacing.map((s) => Number(s.toFixed(9)))).toEqual([0.8, 1.1, 2]);
    expect([...shown.values]).toEqual([...scan.voxels]);
  });

  it('copies voxels whose axes are exchanged or run the other way', () => {
    for (const affine of [
      [-0.8, 0, 0, 10, 0, 1.1, 0, 5, 0, 0, 2, -30],
      [0, 0, 2, -10, 0.8, 0, 0, 5, 0, -1.1, 0, 30],
      [0, 1.1, 0, -10, 0, 0, -2, 5, -0.8, 0, 0, 30],
    ] as const) {
      const scan = scanOf(size, affine, ramps, { floats: false });
      const shown = shownOf(scan);
      expect(shown.values.length).toBe(scan.voxels.length);
      expect(worstOf(shown, scan, ramps, -0.01)).toEqual([expect.closeTo(0, -1), scan.voxels.length]);
    }
  });

  it('puts oblique, mirrored and sheared scans where they are, and the lowest value around them', () => {
    for (const [n, affine] of [
      tilted([0.9, 1.3, 2.1], 0.2, -0.35, [-4, 7, 12]),
      tilted([0.9, 1.3, 2.1], 0.2, -0.35, [-4, 7, 12], true),
      [0.9, 0, 0, -4, 0, 1.3, 0.7, 7, 0, 0, 2.1, 12] as const,
    ].entries()) {
      const scan = scanOf(size, affine, ramps, { floats: false });
      const shown = shownOf(scan);
      const [worst, count] = worstOf(shown, scan, ramps);
      expect(worst).toBeLessThanOrEqual(1.6);
      expect(count).toBeGreaterThan(1500);
      const lowest = shown.values.reduce((a, b) => Math.min(a, b));
      const corner = n === 2 ? shown.size[0] * (shown.size[1] - 1) : 0;
      expect(shown.values[corner]).toBe(lowest);
    }
  });

  it('keeps uneven slices at their places', () => {
    const nodes = { axis: 2, at: Float64Array.of(0, 1, 2, 3.5, 4, 6, 7, 8, 9, 10, 10.5, 12) } as const;
    const scan = scanOf(size, plain, ([, , z]) => (z >= -30 + 2 * 5 ? 1000 : 0), { floats: false, nodes });
    const shown = shownOf(scan);
    const column = Array.from(
      { length: shown.size[2] },
      (_, k) => shown.values[k * shown.size[0] * shown.size[1]],
    );
    const sum = column.reduce((a, b) => a + b) * shown.spacing[2];
    // The slices at 4 and 6 differ: the edge lies midway.
    const top = shown.origin[2] + (shown.size[2] - 0.5) * shown.spacing[2];
    expect(sum / 1000).toBeCloseTo(top - (-30 + 2 * 5), 1);
  });

  it('agrees with means of straight lines between voxels, taken in many points', () => {
    const scan = scanOf(
      [21, 14, 9],
      [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0],
      ([x, y, z]) => ((x * 37 + y * 101 + z * 53) % 17) * 60,
      {
        floats: false,
      },
    );
    const shown = shownOf(scan, 700);
    expect(shown.values.length).toBeLessThanOrEqual(700);
    const [mx, my, mz] = shown.size;
    const mean = (n: number, m: number, i: number): number[] => {
      const weights = Array.from({ length: n }, () => 0);
      for (let p = 0; p < 2000; p++) {
        const x = Math.max(0, Math.min(n - 1, (i + (p + 0.5) / 2000) * (n / m) - 0.5));
        weights[Math.floor(x)] += (1 - (x % 1)) / 2000;
        if (x % 1 > 0) weights[Math.floor(x) + 1] += (x % 1) / 2000;
      }
      return m === n ? weights.map((_, p) => (p === i ? 1 : 0)) : weights;
    };
    for (const [i, j, k] of [
      [0, 0, 0],
      [mx - 1, 2, 1],
      [3, my - 1, mz - 1],
    ]) {
      const [wx, wy, wz] = [mean(21, mx, i), mean(14, my, j), mean(9, mz, k)];
      let sum = 0;
      for (const [p, value] of scan.voxels.entries())
        sum += value * wx[p % 21] * wy[Math.floor(p / 21) % 14] * wz[Math.floor(p / 294)];
      expect(Math.abs(shown.values[i + mx * (j + my * k)] - sum)).toBeLessThanOrEqual(0.51);
    }
  });

  it("leaves a ball's surface within a tenth of a voxel of its place, however it is reduced", () => {
    const [radius, middle] = [18.3, [0.7, -1.1, 0.4]];
    const ball = ([x, y, z]: Vec3): number => {
      const d = radius - Math.hypot(x - middle[0], y - middle[1], z - middle[2]);
      return Math.round(1000 * Math.min(1, Math.max(0, d / 3 + 0.5)));
    };
    const grids: readonly Affine[] = [
      [0.8, 0, 0, -24, 0, 0.8, 0, -24, 0, 0, 1.2, -24],
      [0.8, 0, 0, -24, 0, 0.8, 0.2, -24, 0, 0, 1.2, -24],
    ];
    for (const affine of grids) {
      const scan = scanOf([60, 60, 40], affine, ball, { floats: false });
      for (const most of [90_000, 40_000]) {
        const shown = shownOf(scan, most);
        expect(shown.values.length).toBeLessThanOrEqual(most);
        for (const axis of [0, 1, 2] as const)
          for (const way of [-1, 1]) {
            const at = crossing(shown, middle, axis, way);
            const places = [0, 1, 2].map((c) => nearestPlace(shown, c, middle[c]));
            const off = places.map((x, c) => (c === axis ? 0 : x - middle[c]));
            const truth = Math.sqrt(radius ** 2 - off[0] ** 2 - off[1] ** 2 - off[2] ** 2);
            expect(Math.abs(at - truth) / shown.spacing[axis]).toBeLessThan(0.06);
          }
      }
    }
  });

  it('fills 16 bits with values that are no whole numbers, and says what a step is', () => {
    const scan = scanOf(size, plain, ([x]) => 0.001 * x);
    const shown = shownOf(scan);
    expect(worstOf(shown, scan, ([x]) => 0.001 * x, -0.01)[0]).toBeLessThan(1e-6);
    expect(shown.window[0]).toBeLessThan(shown.window[1]);
    expect(shown.values.reduce((a, b) => Math.max(a, Math.abs(b)))).toBeGreaterThan(16_000);
  });

  it('is none of a label map', () => {
    const scan = scanOf(size, plain, () => 1, { floats: false });
    expect(shownScan({ ...scan, facts: { ...scan.facts, labels: true } })).toBeNull();
  });

  it('survives a single slice', () => {
    const shown = shownOf(
      scanOf([9, 8, 1], tilted([1, 1, 5], 0.3, 0.2, [0, 0, 0]), ramps, { floats: false }),
    );
    expect(shown.values.length).toBeGreaterThan(0);
  });
});

describe('the scan around a model', () => {
  it('is cut out of the shown one with 8 mm around the box, and reduced where it is large', () => {
    const scan = scanOf([60, 50, 40], [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0], ramps, { floats: false });
    const whole = shownOf(scan);
    const box = { min: [20, 20, 15], max: [30, 60, 20] } as const;
    const cropped = croppedScan(whole, box);
    expect(cropped).toMatchObject({ size: [27, 38, 22], origin: [12, 12, 7], spacing: [1, 1, 1] });
    expect(worstOf(cropped, scan, ramps)[0]).toBe(0);
    const small = croppedScan(whole, box, 5000);
    expect(small.values.length).toBeLessThanOrEqual(5000);
    expect(small.values.length).toBeGreaterThan(3500);
    for (const [p, value] of small.values.entries()) {
      const place = placeOf(small, p);
      const inside = place.every(
        (x, c) => x > small.origin[c] && x < small.origin[c] + (small.size[c] - 1) * small.spacing[c],
      );
      if (inside) expect(Math.abs(value - ramps(place))).toBeLessThan(1.5);
    }
  });

  it('is a voxel at least, even where the model lies beside the scan', () => {
    const whole = shownOf(scanOf(size, plain, ramps, { floats: false }));
    expect(croppedScan(whole, { min: [500, 500, 500], max: [501, 501, 501] }).values.length).toBeGreaterThan(
      0,
    );
  });
});

const nearestPlace = ({ origin, spacing }: ShownScan, c: number, x: number): number =>
  origin[c] + Math.round((x - origin[c]) / spacing[c]) * spacing[c];

/** How far from the middle the value falls to half, along the voxels nearest to a line through it. */
function crossing(shown: ShownScan, middle: readonly number[], axis: 0 | 1 | 2, way: number): number {
  const index = [0, 1, 2].map((c) => Math.round((middle[c] - shown.origin[c]) / shown.spacing[c]));
  const valueAt = (n: number): number => {
    const at = index.map((i, c) => (c === axis ? n : i));
    return shown.values[at[0] + shown.size[0] * (at[1] + shown.size[1] * at[2])];
  };
  let n = index[axis];
  while (valueAt(n + way) > 500) n += way;
  const share = (valueAt(n) - 500) / (valueAt(n) - valueAt(n + way));
  return way * (shown.origin[axis] + (n + way * share) * shown.spacing[axis] - middle[axis]);
}
