// What a printed part's lengths say: sums made by hand, limits, and the report that they complete.
import { describe, expect, it } from 'vitest';
import type { Caliper } from '../../src/core/caliper.js';
import { noOrder } from '../../src/core/order.js';
import type { PrintFacts } from '../../src/core/print-facts.js';
import { printers } from '../../src/printing/printers.js';
import { processes } from '../../src/printing/processes.js';
import { completedReport } from '../../src/report/completed-report.js';
import { makeReport } from '../../src/report/make-report.js';
import { measuredFacts } from '../../src/report/measured-facts.js';
import { markedBall, runOf, uncertainty } from '../fixtures/report.js';

const length = (name: string, nominal: number): Caliper => ({
  name,
  body: 'ball',
  kind: 'width',
  says: 'here',
  from: [0, 0, 0],
  to: [nominal, 0, 0],
  along: [1, 0, 0],
  nominal,
});
const calipers = [length('a', 100), length('b', 50), length('c', 20), length('d', 200)];
const print: PrintFacts = { printer: printers[0], process: processes.fdm, bodies: [] };
const run = { ...runOf(markedBall()), calipers };
const report = makeReport(run);

describe('measured lengths', () => {
  it('are off by what they are off by', () => {
    const facts = measuredFacts(report, [100.3, 49.9, 20.1, null], 'AB');
    expect(facts.lengths.map(({ delta }) => (delta === null ? null : Number(delta.toFixed(6))))).toEqual([
      0.3,
      -0.1,
      0.1,
      null,
    ]);
    expect(facts).toMatchObject({ by: 'AB', taken: 3, verdict: 'unknown', limit: null });
    expect(facts.mean).toBeCloseTo(0.1, 9);
    expect(facts.meanAbsolute).toBeCloseTo(0.5 / 3, 9);
    expect(facts.max).toBeCloseTo(0.3, 9);
    expect(facts.rms).toBeCloseTo(Math.sqrt(0.11 / 3), 9);
    const { finding, editing } = uncertainty;
    expect(facts.expanded).toBeCloseTo(2 * Math.sqrt(finding.rms ** 2 + editing.rms ** 2 + 0.11 / 3), 9);
  });

  it('are held against the declared tolerance, else the process’s', () => {
    const limit = processes.fdm.tolerance.worst;
    const near = measuredFacts({ ...report, print }, [100 + limit, 50 - limit, 20, 200], null);
    expect(near.verdict).toBe('within');
    expect(near.limit).toContain('melted filament');
    expect(measuredFacts({ ...report, print }, [100 + limit + 0.01, 50, 20, 200], null).verdict).toBe(
      'exceeds',
    );
    const order = { ...noOrder, totalTolerance: 1 };
    const declared = measuredFacts({ ...report, print, order }, [100.9, 50, 20, 200], null);
    expect(declared).toMatchObject({
      verdict: 'within',
      limit: 'the tolerance declared for the intended use',
    });
  });

  it('complete the report: verdict, finding and checklist', () => {
    const printed = makeReport({ ...run, print });
    const bad = completedReport(printed, measuredFacts(printed, [102, 50, 20, null], null));
    expect(bad.verdict).toBe('fail');
    expect(bad.findings.at(0)?.message).toBe(
      'The printed part is off in one length: a by 2.00 mm (allowed ±0.50 mm).',
    );
    expect(bad.checklist.find(({ id }) => id === 'C39')).toMatchObject({ state: 'bad', by: 'data' });
    const good = completedReport(bad, measuredFacts(bad, [100, 50, 20, 200], 'AB'));
    expect(good.verdict).toBe(printed.verdict);
    expect(good.findings).toEqual(printed.findings);
    expect(good.checklist.find(({ id }) => id === 'C39')?.answer).toContain('4 taken by AB');
    expect(good.checklist.find(({ id }) => id === 'C39')?.answer).not.toContain('at least');
    expect({ ...good, measured: null, checklist: printed.checklist }).toEqual(printed);
  });

  it('are one each', () => {
    expect(() => measuredFacts(report, [1, 2], null)).toThrow(RangeError);
  });

  it('leave the checklist cautious where fewer than three were taken', () => {
    const judged = { ...report, print };
    const two = completedReport(judged, measuredFacts(judged, [100, 50, null, null], null));
    const point = two.checklist.find(({ id }) => id === 'C39');
    expect(two.measured?.verdict).toBe('within');
    expect(point).toMatchObject({ state: 'caution', by: 'data' });
    expect(point?.answer).toContain('at least 3 are needed');
  });
});
