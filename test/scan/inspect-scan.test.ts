import { describe, expect, it } from 'vitest';
import type { Scan, ScanFacts } from '../../src/core/scan.js';
import { hounsfield } from '../../src/scan/hounsfield.js';
import { inspectScan } from '../../src/scan/inspect-scan.js';
import { isLabelMap } from '../../src/scan/is-label-map.js';
import { kernelKind } from '../../src/scan/kernel-kind.js';
import { scanFacts } from '../fixtures/scan-facts.js';

const n = 48;
/** A ball in a box, 0…1, its edge blurred over about `blur` voxels (0: hard). */
function ball(radius: number, blur: number): Float64Array {
  const mid = (n - 1) / 2;
  return Float64Array.from({ length: n ** 3 }, (_, p) => {
    const r = Math.hypot((p % n) - mid, (Math.floor(p / n) % n) - mid, Math.floor(p / n / n) - mid);
    if (blur === 0) return r <= radius ? 1 : 0;
    return 1 / (1 + Math.exp((r - radius) / blur));
  });
}

/** Seeded noise, about normal, deviation 1. */
function noise(): () => number {
  let state = 12345;
  const next = (): number => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return () => (next() + next() + next() + next() - 2) * Math.sqrt(3);
}

/** Air, tissue and bone as concentric balls. */
function phantom(air: number, tissue: number, bone: number, blur: number, sigma: number): Int16Array {
  const random = noise();
  const [body, core] = [ball(20, blur), ball(10, blur)];
  return Int16Array.from(body, (b, p) =>
    Math.round(air + (tissue - air) * b + (bone - tissue) * core[p] + sigma * random()),
  );
}

const facts: ScanFacts = {
  ...scanFacts,
  storedAxes: 'RAS',
  storedSize: [n, n, n],
  storedSpacing: [1, 1, 2],
};
const scanOf = (voxels: Int16Array | Float32Array, more: Partial<ScanFacts> = {}): Scan => ({
  grid: { size: [n, n, n], affine: [1, 0, 0, -9, 0, 1, 0, 4, 0, 0, 2, 7] },
  voxels,
  facts: { ...facts, ...more },
});

describe('isLabelMap', () => {
  const size = [n, n, n] as const;
  it('says yes to masks and label maps', () => {
    const mask = Int16Array.from(ball(15, 0));
    expect(isLabelMap(mask, size)).toBe(true);
    expect(
      isLabelMap(
        mask.map((v) => v * 255),
        size,
      ),
    ).toBe(true);
    expect(isLabelMap(Float32Array.from(mask), size)).toBe(true);
    expect(isLabelMap(new Int16Array(n ** 3), size)).toBe(true);
    expect(isLabelMap(phantom(0, 3, 137, 0, 0), size)).toBe(true);
    const stripes = Int16Array.from(ball(20, 0), (v, p) => v * (1 + Math.floor(p / n / n / 6)));
    expect(isLabelMap(stripes, size)).toBe(true);
  });

  it('says no to measurements', () => {
    expect(isLabelMap(phantom(-1000, 40, 1200, 0, 0), size)).toBe(false);
    expect(isLabelMap(phantom(-1000, 40, 1200, 0.7, 0), size)).toBe(false);
    expect(isLabelMap(phantom(0, 1040, 2200, 0.7, 0), size)).toBe(false);
    expect(isLabelMap(phantom(0, 60, 200, 0.7, 0), size)).toBe(false);
    expect(isLabelMap(phantom(10, 60, 200, 0.7, 3), size)).toBe(false);
    expect(
      isLabelMap(
        Float32Array.from(ball(15, 0), (v) => v * 0.5),
        size,
      ),
    ).toBe(false);
  });
});

describe('hounsfield', () => {
  it('knows CT by its tissues', () => {
    expect(hounsfield(scanOf(phantom(-1000, 40, 1200, 0.7, 20)))).toBe('HU');
    expect(hounsfield(scanOf(phantom(-1000, 40, 1200, 0.7, 0)))).toBe('HU');
    expect(hounsfield(scanOf(phantom(-1024, -90, 700, 0.8, 40)))).toBe('HU');
    expect(hounsfield(scanOf(phantom(-1000, 1000, 1000, 0.7, 20)))).toBe('HU');
    expect(hounsfield(scanOf(phantom(0, 1040, 2200, 0.7, 15)))).toBe('offset');
    expect(hounsfield(scanOf(phantom(24, 1064, 2224, 0.7, 15)))).toBe('offset');
  });

  it('and nothing else for it', () => {
    expect(hounsfield(scanOf(phantom(0, 300, 900, 0.7, 20)))).toBe('not HU');
    expect(hounsfield(scanOf(phantom(0, 120, 250, 0.7, 5)))).toBe('not HU');
    // A cone-beam scanner whose soft tissue lies elsewhere
    expect(hounsfield(scanOf(phantom(-1000, 420, 1900, 0.7, 60)))).toBe('not HU');
    expect(hounsfield(scanOf(phantom(-1000, 40, 1200, 0.7, 20), { modality: 'MR' }))).toBe('not HU');
    expect(hounsfield(scanOf(phantom(0, 1, 2, 0, 0), { labels: true }))).toBe('labels');
  });
});

