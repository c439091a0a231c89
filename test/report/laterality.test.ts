// The side that was stated against where the model lies: left is left, a crop is told of, and a mirror is.
import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../../src/core/grid.js';
import { type Laterality, noOrder } from '../../src/core/order.js';
import { type LateralityOf, sideCheck } from '../../src/report/laterality.js';
import { makeReport } from '../../src/report/make-report.js';
import { markedBall, runOf } from '../fixtures/report.js';

const run = runOf(markedBall());
const [part] = run.parts;

/** A model from `low` to `high` in a scan from −100 to 140: its middle is 20. */
function ordered(laterality: Laterality | null, low: number, high: number): LateralityOf {
  const bounds = { min: [low, 0, 0] as Vec3, max: [high, 10, 10] as Vec3 };
  return {
    order: { ...noOrder, laterality },
    source: { ...run.source, extent: { min: [-100, 0, 0], max: [140, 10, 10] } },
    parts: [{ ...part, mesh: { ...part.mesh, bounds } }],
    shape: null,
  };
}

describe('the side of a model', () => {
  it('is not judged where nobody stated it', () => {
    expect(sideCheck(ordered(null, 50, 60))).toBeNull();
    expect(sideCheck(ordered('none', 50, 60))?.state).toBe('agrees');
  });

  it('is left where x is large', () => {
    expect(sideCheck(ordered('left', 60, 100))?.state).toBe('agrees');
    expect(sideCheck(ordered('right', 60, 100))).toMatchObject({ state: 'doubt' });
    expect(sideCheck(ordered('right', 60, 100))?.says).toContain('60 mm to the patient’s left');
    expect(sideCheck(ordered('left', -90, -30))?.says).toContain('80 mm to the patient’s right');
    expect(sideCheck(ordered('right', -90, -30))?.state).toBe('agrees');
  });

  it('is not to be told about the middle', () => {
    expect(sideCheck(ordered('left', 0, 42))?.state).toBe('unsure');
    expect(sideCheck(ordered('right', 0, 42))?.state).toBe('unsure');
  });

  it('says of a cropped scan that it tells nothing', () => {
    const facts = ordered('left', -60, -50);
    const narrow = {
      ...facts,
      source: { ...facts.source, extent: { min: [-60, 0, 0], max: [10, 9, 9] } as const },
    };
    expect(sideCheck(narrow)?.says).toMatch(/cropped.*only 70 mm wide/);
    const right = { ...narrow, order: { ...noOrder, laterality: 'right' as const } };
    expect(sideCheck(right)).toMatchObject({ state: 'unsure' });
    expect(sideCheck(right)?.says).toMatch(/tells nothing by that/);
  });

  it('of both sides, and of the midline, must lie on both', () => {
    expect(sideCheck(ordered('bilateral', -60, 110))?.state).toBe('agrees');
    expect(sideCheck(ordered('bilateral', 30, 110))?.state).toBe('doubt');
    expect(sideCheck(ordered('midline', 0, 40))?.state).toBe('agrees');
    expect(sideCheck(ordered('midline', -80, 40))?.state).toBe('doubt');
  });

  it('says that a mirrored model has the shape of the other side', () => {
    const shape = { operations: [], pieces: [], mirrored: 'left-right', scale: 1 } as const;
    expect(sideCheck({ ...ordered('left', 60, 100), shape })?.says).toContain('shape of the other side');
    expect(sideCheck({ ...ordered('left', 60, 100), shape })?.state).toBe('mirrored');
    expect(sideCheck({ ...ordered('none', 60, 100), shape })?.state).toBe('mirrored');
    expect(sideCheck({ ...ordered('right', 60, 100), shape })?.state).toBe('doubt');
  });

  it('is a warning in the report where it is in doubt', () => {
    const { order, source, parts } = ordered('right', 60, 100);
    const report = makeReport({ ...run, order, source, parts });
    expect(report.verdict).toBe('review');
    expect(report.findings.map(({ code }) => code)).toEqual(['laterality']);
    expect(report.checklist.find(({ id }) => id === 'C3')?.state).toBe('bad');
  });
});
