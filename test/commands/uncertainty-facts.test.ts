import { describe, expect, it } from 'vitest';
import { uncertaintyFacts } from '../../src/commands/uncertainty-facts.js';
import type { StepFacts } from '../../src/core/facts.js';
import { deviation, uncertainty } from '../fixtures/report.js';

const row = {
  step: 'decimate',
  triangles: 10,
  volume: 5,
  toReference: deviation(1),
  fromReference: deviation(2),
};
const step = (name: string, notes: StepFacts['notes']): StepFacts => ({
  name,
  does: '',
  options: {},
  says: '',
  notes,
});

describe('uncertaintyFacts', () => {
  it('adds the editing of the finished surface, the worse way round, as squares', () => {
    const { editing, combined, expanded } = uncertaintyFacts(
      uncertainty,
      [{ ...row, toReference: deviation(9) }, row],
      [],
    );
    expect(editing).toEqual({ rms: deviation(2).rms, p95: deviation(2).p95 });
    expect(combined.rms).toBeCloseTo(Math.hypot(uncertainty.finding.rms, editing.rms), 12);
    expect(combined.p95).toBeCloseTo(Math.hypot(uncertainty.finding.p95, editing.p95), 12);
    expect(expanded).toEqual({ rms: 2 * combined.rms, p95: 2 * combined.p95 });
  });

  it('is that of finding alone where nothing was edited', () => {
    expect(uncertaintyFacts(uncertainty, [], [])).toMatchObject({
      combined: uncertainty.finding,
      fromThreshold: null,
      thinnestWall: null,
    });
  });

  it('takes the moves and the thinnest wall from what the steps noted', () => {
    const steps = [
      step('locate', [
        { name: 'median move', value: 0.05, unit: 'mm' },
        { name: '95 % of the moves within', value: 0.2, unit: 'mm' },
      ]),
      step('decimate', [{ name: 'thinnest wall', value: 0.7, unit: 'mm' }]),
    ];
    expect(uncertaintyFacts(uncertainty, [row], steps)).toMatchObject({
      fromThreshold: { median: 0.05, p95: 0.2 },
      thinnestWall: 0.7,
    });
  });
});