describe('inspectScan', () => {
  it('sums up the grid and the values', () => {
    const scan = scanOf(phantom(-1000, 40, 1200, 0.7, 0));
    const summary = inspectScan(scan);
    expect(summary.size).toEqual([n, n, n]);
    expect(summary.spacing).toEqual([1, 1, 2]);
    expect(summary.extent).toEqual([n, n, 2 * n]);
    expect(summary.storedHandedness).toBe('right');
    expect(summary.tiltDeg).toEqual([0, 0, 0]);
    expect(summary.range).toEqual([-1000, 1200]);
    expect(summary.histogram.counts.reduce((a, b) => a + b)).toBe(n ** 3);
    expect(summary.histogram.counts).toHaveLength(64);
    expect(summary.airPeak).toBeCloseTo(-1000, -2);
    expect(summary.tissuePeak).toBeCloseTo(40, -2);
    expect(summary.percentiles['50%']).toBe([...scan.voxels].sort((a, b) => a - b)[n ** 3 / 2 - 1]);
    expect(JSON.stringify(inspectScan(scan))).toBe(JSON.stringify(summary));
  });

  it('tells the hand of the stored axes', () => {
    const handOf = (storedAxes: string): string =>
      inspectScan(scanOf(new Int16Array(n ** 3), { storedAxes })).storedHandedness;
    expect(['LPS', 'RAS', 'PIR', 'IPL', 'LAS', 'RPS', 'SPL'].map(handOf)).toEqual([
      'right',
      'right',
      'right',
      'right',
      'left',
      'left',
      'left',
    ]);
  });

  it('measures tilt', () => {
    const [c, s] = [Math.cos(0.2), Math.sin(0.2)];
    const tilted: Scan = {
      ...scanOf(new Int16Array(n ** 3)),
      grid: { size: [n, n, n], affine: [c, -s, 0, 0, s, c, 0, 0, 0, 0, 1, 0] },
    };
    expect(inspectScan(tilted).tiltDeg).toEqual([11.459, 11.459, 0]);
  });

  it('names the sides where bone is cut off', () => {
    const voxels = phantom(-1000, 40, 1200, 0.7, 0);
    voxels[5 * n + 7] = 700;
    voxels[(n - 1) * n * n + 3 * n + n - 1] = 700;
    const summary = inspectScan(scanOf(voxels));
    expect(summary.boneAtBorder.map(({ side }) => side)).toEqual(['left', 'bottom', 'top']);
    expect(summary.advice.join('\n')).toContain('at the left, bottom, top');
  });

  it('advises on coarse, uneven, soft and uncalibrated scans, and not on a good one', () => {
    const advice = (scan: Scan): string => inspectScan(scan).advice.join('\n');
    const hu = phantom(-1000, 40, 1200, 0.7, 20);
    const fine: Scan = {
      ...scanOf(hu, { storedSpacing: [0.5, 0.5, 0.6] }),
      grid: { size: [n, n, n], affine: [0.5, 0, 0, 0, 0, 0.5, 0, 0, 0, 0, 0.6, 0] },
    };
    expect(advice(fine)).toMatch(/^By its own edges the scan is blurred over [^\n]*$/);
    expect(advice(scanOf(hu))).toContain('more than 1.25 mm');
    expect(advice(scanOf(hu))).toContain('2.0 times longer');
    expect(advice(scanOf(hu, { sliceThickness: 1 }))).toContain('never measured');
    expect(advice(scanOf(hu, { reconstructionKernel: 'Br36f' }))).toContain('soft');
    expect(advice(scanOf(phantom(0, 300, 900, 0.7, 20)))).toContain('not Hounsfield units');
    expect(advice(scanOf(phantom(0, 1040, 2200, 0.7, 15)))).toContain('air is near 0');
    expect(advice(scanOf(phantom(0, 1, 2, 0, 0), { labels: true }))).toContain('label map');
  });

  it('gives the volume of each label', () => {
    const voxels = new Int16Array(n ** 3);
    voxels.fill(7, 0, 500);
    voxels.fill(300, 1000, 2000);
    expect(inspectScan(scanOf(voxels, { labels: true })).labels).toEqual([
      { value: 7, ml: 1 },
      { value: 300, ml: 2 },
    ]);
  });
});

it('kernelKind knows the makers’ names', () => {
  const kinds = [
    'H30s',
    'B70f',
    'Br38f\\3',
    'Hr60',
    'STANDARD',
    'BONEPLUS',
    'FC08',
    'FC81',
    'B',
    'L',
    '',
    'odd',
    null,
  ];
  expect(kinds.map(kernelKind)).toEqual([
    'soft',
    'sharp',
    'soft',
    'sharp',
    'soft',
    'sharp',
    'soft',
    'sharp',
    'soft',
    'sharp',
    null,
    null,
    null,
  ]);
});
