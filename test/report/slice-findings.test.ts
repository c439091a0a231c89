import { describe, expect, it } from 'vitest';
import type { SlicesMended } from '../../src/core/scan.js';
import { sliceFindings } from '../../src/report/slice-findings.js';

const plain: SlicesMended = { tiltDeg: 0, steps: [1.5, 1.5, 1.5], gaps: [], duplicates: 0, residual: 0.0123 };
const said = (more: Partial<SlicesMended>) => sliceFindings({ slices: { ...plain, ...more } });

describe('sliceFindings', () => {
  it('has nothing to say of even, upright slices, nor of duplicates', () => {
    expect(sliceFindings({ slices: null })).toEqual([]);
    expect(said({ duplicates: 3 })).toEqual([]);
    expect(said({ tiltDeg: 0.05 })).toEqual([]);
  });

  it('tells of a slant with its angle and the worst residual', () => {
    const [finding, ...more] = said({ tiltDeg: 18.5 });
    expect([finding.code, finding.severity, more]).toEqual(['gantry-tilt', 'warning', []]);
    expect(finding.message).toMatch(/18\.50°.*0\.012 mm/);
  });

  it('tells of uneven steps, and of missing slices instead where there are any', () => {
    const steps = [1, 1.5, 3] as const;
    expect(
      said({ steps }).map(({ code, message }) => [code, /1\.000 mm to 3\.000 mm/.test(message)]),
    ).toEqual([['uneven-slices', true]]);
    const gaps = [
      { from: -12, to: -9, missing: 1 },
      { from: 30, to: 34.5, missing: 2 },
    ];
    const [finding, ...more] = said({ steps, gaps });
    expect([finding.code, more]).toEqual(['slices-missing', []]);
    expect(finding.message).toContain('3 slices are missing (−12.0 to −9.0 mm, 30.0 to 34.5 mm, along');
  });
});
