import { describe, expect, it } from 'vitest';
import type { UncertaintyFacts } from '../../src/core/facts.js';
import { makeReport } from '../../src/report/make-report.js';
import { uncertaintyPart } from '../../src/report/page-uncertainty.js';
import { markedBall, runOf, uncertainty } from '../fixtures/report.js';

const run = runOf(markedBall());
const [only] = run.parts;
const partOf = (...facts: readonly (UncertaintyFacts | null)[]): string =>
  uncertaintyPart(
    makeReport({
      ...run,
      parts: facts.map((one, n) => ({ ...only, name: `part ${n}`, uncertainty: one })),
    }),
  ).markup;

describe('uncertaintyPart', () => {
  it('shows the budget, the levels in the unit of the scan, the edges and the walls', () => {
    const page = partOf(uncertainty);
    for (const text of [
      '±0.069 mm',
      '±0.146 mm',
      '0.0312',
      '± 25 HU',
      '0.0912',
      '8.3 %',
      '0.55 mm',
      '0.72 mm',
    ])
      expect(page).toContain(text);
    expect(page).toContain('Not in it: movement of the patient');
    expect(page).not.toContain('assumed');
  });

  it('says where the blur is assumed, and which levels would lose all of the surface', () => {
    const lost = { by: 100, mean: 0, p95: 0, lost: 1 };
    const page = partOf({ ...uncertainty, blurAssumed: true, levels: [lost] });
    expect(page).toContain('not known but assumed');
    expect(page).toContain('<td>–</td><td>–</td><td>100.0 %</td>');
  });

  it('of several parts shows the one with the largest; of label maps it says that there is none', () => {
    const larger = { ...uncertainty, expanded: { rms: 0.2, p95: 0.345 } };
    expect(partOf(uncertainty, larger, null)).toContain('part 1');
    expect(partOf(uncertainty, larger, null)).toContain('±0.345 mm');
    expect(partOf(null)).toContain('None is stated.');
  });
});
