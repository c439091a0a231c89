// The budget against sums made by hand; what is not known is not summed.
import { describe, expect, it } from 'vitest';
import { noOrder } from '../../src/core/order.js';
import type { PrintFacts } from '../../src/core/print-facts.js';
import { printers } from '../../src/printing/printers.js';
import { processes } from '../../src/printing/processes.js';
import { type BudgetOf, budgetOf, printTolerance } from '../../src/report/budget.js';
import { markedBall, runOf, uncertainty } from '../fixtures/report.js';

const print: PrintFacts = { printer: printers[0], process: processes.sla, bodies: [] };
const run = runOf(markedBall());
const [part] = run.parts;
const wide = { ...part, mesh: { ...part.mesh, size: [60, 90, 200] as const } };
const facts: BudgetOf = { ...run, parts: [wide], print };
const within = (totalTolerance: number): BudgetOf['order'] => ({ ...noOrder, totalTolerance });

describe('the budget', () => {
  it('is the root of the sum of squares, and twice that', () => {
    const { tolerance } = processes.sla;
    const a = Math.max(tolerance.worst, (tolerance.share ?? 0) * 200);
    expect(printTolerance(processes.sla, 200)).toBe(a);
    const budget = budgetOf(facts);
    expect(budget.printing).toEqual({ tolerance: a, length: 200, standard: a / Math.sqrt(3) });
    const rms = Math.sqrt(uncertainty.finding.rms ** 2 + uncertainty.editing.rms ** 2 + a ** 2 / 3);
    expect(budget.combined?.rms).toBeCloseTo(rms, 12);
    expect(budget.expanded?.rms).toBeCloseTo(2 * rms, 12);
    expect(budget).toMatchObject({ missing: [], tolerance: null, verdict: null, part: part.name });
  });

  it('holds the expanded uncertainty of 95 % of the area against what was declared', () => {
    const p95 = budgetOf(facts).expanded?.p95 ?? 0;
    expect(budgetOf({ ...facts, order: within(p95 + 0.001) }).verdict).toBe('within');
    expect(budgetOf({ ...facts, order: within(p95 - 0.001) }).verdict).toBe('exceeds');
  });

  it('states no sum where the finding is not known, nor calls it enough', () => {
    const labels = { ...facts, parts: [{ ...wide, uncertainty: null }] };
    expect(budgetOf(labels)).toMatchObject({
      finding: null,
      combined: null,
      expanded: null,
      missing: ['finding'],
    });
    expect(budgetOf(labels).editing?.rms).toBeCloseTo(0.0123, 9);
    expect(budgetOf({ ...labels, order: within(50) }).verdict).toBe('unknown');
    expect(budgetOf({ ...labels, order: within(0.1) }).verdict).toBe('exceeds');
    expect(budgetOf({ ...facts, print: null, order: within(50) })).toMatchObject({
      missing: ['printing'],
      verdict: 'unknown',
    });
  });

  it('goes with the scale of what is printed', () => {
    const half = { operations: [], pieces: [], mirrored: null, scale: 0.5 };
    expect(budgetOf({ ...facts, shape: half }).finding?.rms).toBeCloseTo(uncertainty.finding.rms / 2, 12);
  });
});
